"""Files and pasted text into the library, each with a sentence on what became of it."""

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.article import Draft
from index.counted import counted
from index.errors import BylineError, LibraryError, SourceError, VectorsError
from index.intake import add_all
from index.library import Added, Library
from index.outage import owed
from index.page.pasted import drafts_of
from index.readers import read_content
from index.readers.addresses import Fetch

_PASTED = "The pasted text"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, in a sentence that can stand beside it.

    Attributes:
        file: the place of its file among those that were handed over; None for no file.
        article_id: of the article that is in the library now; None where it failed.
    """

    words: str
    failed: bool = False
    file: int | None = None
    article_id: str | None = None


def add_files(library: Library, paths: Sequence[Path], today: dt.date) -> Iterator[Outcome]:
    """Add the articles of files that the reader handed over.

    Yields:
        One outcome an article, in order; a file that cannot be added does not stop the others.
    """
    files: deque[int] = deque()  # of the drafts of which nothing is told yet

    def drafts() -> Iterator[Draft | SourceError]:
        for number, path in enumerate(paths):
            for draft in read_content(path.read_bytes(), path.name, today):
                files.append(number)
                yield draft

    with library.adding():
        for outcome in _added(library, drafts()):
            yield replace(outcome, file=files.popleft())
        yield from _paid(library)


def add_text(
    library: Library,
    text: str,
    today: dt.date,
    fetch: Fetch | None = None,
    /,
    *,
    title: str,
    outlet: str,
    date: str,
) -> Iterator[Outcome]:
    """Add what the reader pasted: plain text, Markdown, HTML, JSON Lines, or an address alone.

    Args:
        library: to be added to.
        text: what was pasted.
        today: no page is published later.
        fetch: opens an address; None where none may be opened.
        title: goes before the title that the text states, behind that of an address, which may
            lead to several articles; empty for none, as the other two.
        outlet: who published it.
        date: the day it was published on, as in 2024-05-31.
    """
    try:
        day = dt.date.fromisoformat(date.strip()) if date.strip() else None
    except ValueError:
        yield Outcome(
            f"“{date.strip()}” is no date: write it like 2024-05-31, or leave it empty.",
            failed=True,
        )
        return
    known = Draft(_PASTED, "", title=title.strip() or None, outlet=outlet.strip() or None, date=day)
    left_out: list[str] = []
    with library.adding():
        yield from _added(library, drafts_of(text, known, today, fetch, left_out.append))
        yield from map(Outcome, left_out)
        yield from _paid(library)


def _added(library: Library, drafts: Iterable[Draft | SourceError]) -> Iterator[Outcome]:
    """Add drafts, or pass on why there are none."""
    for outcome in add_all(library, drafts):
        result = outcome.result
        if isinstance(result, BylineError):
            yield Outcome(str(result), failed=True)
        else:
            yield Outcome(_told(result, outcome.source), article_id=result.article_id)


def _paid(library: Library) -> Iterator[Outcome]:
    """Make what was added searchable now, so that the next question need not wait for it."""
    try:
        library.pay()
    except VectorsError as error:
        yield Outcome(owed(error), failed=True)
    except LibraryError as error:
        yield Outcome(str(error), failed=True)


def _told(added: Added, source: str) -> str:
    name = f"“{added.title}”" if added.title else source
    if added.status in ("duplicate", "unchanged"):
        return f"{name} is in the library already; nothing was added."
    verb = "was updated" if added.status == "updated" else "was added"
    paragraphs, quotes = counted(added.paragraphs, "paragraph"), counted(added.quotes, "quote")
    return f"{name} {verb}: {paragraphs}, {quotes}."
