"""An article's parts as rows of the record's tables, made before the record is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from index.article import Chunk, Label, ParsedArticle
from index.people import register
from index.records import Row
from index.rows import quote_row

# A row of each table, in the order of its columns.
_PARAGRAPH = attrgetter("article_id", "number", "start", "end", "kind", "text")
_STRETCH = attrgetter("article_id", "paragraph", "start", "end", "text")
_LABEL = attrgetter(*(field.name for field in fields(Label)))


@dataclass(frozen=True, slots=True)
class Parts:
    """All rows that an article has of its own; plain ones, as other processes send them soonest."""

    paragraphs: list[Row]
    cross_references: list[Row]
    quotes: list[Row]
    labels: list[Row]
    chunks: list[Row]
    bearers: list[Row]


def parts_of(parsed: ParsedArticle, chunks: Sequence[Chunk]) -> Parts:
    """Return the rows of an article, of its chunks, and of who is named in it."""
    return Parts(
        [*map(_PARAGRAPH, parsed.paragraphs)],
        [*map(_STRETCH, parsed.cross_references)],
        [*map(quote_row, parsed.quotes)],
        [*map(_LABEL, parsed.labels)],
        [*map(_STRETCH, chunks)],
        register.rows_of(parsed.article.id, parsed.bearers, parsed.quotes),
    )
