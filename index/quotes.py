"""Who said what in an article: quotations and reported speech with speaker and cue."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.article import Article, CrossReference, Label, Paragraph, Quote
from index.cast import Cast
from index.clean import blanked
from index.marks import opens_with_mark
from index.paragraph_quotes import ParagraphQuotes

_QUOTED_KINDS = frozenset(("body", "commentary"))


@dataclass(frozen=True, slots=True)
class Speech:
    """What stands between marks or is told in an article, each in order of place.

    Attributes:
        quotes: direct and reported; a reported clause may hold direct ones.
        labels: marked words that are nobody's speech.
    """

    quotes: tuple[Quote, ...]
    labels: tuple[Label, ...]


def find_speech(
    article: Article,
    paragraphs: Sequence[Paragraph],
    references: Sequence[CrossReference],
    cast: Cast,
) -> Speech:
    """Find the quotations and the reported speech of an article.

    Rules over marks, cue verbs and names, in the order of the text: a paragraph's speaker may
    be known only from the one before. Words in a cross-reference are nobody's speech.

    Args:
        article: whose quotes are found.
        paragraphs: the article's.
        references: the article's.
        cast: who is named in it.

    Returns:
        Direct and reported quotes in order of place, where a reported clause may hold direct ones;
        and the marked words that are no speech.
    """
    texts = [blanked(paragraph, references) for paragraph in paragraphs]
    finder = ParagraphQuotes(article, cast)
    quotes: list[Quote] = []
    for paragraph, text in zip(paragraphs, texts, strict=True):
        if paragraph.kind in _QUOTED_KINDS:
            signer = finder.signer(paragraph, text)
            if signer:
                _sign(quotes, signer, paragraph.number - 1)
            going_on = finder.left_open and opens_with_mark(text)
            found = list(finder.find(paragraph, text))
            if going_on and found and found[0].direct and found[0].speaker:
                quotes = _spoken_on(quotes, found[0])
            quotes.extend(found)
    quotes.sort(key=lambda quote: (quote.start, quote.end))
    return Speech(tuple(quotes), tuple(finder.labels))


def _spoken_on(quotes: list[Quote], last: Quote) -> list[Quote]:
    """Give the speaker of a quotation's last paragraph to the ones that it left open before."""
    paragraph = last.paragraph - 1
    for at in range(len(quotes) - 1, -1, -1):
        quote = quotes[at]
        if quote.paragraph < paragraph or not quote.direct or quote.speaker:
            break
        quotes[at] = replace(quote, speaker=last.speaker, confidence=last.confidence, candidates=())
        paragraph = quote.paragraph - 1
    return quotes


def _sign(quotes: list[Quote], signer: str, paragraph: int) -> None:
    """Give a signature's name to the quotations of a paragraph that have no speaker."""
    for at in range(len(quotes) - 1, -1, -1):
        quote = quotes[at]
        if quote.paragraph != paragraph:
            break
        if quote.direct and not quote.speaker:
            quotes[at] = replace(quote, speaker=signer, confidence=0.85, candidates=())
