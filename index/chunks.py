"""Cuts an article's paragraphs into the chunks that the maps hold."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from index.article import Chunk, Kind, Paragraph, ParsedArticle

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

# Furniture and bylines answer nothing.
_CHUNKED: frozenset[Kind] = frozenset({"body", "heading", "caption", "commentary"})
# Code points; above nearly every paragraph of news, so that a chunk is mostly a whole paragraph.
_LONGEST = 800
_BREAKS = [r"\n+", r"[.!?…][”’\"'»)\]]*\s+", r"[;:]\s+", r",\s+", r"\s+", ""]


def chunk(parsed: ParsedArticle) -> tuple[Chunk, ...]:
    """Return the chunks of an article, in order, without overlap, each within one paragraph.

    Cross-references are left out, and what has no letter in it; every other letter of a body,
    heading, caption or commentary paragraph is in exactly one chunk.
    """
    return tuple(
        Chunk.cut(parsed.article, paragraph.number, start, end)
        for paragraph in parsed.paragraphs
        if paragraph.kind in _CHUNKED
        for stretch in _stretches(paragraph, parsed)
        for start, end in _pieces(parsed.article.text, *stretch)
    )


def _stretches(paragraph: Paragraph, parsed: ParsedArticle) -> Iterator[tuple[int, int]]:
    """Yield what lies around a paragraph's cross-references."""
    at = paragraph.start
    references = (r for r in parsed.cross_references if r.paragraph == paragraph.number)
    for reference in sorted(references, key=lambda r: r.start):
        yield at, min(reference.start, paragraph.end)
        at = max(at, reference.end)
    yield at, paragraph.end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch trimmed and, where it is too long, cut at sentences."""
    words = text[start:end].strip()
    if not any(map(str.isalpha, words)):
        return
    start = text.index(words, start)
    if len(words) <= _LONGEST:
        yield start, start + len(words)
        return
    for piece in _splitter().create_documents([words]):
        if any(map(str.isalpha, piece.page_content)):
            at = start + piece.metadata["start_index"]
            yield at, at + len(piece.page_content)


@cache
def _splitter() -> "RecursiveCharacterTextSplitter":
    # 0.7 s, and most articles have no paragraph that is too long.
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    # An overlap would make start_index go astray on repetitive text.
    return RecursiveCharacterTextSplitter(
        separators=_BREAKS,
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=_LONGEST,
        chunk_overlap=0,
        add_start_index=True,
    )
