"""The chosen set as HTML: what it is, how to run it, its run's figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from eval.gates import broken
from eval.intervals import Estimate, estimate
from eval.metrics import BY_NAME, Metric
from eval.page.figures import Dot, dots_html
from eval.page.lists import model_html, moment_html
from eval.page.measures import LEADING, grouped, words_of
from eval.page.place import Place, go_to_set, turn
from eval.page.shelf import KeptRun, KeptSet
from eval.page.verdicts import is_amiss
from eval.report import EvalReport
from index.counted import counted
from index.page.article import facts_html

_LEADING = 7
_KINDS = (
    "Worst first. Where all cases of a kind score the same, the bar has no width. "
    "A kind’s name shows its cases below."
)
_BAR = "Each dot is a figure, each bar its 95 % interval."


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done with a set.

    Attributes:
        model: the name of the model that a run may use; None without one.
        runs: the kept runs of the set, newest first.
    """

    model: str | None
    runs: Sequence[KeptRun]


def set_html(one: KeptSet, offer: Offer) -> str:
    """Set the head of a set: its name, what it holds, the buttons."""
    head = f'<h1 dir="auto">{escape(one.name)}</h1>'
    if one.fault is not None:
        return f'{head}<p class="notice" dir="auto">{escape(one.fault)}</p>'
    if one.outline is None:
        told = "This set is not here; what is left of it are its runs."
        return f'{head}<p class="facts">{told}</p>'
    found = one.outline
    said = (
        f'<p class="what" dir="auto">{escape(found.description)}</p>' if found.description else ""
    )
    facts = facts_html(
        counted(found.cases, "case"),
        f"{found.unconfirmed:,} not confirmed yet" if found.unconfirmed else "",
        escape(found.licence or ""),
    )
    return head + said + facts + _doing(one, offer)


def no_run_html(one: KeptSet) -> str:
    """Say what to do where a set has no run."""
    if one.can_run:
        return (
            '<p class="notice">No run of this set is kept yet. Run it: its questions are asked of '
            "a fresh library of its own articles, as anybody would ask them. Your library is "
            "neither read nor changed.</p>"
        )
    if one.outline is not None and one.outline.unconfirmed:
        return (
            '<p class="notice">Nobody has confirmed any of its cases, so there is nothing to ask '
            "yet.</p>"
        )
    return "" if one.outline is None else '<p class="notice">This set has no cases.</p>'


def run_html(one: KeptSet, run: KeptRun, report: EvalReport, offer: Offer, place: Place) -> str:
    """Set a run's figures: the leading ones, all of them folded, one by kind of question."""
    checks = one.outline.checks if one.outline else {}
    return (
        _title(run, report, offer, place)
        + _bounds(checks, report)
        + _leading(report, checks)
        + _all(report, checks)
        + _by_kind(report, place)
    )


def figure_row(name: str, found: Estimate, label: str, bound: float | None = None) -> Dot:
    """Return a figure as a row of a plot."""
    metric = BY_NAME.get(name)
    unit = " s" if name.startswith("seconds") else ""
    drawn = metric is not None and metric.largest == 1.0
    return Dot(
        label=label,
        value=found.value if drawn else None,
        low=found.low,
        high=found.high,
        said=f"{found.value:.2f}{unit}",
        more=f"{found.low:.2f} to {found.high:.2f}, {counted(found.n, 'case')}",
        bound=bound,
    )


def label_html(name: str, *, own_name: bool = False) -> str:
    """Name a figure in words, and say where less is better."""
    metric = BY_NAME.get(name)
    less = ", less is better" if metric is not None and metric.lower_is_better else ""
    small = f"{name}{less}" if own_name else less.removeprefix(", ")
    facts = f'<span class="facts">{escape(small)}</span>' if small else ""
    return f"{escape(words_of(name))}{facts}"


def other_menu(run: KeptRun, offer: Offer, place: Place) -> str:
    """Set the menu of runs that a run can be compared with."""
    others = [other for other in offer.runs if other.name != run.name]
    if not others:
        return ""
    choices = "".join(_run_option(other, place.other) for other in others)
    return (
        '<p class="choice"><label for="other-run">Compare with</label>'
        '<select id="other-run" data-key="other"><option value="">no other run</option>'
        f"{choices}</select></p>"
    )


def options_html(choices: Iterable[tuple[str, str]], chosen: str) -> str:
    """Set the choices of a menu, (value, words) each."""
    return "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
        f"{escape(words)}</option>"
        for value, words in choices
    )


