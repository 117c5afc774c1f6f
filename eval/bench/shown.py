"""Sets a benchmark as Markdown, fit for a README, and as a page of its own."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from eval.bench.figures import Benchmark, Crowd, Figures, Latency

_HEADS = (
    "paragraphs",
    "",
    "articles/s",
    "ratio",
    "ms CPU an article",
    "question p50 / p95 / p99, ms",
    "start, s",
    "MB adding + workers",
    "MB asking",
    "KB an article",
)
_STAGE_HEADS = ("paragraphs", "", "stage", "p50, ms", "p95, ms", "p99, ms")
_GROWTH_HEADS = ("paragraphs", "", "CPU an article", "question p95", "memory asking")
_CROWD_HEADS = (
    "paragraphs",
    "",
    "clients",
    "added meanwhile",
    "question p50 / p95 / p99, ms",
    "p95 beside one client",
    "questions/s",
    "errors",
)
_STYLE = Path(__file__).parent.parent / "html_report.css"
_NOTE = (
    "Ratio: articles a second beside the plain pipeline’s, in alternate rounds, median. Memory is "
    "the peak of a process; growth is beside the size before."
)
_TABLE_STYLE = (
    "main{max-width:72rem}table{border-collapse:collapse;font:.875rem/1.5 var(--chrome)}"
    "th,td{white-space:nowrap}"
    "th,td{padding:.2rem .6rem;text-align:right;border-bottom:1px solid var(--rule)}"
    "th:nth-child(2),td:nth-child(2){text-align:left}div{overflow-x:auto}"
    "td:nth-child(n){font:inherit;color:inherit}p,dl{margin:.75rem 0}"
)

_Table = tuple[str, tuple[str, ...], list[tuple[str, ...]]]


def markdown(found: Benchmark) -> str:
    """Return the figures as Markdown tables, the sizes one below the other."""
    parts = [f"# Speed, memory and disk\n\n{_facts(found)}\n\n{_NOTE}"]
    parts += [f"- {name}: {about}" for name, about in found.about.items()]
    for title, heads, rows in _tables(found):
        lines = ["| " + " | ".join(cells) + " |" for cells in (heads, *rows)]
        lines.insert(1, "|" + " --- |" * len(heads))
        parts.append(f"\n## {title}\n\n" + "\n".join(lines))
    return "\n".join(parts) + "\n"


def html(found: Benchmark) -> str:
    """Return the same as a page that asks no other host for anything and has no script."""
    style = _STYLE.read_text("utf-8") + _TABLE_STYLE
    about = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(told)}</dd>" for name, told in found.about.items()
    )
    tables = "".join(
        f"<h2>{escape(title)}</h2><div><table><thead>{_row('th', heads)}</thead>"
        f"<tbody>{''.join(_row('td', cells) for cells in rows)}</tbody></table></div>\n"
        for title, heads, rows in _tables(found)
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Speed, memory and disk</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>Speed, memory and disk</h1>\n<p class="facts">{escape(_facts(found))}</p>\n'
        f"<p>{escape(_NOTE)}</p>\n<dl>{about}</dl>\n{tables}</main>\n</body>\n</html>\n"
    )


def _facts(found: Benchmark) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in found.versions.items())
    return (
        f"Articles made of sentences of {found.set} (seed {found.seed}), {found.plan.questions} "
        f"questions at each size, {found.plan.rounds} rounds; {found.started}, {found.machine}; "
        f"{versions}."
    )


def _tables(found: Benchmark) -> Iterator[_Table]:
    yield "Figures", _HEADS, list(map(_cells, found.figures))
    yield "Stages of a question", _STAGE_HEADS, list(_stages(found.figures))
    if found.growth:
        rows = [
            (f"{g.paragraphs:,}", g.contestant, *map(_times, (g.processor, g.p95, g.asking_memory)))
            for g in found.growth
        ]
        yield "Growth from the size before", _GROWTH_HEADS, rows
    if found.crowds:
        yield "Many at once", _CROWD_HEADS, list(map(_crowd, found.crowds))


def _crowd(one: Crowd) -> tuple[str, ...]:
    return (
        f"{one.paragraphs:,}",
        one.contestant,
        f"{one.clients}",
        "–" if one.added is None else f"{one.added}",
        _three(one.whole),
        _times(one.times_single),
        f"{one.a_second:,.1f}",
        f"{one.errors}",
    )


def _three(taken: Latency) -> str:
    return f"{taken.p50:.1f} / {taken.p95:.1f} / {taken.p99:.1f}"


def _cells(one: Figures) -> tuple[str, ...]:
    whole = one.stages["whole"]
    return (
        f"{one.paragraphs:,}",
        one.contestant,
        f"{one.articles_a_second:,.1f}",
        f"{one.rate_ratio:.2f}",
        f"{one.processor_ms:.1f}",
        _three(whole),
        f"{one.start_seconds:.1f}",
        f"{one.adding_mb:,.0f} + {one.workers_mb:,.0f}",
        f"{one.asking_mb:,.0f}",
        f"{one.disk_kb:.1f}",
    )


def _stages(figures: Sequence[Figures]) -> Iterator[tuple[str, ...]]:
    for one in figures:
        for name, taken in one.stages.items():
            times = (f"{taken.p50:.2f}", f"{taken.p95:.2f}", f"{taken.p99:.2f}")
            yield (f"{one.paragraphs:,}", one.contestant, name, *times)


def _times(ratio: float) -> str:
    return f"{ratio:.2f} ×"


def _row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
