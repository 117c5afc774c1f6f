"""The HTML of a feed's item → blocks; all of it is the article, so nothing is sought in it."""

import re
from collections.abc import Iterator
from typing import Protocol

from index.article import Kind
from index.readers.blocks import Block

_CELL_GAP = " | "
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_SKIPPED = frozenset(
    "script style noscript template iframe object embed svg form button nav del s strike".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure"
    " footer h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody tfoot"
    " thead ul".split()
)
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "figcaption": "caption",
    "li": "body",  # an item has no full stop at its end and would be taken for a heading
}


class _Node(Protocol):
    """What is used here of an lxml element (its package has no types)."""

    tag: object  # a string; for comments and the like a function
    text: str | None
    tail: str | None

    def __iter__(self) -> "Iterator[_Node]": ...


def fragment_blocks(markup: str) -> list[Block]:
    """Return the paragraphs, headings, captions, list items and rows of a piece of HTML."""
    import lxml.html  # late: who adds files of other kinds needs none of it

    if not markup.strip():
        return []
    page: _Node = lxml.html.document_fromstring(f"<html><body>{markup}</body></html>")
    return _Collector().blocks_of(page)


def words_of(markup: str) -> str:
    """Return the words of a piece of HTML on one line, such as those of a title."""
    return " ".join(" ".join(block.text for block in fragment_blocks(markup)).split())


class _Collector:
    """Walks through a tree and gathers the words between the borders of its blocks."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._words: list[str] = []

    def blocks_of(self, node: _Node, kind: Kind | None = None) -> list[Block]:
        self._visit(node, kind)
        self._flush(kind)
        return self._blocks

    def _visit(self, node: _Node, kind: Kind | None) -> None:
        self._add(node.text)
        for child in node:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "tr":
                self._flush(kind)
                row = _CELL_GAP.join(filter(None, map(_cell, child)))
                self._blocks.append(Block(row, "body"))
            elif tag in _BLOCKS:
                self._flush(kind)
                inner = _KINDS.get(tag, kind)
                self._visit(child, inner)
                self._flush(inner)
            elif tag == "br":
                self._words.append("\n")
            elif tag and tag not in _SKIPPED:
                self._visit(child, kind)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        self._words.append(_SPACE.sub(" ", text or ""))

    def _flush(self, kind: Kind | None) -> None:
        """End a block; two line ends together set paragraphs apart in many feeds."""
        for part in re.split(r"\n[ \n]*\n", "".join(self._words)):
            lines = (" ".join(line.split()) for line in part.split("\n"))
            text = "\n".join(filter(None, lines))
            if text:
                self._blocks.append(Block(text, kind))
        self._words = []


def _cell(node: _Node) -> str:
    blocks = _Collector().blocks_of(node)
    return " ".join(" ".join(block.text for block in blocks).split())
