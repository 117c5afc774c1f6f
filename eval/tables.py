"""Sets reports and comparisons as text for a terminal."""

from collections.abc import Iterator, Sequence

from eval.columns import columns
from eval.compare import ChangedCase, Comparison, Contrast, Verdict
from eval.metrics import METRICS
from eval.report import EvalReport, ReportCase

WORST = 10
# A question or a quote in a list is cut to one line of a terminal.
_WIDTH = 96


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


def _worst(report: EvalReport) -> list[str]:
    failed = [case for case in report.cases if case.error or case.faults]
    if not failed:
        return ["No case has a fault."]
    shown = sorted(failed, key=_badness)[:WORST]
    title = f"{len(failed)} of {len(report.cases)} cases have a fault"
    title += f"; the worst {len(shown)}:" if len(shown) < len(failed) else ":"
    return [title, *(line for case in shown for line in _case_lines(case))]


def _badness(case: ReportCase) -> tuple[int, float]:
    """Sort failures first, then by number of faults, then by what the quality scores lose."""
    lost = 0.0
    for metric in METRICS:
        if metric.quality and metric.score in case.scores:
            value = case.scores[metric.score].value
            lost += value if metric.lower_is_better else 1 - value
    return (-1000 if case.error else -len(case.faults), -lost)


def _case_lines(case: ReportCase) -> Iterator[str]:
    yield f"  {case.id}: {_line(case.question)}"
    for reason in (case.error,) if case.error else case.faults:
        yield f"    {_line(reason)}"


def _value(value: float | None) -> str:
    return "none" if value is None else f"{value:.2f}"


def _line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH]}…"
