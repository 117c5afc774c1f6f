"""Values made by hand, for the tests of the page."""

import datetime as dt
import re

from index.article import Article, CrossReference, Paragraph, ParsedArticle
from index.library import Listing
from qa.answer import Answer, Citation, Sentence, Withheld

TEXT = "Boats in harbour\n\nThe boats <came> & went. (See “OLD” 1 Jan 2026.)\n\nOur view: too few."


def harbour() -> ParsedArticle:
    article = Article(
        "h1", "Boats", "Quay News", dt.date(2026, 2, 1), "https://quay.example/1", TEXT
    )
    body, view = TEXT.index("The boats"), TEXT.index("Our view")
    see = TEXT.index("(See")
    return ParsedArticle(
        article,
        (
            Paragraph.cut(article, 1, 0, 16, "caption"),
            Paragraph.cut(article, 2, body, view - 2, "body"),
            Paragraph.cut(article, 3, view, len(TEXT), "commentary"),
        ),
        (CrossReference.cut(article, 2, see, view - 2),),
        (),
    )


def citation(number: int, text: str = "The boats", article_id: str = "h1") -> Citation:
    return Citation(
        number, article_id, "Boats", "Quay News", dt.date(2026, 2, 1), None, 2, 18, 27, text
    )


def answer(
    *sentences: Sentence,
    reason: str | None = None,
    withheld: tuple[Withheld, ...] = (),
    notice: str | None = None,
) -> Answer:
    return Answer(
        question="What came?",
        standalone_question="What came?",
        status="refused" if reason else "answered",
        reason=reason,
        sentences=sentences,
        citations=tuple(citation(number) for number in (1, 2)) if sentences else (),
        more=0,
        withheld=withheld,
        passages=(),
        model=None,
        prompt=None,
        seconds=0.1,
        notice=notice,
    )


def words(html: str) -> str:
    """Return what a reader reads of HTML that has no entities but those of `escape`."""
    text = re.sub(r"<[^>]*>", "", html).replace("\N{NO-BREAK SPACE}", " ")
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def listing(title: str | None) -> Listing:
    return Listing("h1", title, "Quay News", dt.date(2026, 2, 1), None, 3, 1, "h1", 1)
