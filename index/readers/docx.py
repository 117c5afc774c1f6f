"""A Word document → a draft of what its reader sees."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.article import Draft, Kind
from index.clean import headline
from index.errors import SourceError
from index.readers.blocks import Block, compose
from index.readers.dates import parse_date
from index.readers.docx_package import Node, Package, child_of, name_of, value_of
from index.readers.docx_styles import Style, Styles, is_on
from index.readers.metadata import language_of, people_of, title_of

_CELL_GAP = " | "
_LONG_CELL = 400  # code points; a cell with paragraphs of this length is a column, not a value

# Elements around words or paragraphs that say nothing themselves, with the part that counts.
_AROUND = frozenset(
    "sdt AlternateContent hyperlink ins moveTo smartTag customXml fldSimple dir bdo sdtContent "
    "ruby rubyBase oMath oMathPara Choice Fallback".split()
)
_GONE = frozenset("del moveFrom rt instrText delText delInstrText rPr pPr sdtPr sdtEndPr".split())
_SIGNS = {
    "tab": " ",
    "ptab": " ",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_SPACES = re.compile(r"[ \t\r\n]*\n[ \t\r\n]*|[ \t\r]+")


def read_docx(content: bytes, source: str, today: dt.date) -> Draft:
    """Read a Word document as its last version stands: insertions made, deletions gone.

    Headers, footers and comments are left out; notes come at the end. The day is that on which
    the document was made, as nothing in it states when it was published.

    Raises:
        SourceError: it is damaged, locked, too large, an old .doc, or has no words.
    """
    package = Package(content, source)
    styles = Styles(package.part("styles"))
    reader = _Reader(package, styles)
    body = child_of(package.main(), "body")
    try:
        blocks = list(reader.blocks(body if body is not None else ()))
        blocks += [reader.rest(), *reader.notes()]
    except RecursionError as error:
        raise package.damaged() from error
    composed = compose(blocks)
    if not any(letter.isalnum() for letter in composed.text):
        raise SourceError(
            f"{source} is a Word document without text: there is nothing to add.", source
        )
    facts = _facts(package.core())
    first = next((block for block in blocks if block.text.strip()), None)
    heading = first.text if first is not None and first.kind == "heading" else None
    return Draft(
        source,
        composed.text,
        title=title_of(facts.get("title"))
        or _line(reader.title or heading)
        or headline(composed.text),
        date=_past(facts.get("issued") or facts.get("created"), today),
        marks=composed.marks,
        authors=people_of(facts.get("creator")),
        modified=_past(facts.get("modified"), today),
        language=language_of(facts.get("language") or styles.language),
    )


def _facts(core: Node | None) -> dict[str, str]:
    facts: dict[str, str] = {}
    for node in core if core is not None else ():
        facts.setdefault(name_of(node), node.text or "")
    return {name: stated for name, stated in facts.items() if stated.strip()}


def _past(stated: str | None, today: dt.date) -> dt.date | None:
    day = parse_date(stated or "")
    return day if day and day <= today else None


def _line(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


@dataclass(slots=True)
class _Open:
    """A paragraph while its words are collected."""

    words: list[str]
    boxes: list[Node]  # text boxes that hang on it


class _Reader:
    """Walks the document in the order of reading."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._package = package
        self._styles = styles
        self._fields: list[str] = []  # of each open field: "code" or "result"
        self._carried = ""  # words that belong to the next paragraph
        self._noted: dict[tuple[str, str], None] = {}  # in order of their references
        self.title: str | None = None

    def blocks(self, nodes: Iterable[Node]) -> Iterator[Block]:
        """Yield the paragraphs and table rows among nodes."""
        for node in nodes:
            name = name_of(node)
            if name == "p":
                yield from self._paragraph(node)
            elif name == "tbl":
                yield from self._table(node)
            elif name in _AROUND:
                yield from self.blocks(_inner(node, name))

    def rest(self) -> Block:
        """Return words whose paragraph's end is deleted while none follows."""
        return Block(_tidy(self._carried))

    def notes(self) -> Iterator[Block]:
        """Yield the notes to which the text refers."""
        for part in ("footnotes", "endnotes"):
            root = self._package.part(part)
            found = {value_of(node, "id"): node for node in (root if root is not None else ())}
            for kind, identity in list(self._noted):
                if kind == part and identity in found:
                    texts = [block.text for block in self.blocks(found[identity])]
                    yield Block(" ".join(texts), "body")

    def _paragraph(self, node: Node) -> Iterator[Block]:
        settings = child_of(node, "pPr")
        chosen = child_of(settings, "pStyle")
        style = self._styles.get(value_of(chosen) if chosen is not None else None)
        open_ = _Open([], [])
        if not style.hidden:
            self._collect(node, open_)
        self._fields = [state for state in self._fields if state == "result"]
        text = self._carried + "".join(open_.words)
        self._carried = ""
        frame = child_of(settings, "framePr")
        initial = frame is not None and value_of(frame, "dropCap") not in (None, "none")
        if initial or child_of(settings, "rPr", "del") is not None:
            self._carried = text.strip() if initial else text
        elif not re.fullmatch(r"toc \d|table of figures", style.name):
            kind = _kind(style, settings)
            if style.name == "title" and not self.title:
                self.title = text
            yield Block(_tidy(text), kind)
        for box in open_.boxes:
            yield from self.blocks(box)

    def _collect(self, nodes: Iterable[Node], open_: _Open) -> None:
        """Collect the words of a paragraph's runs, and the text boxes that hang on them."""
        for child in nodes:
            name = name_of(child)
            if name == "fldChar":
                self._step(value_of(child, "fldCharType"))
            elif name in _NOTES:
                self._noted.setdefault((_NOTES[name], value_of(child, "id") or ""))
            elif name == "txbxContent":
                open_.boxes.append(child)
            elif "code" not in self._fields and (words := _words(child, name)) is not None:
                open_.words.append(words)
            elif name not in _GONE and not (name == "r" and self._is_hidden(child)):
                self._collect(_inner(child, name), open_)

    def _step(self, mark: str | None) -> None:
        """Go on to a field's code, from there to its result, or out of it."""
        if mark == "begin":
            self._fields.append("code")
        elif self._fields and mark == "separate":
            self._fields[-1] = "result"
        elif self._fields and mark == "end":
            self._fields.pop()

    def _is_hidden(self, run: Node) -> bool:
        settings = child_of(run, "rPr")
        switch = child_of(settings, "vanish")
        if switch is not None:
            return is_on(switch)
        chosen = child_of(settings, "rStyle")
        return chosen is not None and self._styles.get(value_of(chosen)).hidden

    def _table(self, node: Node) -> Iterator[Block]:
        for row in _inside(node, "tr"):
            if child_of(row, "trPr", "del") is not None:
                continue
            cells = [list(self.blocks(cell)) for cell in _inside(row, "tc")]
            cells = [[block for block in cell if block.text.strip()] for cell in cells]
            yield from _row([cell for cell in cells if cell])


