"""Tells what changed between two versions of a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.sentences import split


@dataclass(frozen=True, slots=True)
class Change:
    """Sentences that stand in place of others; "" where some were added, or taken out."""

    before: str
    after: str


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Return what is other in a newer text, in order, by whole sentences."""
    return tuple(_changes(_sentences(before), _sentences(after)))


def _changes(old: list[str], new: list[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        # One for one where as many came as went: a number corrected in each of two sentences.
        if last - first == end - begin:
            yield from map(Change, old[first:last], new[begin:end])
        else:
            yield Change(" ".join(old[first:last]), " ".join(new[begin:end]))


def _sentences(text: str) -> list[str]:
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    return [p[start:end] for p in paragraphs if p for start, end in split(p)]
