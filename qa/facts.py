"""Passages → the sentences that tell a fact, each once, wherever it is printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.search import Passage
from qa.answer import Sentence
from qa.cite import Citations
from qa.desk import Desk, Place
from qa.question import Question
from qa.relevance import ENOUGH, Relevance
from qa.stems import stem
from qa.terms import Matcher, words

_MOST_FACTS = 3
_AS_GOOD = 0.86  # of the best one's score: another sentence that says it as well
_EVIDENCE_KINDS = frozenset(("body", "commentary", "caption"))
_READ = 24  # paragraphs that are read closely, those with most of the question's words


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with how well it answers, 0..1; `copies` are places that have it as well."""

    place: Place
    score: float
    rank: int
    copies: tuple[Place, ...] = ()


def scored_sentences(
    question: Question, passages: Sequence[Passage], desk: Desk, matcher: Matcher
) -> list[Scored]:
    """Return the sentences of the passages, the best first, each wording once."""
    relevance = Relevance(question, desk, matcher)
    found: dict[str, Scored] = {}
    for rank, key in enumerate(_paragraphs(question, passages, desk)):
        for place in desk.sentences(*key):
            item = Scored(place, relevance.score(place), rank)
            told = " ".join(words(place.text))
            first = found.get(told)
            if first is None or not told:
                found[told] = item
            elif first.place.article_id != place.article_id:
                best = max(first.score, item.score)
                found[told] = Scored(first.place, best, first.rank, (*first.copies, place))
    return sorted(found.values(), key=lambda s: (-s.score, s.rank, s.place.start))


def good_ones(scored: Sequence[Scored]) -> list[Scored]:
    """Return the sentences that answer as well as the best one; none where it does not."""
    best = scored[0].score if scored else 0.0
    return [item for item in scored if item.score >= max(ENOUGH, best * _AS_GOOD)][:_MOST_FACTS]


def told(item: Scored, desk: Desk, citations: Citations) -> Sentence:
    """Return a sentence as an answer's, with all places that have it."""
    place = item.place
    numbers = tuple(citations.cite(each) for each in (place, *item.copies))
    paragraph = desk.paragraph(place.article_id, place.paragraph)
    quotes = desk.quotes_in(place)
    direct = [quote for quote in quotes if quote.direct and quote.speaker]
    if paragraph.kind == "commentary":
        outlet = desk.article(place.article_id).outlet
        return Sentence(place.text, numbers, "verbatim", outlet, "commentary")
    if direct:
        return Sentence(place.text, numbers, "quoted", direct[0].speaker, "direct")
    reported = [quote for quote in quotes if quote.speaker and not quote.direct]
    if reported:
        return Sentence(place.text, numbers, "verbatim", reported[0].speaker, "reported")
    return Sentence(place.text, numbers, "verbatim")


def _paragraphs(
    question: Question, passages: Sequence[Passage], desk: Desk
) -> Iterator[tuple[str, int]]:
    """Yield the paragraphs of the passages that share most words with a question, best first."""
    asked = {stem(word) for word in words(f"{question.topic} {question.context}")}
    found: dict[tuple[str, int], float] = {}
    for rank, passage in enumerate(passages):
        for paragraph in desk.within(passage):
            key = (passage.article_id, paragraph.number)
            if paragraph.kind in _EVIDENCE_KINDS and key not in found:
                shared = len(asked & {stem(word) for word in words(paragraph.text)})
                found[key] = shared - rank / len(passages)
    yield from sorted(found, key=lambda key: -found[key])[:_READ]
