"""Lists and tables of an article: which paragraphs are their openings, items, headers and rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.article import Paragraph
from qa.desk import Desk, Place

_MARK = re.compile(r"(?:[-–—•*·▪◦‣]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_CELL = re.compile(r"\s\|\s")
_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)[€$£¥]?\d[\d.,]*\s?%?")
_COUNTS = "two three four five six seven eight nine ten eleven twelve".split()
_COUNT = re.compile(rf"(?i)\b(?:{'|'.join(_COUNTS)})\b|\b(?:[2-9]|1\d|20)\b(?![.,]?\d)")
_LONGEST, _SHORT = 40, 12  # words of an item; of one that looks like any other sentence
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A list or a table.

    Attributes:
        opening: the number of the paragraph that says what it is of; None where none does.
        header: of a table, the number of the row that names the columns; None for a list.
        items: the numbers of its items or rows, in order.
    """

    opening: int | None
    header: int | None
    items: tuple[int, ...]


def blocks(article_id: str, desk: Desk) -> tuple[Block, ...]:
    """Return the lists and tables of an article, in order."""
    parsed = desk.read(article_id)
    tables = _tables(parsed.paragraphs) if " | " in parsed.article.text else ()
    return (*tables, *_lists(parsed.paragraphs))


def shown(article_id: str, number: int, desk: Desk) -> Place:
    """Return an item without its mark, or an opening, a header, a row whole."""
    paragraph = desk.paragraph(article_id, number)
    mark = _MARK.match(paragraph.text)
    start = paragraph.start + (mark.end() if mark else 0)
    text = desk.article(article_id).slice(start, paragraph.end).rstrip()
    return Place(article_id, number, start, start + len(text), text)


def cells(row: str) -> list[tuple[int, int]]:
    """Return where the cells of a row begin and end in it."""
    borders = [match.span() for match in _CELL.finditer(row)]
    starts = [0, *(end for _, end in borders)]
    ends = [*(start for start, _ in borders), len(row)]
    return list(zip(starts, ends, strict=True))


def _tables(paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
    rows: list[Paragraph] = []
    for paragraph in (*paragraphs, None):
        width = len(cells(paragraph.text)) if paragraph else 0
        if paragraph and width > 1 and (not rows or width == len(cells(rows[0].text))):
            rows.append(paragraph)
            continue
        if len(rows) > _FEWEST:
            first = rows[0].number
            opening = first - 1 if first > 1 and _opens(paragraphs[first - 2]) else None
            numbers = tuple(row.number for row in rows)
            headless = any(_FIGURE.fullmatch(cell) for cell in _CELL.split(rows[0].text)[1:])
            yield Block(opening, None if headless else first, numbers[not headless :])
        rows = [paragraph] if paragraph and width > 1 else []


def _opens(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph may be the title of what follows it."""
    return len(paragraph.text.split()) <= _LONGEST and not _CELL.search(paragraph.text)


def _lists(paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
    at = 0
    while at < len(paragraphs) - _FEWEST:
        opening = paragraphs[at]
        items = _items(opening, paragraphs[at + 1 :])
        if len(items) >= _FEWEST:
            yield Block(opening.number, None, tuple(item.number for item in items))
        at += 1 + len(items)


def _items(opening: Paragraph, behind: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the items of the list that a paragraph opens; none where it opens none."""
    opens = opening.text.rstrip().endswith(":")
    marked = bool(_MARK.match(behind[0].text)) and not _MARK.match(opening.text)
    if not marked and not opens:
        return []
    most = None if marked else _count(opening.text)
    found: list[Paragraph] = []
    for paragraph in behind[:most]:
        if not (_MARK.match(paragraph.text) if marked else _goes_on(paragraph, found, most)):
            break
        found.append(paragraph)
    return found


def _count(text: str) -> int | None:
    """Return how many things a list's opening announces; None where it gives no number."""
    found = _COUNT.findall(text)
    if not found:
        return None
    last = found[-1].lower()
    return _COUNTS.index(last) + 2 if last in _COUNTS else int(last)


def _goes_on(paragraph: Paragraph, found: Sequence[Paragraph], most: int | None) -> bool:
    """Tell whether a paragraph has the form of the items before it."""
    text, first = paragraph.text, found[0].text if found else paragraph.text
    # A short line without a full stop passes for a heading.
    if (
        paragraph.kind not in ("body", "heading")
        or text[0] in "“\"„«‘'"
        or text.rstrip().endswith(":")
    ):
        return False
    if (
        _CELL.search(text)
        or len(text.split()) > _LONGEST
        or first[0].islower() != text[0].islower()
    ):
        return False
    if found and found[-1].text[-1] == "." and first[-1] != ".":
        return False  # the last item of a list whose items end otherwise
    if first[0].islower():
        return True
    if paragraph.kind == "heading":
        return False
    if most is not None:
        return True
    return len(text.split()) <= _SHORT and (first[-1] == ".") == (text[-1] == ".")
