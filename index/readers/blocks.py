"""The blocks that markup divides a document into → one text with its marks."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.article import Kind, Mark
from index.readers.encoding import normalise

_GAP = "\n\n"
# Shorter words come back in an article by right ("Yes."); a longer paragraph is a page's slip.
_REPEATABLE = 40


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, caption or table row.

    Attributes:
        kind: what the markup tells of it; None where it tells nothing.
    """

    text: str
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A text whose paragraphs stand apart by blank lines, and its marks in order."""

    text: str
    marks: tuple[Mark, ...]


def compose(blocks: Iterable[Block]) -> Composed:
    """Join blocks; blank ones, and long ones that stood before, are left out."""
    texts: list[str] = []
    marks: list[Mark] = []
    seen: set[str] = set()
    start = 0
    for block in blocks:
        text = normalise(block.text).strip()
        if not text or (len(text) >= _REPEATABLE and text in seen):
            continue
        seen.add(text)
        if block.kind is not None:
            marks.append(Mark(start, start + len(text), block.kind))
        texts.append(text)
        start += len(text) + len(_GAP)
    return Composed(_GAP.join(texts), tuple(marks))
