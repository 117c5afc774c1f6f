"""The articles that one question reads, with their sentences and what stands around them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.article import Article, CrossReference, Paragraph, ParsedArticle, Quote
from index.cast import Cast, read_cast
from index.clean import blanked
from index.leaves import Beside, Direct, Facts, Leaf, Spot, without
from index.search import Passage
from index.sentences import split
from qa.terms import counts_of


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of an article: `article.text[start:end] == text`."""

    article_id: str
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a sentence: its paragraph, the two before and the one after, the title."""

    paragraph: str
    before: str
    earlier: str
    after: str
    title: str


class Parts(Protocol):
    """Reads parts of articles, of their newest texts, as a library’s `leaves` do."""

    def leaves(self, places: Sequence[Spot], /) -> Iterable[Leaf]:
        """Return those of some paragraphs that are there."""
        ...

    def beside(self, article_id: str, /) -> Beside | None:
        """Return an article's text and direct words."""
        ...


class Desk:
    """Reads each article once, and of many articles no more than is needed.

    Args:
        get: returns an article by its id; raises LibraryError where there is none.
        parts: reads parts of the same articles; None to read all of each.
    """

    def __init__(
        self,
        get: Callable[[str], ParsedArticle],
        parts: Parts | None = None,
    ) -> None:
        self._get = get
        self._parts = parts
        self._articles: dict[str, ParsedArticle] = {}
        self._leaves: dict[Spot, Leaf] = {}
        self._absent: set[Spot] = set()
        self._facts: dict[str, Facts] = {}
        self._besides: dict[str, Beside] = {}
        self._sentences: dict[Spot, tuple[Place, ...]] = {}
        self._casts: dict[str, Cast] = {}
        self._arounds: dict[Spot, Around] = {}

    def spread(self, spots: Iterable[Spot]) -> None:
        """Read single paragraphs, by article and number, in one go."""
        new = [
            spot
            for spot in dict.fromkeys(spots)
            if not (spot[0] in self._articles or spot in self._leaves or spot in self._absent)
        ]
        if not self._parts or not new:
            return
        for leaf in self._parts.leaves(new):
            paragraph = leaf.paragraph
            self._leaves[paragraph.article_id, paragraph.number] = leaf
            self._facts[paragraph.article_id] = leaf.facts
        self._absent.update(spot for spot in new if spot not in self._leaves)

    def read(self, article_id: str) -> ParsedArticle:
        """Return an article with its paragraphs and quotes; a speaker that is a guess is none."""
        if article_id not in self._articles:
            self._articles[article_id] = self._get(article_id).without_guesses()
        return self._articles[article_id]

    def article(self, article_id: str) -> Article:
        """Return an article's facts and text."""
        return self.read(article_id).article

    def facts(self, article_id: str) -> Article | Facts:
        """Return an article's facts."""
        return self._facts.get(article_id) or self.article(article_id)

    def beside(self, article_id: str) -> Beside:
        """Return an article's text and the direct words in it of whom it tells itself."""
        if article_id not in self._besides:
            there = None
            if self._parts and article_id not in self._articles:
                there = self._parts.beside(article_id)
            self._besides[article_id] = there or _beside(self.read(article_id))
        return self._besides[article_id]

    def paragraph(self, article_id: str, number: int) -> Paragraph:
        """Return a paragraph by its number, which counts from 1."""
        leaf = self._leaves.get((article_id, number))
        return leaf.paragraph if leaf else self.read(article_id).paragraphs[number - 1]

    def cast(self, article_id: str) -> Cast:
        """Return who is named in an article."""
        if article_id not in self._casts:
            parsed = self.read(article_id)
            texts = [self.shown(article_id, p.number) for p in parsed.paragraphs]
            self._casts[article_id] = read_cast(parsed.paragraphs, texts)
        return self._casts[article_id]

    def sentences(self, article_id: str, number: int) -> tuple[Place, ...]:
        """Return the sentences of a paragraph, without its cross-references."""
        key = (article_id, number)
        if key not in self._sentences:
            self._sentences[key] = self._split(article_id, number)
        return self._sentences[key]

    def within(self, passage: Passage) -> tuple[Paragraph, ...]:
        """Return the paragraphs that a passage reaches over, in order."""
        return tuple(
            paragraph
            for paragraph in self.read(passage.article_id).paragraphs[passage.paragraph - 1 :]
            if paragraph.start < passage.end and passage.start < paragraph.end
        )

    def sentence_of(self, quote: Quote) -> Place | None:
        """Return the sentence or, for words that go on for more, the sentences of a quote."""
        places = self.sentences(quote.article_id, quote.paragraph)
        touched = [p for p in places if p.start < quote.end and quote.start < p.end]
        if not touched:
            return None
        start, end = touched[0].start, touched[-1].end
        if quote.cue == ":" and quote.direct:
            start = max(start, quote.start)  # an interview's turn, without its "A:"
        paragraph = self.paragraph(quote.article_id, quote.paragraph)
        text = paragraph.text[start - paragraph.start : end - paragraph.start]
        return Place(quote.article_id, quote.paragraph, start, end, text)

    def quotes_in(self, place: Place) -> tuple[Quote, ...]:
        """Return the quotes that begin inside a sentence."""
        return tuple(
            quote
            for quote in self.read(place.article_id).quotes
            if place.start <= quote.start < place.end
        )

    def around(self, place: Place) -> Around:
        """Return what stands around a sentence."""
        key = (place.article_id, place.paragraph)
        if key not in self._arounds:
            self._arounds[key] = Around(
                self.shown(*key),
                self.shown(place.article_id, place.paragraph - 1),
                self.shown(place.article_id, place.paragraph - 2),
                self.shown(place.article_id, place.paragraph + 1),
                self.article(place.article_id).title or "",
            )
        return self._arounds[key]

    def counts(self, article_id: str) -> Mapping[str, int]:
        """Return how often each word, in lower case, comes up in an article."""
        return counts_of(self.beside(article_id).text)

    def shown(self, article_id: str, number: int) -> str:
        """Return a paragraph's text without its references; "" where there is no such number."""
        leaf = self._leaves.get((article_id, number))
        if leaf:
            return blanked(leaf.paragraph, leaf.references)
        if number < 1 or (article_id, number) in self._absent:
            return ""
        parsed = self.read(article_id)
        if number > len(parsed.paragraphs):
            return ""
        return blanked(parsed.paragraphs[number - 1], parsed.cross_references)

    def _split(self, article_id: str, number: int) -> tuple[Place, ...]:
        paragraph = self.paragraph(article_id, number)
        every = self._references(article_id, number)
        places = []
        for start, end in split(self.shown(article_id, number)):
            begin, stop = paragraph.start + start, paragraph.start + end
            references = [ref for ref in every if begin < ref.end and ref.start < stop]
            # A reference inside a sentence stays where words follow it; at its end it goes.
            for reference in references:
                if reference.end >= stop:
                    stop = reference.start
            text = paragraph.text[start : stop - paragraph.start].rstrip()
            if text.strip() and not any(begin >= r.start and stop <= r.end for r in references):
                places.append(Place(article_id, number, begin, begin + len(text), text))
        return tuple(places)

    def _references(self, article_id: str, number: int) -> tuple[CrossReference, ...]:
        leaf = self._leaves.get((article_id, number))
        return leaf.references if leaf else self.read(article_id).cross_references


def _beside(parsed: ParsedArticle) -> Beside:
    direct = (
        Direct(quote.paragraph, quote.text, quote.speaker)
        for quote in parsed.quotes
        if quote.direct and quote.speaker is not None
    )
    spans = ((reference.start, reference.end) for reference in parsed.cross_references)
    return Beside(without(parsed.article.text, spans), tuple(direct))
