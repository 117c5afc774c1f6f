"""Joins and cuts an article's paragraphs into the chunks that the maps hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from index.article import Chunk, Kind, Paragraph, ParsedArticle

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

# Furniture and bylines answer nothing.
_CHUNKED: frozenset[Kind] = frozenset({"body", "heading", "caption", "commentary"})
# Code points: some eight paragraphs of news. eval/README.md has what other lengths find.
LONGEST = 1600
_BREAKS = [r"\n+", r"[.!?…][”’\"'»)\]]*\s+", r"[;:]\s+", r",\s+", r"\s+", ""]


def chunk(parsed: ParsedArticle, longest: int = LONGEST) -> tuple[Chunk, ...]:
    """Return the chunks of an article, in order, without overlap, by the paragraph they begin in.

    Paragraphs that stand one behind the other share a chunk, as many as it can hold; commentary
    shares none with other text. Cross-references are left out, and what has no letter in it;
    every other letter of a body, heading, caption or commentary paragraph is in exactly one chunk.

    Args:
        parsed: the article.
        longest: the most code points of a chunk.
    """
    joined: list[_Piece] = []
    for piece in _cut(parsed, longest):
        if joined and _joins(joined[-1], piece, parsed.article.text, longest):
            first = joined[-1]
            joined[-1] = _Piece(first.paragraph, first.start, piece.end, first.commentary)
        else:
            joined.append(piece)
    return tuple(
        Chunk.cut(parsed.article, piece.paragraph, piece.start, piece.end) for piece in joined
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text that is not parted further; `paragraph` is the number of the one it begins in."""

    paragraph: int
    start: int
    end: int
    commentary: bool


def _cut(parsed: ParsedArticle, longest: int) -> Iterator[_Piece]:
    for paragraph in parsed.paragraphs:
        if paragraph.kind in _CHUNKED:
            for stretch in _stretches(paragraph, parsed):
                for start, end in _pieces(parsed.article.text, *stretch, longest):
                    yield _Piece(paragraph.number, start, end, paragraph.kind == "commentary")


def _joins(one: _Piece, other: _Piece, text: str, longest: int) -> bool:
    """Tell whether two pieces are of one voice, with nothing but space between them."""
    return (
        one.commentary == other.commentary
        and other.end - one.start <= longest
        and not text[one.end : other.start].strip()
    )


def _stretches(paragraph: Paragraph, parsed: ParsedArticle) -> Iterator[tuple[int, int]]:
    """Yield what lies around a paragraph's cross-references."""
    at = paragraph.start
    if not parsed.cross_references:
        yield at, paragraph.end
        return
    references = (r for r in parsed.cross_references if r.paragraph == paragraph.number)
    for reference in sorted(references, key=lambda r: r.start):
        yield at, min(reference.start, paragraph.end)
        at = max(at, reference.end)
    yield at, paragraph.end


def _pieces(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch trimmed and, where it is too long, cut at sentences."""
    words = text[start:end].strip()
    if not any(map(str.isalpha, words)):
        return
    start = text.index(words, start)
    if len(words) <= longest:
        yield start, start + len(words)
        return
    for piece in _splitter(longest).create_documents([words]):
        if any(map(str.isalpha, piece.page_content)):
            at = start + piece.metadata["start_index"]
            yield at, at + len(piece.page_content)


@cache
def _splitter(longest: int) -> "RecursiveCharacterTextSplitter":
    # 0.7 s, and most articles have no paragraph that is too long.
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    # An overlap would make start_index go astray on repetitive text.
    return RecursiveCharacterTextSplitter(
        separators=_BREAKS,
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=longest,
        chunk_overlap=0,
        add_start_index=True,
    )
