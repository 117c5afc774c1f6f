"""A question → the statements and passages that could answer it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.article import Quote
from index.filters import Filters
from index.library import Library
from index.search import Passage
from qa.desk import Desk, Place
from qa.people import Person, find_person
from qa.question import Question
from qa.terms import Matcher, terms

PASSAGES = 10
# What a topic's word is worth by where it stands: in the sentence, its paragraph, the ones
# beside it (pronouns point back more than forward), the title.
_IN_PARAGRAPH, _IN_BEFORE, _IN_EARLIER, _IN_AFTER, _IN_TITLE = 0.95, 0.7, 0.55, 0.4, 0.6
_REACH = 2  # paragraphs to either side
# A word that an article keeps coming back to is what it is about; one that it has once is not.
_OFTEN, _IN_OFTEN, _IN_ONCE = 3, 0.55, 0.2
_ON_TOPIC = 0.5
_BESIDE_BEST = 0.75  # a statement this much less on the topic than the best one is on another


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote with its sentence and how well it is on the topic, 0..1."""

    quote: Quote
    place: Place
    relevance: float


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a question found.

    Attributes:
        person: whose words are asked for; None where nobody's are.
        statements: their words on the topic, in order of the library.
        passages: best first; for a question about words, the words' places come first.
        parts: the questions that are asked in one; empty for a single one.
    """

    person: Person | None
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    parts: tuple[str, ...] = ()


def retrieve(
    question: Question, library: Library, desk: Desk, matcher: Matcher, filters: Filters
) -> Retrieved:
    """Find what could answer a question.

    "What did X say" is a look-up in the quotes; everything else, and what comes nearest in a
    refusal, is hybrid search.
    """
    searched = library.search(question.text, k=PASSAGES, filters=filters)
    if question.speaker is None:
        return Retrieved(None, (), searched)
    person = find_person(question.speaker, library, desk, filters)
    every = _on_topic(question.topic, person, desk, matcher)
    statements = tuple(s for s in every if not question.given or s.place.text not in question.given)
    return Retrieved(person, statements, _joined(statements, searched, desk))


def _on_topic(topic: str, person: Person, desk: Desk, matcher: Matcher) -> tuple[Statement, ...]:
    name = {word.lower() for word in person.name.split()}
    wanted = [term for term in terms(f"· {topic}") if term.word not in name]
    if len(wanted) > 1:  # "the ferry strike" is a strike
        wanted[-1] = replace(wanted[-1], weight=wanted[-1].weight * 2)
    found = []
    articles: dict[str, list[tuple[str, float]]] = {}
    for quote in person.quotes:
        place = desk.sentence_of(quote)
        kind = desk.paragraph(quote.article_id, quote.paragraph).kind
        # What the publisher's commentary says that somebody said is not their words.
        if place is None or kind == "commentary":
            continue
        if quote.article_id not in articles:
            articles[quote.article_id] = _of_article(desk.counts(quote.article_id))
        around = desk.around(place)
        others = _words_of_others(quote, desk)
        texts = [
            (place.text, 1.0),
            (_blanked(around.paragraph, others), _IN_PARAGRAPH),
            (_blanked(around.before, others), _IN_BEFORE),
            (_blanked(around.earlier, others), _IN_EARLIER),
            (_blanked(around.after, others), _IN_AFTER),
            (around.title, _IN_TITLE),
            *articles[quote.article_id],
        ]
        found.append(Statement(quote, place, matcher.coverage(wanted, texts)))
    best = max((statement.relevance for statement in found), default=0.0)
    least = max(_ON_TOPIC, best * _BESIDE_BEST)
    return tuple(statement for statement in found if statement.relevance >= least)


def _words_of_others(quote: Quote, desk: Desk) -> tuple[str, ...]:
    """Return what others say near a quote: their topic is not its speaker's."""
    return tuple(
        other.text
        for other in desk.read(quote.article_id).quotes
        if other.direct
        and other.speaker not in (None, quote.speaker)
        and abs(other.paragraph - quote.paragraph) <= _REACH
    )


def _blanked(text: str, others: Iterable[str]) -> str:
    for other in others:
        text = text.replace(other, " ")
    return text


def _of_article(counts: Counter[str]) -> list[tuple[str, float]]:
    often = " ".join(word for word, count in counts.items() if count >= _OFTEN)
    return [(often, _IN_OFTEN), (" ".join(counts), _IN_ONCE)]


def _joined(
    statements: Sequence[Statement], searched: Iterable[Passage], desk: Desk
) -> tuple[Passage, ...]:
    """Put the statements' paragraphs before what search found, each paragraph once."""
    places: dict[tuple[str, int], Passage] = {}
    for statement in sorted(statements, key=lambda s: (-s.relevance, not s.quote.direct)):
        key = (statement.quote.article_id, statement.quote.paragraph)
        if key not in places:
            places[key] = _whole(desk, *key, 1.0 + statement.relevance)
    for passage in searched:
        places.setdefault((passage.article_id, passage.paragraph), passage)
    return tuple(replace(p, score=round(p.score, 6)) for p in list(places.values())[:PASSAGES])


def _whole(desk: Desk, article_id: str, number: int, score: float) -> Passage:
    """Return a paragraph as a passage, without references at its end."""
    sentences = desk.sentences(article_id, number)
    start, end = sentences[0].start, sentences[-1].end
    kind = desk.paragraph(article_id, number).kind
    text = desk.article(article_id).slice(start, end)
    return Passage(article_id, number, start, end, text, kind, score)
