"""A PDF's bytes → the words on its pages with their places, as PDFium draws them."""

import sys
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double, c_int, c_uint, c_void_p, cast, create_string_buffer
from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Any

MAX_PAGES = 400
MAX_LETTERS = 1_100_000  # over all pages; a little more than an article may have

_SMALLEST = 2.5  # points; smaller letters are there for machines
_BLANK = frozenset((0, 9, 10, 13, 32, 0xA0, 0x3000))
_HYPHEN = 2  # what PDFium gives for a hyphen at a line's end
_PALE = 245  # of 255 in each colour: white on white
_INVISIBLE, _CLIPPING = 3, 7  # ways to set text without painting it
_SKEW = 3  # degrees by which a scanned page may lie askew
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that stand together; points from the page's left lower corner.

    Attributes:
        y: the baseline.
        size: the height of its type.
        spaced: whether a space is set before it.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    spaced: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is seen, upright: its words in the order in which they are drawn."""

    box: Box
    words: tuple[Word, ...]
    pictures: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What is on the pages of a document.

    Attributes:
        facts: its metadata by their names in the PDF ("Title", "Author", "Lang").
        unknown: the share of letters whose meaning the file doesn't tell.
    """

    pages: tuple[Page, ...]
    facts: dict[str, str]
    unknown: float


class GlyphsError(Exception):
    """The words cannot be had; its one argument is why (a key of `pdf.REASONS`)."""


def glyphs_of(content: bytes) -> Glyphs:
    """Read the pages of a PDF.

    Raises:
        GlyphsError: it is locked with a password, damaged or too long.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (
            pypdfium2.raw.FPDF_ERR_PASSWORD,
            pypdfium2.raw.FPDF_ERR_SECURITY,
        )
        raise GlyphsError("locked" if locked else "damaged") from error
    if not count:
        raise GlyphsError("damaged")
    if count > MAX_PAGES:
        raise GlyphsError("long")
    pages: list[Page] = []
    letters = unknown = 0
    for number in range(count):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue  # one page is broken, the others have their words
        reader = _PageReader(page)
        pages.append(reader.seen())
        letters += reader.letters
        unknown += reader.unknown
        page.close()
        if letters > MAX_LETTERS:
            raise GlyphsError("long")
    if not pages:
        raise GlyphsError("damaged")
    facts = {key: value for key, value in document.get_metadata_dict().items() if value}
    facts["Lang"] = _language(document)
    return Glyphs(tuple(pages), facts, unknown / (letters or 1))


def _language(document: Any) -> str:
    import pypdfium2.raw as api

    units = (api.FPDF_WCHAR * 64)()
    length = api.FPDFCatalog_GetLanguage(document.raw, units, 64)  # bytes, the closing 0 too
    return bytes(units)[: max(0, length - 2)].decode("utf-16-le", "replace")


@dataclass(frozen=True, slots=True)
class _Style:
    """What the letters of one text object share."""

    order: int
    size: float
    angle: int  # in degrees
    turn: int  # in quarters
    bold: bool
    painted: bool
    pale: bool


@dataclass(slots=True)
class _Letters:
    """A word while it is read."""

    text: list[str]
    box: list[float]  # left, baseline, right
    style: _Style
    spaced: bool
    last: float  # where its last letter begins


class _PageReader:
    """Reads one page."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as api

        self._api = api
        self._page = page
        self._text = page.get_textpage()
        self._box = Box(*page.get_bbox())
        self._order: dict[int, int] = {}
        self._pictures: list[Box] = []
        self._grounds: list[Box] = []  # what makes white words on it visible
        self._covers: list[tuple[int, Box]] = []  # black boxes, with their place in the order
        self.letters = 0
        self.unknown = 0
        self._look_around()

    def seen(self) -> Page:
        """Return the page as a person sees it."""
        words = list(self._words())
        seen = [word for word in words if self._is_seen(word)]
        if not seen and self._is_scanned():
            seen = [word for word in words if not word.style.painted]  # read by OCR beforehand
        angles = Counter(word.style.angle for word in seen)
        angle = max(angles, key=lambda each: angles[each], default=0)
        turn = round(angle / 90) % 4
        return Page(
            _turned(self._box, turn),
            tuple(_word(word) for word in seen if _apart(word.style.angle, angle) <= _SKEW),
            tuple(_turned(picture, turn) for picture in self._pictures),
        )

    def _look_around(self) -> None:
        api = self._api
        for order, thing in enumerate(self._page.get_objects(max_depth=1)):
            self._order[_address(thing.raw)] = order
            kind = thing.type
            if kind == api.FPDF_PAGEOBJ_TEXT:
                continue
            box = Box(*thing.get_bounds())
            if kind == api.FPDF_PAGEOBJ_IMAGE:
                self._pictures.append(box)
            colour = self._fill(thing.raw) if kind == api.FPDF_PAGEOBJ_PATH else (0, 0, 0, 0)
            if colour and not _is_pale(colour):
                self._grounds.append(box)
            if colour == (0, 0, 0, 255) and self._is_box(thing.raw):
                self._covers.append((order, box))

    def _fill(self, thing: Any) -> tuple[int, ...] | None:
        """Return the colour with which an object is filled; None for one that is only drawn."""
        mode, stroke = c_int(0), c_int(0)
        if self._api.FPDFPageObj_GetType(thing) == self._api.FPDF_PAGEOBJ_PATH:
            self._api.FPDFPath_GetDrawMode(thing, byref(mode), byref(stroke))
            if not mode.value:
                return None
        colour = tuple(c_uint() for _ in range(4))
        self._api.FPDFPageObj_GetFillColor(thing, *map(byref, colour))
        return tuple(part.value for part in colour)

    def _is_box(self, path: Any) -> bool:
        return bool(self._api.FPDFPath_CountSegments(path) <= 5)

    def _is_scanned(self) -> bool:
        page = (self._box.right - self._box.left) * (self._box.top - self._box.bottom)
        shown = sum((box.right - box.left) * (box.top - box.bottom) for box in self._pictures)
        return shown > page / 2

    def _is_seen(self, word: _Letters) -> bool:
        left, y, right = word.box
        style = word.style
        x, y = _turn((left + right) / 2, y + style.size / 4, -style.turn)
        if not style.painted or style.size < _SMALLEST or not self._box.holds(x, y):
            return False
        if style.pale and not any(ground.holds(x, y) for ground in self._grounds):
            return False
        return not any(style.order < order and box.holds(x, y) for order, box in self._covers)

    def _words(self) -> Iterator[_Letters]:
        """Yield the words as they are drawn, the unseen ones too."""
        api, text = self._api, self._text.raw
        rect, x, y = api.FS_RECTF(), c_double(), c_double()
        word: _Letters | None = None
        spaced, address, style = True, 0, None
        for at in range(api.FPDFText_CountChars(text)):
            code = api.FPDFText_GetUnicode(text, at)
            if code in _BLANK:
                spaced = True
                continue
            here = _address(api.FPDFText_GetTextObject(text, at))
            if here != address or style is None:
                address, style = here, self._style(at, here)
            api.FPDFText_GetLooseCharBox(text, at, byref(rect))
            api.FPDFText_GetCharOrigin(text, at, byref(x), byref(y))
            letter = self._letter(code)
            left, right, base = rect.left, rect.right, y.value
            if style.turn:
                box = Box(rect.left, rect.bottom, rect.right, rect.top)
                box = _turned(box, style.turn)
                left, right = box.left, box.right
                _, base = _turn(x.value, y.value, style.turn)
            if word and not spaced and _goes_on(word, style, left, base):
                word.text.append(letter)
                word.box[2], word.last = max(word.box[2], right), left
                continue
            if word:
                yield word
            word, spaced = _Letters([letter], [left, base, right], style, spaced, left), False
        if word:
            yield word

    def _letter(self, code: int) -> str:
        self.letters += 1
        if code == _HYPHEN:
            return "-"
        if code < 32 or 0xE000 <= code <= 0xF8FF or code in (0xFFFD, 0xFFFE, 0xFFFF):
            self.unknown += 1
        return chr(code) if code <= sys.maxunicode else "\ufffd"

    def _style(self, at: int, address: int) -> _Style:
        api, text = self._api, self._text.raw
        matrix = api.FS_MATRIX(1, 0, 0, 1, 0, 0)
        api.FPDFText_GetMatrix(text, at, byref(matrix))
        thing = api.FPDFText_GetTextObject(text, at)
        mode = api.FPDFTextObj_GetTextRenderMode(thing)
        colour = self._fill(thing) or (0, 0, 0, 255)
        angle = round(degrees(atan2(matrix.b, matrix.a))) % 360
        return _Style(
            order=self._order.get(address, len(self._order)),
            size=api.FPDFText_GetFontSize(text, at) * hypot(matrix.c, matrix.d),
            angle=angle,
            turn=round(angle / 90) % 4,
            bold=self._is_bold(at),
            painted=mode not in (_INVISIBLE, _CLIPPING) and colour[3] > 0,
            pale=_is_pale(colour) and mode == 0,
        )

    def _is_bold(self, at: int) -> bool:
        name, flags = create_string_buffer(256), c_int()
        self._api.FPDFText_GetFontInfo(self._text.raw, at, name, 256, byref(flags))
        lowered = name.value.decode("latin-1").lower()
        return any(part in lowered for part in _BOLD)


