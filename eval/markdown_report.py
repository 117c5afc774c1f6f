"""Sets a report as Markdown, short enough for a comment on a pull request."""

import re
from collections.abc import Iterator

from eval.breakdown import Kind, kind_of, kinds
from eval.glossary import Figure, grouped
from eval.intervals import Estimate
from eval.report import EvalReport, ReportCase
from eval.shown import when
from eval.worst import is_faulty, worst_first
from index.counted import counted

_WORST = 10
# A comment holds 65,536 characters; with these bounds a report has some 25,000.
_KINDS = 40
_FAULTS = 5
_WIDTH = 200
# A mention, a reference, an address and a short code become links or pictures after Markdown is
# read, so no backslash keeps them from it, but a comment in them does. A dollar begins a formula.
_COMMENT = "<!-- -->"
_SPELT = {
    "&": "&amp;",
    "$": "<span>$</span>",
    "#": f"\\#{_COMMENT}",
    **{text: text + _COMMENT for text in ("@", ":", "www")},
}
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$#@]|:(?=//|[a-z+])|\bwww(?=\.)")
_LIST = re.compile(r"^(\d*)([-+.)])(?=\s|-|$)")  # what begins a list, or is a rule, at the start


def markdown(report: EvalReport) -> str:
    """Return a report's figures, its kinds of question and its ten worst cases."""
    return "\n".join([*_head(report), *_figures(report), *_kinds(report), *_worst(report), ""])


def escaped(text: str) -> str:
    """Return text on one line, cut to 200 characters, that is read as it stands."""
    text = " ".join(text.split())
    text = text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
    return _LIST.sub(r"\1\\\2", _MARKUP.sub(_spelt, text))


def _spelt(match: re.Match[str]) -> str:
    return _SPELT.get(match[0], f"\\{match[0]}")


def _head(report: EvalReport) -> Iterator[str]:
    settings = report.settings
    model = escaped(settings.model or "no model")
    yield f"## {escaped(report.set)}: {counted(len(report.cases), 'case')}, {model}"
    yield ""
    version, seed = escaped(settings.version), settings.seed
    yield f"{escaped(when(report.started))}, Byline {version}, seed {seed}"


def _figures(report: EvalReport) -> Iterator[str]:
    yield from _heading("Figures", ("figure", "what it is", "value", "95 % interval", "n"), 2)
    for _, figures in grouped(report.metrics):
        for figure in figures:
            yield _row(*_figure(figure))


def _figure(figure: Figure) -> tuple[str, ...]:
    better = "; lower is better" if figure.metric.lower_is_better else ""
    name, meaning = f"`{figure.metric.name}`", escaped(figure.meaning) + better
    return (name, meaning, f"{figure.found.value:.3f}", *_interval(figure.found))


def _kinds(report: EvalReport) -> Iterator[str]:
    found = kinds(report)
    if len(found) < 2:
        return
    heads = ("kind", "right", "95 % interval", "n", "cases", "with a fault")
    yield from _heading("By kind of question", heads, 1)
    for kind in found[:_KINDS]:
        yield _row(*_kind(kind))
    if len(found) > _KINDS:
        yield f"\n… and {counted(len(found) - _KINDS, 'kind')} more, which did better."


def _kind(kind: Kind) -> tuple[str, ...]:
    right = (f"{kind.right.value:.3f}", *_interval(kind.right)) if kind.right else ("", "", "")
    return (escaped(kind.name), *right, str(kind.cases), f"{100 * kind.faulty:.0f} %")


def _worst(report: EvalReport) -> Iterator[str]:
    faulty = worst_first(filter(is_faulty, report.cases))
    yield "\n### The worst cases\n"
    total = counted(len(report.cases), "case")
    if not faulty:
        yield "No case has a fault."
        return
    more = f"; the worst {_WORST}:" if len(faulty) > _WORST else ":"
    yield f"{len(faulty)} of {total} have a fault{more}\n"
    for case in faulty[:_WORST]:
        yield from _case(case)


def _case(case: ReportCase) -> Iterator[str]:
    yield f"- **{escaped(case.id)}** ({escaped(kind_of(case))}): {escaped(case.question)}"
    reasons = (case.error,) if case.error else case.faults
    for reason in reasons[:_FAULTS]:
        yield f"  - {escaped(reason)}"
    if len(reasons) > _FAULTS:
        yield f"  - … and {len(reasons) - _FAULTS} more"


def _heading(title: str, heads: tuple[str, ...], words: int) -> Iterator[str]:
    """Yield a heading and a table's head; the first `words` columns are text, the rest numbers."""
    yield f"\n### {title}\n"
    yield _row(*heads)
    yield _row(*(":---" if at < words else "---:" for at in range(len(heads))))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _interval(found: Estimate) -> tuple[str, str]:
    return (f"{found.low:.3f} to {found.high:.3f}", str(found.n))