def _doing(one: KeptSet, offer: Offer) -> str:
    buttons = ""
    if one.can_run:
        buttons += '<button type="button" class="act" id="run-set" data-run>Run</button>'
        if offer.model:
            buttons += (
                '<label><input type="checkbox" id="with-model" data-with-model> '
                f"with {escape(offer.model)}</label>"
            )
    if not one.own and one.outline and one.outline.unconfirmed:
        buttons += (
            f'<button type="button" class="act" id="confirm-set" '
            f"{go_to_set(one.key, confirming=True)}>"
            f"Confirm {counted(one.outline.unconfirmed, 'case')}</button>"
        )
    return f'<p class="acts">{buttons}</p>' if buttons else ""


def _title(run: KeptRun, report: EvalReport, offer: Offer, place: Place) -> str:
    amiss = sum(map(is_amiss, report.cases))
    facts = facts_html(
        model_html(run.model),
        counted(len(report.cases), "case"),
        f"{amiss:,} with a fault" if amiss else "none with a fault",
        f"Byline {escape(report.settings.version)}",
    )
    return f"<h2>Run of {moment_html(run.started)}</h2>{facts}{other_menu(run, offer, place)}"


def _run_option(run: KeptRun, chosen: str) -> str:
    """Set a run to choose; the page's script writes its time as the reader's locale does."""
    moment = run.started.replace("T", ", ")[:17]
    model = f"({run.model or 'no model'})"
    selected = " selected" if run.name == chosen else ""
    return (
        f'<option value="{escape(run.name)}" data-started="{escape(run.started)}" '
        f'data-model="{escape(model)}"{selected}>{escape(f"{moment} {model}")}</option>'
    )


def _bounds(checks: Mapping[str, float], report: EvalReport) -> str:
    known = {name: bound for name, bound in checks.items() if name in BY_NAME}
    sentences = list(broken(known, report.metrics))
    if not sentences:
        return ""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f'<ul class="broken" aria-label="Bounds of the set that are broken">{items}</ul>'


def _leading(report: EvalReport, checks: Mapping[str, float]) -> str:
    names = [name for name in LEADING if name in report.metrics][:_LEADING]
    names = names or list(report.metrics)[:_LEADING]
    rows = [
        figure_row(name, report.metrics[name], label_html(name), checks.get(name)) for name in names
    ]
    bound = " A short upright line is a bound that the set states." if checks else ""
    return dots_html(rows, _BAR + bound) if rows else ""


def _all(report: EvalReport, checks: Mapping[str, float]) -> str:
    if not report.metrics:
        return ""
    tables = "".join(
        dots_html(
            [
                figure_row(name, found, label_html(name, own_name=True), checks.get(name))
                for name in names
                for found in (report.metrics[name],)
            ],
            f"<strong>{escape(group)}</strong>",
        )
        for group, names in grouped(report.metrics)
    )
    number = counted(len(report.metrics), "figure")
    return (
        f'<details class="all" id="all-figures"><summary>All {number}</summary>{tables}</details>'
    )


def _by_kind(report: EvalReport, place: Place) -> str:
    kinds = dict.fromkeys(case.type for case in report.cases if case.type)
    names = [name for name in report.metrics if name in BY_NAME and BY_NAME[name].largest == 1.0]
    if len(kinds) < 2 or not names:
        return ""
    measure = place.measure if place.measure in names else names[0]
    rows = kinds_of(report, BY_NAME[measure])
    menu = options_html([(name, words_of(name)) for name in names], measure)
    dots = [
        figure_row(
            measure,
            found,
            f'<button type="button" class="link" {turn(kind=kind, page=0)}>{escape(kind)}</button>',
        )
        for kind, found in rows
    ]
    return (
        '<h2>By kind of question</h2><p class="choice"><label for="measure">Figure</label>'
        f'<select id="measure" data-key="measure">{menu}</select></p>' + dots_html(dots, _KINDS)
    )


def kinds_of(report: EvalReport, metric: Metric) -> list[tuple[str, Estimate]]:
    """Return a metric's figure for each kind of question that it applies to, worst first."""
    found: list[tuple[str, Estimate]] = []
    for kind in dict.fromkeys(case.type for case in report.cases if case.type):
        scores = [
            case.scores[metric.score]
            for case in report.cases
            if case.type == kind and metric.score in case.scores
        ]
        if any(score.weight for score in scores):
            rng = np.random.default_rng(report.settings.seed)
            found.append((kind, estimate(scores, metric.statistic, rng)))
    sign = -1.0 if metric.lower_is_better else 1.0
    return sorted(found, key=lambda row: sign * row[1].value)
