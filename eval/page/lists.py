"""The sets with their runs as HTML, and the run that is under way."""

import datetime as dt
from collections.abc import Sequence
from html import escape

from eval.page.place import go_to_set
from eval.page.running import Progress
from eval.page.shelf import KeptRun, KeptSet
from index.counted import counted
from index.page.article import date_text, facts_html

_RUNS = 5  # older ones are folded
HINT = (
    '<p class="facts">Your own: <code>byline eval new NAME</code> proposes questions from your '
    "library, to be confirmed here.</p>"
)


def sets_html(sets: Sequence[KeptSet], runs: Sequence[KeptRun]) -> str:
    """Set the sets, each with its kept runs, newest first; the script unfolds the chosen one."""
    groups = (
        ("With Byline", [one for one in sets if one.own]),
        ("In your library", [one for one in sets if one.folder and not one.own]),
        ("Only runs kept", [one for one in sets if not one.folder]),
    )
    shown = "".join(
        f"<h2>{title}</h2><ul>{''.join(_set(one, runs) for one in group)}</ul>"
        for title, group in groups
        if group
    )
    return f'<nav aria-label="Sets and runs">{shown}{HINT}</nav>'


def progress_html(progress: Progress | None, busy: bool = False) -> str:
    """Set how a run goes on, or what became of it.

    Args:
        progress: None where no run was begun since the server started.
        busy: whether this reader has asked for another run meanwhile.
    """
    if progress is None:
        return ""
    if progress.ended is not None:
        return _ended(progress)
    told = (
        '<p class="notice" role="status" data-busy>Another run is under way; one at a time. '
        "Begin yours when it is done, or stop it: what it has done is kept.</p>"
        if busy
        else ""
    )
    return f'<section class="running" data-running>{told}{_going(progress)}</section>'


def moment_html(started: str) -> str:
    """Set a time; the page's script shows it as the reader's locale writes it."""
    try:
        moment = dt.datetime.fromisoformat(started)
    except ValueError:
        return escape(started)
    written = f"{date_text(moment.date())}, {moment:%H:%M}"
    return f'<time datetime="{escape(started)}" data-written data-moment>{written}</time>'


def model_html(model: str | None) -> str:
    """Name the model of a run."""
    return escape(model or "no model")


def _set(one: KeptSet, runs: Sequence[KeptRun]) -> str:
    own = [run for run in runs if run.set == one.name]
    name = escape(one.name)
    return (
        f'<li data-set="{escape(one.key)}"><button type="button" class="link" dir="auto" '
        f'id="set-{escape(one.key)}" title="{name}" {go_to_set(one.key)}>{name}</button>'
        f"{_facts(one, own)}{_runs(one, own)}</li>"
    )


def _facts(one: KeptSet, runs: Sequence[KeptRun]) -> str:
    if one.fault is not None:
        return '<p class="facts">cannot be read</p>'
    if one.outline is None:
        return facts_html(counted(len(runs), "run"))
    unconfirmed = one.outline.unconfirmed
    return facts_html(
        counted(one.outline.cases, "case"),
        f"{unconfirmed:,} unconfirmed" if unconfirmed else "",
        counted(len(runs), "run") if runs else "",
    )


def _runs(one: KeptSet, runs: Sequence[KeptRun]) -> str:
    if not runs:
        return ""
    shown = "".join(_run(one, run) for run in runs[:_RUNS])
    older = "".join(_run(one, run) for run in runs[_RUNS:])
    if older:
        shown += (
            f'<li><details id="older-{escape(one.key)}"><summary>{len(runs) - _RUNS:,} older'
            f"</summary><ol>{older}</ol></details></li>"
        )
    return f'<ol class="runs" hidden>{shown}</ol>'


def _run(one: KeptSet, run: KeptRun) -> str:
    return (
        f'<li><button type="button" class="link" id="run-{escape(run.name)}" '
        f'data-run-name="{escape(run.name)}" {go_to_set(one.key, run.name)}>'
        f"{moment_html(run.started)}</button>"
        f'<span class="facts"> {model_html(run.model)}</span></li>'
    )


def _going(progress: Progress) -> str:
    name = f"<bdi>{escape(progress.set)}</bdi>, {model_html(progress.model)}"
    # What `run_set` names while it asks is the question that was answered last.
    doing = "Answered: " if progress.done else ""
    line = doing + progress.doing
    if progress.stopping:
        line = "Stopping after this question" if progress.done else "Stopping"
    known = f'value="{progress.done}" max="{progress.total}"' if progress.total else ""
    count = f"{progress.done:,} of {progress.total:,}" if progress.total else "beginning"
    stop = "disabled" if progress.stopping else ""
    return (
        f'<p class="status"><span id="running-what">Asking {name}</span>'
        f'<span class="count">{count}</span>'
        f'<button type="button" id="stop-run" data-stop-run {stop}>Stop</button></p>'
        f'<progress aria-labelledby="running-what" {known}></progress>'
        f'<p class="facts" dir="auto">{escape(line)} …</p>'
    )


def _ended(progress: Progress) -> str:
    show = (
        f' <button type="button" class="link" {go_to_set(progress.key, progress.kept)}>'
        "Show its figures</button>"
        if progress.kept
        else ""
    )
    return (
        f'<p class="notice ended" role="status" data-kept="{escape(progress.kept or "")}" '
        f'data-kept-set="{escape(progress.key)}"><bdi>{escape(progress.set)}</bdi>, '
        f"{model_html(progress.model)}. {escape(progress.ended or '')}{show}</p>"
    )
