"""Says which of the cited articles have been corrected, or changed after the day of asking."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence

from index.article import Article
from index.library import Library
from index.past import day_of
from qa.desk import Desk

_NOTE = re.compile(
    r"(?im)^\W*(?:correction|clarification|corrected|erratum)\b[^.\n]{0,40}?(?:[:.]|,\s)"
)
_MOST = 3
_LONG = 140
Versions = Callable[[str], Sequence[Article]]


def may_be_corrected(article_ids: Sequence[str], library: Library) -> tuple[str, ...]:
    """Return the articles that have a note or another text; of the others little is read.

    Args:
        article_ids: in full.
        library: where they are, in their newest texts.
    """
    changed = library.leaves.changed(article_ids)
    noted = {i for i, opening in library.leaves.openings(article_ids) if _NOTE.match(opening)}
    return tuple(i for i in article_ids if i in changed or i in noted)


def corrections(
    article_ids: Sequence[str], desk: Desk, versions: Versions, day: dt.date | None = None
) -> str | None:
    """Return a sentence for each article that says of itself, or is known, to be corrected.

    Args:
        article_ids: of the articles that an answer cites, each once.
        desk: reads the articles.
        versions: an article's id → all texts that it has had, oldest first.
        day: as of which the answer is; None for the newest texts.
    """
    found = [note for article_id in article_ids for note in _notes(article_id, desk, versions, day)]
    return " ".join(found[:_MOST]) or None


def _notes(article_id: str, desk: Desk, versions: Versions, day: dt.date | None) -> Iterable[str]:
    parsed = desk.read(article_id)
    title = f"“{parsed.article.title}”" if parsed.article.title else f"Article {article_id}"
    own = next((p.text for p in parsed.paragraphs if _NOTE.match(p.text)), None)
    every = versions(article_id)
    if own:
        yield f"{title} carries a correction: “{_shown(own)}”"
    elif len(every) > 1 and parsed.article.text == every[-1].text:
        yield f"{title} has been changed since it was first added; this is its newest text."
    changed = day_of(every[-1])
    if day is None or changed is None or changed <= day:
        return
    if parsed.article.text == every[-1].text:
        yield f"{title} was changed on {changed:%-d %B %Y}; no older text of it is here."
    else:
        note = _NOTE.search(every[-1].text)
        told = every[-1].text[note.start() :].strip().splitlines()[0] if note else ""
        why = f": “{_shown(told)}”" if told else "."
        yield f"{title} was changed after that day, on {changed:%-d %B %Y}{why}"


def _shown(text: str) -> str:
    told = " ".join(text.split())
    shown = told if len(told) <= _LONG else told[:_LONG].rsplit(" ", 1)[0] + "…"
    return shown.strip("“”")
