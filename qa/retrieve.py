"""A question → the statements and passages that could answer it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.article import Quote
from index.filters import Filters
from index.library import Library
from index.search import Passage
from qa.addressee import addressee, is_to
from qa.desk import Desk, Place
from qa.everybody import quotes_near, wanted_of
from qa.often import MANY, likeliest, near
from qa.people import Person, find_person
from qa.question import CALLING, Question, calls
from qa.statements import Statement
from qa.terms import Matcher, Term, counts_of, terms

PASSAGES = 10
# What a topic's word is worth by where it stands: in the sentence, its paragraph, the ones
# beside it (pronouns point back more than forward), the title.
_IN_PARAGRAPH, _IN_BEFORE, _IN_EARLIER, _IN_AFTER, _IN_TITLE = 0.95, 0.7, 0.55, 0.4, 0.6
_REACH = 2  # paragraphs to either side
# A word that an article keeps coming back to is what it is about; one that it has once is not.
_OFTEN, _IN_OFTEN, _IN_ONCE = 3, 0.55, 0.2
_LOOSE = frozenset((_IN_EARLIER, _IN_OFTEN, _IN_ONCE))  # where a name may stand for another matter
_ON_TOPIC = 0.5
_ON_TOPIC_OF_ALL = 0.6  # where it is not known whose words they are, only what about
_ROUNDING = 1e-9  # sums of shares may differ by it
_WRITES = re.compile(r"(?i)\bwr(?:ite|ites|ote|itten)\b")
_CALLED = re.compile(rf"(?i)\b(?:{CALLING}|refer\w*|describ\w*|calling|nam\w+)\b")
_BESIDE_BEST = 0.75  # a statement this much less on the topic than the best one is on another


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a question found.

    Attributes:
        person: whose words are asked for; None where nobody's are.
        statements: their words on the topic, in order of the library.
        passages: best first; for a question about words, the words' places come first.
        parts: the questions that are asked in one; empty for a single one.
        beyond: how many more statements there are, of somebody who is quoted very often.
    """

    person: Person | None
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    parts: tuple[str, ...] = ()
    beyond: int = 0


def retrieve(
    question: Question,
    library: Library,
    desk: Desk,
    matcher: Matcher,
    filters: Filters,
    *,
    every: bool = False,
) -> Retrieved:
    """Find what could answer a question.

    "What did X say" is a look-up in the quotes; everything else, and what comes nearest in a
    refusal, is hybrid search.

    Args:
        question: as it is understood.
        library: where to look.
        desk: reads the articles.
        matcher: compares words.
        filters: conditions on the articles.
        every: weigh all that somebody said, however much it is.
    """
    searched = library.search(question.text, k=PASSAGES, filters=filters)
    if question.speaker is None and question.kind == "said":
        return _of_everybody(question, searched, library, desk, matcher, filters)
    if question.speaker is None:
        return Retrieved(None, (), searched)
    person = find_person(question.speaker, library, desk, filters)
    wanted = _wanted(question.topic, person)
    quotes, beyond = person.quotes, 0
    if len(quotes) > MANY and not every and not question.given:
        if wanted or question.to:
            named = _wanted(f"{question.topic} {question.to}", person)
            quotes = near(named, quotes, library, filters)
        else:
            quotes, beyond = likeliest(quotes, library)
    weighed = _on_topic(wanted, quotes, desk, matcher)
    if question.to:
        wanted = _wanted(f"{question.topic} {question.to}", person)
        told = _said_to(question.to, weighed, desk)
        # What stands in no letter to somebody was not written to them.
        nearby = () if _WRITES.search(question.text) else _on_topic(wanted, quotes, desk, matcher)
        weighed = told or nearby
    if calls(question):
        weighed = tuple(s for s in weighed if _CALLED.search(s.place.text)) or weighed
    statements = tuple(
        s for s in weighed if not question.given or s.place.text not in question.given
    )
    return Retrieved(person, statements, _joined(statements, searched, desk), beyond=beyond)


def _of_everybody(
    question: Question,
    searched: tuple[Passage, ...],
    library: Library,
    desk: Desk,
    matcher: Matcher,
    filters: Filters,
) -> Retrieved:
    """Find what all who are named say about the topic."""
    quotes = quotes_near(question.topic, library, filters)
    wanted = wanted_of(question.topic)
    statements = _on_topic(wanted, quotes, desk, matcher, _ON_TOPIC_OF_ALL)
    return Retrieved(None, statements, _joined(statements, searched, desk))


def _wanted(topic: str, person: Person) -> list[Term]:
    """Return the words of a topic, without the person's own name."""
    name = {word.lower() for word in person.name.split()}
    wanted = [term for term in terms(f"· {topic}") if term.word not in name]
    if len(wanted) > 1:  # "the ferry strike of Monday" is a strike
        wanted[-1] = replace(wanted[-1], weight=wanted[-1].weight * 2)
    return wanted


def _on_topic(
    wanted: Sequence[Term],
    quotes: Iterable[Quote],
    desk: Desk,
    matcher: Matcher,
    least: float = _ON_TOPIC,
) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for quote in quotes:
        place = desk.sentence_of(quote)
        kind = desk.paragraph(quote.article_id, quote.paragraph).kind
        # What the publisher's commentary or headline says that somebody said is not their words.
        if place is None or kind in ("commentary", "heading"):
            continue
        texts = _texts(quote, place, desk) if wanted else ()
        if wanted and all(term.proper for term in wanted):
            texts = [text for text in texts if text[1] not in _LOOSE]  # "about Ida Lund": her
        relevance = matcher.coverage(wanted, texts, least - _ROUNDING)
        found.append(Statement(quote, place, relevance))
        least = max(least, relevance * _BESIDE_BEST)
    return tuple(statement for statement in found if statement.relevance >= least)


def _said_to(whom: str, statements: Iterable[Statement], desk: Desk) -> tuple[Statement, ...]:
    """Return the statements of which the article says that they were said to somebody."""
    return tuple(s for s in statements if is_to(whom, addressee([s.quote], s.place, desk)))


def _texts(quote: Quote, place: Place, desk: Desk) -> list[tuple[str, float]]:
    """Return where a topic's words may stand, each with what they are worth there."""
    around = desk.around(place)
    others = _words_of_others(quote, desk)
    often, once = _of_article(desk.article(quote.article_id).text)
    return [
        (place.text, 1.0),
        (_blanked(around.paragraph, others), _IN_PARAGRAPH),
        (_blanked(around.before, others), _IN_BEFORE),
        (_blanked(around.earlier, others), _IN_EARLIER),
        (_blanked(around.after, others), _IN_AFTER),
        (around.title, _IN_TITLE),
        (often, _IN_OFTEN),
        (once, _IN_ONCE),
    ]


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


@lru_cache(maxsize=512)
def _of_article(text: str) -> tuple[str, str]:
    """Return the words that an article has often, and all that it has."""
    counts = counts_of(text)
    often = " ".join(word for word, count in counts.items() if count >= _OFTEN)
    return often, " ".join(counts)


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
