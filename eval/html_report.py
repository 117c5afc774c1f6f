"""Sets a report as one HTML page that needs nothing else: no network, and no script to be read."""

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from pathlib import Path

from eval.breakdown import Kind, distribution, kinds, risk_curve
from eval.glossary import Figure, grouped
from eval.html_cases import cases_html
from eval.intervals import Estimate
from eval.plots import curve_svg, histogram_svg, interval_svg
from eval.report import EvalReport
from eval.shown import when
from eval.worst import is_faulty, is_wrong, worst_first
from index.counted import counted

# Whose spread tells more than its mean; the first three that are there are drawn.
_TELLING = ("token_f1", "mrr", "quote_recall", "points_covered", "rougeL", "citation_recall")
_SPREADS = 3
_HERE = Path(__file__)


def html(report: EvalReport) -> str:
    """Return a report as a page of its own.

    Whatever comes from a set, an article or an answer is escaped, and the page's policy lets it
    load nothing and run no script but its own.
    """
    style, script = (_HERE.with_suffix(end).read_text("utf-8") for end in (".css", ".js"))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(_title(report))}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<main>\n{''.join(_sections(report))}</main>\n<script>{script}</script>\n"
        "</body>\n</html>\n"
    )


def _sections(report: EvalReport) -> Iterator[str]:
    yield _head(report)
    yield _figures(report)
    yield _kinds(kinds(report))
    yield _curve(report)
    yield _spreads(report)
    yield _cases(report)


def _title(report: EvalReport) -> str:
    model = report.settings.model or "no model"
    return f"{report.set}: {counted(len(report.cases), 'case')}, {model}"


def _head(report: EvalReport) -> str:
    settings = report.settings
    facts = (
        counted(len(report.cases), "case"),
        settings.model or "no model",
        when(report.started),
    )
    rows = {
        "Embedder": settings.embedder,
        "Prompts": ", ".join(settings.prompts) or "none",
        "Asked as on": settings.as_of,
        "Seed": str(settings.seed),
        "Cases and articles": settings.fingerprint,
        "Byline": settings.version,
        "Code": settings.code or "not told",
        **settings.versions,
    }
    told = "".join(f"<dt>{escape(n)}</dt><dd>{escape(v)}</dd>" for n, v in rows.items())
    line = "\N{NO-BREAK SPACE}· ".join(f'<span dir="auto">{escape(fact)}</span>' for fact in facts)
    return (
        f'<header>\n<h1 dir="auto">{escape(report.set)}</h1>\n<p class="facts">{line}</p>\n'
        f'<p class="summary">{_in_words(report)}</p>\n'
        f'<details class="settings"><summary>Settings and versions</summary><dl>{told}</dl>'
        "</details>\n</header>\n"
    )


def _in_words(report: EvalReport) -> str:
    right, faulty = report.metrics.get("right"), sum(map(is_faulty, report.cases))
    failed = sum(1 for case in report.cases if case.error)
    said = ""
    if right:
        said = (
            f"Of {counted(right.n, 'answer')} {_percent(right.value)} are right; with other "
            f"questions of this kind it might be {_percent(right.low)} to "
            f"{_percent(right.high)}. "
        )
    said += f"{faulty} of {counted(len(report.cases), 'case')} have a fault"
    return f"{said}, and {failed} of these could not be asked." if failed else f"{said}."


def _figures(report: EvalReport) -> str:
    bodies = "".join(
        f'<tbody><tr class="group"><th colspan="5" scope="rowgroup">{heading}</th></tr>'
        f"{''.join(map(_figure, figures))}</tbody>\n"
        for heading, figures in grouped(report.metrics)
    )
    if not bodies:
        return '<section><h2>Figures</h2><p class="note">Nothing was measured.</p></section>\n'
    return (
        '<section>\n<h2>Figures</h2>\n<p class="note">A dot is the figure, its line the 95 % '
        "interval over the cases; the scale is 0 to 1 where no other is named.</p>\n"
        f"<table>\n{_heads('Figure', 'On its scale', 'Value', '95 % interval', 'Cases')}{bodies}"
        "</table>\n</section>\n"
    )


