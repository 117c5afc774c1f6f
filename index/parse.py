"""An article → everything that is found in it when it is added."""

from collections.abc import Sequence
from dataclasses import replace

from index.article import Article, CrossReference, Mark, Paragraph, ParsedArticle
from index.cast import Cast, read_cast
from index.clean import blanked, cross_references, paragraphs
from index.quotes import find_speech


def parse(article: Article, marks: Sequence[Mark] = ()) -> ParsedArticle:
    """Divide an article into paragraphs and find its cross-references, names and quotes.

    Args:
        article: as it will be stored.
        marks: the kinds that its reader knew from the markup.
    """
    found = paragraphs(article, marks)
    references = tuple(
        reference for paragraph in found for reference in cross_references(article, paragraph)
    )
    cast = _cast(found, references)
    speech = find_speech(article, found, references, cast)
    bearers = cast.bearers(article.id)
    return ParsedArticle(article, found, references, speech.quotes, bearers, speech.labels)


def with_bearers(parsed: ParsedArticle) -> ParsedArticle:
    """Return an article of the record with who is named in it."""
    cast = _cast(parsed.paragraphs, parsed.cross_references)
    return replace(parsed, bearers=cast.bearers(parsed.article.id))


def _cast(paragraphs: Sequence[Paragraph], references: Sequence[CrossReference]) -> Cast:
    return read_cast(paragraphs, [blanked(paragraph, references) for paragraph in paragraphs])
