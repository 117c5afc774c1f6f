"""Two runs side by side as HTML: figures with the interval of their change, cases that changed."""

from collections.abc import Mapping, Sequence
from html import escape

from eval.compare import ChangedCase, Comparison, Contrast
from eval.page.asked import (
    PAGE,
    chat_html,
    given_html,
    gold_html,
    kinds_menu,
    paged,
    parts_html,
)
from eval.page.figures import Dot, dots_html
from eval.page.head import label_html
from eval.page.lists import model_html, moment_html
from eval.page.measures import LEADING, grouped, words_of
from eval.page.place import Place
from eval.page.verdicts import reasons
from eval.report import EvalReport, ReportCase
from index.counted import counted
from index.page.article import facts_html

_LEADING = 7
_SMALLEST = 0.05  # so that a plot of hardly any change shows hardly any
_NOTHING = '<p class="notice">No case got better or worse.</p>'
_VERDICTS = {"better": "better", "worse": "worse", "equal": "no clear change"}


def contrast_html(found: Comparison, menu: str) -> str:
    """Set the figures of two runs side by side, the earlier run first.

    Args:
        found: the two runs.
        menu: HTML to choose another run.
    """
    scale = _scale(found.contrasts)
    rows = {contrast.metric.name: _row(contrast) for contrast in found.contrasts}
    moved = [c.metric.name for c in found.contrasts if c.verdict != "equal" and c.metric.quality]
    names = [*moved, *(name for name in LEADING if name in rows and name not in moved)]
    lead = [rows[name] for name in names[: max(_LEADING, len(moved))]]
    caption = (
        "From the earlier run to the later one: the dot is the change, the bar its 95 % interval "
        "over the same cases. Where the bar leaves out 0, it is called better or worse."
    )
    return (
        _runs(found, menu)
        + f'<p class="verdicts">{_said(found.contrasts)}</p>'
        + dots_html(lead, caption, -scale, scale)
        + _all(rows, scale)
    )


def changed_html(found: Comparison, place: Place) -> str:
    """Set the cases that changed, those that got worse first, both answers side by side."""
    ordered = sorted(found.changed, key=lambda case: case.verdict != "worse")
    first = {case.id: case for case in found.first.cases}
    second = {case.id: case for case in found.second.cases}
    kept = [case for case in ordered if place.kind in ("", first[case.id].type)]
    page, turns = paged(len(kept), place.page)
    shown = "".join(
        _changed(case, first[case.id], second[case.id])
        for case in kept[page * PAGE : (page + 1) * PAGE]
    )
    worse = sum(case.verdict == "worse" for case in kept)
    facts = facts_html(
        f"{counted(len(kept), 'case')} of {found.common:,} changed",
        f"{worse:,} worse",
        f"{len(kept) - worse:,} better",
    )
    return (
        '<h2 id="cases-head" tabindex="-1">Cases that changed</h2>'
        + kinds_menu((first[case.id].type for case in found.changed), place, faults=False)
        + facts
        + (f'<ol class="cases">{shown}</ol>' if shown else _NOTHING)
        + turns
    )


def _runs(found: Comparison, menu: str) -> str:
    note = (
        ""
        if found.same_set
        else '<p class="notice">The two runs had other cases or articles: only what both have is '
        "compared.</p>"
    )
    runs = "".join(
        f"<dt>{name}</dt><dd>{_run(report)}</dd>"
        for name, report in (("Earlier", found.first), ("Later", found.second))
    )
    return f'<h2>Two runs side by side</h2><dl class="pair">{runs}</dl>{menu}{note}'


def _run(report: EvalReport) -> str:
    return facts_html(
        moment_html(report.started),
        model_html(report.settings.model),
        counted(len(report.cases), "case"),
        f"Byline {escape(report.settings.version)}",
    )


def _said(contrasts: Sequence[Contrast]) -> str:
    """Say first in words what the plot shows."""
    told = []
    for verdict in ("better", "worse"):
        names = [words_of(c.metric.name) for c in contrasts if c.verdict == verdict]
        if names:
            told.append(f"<strong>{verdict.title()}:</strong> {escape('; '.join(names))}.")
    rest = sum(c.verdict == "equal" for c in contrasts)
    if rest == len(contrasts):
        return f"None of {counted(rest, 'figure')} changed beyond chance."
    return f"{' '.join(told)} {counted(rest, 'other figure')} without a clear change."


def _scale(contrasts: Sequence[Contrast]) -> float:
    ends = [
        abs(end)
        for c in contrasts
        if c.metric.largest == 1.0
        for end in (c.difference.change.low, c.difference.change.high)
    ]
    return max([_SMALLEST, *ends])


def _row(contrast: Contrast) -> Dot:
    found, change = contrast.difference, contrast.difference.change
    drawn = contrast.metric.largest == 1.0
    same = change.low == change.high == 0
    verdict = "the same" if same else _VERDICTS[contrast.verdict]
    said = verdict if contrast.verdict == "equal" else f"<strong>{verdict}</strong>"
    return Dot(
        label=label_html(contrast.metric.name),
        value=change.value if drawn else None,
        low=change.low,
        high=change.high,
        said=f"{found.first:.2f} → {found.second:.2f}, {said}",
        more=f"{_signed(change.value)} ({_signed(change.low)} to {_signed(change.high)})",
    )


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")


def _all(rows: Mapping[str, Dot], scale: float) -> str:
    tables = "".join(
        dots_html(
            [rows[name] for name in names], f"<strong>{escape(group)}</strong>", -scale, scale
        )
        for group, names in grouped(rows)
    )
    number = counted(len(rows), "figure")
    return (
        f'<details class="all" id="all-figures"><summary>All {number}</summary>{tables}</details>'
    )


def _changed(case: ChangedCase, first: ReportCase, second: ReportCase) -> str:
    facts = facts_html(
        f'<span class="verdict">{case.verdict}</span>',
        escape(first.type or ""),
    )
    amiss = ' class="amiss"' if case.verdict == "worse" else ""
    scores = ", ".join(
        f"{escape(words_of(name))}: {_value(one)} → {_value(other)}"
        for name, (one, other) in case.scores.items()
    )
    sides = "".join(
        f"<section><h3>{name}</h3>{given_html(side)}{_reasons(side)}</section>"
        for name, side in (("Earlier answer", first), ("Later answer", second))
    )
    parts = parts_html(
        ("Right answer", gold_html(second.gold)),
        ("Scores", f'<p class="facts">{scores}</p>'),
        ("Case", f'<p class="facts">{escape(case.id)}</p>'),
    )
    return (
        f'<li{amiss}><details id="case-{escape(case.id)}"><summary>'
        f'<span class="asked" dir="auto">{escape(case.question)}</span>{facts}</summary>'
        f'<div class="sides">{sides}</div><dl>{parts}</dl>'
        f"{chat_html(case.question)}</details></li>"
    )


def _reasons(case: ReportCase) -> str:
    items = "".join(f'<li dir="auto">{escape(reason)}</li>' for reason in reasons(case))
    return f'<ul class="reasons">{items}</ul>' if items else ""


def _value(value: float | None) -> str:
    return "none" if value is None else f"{value:.2f}"