def _goes_on(word: _Letters, style: _Style, left: float, y: float) -> bool:
    """Tell whether a letter goes on a word: on its line, in its size, close behind it."""
    size = word.style.size
    if abs(style.size - size) > 0.05 * size or style.angle != word.style.angle:
        return False
    if style.painted != word.style.painted or style.pale != word.style.pale:
        return False
    # The letters of a ligature all stand at its beginning.
    close = word.last - 0.3 * size < left < word.box[2] + 0.3 * size
    return close and abs(y - word.box[1]) < 0.1 * size


def _word(word: _Letters) -> Word:
    """Close a word; letters beyond 16 bits come in halves."""
    text = "".join(word.text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    left, y, right = word.box
    return Word(text, left, right, y, word.style.size, word.style.bold, word.spaced)


def _turn(x: float, y: float, turns: int) -> tuple[float, float]:
    """Turn a point clockwise by quarter turns about the origin."""
    for _ in range(turns % 4):
        x, y = y, -x
    return x, y


def _turned(box: Box, turns: int) -> Box:
    """Turn a box likewise."""
    (x0, y0), (x1, y1) = _turn(box.left, box.bottom, turns), _turn(box.right, box.top, turns)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _apart(angle: int, other: int) -> int:
    return min((angle - other) % 360, (other - angle) % 360)


def _is_pale(colour: tuple[int, ...]) -> bool:
    return min(colour[:3]) >= _PALE


def _address(pointer: Any) -> int:
    return cast(pointer, c_void_p).value or 0
