"""A text or an address that somebody hands over, read into drafts with what they know of it."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

from index.article import Draft
from index.errors import SourceError
from index.readers import read, read_content
from index.readers.addresses import Fetch, Web

_ADDRESS = re.compile(r"(?i)https?://\S+")


def drafts_of(
    text: str,
    known: Draft,
    today: dt.date,
    fetch: Fetch | None,
    tell: Callable[[str], None],
) -> Iterator[Draft | SourceError]:
    """Read plain text, Markdown, HTML, JSON Lines, or an address alone.

    Args:
        text: what was handed over.
        known: names it, and has the title, outlet and date that are known; they go before those
            that a text states, and behind those of an address, which may lead to many articles.
        today: no page is published later.
        fetch: opens an address; None where none may be opened.
        tell: takes a sentence on what was left out.
    """
    if fetch and _ADDRESS.fullmatch(text.strip()):
        web = Web(fetch, tell=tell)
        for draft in read(text.strip(), stdin=BytesIO(), today=today, web=web):
            yield _filled(draft, known)
        return
    for draft in read_content(text.encode(errors="replace"), known.source, today):
        if isinstance(draft, SourceError):
            yield draft
            continue
        # A text without a title is named after its source by the reader, which here is none.
        own = None if draft.title == known.source else draft.title
        yield replace(
            draft,
            title=known.title or own,
            outlet=known.outlet or draft.outlet,
            date=known.date or draft.date,
        )


def _filled(draft: Draft | SourceError, known: Draft) -> Draft | SourceError:
    """Add what is known to what a page states."""
    if isinstance(draft, SourceError):
        return draft
    return replace(
        draft,
        title=draft.title or known.title,
        outlet=draft.outlet or known.outlet,
        date=draft.date or known.date,
    )
