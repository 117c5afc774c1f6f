"""A question → the statements and passages that could answer it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.filters import Filters
from index.library import Library
from index.search import Passage
from qa.addressee import addressee, is_to
from qa.desk import Desk
from qa.everybody import quotes_near, wanted_of
from qa.often import MANY, likeliest, near
from qa.on_topic import on_topic
from qa.people import Person, find_person
from qa.question import CALLING, Question, calls
from qa.statements import Statement
from qa.terms import Matcher, Term, terms

PASSAGES = 10
_ON_TOPIC_OF_ALL = 0.6  # where it is not known whose words they are, only what about
_WRITES = re.compile(r"(?i)\bwr(?:ite|ites|ote|itten)\b")
_CALLED = re.compile(rf"(?i)\b(?:{CALLING}|refer\w*|describ\w*|calling|nam\w+)\b")


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
    weighed = on_topic(wanted, quotes, desk, matcher)
    if question.to:
        wanted = _wanted(f"{question.topic} {question.to}", person)
        told = _said_to(question.to, weighed, desk)
        # What stands in no letter to somebody was not written to them.
        nearby = () if _WRITES.search(question.text) else on_topic(wanted, quotes, desk, matcher)
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
    statements = on_topic(wanted, quotes, desk, matcher, _ON_TOPIC_OF_ALL, of_all=True)
    return Retrieved(None, statements, _joined(statements, searched, desk))


def _wanted(topic: str, person: Person) -> list[Term]:
    """Return the words of a topic, without the person's own name."""
    name = {word.lower() for word in person.name.split()}
    wanted = [term for term in terms(f"· {topic}") if term.word not in name]
    if len(wanted) > 1:  # "the ferry strike of Monday" is a strike
        wanted[-1] = replace(wanted[-1], weight=wanted[-1].weight * 2)
    return wanted


def _said_to(whom: str, statements: Iterable[Statement], desk: Desk) -> tuple[Statement, ...]:
    """Return the statements of which the article says that they were said to somebody."""
    return tuple(s for s in statements if is_to(whom, addressee([s.quote], s.place, desk)))


def _joined(
    statements: Sequence[Statement], searched: Iterable[Passage], desk: Desk
) -> tuple[Passage, ...]:
    """Put the statements' paragraphs before what search found, each paragraph once."""
    places: dict[tuple[str, int], Passage] = {}
    for statement in sorted(statements, key=lambda s: (-s.relevance, not s.quote.direct)):
        key = (statement.quote.article_id, statement.quote.paragraph)
        if len(places) == PASSAGES:
            break
        if key not in places:
            places[key] = _whole(desk, *key, 1.0 + statement.relevance)
    for passage in searched:
        places.setdefault((passage.article_id, passage.paragraph), passage)
    return tuple(replace(p, score=round(p.score, 6)) for p in list(places.values())[:PASSAGES])


def _whole(desk: Desk, article_id: str, number: int, score: float) -> Passage:
    """Return a paragraph as a passage, without references at its end."""
    sentences = desk.sentences(article_id, number)
    start, end = sentences[0].start, sentences[-1].end
    paragraph = desk.paragraph(article_id, number)
    text = paragraph.text[start - paragraph.start : end - paragraph.start]
    return Passage(article_id, number, start, end, text, paragraph.kind, score)
