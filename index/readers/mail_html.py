"""The HTML of a mail → its pieces, whatever tables it is laid out with.

What finds the article on a web page takes most newsletters for furniture: they are tables in
tables, and their elements are called after newsletters.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.article import Kind
from index.readers.mail_body import Piece

_CELL_GAP = " | "
_CELL_LONGEST = 60  # code points in the mean, of a table that is one
_BREAK, _LINE_END = "\u241e", "\u2028"

_SKIPPED = frozenset("script style title noscript template svg del s strike object select".split())
_BLOCKS = frozenset(
    """address article aside blockquote body center dd div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr
    ul""".split()
)
_KINDS: dict[str, Kind] = {f"h{level}": "heading" for level in range(1, 7)}
_KINDS |= {"li": "body", "figcaption": "caption"}
_HIDDEN = re.compile(
    r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)"
)
_QUOTE = re.compile(r"(?i)gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote")
_SIGNATURE = re.compile(r"(?i)gmail_signature|moz-signature")
_SPACE = re.compile(r"[ \t\r\n\u00a0]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class HtmlBody:
    """The pieces of a mail in order, and its links."""

    pieces: tuple[Piece, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is not yet closed, with what it hands down to those inside."""

    tag: str
    skipped: bool = False
    quoted: bool = False
    kind: Kind | None = None


@dataclass(slots=True)
class _Table:
    """A table that is not yet closed; its pieces begin at `start`."""

    start: int
    layout: bool
    rows: int = 0
    cells: int = 0
    headed: bool = False
    places: list[tuple[int, int]] = field(default_factory=list)  # row and cell of each piece


def html_pieces(text: str) -> HtmlBody:
    """Divide a mail's HTML at its block elements; what is hidden is left out."""
    # Late: it takes 0.1 s to import, and who adds text needs none of it.
    from lxml import etree

    walker = _Walker()
    parser = etree.HTMLParser(target=walker, huge_tree=True)
    try:
        # In pieces, and without what states an encoding: this is text already.
        parser.feed(re.sub(r"<\?xml[^>]{0,200}>", "", text))
        parser.close()
    except etree.LxmlError:
        walker.close()
    return HtmlBody(tuple(walker.pieces), tuple(walker.links))


class _Walker:
    """Takes the parser's events."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.links: list[Link] = []
        self._open = [_Open("")]
        self._words: list[str] = []
        self._tables: list[_Table] = []
        self._link: tuple[str, int] | None = None  # its address, where its words begin

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _BLOCKS:
            self._end_piece()
        self._open.append(_opened(tag, attributes, self._open[-1]))
        if self._open[-1].skipped:
            return
        if tag == "br":
            self._words.append(_LINE_END)
        elif tag == "a":
            self._link = (attributes.get("href", ""), len(self._words))
        elif tag == "table":
            self._start_table(attributes)
        elif self._tables and tag in ("tr", "td", "th"):
            _count(self._tables[-1], tag)

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_piece()
        if tag == "a":
            self._end_link()
        elif tag == "table" and self._tables and not self._open[-1].skipped:
            self._end_table(self._tables.pop())
        if len(self._open) > 1:
            self._open.pop()

    def data(self, words: str) -> None:
        if not self._open[-1].skipped:
            preformatted = any(each.tag == "pre" for each in self._open[-3:])
            self._words.append(words.replace("\n", _LINE_END) if preformatted else words)

    def comment(self, words: str) -> None:
        """Leave it out; some hold a second version of the mail, for one program."""

    def close(self) -> None:
        self._end_piece()

    def _end_piece(self) -> None:
        """Make pieces of the words so far; two line ends divide them."""
        words, self._words = "".join(self._words), []
        self._link = None
        inside = self._open[-1]
        # The space first: a pattern that looks for a line's end behind any takes quadratic time.
        for part in re.split(rf"(?: ?{_LINE_END}){{2,}}", _SPACE.sub(" ", words)):
            lines = (line.strip() for line in part.split(_LINE_END))
            text = "\n".join(filter(None, lines))
            if text:
                self.pieces.append(Piece(text, inside.kind, inside.quoted))
                for table in self._tables[-1:]:
                    table.places.append((table.rows, table.cells))

    def _end_link(self) -> None:
        if self._link:
            address, start = self._link
            words = " ".join("".join(self._words[start:]).split())
            self.links.append(Link(words, address))
            self._link = None

    def _start_table(self, attributes: Mapping[str, str]) -> None:
        for outer in self._tables[-1:]:
            outer.layout = True
        presented = attributes.get("role", "") in ("presentation", "none")
        self._tables.append(_Table(len(self.pieces), presented))

    def _end_table(self, table: _Table) -> None:
        """Join the cells of each row, where the table is no mere layout."""
        if table.layout:
            return
        pieces = self.pieces[table.start :]
        if _is_tabular(table, pieces):
            rows: dict[int, list[str]] = {}
            for piece, (row, _) in zip(pieces, table.places, strict=True):
                rows.setdefault(row, []).append(" ".join(piece.text.split()))
            quoted = pieces[0].quoted
            self.pieces[table.start :] = [
                Piece(_CELL_GAP.join(cells), "body", quoted) for cells in rows.values()
            ]


def _opened(tag: str, attributes: Mapping[str, str], outer: _Open) -> _Open:
    names = attributes.get("class", "")
    hidden = "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))
    cited = tag == "blockquote" and attributes.get("type") == "cite"
    return _Open(
        tag,
        skipped=outer.skipped or tag in _SKIPPED or hidden or bool(_SIGNATURE.search(names)),
        quoted=outer.quoted or cited or bool(_QUOTE.search(names)),
        kind=_KINDS.get(tag, outer.kind),
    )


def _count(table: _Table, tag: str) -> None:
    if tag == "tr":
        table.rows += 1
        table.cells = 0
    else:
        table.cells += 1
        table.headed |= tag == "th"


def _is_tabular(table: _Table, pieces: list[Piece]) -> bool:
    """Tell a table of figures from one that only arranges the mail."""
    cells = Counter(row for row, _ in set(table.places))
    if sum(count > 1 for count in cells.values()) < 2:
        return False
    if table.headed:
        return True
    mean = sum(len(piece.text) for piece in pieces) / len(pieces)
    return cells.total() == len(pieces) and mean <= _CELL_LONGEST
