"""What a page's markup tells of its parts → the kinds of an article's blocks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from index.article import Kind
from index.readers.blocks import Block
from index.readers.page_opinions import letters

# Names of classes, each met on several sites. Over 1,404 pages with gold, what stands in such an
# element is next to never of the article; of others that sound alike ("meta", "sidebar",
# "related", "hidden") as much is as is not.
_NAMED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "byline",
        re.compile(r"(?i)\b(?:authors?|author[-_]\w*|author(?:bio|box|info|line)|byline\w*|bio)\b"),
    ),
    ("commentary", re.compile(r"(?i)\b(?:disclaimers?|disclosures?)\b")),
    (
        "caption",
        re.compile(
            r"(?i)\b(?:captions?|caption[-_]?text|credits?|(?:image|photo|img)[-_]?credits?)\b"
        ),
    ),
    (
        "boilerplate",
        re.compile(
            r"(?i)\b(?:newsletters?|subscri\w+|sign-?up|comments?|copyright|recommend\w*|outbrain"
            r"|taboola|most-?read|related-(?:posts|articles|stories|content|links|news))\b"
        ),
    ),
)
_LARGEST = 1_500  # letters of such an element; a larger one has the article in it
_MOST = 0.4  # of an article's letters; with more, the names mean something else on this page
_PARTS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "span", "td")
_CARD = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "ul", "section", "article")
_WHOLE = frozenset({"html", "body", "main", "article"})
_HEADLINE = 25  # letters that the links of a list have on average; fewer are names or things


class _Node(Protocol):
    """What is used here of an lxml element (its package has no types)."""

    tag: str

    def __iter__(self) -> "Iterator[_Node]": ...
    def iter(self, *tags: str) -> "Iterator[_Node]": ...
    def itertext(self, *tags: str) -> Iterator[str]: ...
    def get(self, key: str) -> str | None: ...


Hints = Mapping[str, Kind]


def hints_of(page: _Node) -> Hints:
    """Return the kinds of a page's parts by their letters, where its markup tells them.

    That is by the names of classes; and what is one link to another page, be it a card with a
    headline or all the items of a list, is boilerplate.
    """
    hints: dict[str, Kind] = {}
    for node in page.iter("*"):  # no comments
        kind = _kind(node)
        if kind is not None:
            _note(node, kind, hints)
    return hints


def hinted(blocks: Sequence[Block], hints: Hints, authors: Sequence[str]) -> list[Block]:
    """Give blocks the kinds that a page hints at, unless that makes too little of the article."""
    known: dict[str, Kind] = {letters(author): "byline" for author in authors}
    kinds = [known.get(key) or hints.get(key) for key in (letters(block.text) for block in blocks)]
    told = sum(len(block.text) for block, kind in zip(blocks, kinds, strict=True) if kind)
    if told > _MOST * sum(len(block.text) for block in blocks):
        return list(blocks)
    return [
        replace(block, kind=kind) if kind and block.kind != "caption" else block
        for block, kind in zip(blocks, kinds, strict=True)
    ]


def _kind(node: _Node) -> Kind | None:
    """Return what an element says that it is."""
    if node.tag in _WHOLE:
        return None
    if node.tag == "a":
        return "boilerplate" if _is_card(node) else None
    if node.tag in ("ul", "ol"):
        return "boilerplate" if _is_list_of_links(node) else None
    name = f"{node.get('class') or ''} {node.get('id') or ''}"
    return next((kind for kind, named in _NAMED if named.search(name)), None)


def _note(node: _Node, kind: Kind, hints: dict[str, Kind]) -> None:
    whole = _letters(node)
    if not whole:
        return
    hints.setdefault(whole, kind)
    for part in node.iter(*_PARTS):
        key = _letters(part)
        if key:
            hints.setdefault(key, kind)


def _letters(node: _Node) -> str:
    """Return an element's letters; none where they are more than `_LARGEST`."""
    pieces: list[str] = []
    size = 0
    for piece in node.itertext("*"):  # no comments
        pieces.append(piece)
        size += len(piece.strip())
        if size > 2 * _LARGEST:
            return ""
    whole = letters("".join(pieces))
    return whole if len(whole) <= _LARGEST else ""


def _is_card(link: _Node) -> bool:
    return bool(link.get("href")) and next(link.iter(*_CARD), None) is not None


def _is_list_of_links(node: _Node) -> bool:
    items = [item for item in node if item.tag == "li"]
    sizes = [len(_letters(item)) for item in items]
    if not items or sum(sizes) < _HEADLINE * len(items):
        return False
    linked = [sum(map(_linked, item.iter("a"))) for item in items]
    return all(size and part >= 0.9 * size for size, part in zip(sizes, linked, strict=True))


def _linked(link: _Node) -> int:
    """Return how many letters lead to another page."""
    address = link.get("href") or "#"
    return 0 if address.startswith("#") else len(_letters(link))
