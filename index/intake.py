"""Sources into a library, with what became of each article."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from index.article import Draft
from index.errors import BylineError, SourceError
from index.library import Added, Library

if TYPE_CHECKING:
    from index.readers.addresses import Web

_STATUSES = ("added", "updated", "unchanged", "duplicate", "failed")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article.

    Attributes:
        source: where it came from, as the user would name it.
        result: how it is in the library now, or why it is not.
    """

    source: str
    result: Added | BylineError

    @property
    def failed(self) -> bool:
        """Whether it could not be added."""
        return isinstance(self.result, BylineError)

    @property
    def status(self) -> str:
        """The word for it, one of the contract's."""
        return "failed" if isinstance(self.result, BylineError) else self.result.status


def take_in(
    library: Library,
    sources: Sequence[str],
    stdin: BinaryIO,
    today: dt.date,
    web: "Web | None" = None,
) -> Iterator[Outcome]:
    """Add the articles of sources, in order; what fails does not stop the others.

    Args:
        library: to be added to; what its maps are owed is left to be paid.
        sources: addresses, files, folders, or `-` for standard input.
        stdin: what `-` reads.
        today: no web page is published later.
        web: opens addresses; None where none may be opened.
    """
    # Late: the parsers take 0.1 s to import, and no other command reads a source.
    from index.readers import read

    for source in sources:
        for item in read(source, stdin=stdin, today=today, web=web):
            yield Outcome(item.source, _add(library, item))


def in_words(outcomes: Sequence[Outcome]) -> str:
    """Return what was done in a sentence, such as "11 added, 1 duplicate, 2 failed."."""
    counts = Counter(outcome.status for outcome in outcomes)
    told = ", ".join(f"{counts[status]} {status}" for status in _STATUSES if counts[status])
    only = outcomes[0].result if len(outcomes) == 1 else None
    if isinstance(only, Added):
        return f"{told}: {only.title or only.article_id} (ID {only.article_id})"
    return f"{told or 'Nothing to add'}."


def outcome_to_json(outcome: Outcome) -> dict[str, object]:
    """Return what became of an article in the contract's names."""
    result = outcome.result
    added = None if isinstance(result, BylineError) else result
    return {
        "source": outcome.source,
        "status": outcome.status,
        "article_id": added.article_id if added else None,
        "title": added.title if added else None,
        "paragraphs": added.paragraphs if added else 0,
        "quotes": added.quotes if added else 0,
        "error": None if added else str(result),
    }


def _add(library: Library, item: Draft | SourceError) -> Added | BylineError:
    if isinstance(item, SourceError):
        return item
    try:
        return library.add(item)
    except BylineError as error:
        return error
