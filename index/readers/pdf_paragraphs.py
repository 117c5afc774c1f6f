"""The columns of a document → its paragraphs with their kinds."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.article import Kind
from index.readers.blocks import Block
from index.readers.pdf_furniture import Bare
from index.readers.pdf_glyphs import Box, Page, Word
from index.readers.pdf_joints import joined, plain, vocabulary
from index.readers.pdf_lines import Column, Line, columns

_LEADING = 1.2  # times the type's size, where a document has too few lines to tell
_GAP = 1.3  # times the leading: more than a line's distance
_INDENT = 0.6  # of the type's size
_SAME_SIZE = 0.1
_LARGER, _SMALLER = 1.15, 0.95  # times the body's size
_LONGEST_HEADING = 300  # code points
_LONGEST_BOLD_HEADING = 120
_NEAR_PICTURE = 30.0  # points between a picture and its caption
_ENDED = re.compile(r"[.!?…:;][”\"’'»“)\]]*$")
_NOTE = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+)\s*\S")
_MASTHEAD = re.compile(
    r"(?:The )?(?:[A-Z][\w.'’-]+ ){0,3}(?:Times|Echo|Post|News|Gazette|Herald|Tribune|Journal"
    r"|Courier|Chronicle|Observer|Telegraph|Guardian|Independent|Mirror|Standard|Examiner|Register|Sentinel)"
)
_BULLET = re.compile(r"[•▪■●◦‣∙]\s*|[–—-]\s+(?=\S)")


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together, while they are put together."""

    lines: list[Line]
    page: int
    left: float  # where its column's lines begin
    right: float  # and end
    bold: bool  # whether all its lines are
    kind: Kind | None = None

    @property
    def size(self) -> float:
        letters: Counter[float] = Counter()
        for line in self.lines:
            letters[line.size] += len(line.text)
        return max(letters, key=lambda size: letters[size])

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Body:
    """A document's text.

    Attributes:
        largest: the words in the largest type on the first page that has any; None where all
            is in one size, less a newspaper's own name.
        masthead: that name.
    """

    blocks: tuple[Block, ...]
    largest: str | None
    masthead: str | None = None


def body_of(bare: Bare) -> Body:
    """Put the paragraphs of pages together and tell headings, captions and notes."""
    pages = [columns(_without_marks(page)) for page in bare.pages]
    lines = [line for page in pages for column in page for line in column.lines]
    if not lines:
        return Body((), None)
    type_ = _Type.of(lines, [column for page in pages for column in page])
    notes: list[_Paragraph] = []
    found: list[_Paragraph] = []
    for number, (page, there) in enumerate(zip(bare.pages, pages, strict=True)):
        for column in there:
            paragraphs = list(_paragraphs(column, number, type_))
            _mark(paragraphs, page.pictures, type_)
            behind = _notes_from(paragraphs, type_)
            notes += paragraphs[behind:]
            _continue(found, paragraphs[:behind])
    known = vocabulary(line.text for line in lines)
    blocks = tuple(_block(paragraph, known) for paragraph in [*found, *notes])
    heads = _heads(found, known)
    masthead = heads.pop(0) if len(heads) > 1 and _MASTHEAD.fullmatch(heads[0]) else None
    return Body(blocks, heads[0] if heads else None, masthead)


@dataclass(frozen=True, slots=True)
class _Type:
    """How a document is set: the size of its body, and the distance of lines by size."""

    body: float
    leadings: dict[int, float]

    @classmethod
    def of(cls, lines: Sequence[Line], found: Sequence[Column]) -> "_Type":
        letters: Counter[float] = Counter()
        for line in lines:
            letters[round(line.size * 2) / 2] += len(line.text)
        steps: dict[int, Counter[float]] = {}
        for column in found:
            for one, two in zip(column.lines, column.lines[1:], strict=False):
                if _same(one.size, two.size) and 0 < one.y - two.y < 2.2 * one.size:
                    counts = steps.setdefault(round(one.size), Counter())
                    counts[round((one.y - two.y) * 2) / 2] += 1
        leadings = {
            size: min(counts, key=lambda step: (-counts[step], step))
            for size, counts in steps.items()
        }
        return cls(max(letters, key=lambda size: (letters[size], -size)), leadings)

    def leading(self, size: float) -> float:
        return max(self.leadings.get(round(size), _LEADING * size), size)


def _paragraphs(column: Column, page: int, type_: _Type) -> Iterator[_Paragraph]:
    """Divide a column where a line begins a paragraph."""
    edges: dict[int, tuple[float, float]] = {}  # by size; a headline is wider than its text
    for line in column.lines:
        left, right = edges.get(round(line.size), (line.left, line.right))
        edges[round(line.size)] = (min(left, line.left), max(right, line.right))
    open_: _Paragraph | None = None
    for line in column.lines:
        if open_ and not _begins(line, open_, type_):
            open_.lines.append(line)
            open_.bold = open_.bold and line.bold
            continue
        if open_:
            yield open_
        open_ = _Paragraph([line], page, *edges[round(line.size)], line.bold)
    if open_:
        yield open_


def _begins(line: Line, open_: _Paragraph, type_: _Type) -> bool:
    """Tell whether a line begins a paragraph behind the open one."""
    last = open_.lines[-1]
    if len(line.cells) > 1 or len(last.cells) > 1 or _BULLET.match(line.text):
        return True
    if not _same(line.size, last.size) or last.y - line.y > _GAP * type_.leading(last.size):
        return True
    if last.y < line.y or _changes_weight(line, open_):
        return True
    if line.size > _LARGER * type_.body:
        return False  # a headline's lines are set in the middle, or to the left without filling it
    if line.left - last.left > _INDENT * line.size:
        # Behind a bullet or a paragraph's number, all lines but the first stand further in.
        hangs = len(open_.lines) == 1 and bool(_BULLET.match(last.text))
        return not hangs and line.left - open_.left > _INDENT * line.size
    return _ends_short(last, line, open_)