def _row(cells: list[list[Block]]) -> Iterator[Block]:
    """Yield a row as one block, or its cells' own where the table only divides the page."""
    columns = any(len(cell) > 1 and sum(len(b.text) for b in cell) > _LONG_CELL for cell in cells)
    if len(cells) == 1 or columns:
        for cell in cells:
            yield from cell
    else:
        words = (" ".join(block.text for block in cell).replace("\n", " ") for cell in cells)
        yield Block(_CELL_GAP.join(words), "body")


def _inside(nodes: Iterable[Node], wanted: str) -> Iterator[Node]:
    """Yield a table's rows or a row's cells, from inside content controls too."""
    for child in nodes:
        name = name_of(child)
        if name == wanted:
            yield child
        elif name in _AROUND:
            yield from _inside(_inner(child, name), wanted)


def _words(node: Node, name: str) -> str | None:
    """Return the words of an element that has some itself; None for one that holds others."""
    if name == "t":
        return node.text or ""
    return _symbol(node) if name == "sym" else _SIGNS.get(name)


def _inner(node: Node, name: str) -> Iterable[Node]:
    """Return what of an element counts."""
    if name == "AlternateContent":
        return _branch(node)
    return _content(node) if name == "sdt" else node


def _content(control: Node) -> Iterable[Node]:
    """Return what a content control holds; nothing where it only asks to be filled in."""
    settings = child_of(control, "sdtPr")
    gallery = child_of(settings, "docPartObj", "docPartGallery")
    contents = gallery is not None and value_of(gallery) == "Table of Contents"
    content = child_of(control, "sdtContent")
    if content is None or contents or is_on(child_of(settings, "showingPlcHdr")):
        return ()
    return content


def _branch(alternatives: Node) -> Iterable[Node]:
    """Return what a new Word shows of the same thing given for new and old ones."""
    branches = list(alternatives)
    worded = (branch for branch in branches if any(name_of(node) == "t" for node in branch.iter()))
    return next(worded, branches[0] if branches else ())


def _kind(style: Style, settings: Node | None) -> Kind | None:
    outline = child_of(settings, "outlineLvl")
    level = value_of(outline) if outline is not None else None
    if style.name == "caption":
        return "caption"
    if style.heading or (level is not None and level.isdigit() and int(level) < 9):
        return "heading"
    # An item has no full stop at its end and would be taken for a heading.
    listed = style.listed or child_of(settings, "numPr") is not None
    return "body" if listed or style.name.startswith("list") else None


def _symbol(node: Node) -> str:
    """Return a sign of a named font where it is a letter, too; Wingdings' signs are none."""
    written = value_of(node, "char") or ""
    code = int(written, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", written) else 0
    return chr(code) if 32 < code < 0xD800 else ""


def _tidy(text: str) -> str:
    """Return a paragraph with single spaces and line ends, its non-breaking hyphens as others."""
    text = text.replace("\u2011", "-")
    return _SPACES.sub(lambda match: "\n" if "\n" in match[0] else " ", text).strip()
