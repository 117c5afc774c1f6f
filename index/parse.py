"""An article → everything that is found in it when it is added."""

from collections.abc import Sequence

from index.article import Article, Mark, ParsedArticle
from index.clean import cross_references, paragraphs
from index.quotes import find_speech


def parse(article: Article, marks: Sequence[Mark] = ()) -> ParsedArticle:
    """Divide an article into paragraphs and find its cross-references and quotes.

    Args:
        article: as it will be stored.
        marks: the kinds that its reader knew from the markup.
    """
    found = paragraphs(article, marks)
    references = tuple(
        reference for paragraph in found for reference in cross_references(article, paragraph)
    )
    speech = find_speech(article, found, references)
    return ParsedArticle(article, found, references, speech.quotes, speech.labels)
