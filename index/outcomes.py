"""What became of each article that was to be added, and how that is told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.adding import Added
from index.counted import counted
from index.errors import BylineError

_STATUSES = ("added", "updated", "unchanged", "duplicate", "failed")
_SHOWN = 20  # failures


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


def in_words(outcomes: Sequence[Outcome]) -> str:
    """Return what was done in a sentence, such as "11 added, 1 duplicate, 2 failed."."""
    counts = Counter(outcome.status for outcome in outcomes)
    told = ", ".join(f"{counts[status]:,} {status}" for status in _STATUSES if counts[status])
    only = outcomes[0].result if len(outcomes) == 1 else None
    if isinstance(only, Added):
        return f"{told}: {only.title or only.article_id} (ID {only.article_id})"
    return f"{told or 'Nothing to add'}."


def failures_in_words(outcomes: Sequence[Outcome]) -> list[str]:
    """Return why articles could not be added, a sentence each: the first twenty, how many more."""
    failures = [str(outcome.result) for outcome in outcomes if outcome.failed]
    more = len(failures) - _SHOWN
    told = failures[:_SHOWN]
    return [*told, f"And {counted(more, 'more failure')}."] if more > 0 else told


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
