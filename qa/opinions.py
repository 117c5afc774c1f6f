"""Who writes in an article's own voice, and what they claim there."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.frames import is_told
from index.matching import names
from qa.answer import Sentence
from qa.desk import Desk, Place
from qa.facts import Scored
from qa.question import Question

_FIRST = 6  # paragraphs among which the author's name stands
_BY = re.compile(r"(?i)^\W*(?:by\s+)?")
_CHARGES = re.compile(r"(?i)(?:accus|blam|urg|demand|deni|deny)")
_COLUMN = re.compile(r"(?i)[’']s\s+(?:column|comment|editorial|piece|article|review|text)\W*$")


def author_of(asked: str) -> str:
    """Return whose text is asked about ("Ida Lund’s column" is Ida Lund's)."""
    return _COLUMN.sub("", asked).strip()


def written_by(name: str, article_ids: Iterable[str], desk: Desk) -> tuple[str, tuple[str, ...]]:
    """Return an author's full name, and which of the articles are theirs; none where none is."""
    found: dict[str, str] = {}
    for article_id in dict.fromkeys(article_ids):
        author = next((each for each in _authors(article_id, desk) if names(each, name)), None)
        if author:
            found[article_id] = author
    return next(iter(found.values()), name), tuple(found)


def on_topic(question: Question) -> Question:
    """Return the question for what a text claims on the topic of one for somebody's words."""
    return replace(question, kind="other", speaker=None)


def own_voice(scored: Sequence[Scored], desk: Desk) -> list[Scored]:
    """Return the sentences in which nobody is quoted, or all where there is no such one."""
    told = [item for item in scored if _kind(item.place, desk) in ("body", "commentary")]
    return [item for item in told if not gives_words(item.place, desk)] or list(scored)


def _kind(place: Place, desk: Desk) -> str:
    return desk.paragraph(place.article_id, place.paragraph).kind


def gives_words(place: Place, desk: Desk) -> bool:
    """Tell whether a sentence gives somebody's words; what they only backed or wanted is none."""
    quotes = desk.quotes_in(place)
    return any(
        q.direct or (q.speaker and (is_told(q.cue) or _CHARGES.match(q.cue or ""))) for q in quotes
    )


def labelled(sentence: Sentence, place: Place, desk: Desk, author: str | None) -> Sentence:
    """Mark a sentence of the article's own as its author's opinion, or its outlet's."""
    if sentence.statement not in (None, "commentary"):
        return sentence
    voice = author or desk.article(place.article_id).outlet
    return replace(sentence, speaker=voice, statement="commentary")


def _authors(article_id: str, desk: Desk) -> tuple[str, ...]:
    parsed = desk.read(article_id)
    lines = [
        _BY.sub("", paragraph.text)
        for paragraph in parsed.paragraphs[:_FIRST]
        if len(paragraph.text.split()) <= 5
    ]
    return (*parsed.article.authors, *(line for line in lines if len(line.split()) > 1))