def _figure(figure: Figure) -> str:
    metric, found = figure.metric, figure.found
    meaning, plot = figure.meaning, ""
    if metric.quality and metric.largest is not None:
        plot = interval_svg(found, metric.largest, metric.name)
    if metric.quality and metric.largest != 1:
        top = "with no end" if metric.largest is None else f"to {metric.largest:g}"
        meaning += f", scale from 0 {top}"
    better = ", <i>lower is better</i>" if metric.lower_is_better else ""
    name = f'{escape(metric.name)} <span class="meaning">{escape(meaning)}{better}</span>'
    return _row(name, plot, f"{found.value:.3f}", _interval(found), str(found.n))


def _kinds(found: tuple[Kind, ...]) -> str:
    if len(found) < 2:
        return ""
    rows = "".join(map(_kind, found))
    heads = _heads("Kind", "Share right", "Right", "95 % interval", "Cases", "With a fault")
    return (
        '<section>\n<h2>By kind of question</h2>\n<p class="note">The worst kind first. An '
        "interval of no width, where all or none are right, comes of few cases; it is no "
        "certainty.</p>\n"
        f'<table class="kinds">\n{heads}<tbody>{rows}</tbody></table>\n</section>\n'
    )


def _kind(kind: Kind) -> str:
    name, faulty = f'<span dir="auto">{escape(kind.name)}</span>', _percent(kind.faulty)
    if kind.right is None:
        return _row(name, "", "", "", str(kind.cases), faulty)
    plot, value = interval_svg(kind.right, 1.0, kind.name), f"{kind.right.value:.3f}"
    return _row(name, plot, value, _interval(kind.right), str(kind.cases), faulty)


def _curve(report: EvalReport) -> str:
    points = risk_curve(report)
    if not points:
        return ""
    return (
        '<section>\n<h2>How well Byline knows what it knows</h2>\n<p class="note">The answers '
        "given, the surest first: from left to right more are kept, and the height is the share "
        "of these that is wrong. Where it rises, the less sure answers are the wrong ones.</p>\n"
        f"{curve_svg(points)}\n</section>\n"
    )


def _spreads(report: EvalReport) -> str:
    figures = {f.metric.name: f for _, group in grouped(report.metrics) for f in group}
    telling = [figures[name] for name in _TELLING if name in figures][:_SPREADS]
    drawn = "".join(_spread(report, figure) for figure in telling)
    if not drawn:
        return ""
    return (
        '<section>\n<h2>How the scores are spread</h2>\n<p class="note">Cases by their score, in '
        f'tenths of the scale.</p>\n<div class="spreads">{drawn}</div>\n</section>\n'
    )


def _spread(report: EvalReport, figure: Figure) -> str:
    found, name = distribution(report, figure.metric), escape(figure.metric.name)
    if found is None or figure.metric.largest is None:
        return ""
    plot = histogram_svg(found.counts, figure.metric.largest, figure.metric.name)
    meaning = f'<span class="meaning">{escape(figure.meaning)}</span>'
    return f"<figure><figcaption>{name} {meaning}</figcaption>{plot}</figure>"


def _cases(report: EvalReport) -> str:
    faulty = sum(map(is_faulty, report.cases))
    options = "".join(
        f'<option value="{escape(kind.name)}">{escape(kind.name)} ({kind.cases})</option>'
        for kind in sorted(kinds(report), key=lambda kind: kind.name)
    )
    total, wrong = len(report.cases), sum(map(is_wrong, report.cases))
    # The script shows the form; without it every case is there to be read.
    return (
        '<section>\n<h2 id="all">Cases</h2>\n<p class="note">The worst first.</p>\n'
        '<form id="filter" role="search" hidden>\n'
        '<input type="search" name="words" placeholder="Search the cases" '
        'aria-label="Search the cases" autocomplete="off">\n'
        f'<select name="mark" aria-label="Cases shown"><option value="">All cases ({total})'
        f'</option><option value="fault">With a fault ({faulty})</option>'
        f'<option value="wrong">Wrong ({wrong})</option></select>\n'
        '<select name="kind" aria-label="Kind of question"><option value="">Every kind</option>'
        f'{options}</select>\n<output aria-live="polite"></output>\n</form>\n'
        f"{cases_html(worst_first(report.cases))}\n</section>\n"
    )


def _heads(first: str, plot: str, *others: str) -> str:
    cells = "".join(f'<th scope="col">{name}</th>' for name in (first, plot, *others))
    return f"<thead><tr>{cells}</tr></thead>\n"


def _row(name: str, plot: str, *cells: str) -> str:
    told = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{name}</th><td class="on">{plot}</td>{told}</tr>\n'


def _interval(found: Estimate) -> str:
    return f"{found.low:.3f} to {found.high:.3f}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
