"""A web page → a draft of the article on it."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Protocol

from index.article import Draft, Kind
from index.errors import SourceError
from index.readers.blocks import Block, compose
from index.readers.dates import parse_date

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
    def clear(self, *, keep_tail: bool) -> None: ...
    def drop_tree(self) -> None: ...


_MOST_TAGS = 100_000  # a page of news has 1,000 to 20,000; a million take minutes


def read_html(text: str, source: str, today: dt.date) -> Draft:
    """Find the article on a page: its paragraphs, headings and captions without the furniture.

    The day of publication is what the page's metadata or address states, never after `today`.

    Raises:
        SourceError: there is no article on the page, or it has more tags than any.
    """
    tags = text.count("<")
    if tags > _MOST_TAGS:
        raise SourceError(
            f"{source} has {tags:,} tags, more than the {_MOST_TAGS:,} of the largest page: "
            "save the article's text and add that.",
            source,
        )
    # Late: it takes 0.4 s to import, and who adds text needs none of it.
    from trafilatura import bare_extraction, extract_metadata, load_html
    from trafilatura.metadata import Document

    page = load_html(_whole(text))
    if page is None:
        raise _nothing_found(source)
    facts = extract_metadata(
        page,
        date_config={
            "original_date": True,
            # The extensive search takes any day named in the article for that of its publication.
            "extensive_search": False,
            # Held to today it cuts a later day down to the first of a month; see below.
            "max_date": "2999-12-31",
        },
    )
    _prepare(page)
    found = bare_extraction(page, include_comments=False)
    blocks = list(_blocks(found.body)) if isinstance(found, Document) else []
    while blocks and (blocks[-1].kind == "heading" or not blocks[-1].text):
        blocks.pop()  # it heads what is no part of the article: comments, related pieces
    composed = compose(blocks)
    if not any(character.isalpha() for character in composed.text):
        raise _nothing_found(source)
    published = parse_date(facts.date or "")
    return Draft(
        source,
        composed.text,
        title=facts.title,
        outlet=facts.sitename or facts.hostname,
        date=published if published and published <= today else None,
        url=facts.url,
        marks=composed.marks,
    )


def _nothing_found(source: str) -> SourceError:
    return SourceError(
        f"No article text was found in {source}: copy the article's words into a text file "
        "and add that.",
        source,
    )


def _whole(text: str) -> str:
    """Return the page without our signs, a fragment of one in a page of its own."""
    text = text.replace(_CAPTION, "").replace(_BREAK, "")
    if re.search(r"(?i)<(?:html|body)\b", text):
        return text
    return f"<html><body><article>{text}</article></body></html>"


def _prepare(page: _Node) -> None:
    """Change a page so that what trafilatura would lose or join stays apart."""
    for dropped in list(page.iter(*_DROPPED)):
        dropped.drop_tree()
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


def _blocks(node: _Node, kind: Kind | None = None) -> Iterator[Block]:
    """Yield the blocks of trafilatura's tree in order."""
    words = [node.text or ""]
    for child in node:
        if child.tag == "row":
            yield Block(_CELL_GAP.join(filter(None, map(_cell, child))), "body")
        elif child.tag in _BLOCKS:
            yield from _split(words, kind)
            words = []
            yield from _blocks(child, _KINDS.get(child.tag, kind))
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
    return " ".join(" ".join(block.text for block in _blocks(node)).split())
