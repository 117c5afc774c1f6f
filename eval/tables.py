"""Sets reports and comparisons as text for a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eval.columns import columns
from eval.compare import ChangedCase, Comparison, Contrast, Verdict
from eval.metrics import METRICS
from eval.report import EvalReport, ReportCase
from eval.worst import is_faulty, worst_first
from index.counted import counted

if TYPE_CHECKING:  # it brings in all that asks a library
    from eval.mutations.robustness import BrokenCase, Robustness

WORST = 10
_WORST_OF_KIND = 3
# A question or a quote in a list is cut to one line of a terminal.
_WIDTH = 96
_ANSWER = 320  # an answer, in a comparison of two


def report_text(report: EvalReport, beside: Sequence[str] = ()) -> str:
    """Return a run's figures, lines on what was found `beside` them, and its worst cases."""
    rows = [("metric", "value", "95 % interval", "n")]
    for metric in METRICS:
        found = report.metrics.get(metric.name)
        if found is not None:
            interval = f"{found.low:.3f} to {found.high:.3f}"
            rows.append((metric.name, f"{found.value:.3f}", interval, str(found.n)))
    below = ["", *beside] if beside else []
    return "\n".join([_heading(report), "", *columns(rows), *below, "", *_worst(report)])


def comparison_text(found: Comparison) -> str:
    """Return two runs' figures side by side, and the cases that got better or worse."""
    heads = ("metric", "A", "B", "B - A", "95 % interval", "n", "")
    rows = [heads, *map(_contrast_row, found.contrasts)]
    return "\n".join(
        [
            f"A: {_heading(found.first)}",
            f"B: {_heading(found.second)}",
            f"{found.common} cases in both; the interval is of the paired difference.",
            "",
            *columns(rows),
            "",
            *_changed(found, "worse"),
            "",
            *_changed(found, "better"),
        ]
    )


def robustness_text(found: "Robustness") -> str:
    """Return the share that held of each kind of mutation, and the first cases that broke."""
    rows = [("mutation", "robust", "95 % interval", "n", "made")]
    for kind, count in found.counts.items():
        figure = found.figures.get(kind)
        value = f"{figure.value:.3f}" if figure else ""
        interval = f"{figure.low:.3f} to {figure.high:.3f}" if figure else ""
        rows.append((kind, value, interval, str(figure.n if figure else 0), str(count.made)))
    legend = "n: cases that are right without the mutation; made: cases to which it applies."
    return "\n".join([_heading(found.report), "", *columns(rows), "", legend, "", *_breaks(found)])


def _breaks(found: "Robustness") -> list[str]:
    if not found.broken:
        return ["Every expectation held."]
    by_kind = {kind: [case for case in found.broken if case.kind == kind] for kind in found.counts}
    shown = [case for cases in by_kind.values() for case in cases[:_WORST_OF_KIND]]
    title = f"{counted(len(found.broken), 'expectation')} broke"
    title += f"; up to {_WORST_OF_KIND} of a kind:" if len(shown) < len(found.broken) else ":"
    return [title, *(line for case in shown for line in _break_lines(case))]


def _break_lines(case: "BrokenCase") -> Iterator[str]:
    yield f"  {case.id}: {_line(case.question)}"
    yield f"    expected: {_line(case.expected)}"
    yield f"    came: {_line(case.came)}"


def _heading(report: EvalReport) -> str:
    model = report.settings.model or "no model"
    return f"{report.set}, {len(report.cases)} cases, {model}, {report.started}"


def _contrast_row(contrast: Contrast) -> tuple[str, ...]:
    found = contrast.difference
    change = found.change
    return (
        contrast.metric.name,
        f"{found.first:.3f}",
        f"{found.second:.3f}",
        f"{change.value:+.3f}",
        f"{change.low:+.3f} to {change.high:+.3f}",
        str(change.n),
        "" if contrast.verdict == "equal" else contrast.verdict,
    )


def _changed(found: Comparison, verdict: Verdict) -> list[str]:
    cases = [case for case in found.changed if case.verdict == verdict]
    if not cases:
        return [f"No case got {verdict} from A to B."]
    title = f"{len(cases)} of {found.common} cases got {verdict} from A to B:"
    return [title, *(line for case in cases for line in _changed_lines(case))]


def _changed_lines(case: ChangedCase) -> Iterator[str]:
    yield f"  {case.id}: {_line(case.question)}"
    changes = (f"{name} {_value(a)} → {_value(b)}" for name, (a, b) in case.scores.items())
    yield f"    {', '.join(changes)}"
    if case.answers[0] != case.answers[1]:
        yield f"    A: {_line(case.answers[0], _ANSWER)}"
        yield f"    B: {_line(case.answers[1], _ANSWER)}"


def _worst(report: EvalReport) -> list[str]:
    failed = worst_first(filter(is_faulty, report.cases))
    if not failed:
        return ["No case has a fault."]
    shown = failed[:WORST]
    title = f"{len(failed)} of {len(report.cases)} cases have a fault"
    title += f"; the worst {len(shown)}:" if len(shown) < len(failed) else ":"
    return [title, *(line for case in shown for line in _case_lines(case))]


def _case_lines(case: ReportCase) -> Iterator[str]:
    yield f"  {case.id}: {_line(case.question)}"
    for reason in (case.error,) if case.error else case.faults:
        yield f"    {_line(reason)}"


def _value(value: float | None) -> str:
    return "none" if value is None else f"{value:.2f}"


def _line(text: str, width: int = _WIDTH) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else f"{text[:width]}…"
