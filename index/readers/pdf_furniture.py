"""A document's pages → the pages without running heads, running feet and page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.readers.pdf_glyphs import Page, Word
from index.readers.pdf_lines import row_text, rows_of

_OUTER_ROWS = 4  # from the edge; nothing runs further in
_MARGIN = 0.14  # of the page's height
_SAME_PLACE = 4.0  # points
_FEWEST = 3  # pages with the same, of more than four: heads change with pages and chapters
_CLEAR = 1.6  # of the type's size between a page's number and its text
_NUMBER = re.compile(
    r"""(?ix)^\W*(?:(?:page|seite|p\.?|pag\.?)\s*)?
    (?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|\|)\s*\d{1,4})?[-–—|\s]*$"""
)


@dataclass(frozen=True, slots=True)
class Bare:
    """Pages without their furniture, and the lines of it."""

    pages: tuple[Page, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row in a page's margin; equal ones stand at the same place and differ in digits only."""

    place: int
    letters: str


def without_furniture(pages: Sequence[Page]) -> Bare:
    """Take off what repeats at the same place of pages, and page numbers in the margin."""
    counts = Counter(edge for page in pages for edge in {each for each, _ in _edges(page)})
    least = 2 if len(pages) <= 4 else _FEWEST
    bare: list[Page] = []
    removed: dict[str, None] = {}
    for page in pages:
        off = _furniture(page, counts, least)
        removed |= {row_text(row): None for row in off}
        gone = {id(word) for row in off for word in row}
        words = tuple(word for word in page.words if id(word) not in gone)
        bare.append(replace(page, words=words))
    return Bare(tuple(bare), tuple(removed))


def _furniture(page: Page, counts: Counter[_Edge], least: int) -> list[list[Word]]:
    return [
        row
        for edge, row in _edges(page)
        if _repeats(edge, counts) >= least or _is_number(row, page)
    ]


def _repeats(edge: _Edge, counts: Counter[_Edge]) -> int:
    # A place falls into one of two neighbouring steps.
    return max(counts[edge] + counts[_Edge(edge.place + step, edge.letters)] for step in (-1, 1))


def _is_number(row: list[Word], page: Page) -> bool:
    """Tell whether a row is a page's number, and not the last word of a paragraph ("1998")."""
    if not _NUMBER.match(row_text(row)):
        return False
    near = _CLEAR * row[0].size
    own = {id(word) for word in row}
    return not any(abs(word.y - row[0].y) < near for word in page.words if id(word) not in own)


def _edges(page: Page) -> Iterator[tuple[_Edge, list[Word]]]:
    """Yield the outer rows of a page that stand in its margins."""
    rows = rows_of(page.words)
    margin = _MARGIN * (page.box.top - page.box.bottom)
    for at, row in enumerate(rows):
        y = row[0].y
        high = at < _OUTER_ROWS and page.box.top - y < margin
        low = len(rows) - at <= _OUTER_ROWS and y - page.box.bottom < margin
        if high or low:
            text = row_text(row).casefold()
            # Rows of a table differ in nothing but digits.
            letters = re.sub(r"\d+", "#", text) if re.search(r"[^\W\d_]", text) else text
            yield _Edge(round((page.box.top - y) / _SAME_PLACE), letters), row
