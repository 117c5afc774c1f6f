"""A Markdown text → a draft without its markup."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.article import Draft, Kind
from index.readers.blocks import Block, compose
from index.readers.header import split_header

_CELL_GAP = " | "
_SKIPPED = frozenset({"script", "style"})
# What stands in angle brackets and is none of these is the writer's own ("<Channel>").
_TAG = re.compile(
    "a|abbr|article|aside|audio|b|blockquote|br|caption|center|cite|code|col|dd|del|details|div|dl|dt"
    "|em|embed|figcaption|figure|font|footer|form|h[1-6r]|header|i|iframe|img|ins|kbd|li|link|main"
    "|mark|meta|nav|object|ol|p|picture|pre|q|s|script|section|small|source|span|strike|strong|style"
    "|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|u|ul|video|wbr"
)


def read_markdown(text: str, source: str) -> Draft:
    """Read Markdown: facts from its front matter, else the title from its first heading."""
    header = split_header(text)
    blocks = list(_blocks(_parser().parse(header.body)))
    composed = compose(blocks)
    first = next((block for block in blocks if block.text.strip()), None)
    heading = " ".join(first.text.split()) if first and first.kind == "heading" else None
    return Draft(
        source,
        composed.text,
        title=header.title or heading,
        outlet=header.outlet,
        date=header.date,
        url=header.url,
        marks=composed.marks,
    )


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Yield the blocks of a parsed document in order."""
    opened: list[str] = []  # the block elements around the token
    row: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            opened.append(token.tag)
        elif token.nesting == -1:
            opened.pop()
        if token.type == "inline":
            yield from _captions(token)
            words = _words(token.children or ())
            if opened[-1] in ("td", "th"):
                row.append(words)
            else:
                yield Block(words, _kind(opened))
        elif token.type == "tr_close":
            yield Block(_CELL_GAP.join(cell for cell in row if cell), "body")
            row = []
        elif token.type in ("fence", "code_block"):
            yield Block(token.content)
        elif token.type == "html_block":
            yield Block(_without_tags(token.content))


def _kind(opened: Sequence[str]) -> Kind | None:
    if re.fullmatch("h[1-6]", opened[-1]):
        return "heading"
    # An item has no full stop at its end and would be taken for a heading.
    return "body" if "li" in opened else None


def _captions(inline: Token) -> Iterator[Block]:
    for token in inline.children or ():
        if token.type == "image":
            title = token.attrs.get("title")
            yield Block(str(title or token.content), "caption")


def _words(tokens: Sequence[Token]) -> str:
    """Return the words of inline markup; struck-out ones are no longer said."""
    words: list[str] = []
    struck = 0
    for token in tokens:
        struck += token.nesting if token.type in ("s_open", "s_close") else 0
        if struck:
            continue
        if token.type == "softbreak":
            words.append(" ")
        elif token.type == "hardbreak":
            words.append("\n")
        elif token.type == "html_inline":
            words.append(_without_tags(token.content))
        elif token.type != "image":
            words.append(token.content)
    return re.sub(" {2,}", " ", "".join(words))


def _without_tags(markup: str) -> str:
    collector = _Words()
    collector.feed(markup)
    collector.close()
    return "".join(collector.words)


class _Words(HTMLParser):
    """Keeps what stands between the tags of HTML inside Markdown."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._skipping = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipping = tag in _SKIPPED
        if tag == "br":
            self.words.append("\n")
        elif not _TAG.fullmatch(tag):
            self.words.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._skipping = False
        if not _TAG.fullmatch(tag):
            self.words.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.words.append(data)
