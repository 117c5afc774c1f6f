"""Summaries as HTML: sections, where the sources differ, the loaded words left out."""

from collections.abc import Mapping, Sequence
from html import escape

from index.article import Article
from index.page.article import date_html, facts_html, place_attributes, title_of
from qa.answer import Citation, Difference, Framing, LoadedWord, Section, Summary
from qa.page.answers import (
    cite_html,
    counted_html,
    notice_html,
    quoted_html,
    sentences_html,
    withheld_html,
)
from qa.page.timelines import timeline_html


def summary_html(summary: Summary, articles: Sequence[Article]) -> str:
    """Set a summary of `articles`, with its sources beside it."""
    if summary.status == "refused":
        text = f'<p dir="auto">{escape(summary.reason or "")}</p>'
    else:
        sections = (_section(section, summary.citations) for section in summary.sections)
        text = (
            "".join(sections)
            + _left_out(summary.left_out)
            + _differences(summary.differences, summary.citations)
            + _framings(summary.framings, summary.citations)
            + timeline_html(summary.timeline, summary.citations)
        )
    return (
        f'<div class="summary" data-noted><div class="reading" data-citations>{text}'
        f"{_notes(summary)}</div>"
        f"<aside>{_sources(articles)}{_loaded(summary.loaded)}</aside></div>"
    )


def _section(section: Section, citations: Sequence[Citation]) -> str:
    title = f"<h2>{escape(section.title)}</h2>" if section.title else ""
    return title + sentences_html(section.sentences, citations)


def _left_out(names: Sequence[str]) -> str:
    if not names:
        return ""
    told = escape(", ".join(names))
    return f'<p class="notice" dir="auto">Quoted in the sources and left out here: {told}.</p>'


def _framings(framings: Sequence[Framing], citations: Sequence[Citation]) -> str:
    """Set a table: a thing a row, a source a column."""
    if not framings:
        return ""
    by_number = {citation.number: citation for citation in citations}
    sources = list(dict.fromkeys(w.source for framing in framings for w in framing.wordings))
    head = "".join(f'<th scope="col" dir="auto">{escape(source)}</th>' for source in sources)
    rows = "".join(_framing(framing, sources, by_number) for framing in framings)
    return (
        '<h2>Words for the same thing</h2><table class="framings">'
        f"<tr><td></td>{head}</tr>{rows}</table>"
    )


def _framing(framing: Framing, sources: Sequence[str], citations: Mapping[int, Citation]) -> str:
    cells = {
        wording.source: ", ".join(f"“{escape(word)}”" for word in wording.words)
        + "".join(cite_html(citations[number]) for number in wording.citations)
        for wording in framing.wordings
    }
    row = "".join(f'<td dir="auto">{cells.get(source, "–")}</td>' for source in sources)
    return f'<tr><th scope="row" dir="auto">{escape(framing.about)}</th>{row}</tr>'


def _notes(summary: Summary) -> str:
    sentences = [sentence for section in summary.sections for sentence in section.sentences]
    written = f"written by {escape(summary.model)}, checked" if summary.model else ""
    origins = f"{summary.origins} independent sources" if summary.origins > 1 else ""
    counted = counted_html(summary.citations) if summary.citations else ""
    return (
        quoted_html(sentences, summary.citations)
        + facts_html(counted, origins, written)
        + notice_html(summary.notice)
        + withheld_html(summary.withheld)
    )


def _differences(differences: Sequence[Difference], citations: Sequence[Citation]) -> str:
    if not differences:
        return ""
    by_number = {citation.number: citation for citation in citations}
    rows = "".join(_difference(difference, by_number) for difference in differences)
    return f'<h2>Where they differ</h2><table class="differences">{rows}</table>'


def _difference(difference: Difference, citations: Mapping[int, Citation]) -> str:
    versions = "".join(
        f'<p dir="auto">{escape(version.text)}'
        f"{''.join(cite_html(citations[number]) for number in version.citations)}</p>"
        for version in difference.versions
    )
    return f'<tr><th scope="row" dir="auto">{escape(difference.about)}</th><td>{versions}</td></tr>'


def _sources(articles: Sequence[Article]) -> str:
    items = "".join(
        f'<li><button type="button" class="link" dir="auto" {place_attributes(article.id)}>'
        f"{escape(title_of(article))}</button>"
        f"{facts_html(escape(article.outlet or ''), date_html(article.date))}</li>"
        for article in articles
    )
    return f'<h2>Sources</h2><ul class="sources">{items}</ul>'


def _loaded(loaded: Sequence[LoadedWord]) -> str:
    if not loaded:
        return ""
    items = "".join(
        f'<li dir="auto"><button type="button" class="loaded" '
        f"{place_attributes(word.article_id, word.start, word.end)}>{escape(word.text)}</button>"
        f'<p class="facts">{escape(word.kind)}: {escape(word.why)}</p>'
        f'<p class="plain">Plainly: {escape(word.plain)}</p></li>'
        for word in loaded
    )
    return f'<h2>Loaded words left out</h2><ul class="loaded-words">{items}</ul>'
