"""A parsed web page → one that trafilatura reads without loss → its blocks."""

import re
from collections.abc import Iterator
from typing import Protocol

from index.article import Kind
from index.readers.blocks import Block

_CELL_GAP = " | "
# trafilatura drops captions and takes two <br> for one: these signs, which articles don't use,
# carry both through it.
_CAPTION = "\u241f"
_BREAK = "\u241e"
_LINE_END = "\u2028"

# Struck out is taken back; menus come through where a page has little else.
_DROPPED = ("del", "s", "strike", "nav")
_SPACE = re.compile(r"[ \t\r\n]+")
_PAGE_BLOCKS = (
    "div",
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "section",
    "blockquote",
    "ul",
    "ol",
    "table",
)
# trafilatura's elements that hold paragraphs or are one; all others are words in a line.
_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "code", "table", "row", "div"})
# An item has no full stop at its end and would be taken for a heading.
_KINDS: dict[str, Kind] = {"head": "heading", "item": "body"}


class _Node(Protocol):
    """What is used here of an lxml element (its package has no types)."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> "Iterator[_Node]": ...
    def __reversed__(self) -> "Iterator[_Node]": ...
    def iter(self, *tags: str) -> "Iterator[_Node]": ...
    def iterancestors(self, *tags: str) -> "Iterator[_Node]": ...
    def itertext(self) -> Iterator[str]: ...
    def getnext(self) -> "_Node | None": ...
    def getprevious(self) -> "_Node | None": ...
    def getparent(self) -> "_Node | None": ...
    def addnext(self, node: "_Node") -> None: ...
    def makeelement(self, tag: str) -> "_Node": ...
    def clear(self, *, keep_tail: bool) -> None: ...
    def drop_tree(self) -> None: ...
    def get(self, key: str) -> str | None: ...
    def __len__(self) -> int: ...


def without_signs(text: str) -> str:
    """Return a page's text without the signs that are ours."""
    return text.replace(_CAPTION, "").replace(_BREAK, "")


def prepare(page: _Node) -> None:
    """Change a page so that what trafilatura would lose or join stays apart."""
    for dropped in list(page.iter(*_DROPPED)):
        dropped.drop_tree()
    _keep_loose_text(page)
    for block in page.iter(*_PAGE_BLOCKS):
        _set_apart(block)
    for line_end in page.iter("br"):
        following = line_end.getnext()
        if following is not None and following.tag == "br" and not _is_text(line_end.tail):
            line_end.tail = _BREAK
    for span in page.iter("span"):
        following = span.getnext()
        if following is not None and following.tag == "span" and not span.tail:
            # Set apart by the style sheet alone; a single letter is an initial of its word.
            span.tail = " " if len("".join(span.itertext())) > 1 else None
    for caption in list(page.iter("figcaption")):
        _keep_caption(caption)


def _keep_loose_text(page: _Node) -> None:
    """Put words in paragraphs that trafilatura loses: behind a header, or among a section's parts.

    It goes by elements, and drops the words that follow one with it.
    """
    for node in list(page.iter("header", "section")):
        if _is_text(node.tail):
            words = node.makeelement("p")
            words.text, node.tail = node.tail, None
            node.addnext(words)
    for section in page.iter("section"):
        if any(_is_text(part.tail) for part in section):
            section.tag = "div"


def _set_apart(block: _Node) -> None:
    """Put a break behind a block's words, and before it where it stands among words."""
    before, parent = block.getprevious(), block.getparent()
    if before is not None and (_is_text(before.tail) or before.tag not in _PAGE_BLOCKS):
        before.tail = f"{before.tail or ''}{_BREAK}"
    elif before is None and parent is not None and _is_text(parent.text):
        parent.text = f"{parent.text}{_BREAK}"
    last = next(reversed(block), None)
    if last is None and _is_text(block.text):
        block.text = f"{block.text}{_BREAK}"
    # Not behind a link: that a block is nothing but links is how trafilatura knows furniture.
    elif last is not None and (_is_text(last.tail) or last.tag not in ("a", *_PAGE_BLOCKS)):
        last.tail = f"{last.tail or ''}{_BREAK}"


def _keep_caption(caption: _Node) -> None:
    """Put a caption as a paragraph of our own behind its figure."""
    words = " ".join("".join(caption.itertext()).replace(_BREAK, " ").split())
    caption.clear(keep_tail=True)
    caption.tag, caption.text = "p", f"{_CAPTION}{words}{_BREAK}"
    figure = next(caption.iterancestors("figure"), None)
    if figure is not None:
        figure.addnext(caption)


def _is_text(words: str | None) -> bool:
    return bool(words and words.strip())


def blocks_of(node: _Node, kind: Kind | None = None) -> Iterator[Block]:
    """Yield the blocks of trafilatura's tree in order."""
    words = [node.text or ""]
    for child in node:
        if child.tag == "row":
            yield Block(_CELL_GAP.join(filter(None, map(_cell, child))), "body")
        elif child.tag in _BLOCKS:
            yield from _split(words, kind)
            words = []
            yield from blocks_of(child, _KINDS.get(child.tag, kind))
        elif child.tag == "lb":
            words.append(_LINE_END)
        else:
            words.extend(child.itertext())
        words.append(child.tail or "")
    yield from _split(words, kind)


def _split(words: list[str], kind: Kind | None) -> Iterator[Block]:
    """Divide words at our breaks; what has the sign of a caption is one."""
    for part in "".join(words).split(_BREAK):
        lines = _SPACE.sub(" ", part.replace(_CAPTION, "")).split(_LINE_END)
        text = "\n".join(filter(None, (line.strip() for line in lines)))
        yield Block(text, "caption" if _CAPTION in part else kind)


def _cell(node: _Node) -> str:
    return " ".join(" ".join(block.text for block in blocks_of(node)).split())