def _ends_short(last: Line, line: Line, open_: _Paragraph) -> bool:
    """Tell whether a line ends its paragraph: the next word would still have gone on it."""
    room = open_.right - last.right - line.first - 0.3 * line.size
    if room > 0 and _ENDED.search(last.text):
        return True
    divided = line.text[:1].islower() or last.text.endswith(("-", "\u00ad", "\u2010"))
    return room > 0.3 * (open_.right - open_.left) and not divided


def _changes_weight(line: Line, open_: _Paragraph) -> bool:
    return line.bold != open_.bold and not line.text[:1].islower()


def _mark(paragraphs: Sequence[_Paragraph], pictures: Sequence[Box], type_: _Type) -> None:
    for paragraph in paragraphs:
        if any(len(line.cells) > 1 for line in paragraph.lines) or _BULLET.match(paragraph.text):
            paragraph.kind = "body"
        elif _is_caption(paragraph, pictures, type_):
            paragraph.kind = "caption"
        elif _is_heading(paragraph, type_):
            paragraph.kind = "heading"


def _is_heading(paragraph: _Paragraph, type_: _Type) -> bool:
    text = paragraph.text
    if not any(letter.isalpha() for letter in text):
        return False
    if paragraph.size >= _LARGER * type_.body:
        longest = len(text) <= _LONGEST_HEADING
        return longest and (not text.endswith(".") or paragraph.size >= 1.5 * type_.body)
    short = paragraph.bold and len(text) <= _LONGEST_BOLD_HEADING and len(paragraph.lines) <= 3
    return (
        short
        and not re.search(r"[.,;:…][”\"’')]*$", text)
        and paragraph.size >= _SMALLER * type_.body
    )


def _is_caption(paragraph: _Paragraph, pictures: Sequence[Box], type_: _Type) -> bool:
    """Tell whether small type stands right below a picture."""
    if paragraph.size > _SMALLER * type_.body:
        return False
    first = paragraph.lines[0]
    top = first.y + first.size
    return any(
        -first.size <= picture.bottom - top < _NEAR_PICTURE
        and first.left < picture.right
        and first.right > picture.left
        for picture in pictures
    )


def _notes_from(paragraphs: Sequence[_Paragraph], type_: _Type) -> int:
    """Return where the footnotes of a column begin: small type at its end, from a mark on."""
    at = len(paragraphs)
    while at and paragraphs[at - 1].size <= _SMALLER * type_.body and not paragraphs[at - 1].kind:
        at -= 1
    while at < len(paragraphs) and not _NOTE.match(paragraphs[at].text):
        at += 1
    for note in paragraphs[at:]:
        note.kind = "body"
    return at


def _continue(found: list[_Paragraph], paragraphs: Sequence[_Paragraph]) -> None:
    """Add a column's paragraphs; the first may go on the last, over headings and captions."""
    if paragraphs:
        rest = list(paragraphs)
        at = next((n for n, each in enumerate(rest) if each.kind is None), None)
        before = next((each for each in reversed(found) if each.kind is None), None)
        if at is not None and before is not None:
            between = at > 0 or found[-1] is not before
            if _goes_on(before, rest[at], between):
                before.lines += rest.pop(at).lines
        found += rest


def _goes_on(before: _Paragraph, after: _Paragraph, between: bool) -> bool:
    """Tell whether a paragraph goes on one that a column's or a page's end has divided."""
    first, last = after.lines[0], before.lines[-1]
    if not _same(before.size, after.size) or _ENDED.search(last.text):
        return False
    if first.text[:1].islower() or last.text.endswith("-"):
        return True
    flush = first.left - after.left < _INDENT * first.size
    full = before.right - last.right < 2 * last.size
    return flush and full and not between


def _block(paragraph: _Paragraph, known: frozenset[str]) -> Block:
    text = joined([line.text for line in paragraph.lines], known)
    return Block(_BULLET.sub("", text, count=1) if _BULLET.match(text) else text, paragraph.kind)


def _heads(found: Sequence[_Paragraph], known: frozenset[str]) -> list[str]:
    """Return the headings of the first page, the largest first."""
    heads = [
        paragraph
        for paragraph in found
        if paragraph.page == found[0].page
        and paragraph.kind == "heading"
        and sum(letter.isalpha() for letter in paragraph.text) > 2
    ]
    heads.sort(key=lambda head: -head.size)
    return [joined([line.text for line in head.lines], known) for head in heads]


def _same(size: float, other: float) -> bool:
    return abs(size - other) <= _SAME_SIZE * max(size, other)


def _without_marks(page: Page) -> list[Word]:
    """Take the raised numbers off the words to whose footnotes they point."""
    small = {
        plain(word.text).rstrip(".)")
        for word in page.words
        if word.text[:1].isdigit()
        and word.y < page.box.bottom + (page.box.top - page.box.bottom) / 2
    }
    kept: list[Word] = []
    for word in page.words:
        before = kept[-1] if kept else None
        raised = (
            before is not None
            and word.size <= 0.8 * before.size
            and 0.15 * before.size < word.y - before.y < 0.7 * before.size
            and abs(word.left - before.right) < 0.5 * before.size
        )
        if not (
            raised
            and re.fullmatch(r"[\d,*†‡]{1,4}", word.text)
            and word.text in small | {"*", "†", "‡"}
        ):
            kept.append(word)
    return kept
