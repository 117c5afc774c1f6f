"""Says which of the cited articles have been corrected."""

import re
from collections.abc import Callable, Iterable, Sequence

from index.article import Article
from qa.answer import Citation
from qa.desk import Desk

_NOTE = re.compile(
    r"(?i)^\W*(?:correction|clarification|corrected|erratum)\b[^.]{0,40}?(?:[:.]|,\s)"
)
_MOST = 3
_LONG = 140


def corrections(
    citations: Sequence[Citation],
    desk: Desk,
    versions: Callable[[str], Sequence[Article]],
) -> str | None:
    """Return a sentence for each cited article that says of itself, or is known, to be corrected.

    Args:
        citations: of an answer.
        desk: reads the articles.
        versions: an article's id → all texts that it has had, oldest first.
    """
    ids = dict.fromkeys(citation.article_id for citation in citations)
    found = [note for article_id in ids for note in _notes(article_id, desk, versions)]
    return " ".join(found[:_MOST]) or None


def _notes(
    article_id: str, desk: Desk, versions: Callable[[str], Sequence[Article]]
) -> Iterable[str]:
    parsed = desk.read(article_id)
    title = f"“{parsed.article.title}”" if parsed.article.title else f"Article {article_id}"
    own = next((p.text for p in parsed.paragraphs if _NOTE.match(p.text)), None)
    if own:
        told = " ".join(own.split())
        shown = told if len(told) <= _LONG else told[:_LONG].rsplit(" ", 1)[0] + "…"
        yield f"{title} carries a correction: “{shown.strip('“”')}”"
    elif len(versions(article_id)) > 1:
        yield f"{title} has been changed since it was first added; this is its newest text."
