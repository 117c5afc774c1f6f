"""Articles made by hand: drafts to add, and parsed ones for what comes after the parser."""

import datetime as dt
import re

from index.article import Article, CrossReference, Draft, Kind, Paragraph, ParsedArticle, Quote
from index.library import Library

HOSPITAL = (
    "The hospital has 214 beds, its director, Henrik Sol, told the Echo.\n\nA ward opens in June."
)
TRAM = "The county approved the tram line on Monday.\n\n“It is a start,” said Ida Lund."


def article(
    text: str,
    article_id: str = "a1",
    *,
    title: str | None = None,
    outlet: str | None = "Echo",
    date: dt.date | None = None,
) -> Article:
    return Article(article_id, title, outlet, date, None, text)


def parsed(
    text: str,
    article_id: str = "a1",
    *,
    title: str | None = None,
    outlet: str | None = "Echo",
    date: dt.date | None = None,
    kinds: tuple[Kind, ...] = (),
    references: tuple[str, ...] = (),
    quotes: tuple[tuple[str, str], ...] = (),
) -> ParsedArticle:
    """Cut paragraphs at blank lines; `references` and `quotes` (text, speaker) are found in it."""
    whole = article(text, article_id, title=title, outlet=outlet, date=date)
    spans = [match.span() for match in re.finditer(r"\S(?:(?!\n\n).)*", text, re.DOTALL)]
    paragraphs = tuple(
        Paragraph.cut(whole, number, start, end, kinds[number - 1] if kinds else "body")
        for number, (start, end) in enumerate(spans, 1)
    )

    def place(words: str) -> tuple[int, int, int]:
        at = text.index(words)
        return next(p.number for p in paragraphs if p.start <= at < p.end), at, at + len(words)

    return ParsedArticle(
        whole,
        paragraphs,
        tuple(CrossReference.cut(whole, *place(words)) for words in references),
        tuple(
            Quote(article_id, *place(words), words, speaker, speaker, "said", True, None, 1.0)
            for words, speaker in quotes
        ),
    )


def hospital(text: str = HOSPITAL, title: str | None = "Hospital grows") -> Draft:
    return Draft("-", text, id="hosp", title=title, outlet="Echo", date=dt.date(2026, 1, 12))


def tram() -> Draft:
    return Draft("-", TRAM, id="tram", title="Tram line", outlet="Wire", date=dt.date(2026, 1, 20))


def found_in(library: Library, text: str) -> set[str]:
    return {passage.article_id for passage in library.search(text, k=100)}
