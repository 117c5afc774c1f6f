"""Tells what changed between two versions of a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from index.sentences import split

_ALIKE = 0.5  # of their words in common: what else is changed can be read word by word


@dataclass(frozen=True, slots=True)
class Change:
    """Sentences that stand in place of others; "" where some were added, or taken out."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a change that stay, are gone, or are new."""

    kind: Literal["same", "gone", "new"]
    text: str


def pieces(change: Change) -> tuple[Piece, ...]:
    """Divide a change by its words, in order; where most of them are others, into old and new.

    Spaces between words are single ones, and stand between the pieces too.
    """
    old, new = change.before.split(), change.after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    alike = matcher.ratio() >= _ALIKE
    steps = matcher.get_opcodes() if alike else [("replace", 0, len(old), 0, len(new))]
    found: list[Piece] = []
    for kind, first, last, begin, end in steps:
        if kind == "equal":
            found.append(Piece("same", " ".join(old[first:last])))
            continue
        if first < last:
            found.append(Piece("gone", " ".join(old[first:last])))
        if begin < end:
            found.append(Piece("new", " ".join(new[begin:end])))
    return tuple(found)


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
