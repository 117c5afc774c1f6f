"""Puts into words what is done for a question, for its trace."""

from collections.abc import Sequence

from index.counted import counted
from index.filters import Filters
from qa.desk import Place
from qa.extract import Extract
from qa.facts import AS_GOOD
from qa.hops import Hop
from qa.question import Question
from qa.relevance import ENOUGH
from qa.retrieve import Retrieved
from qa.steps import Steps

_WIDTH = 90


def note_question(question: Question, steps: Steps) -> None:
    """Note what a question asks, as it is understood."""
    told = [f"“{question.text}”", f"kind {question.kind}"]
    if question.speaker:
        told.append(f"words of {question.speaker}")
        told.append(f"about {question.topic or 'anything'}")
    if question.to:
        told.append(f"said to {question.to}")
    if question.context:
        told.append(f"taking up “{question.context}”")
    if question.article:
        told.append(f"in the article “{question.article}”")
    if question.wish:
        told.append(f"wanted {question.wish}")
    steps.note("understood", "; ".join(told))


def note_search(where: str, filters: Filters, parts: Sequence[Hop], steps: Steps) -> None:
    """Note where an answer is looked for, and in which parts."""
    conditions = {
        "outlet": filters.outlet,
        "since": filters.since,
        "until": filters.until,
        "as of": filters.day,
        "articles": ", ".join(filters.article_ids),
    }
    told = [f"{name} {value}" for name, value in conditions.items() if value]
    steps.note("looked for", "; ".join([where, *told]))
    for part in parts:
        outlet = f" of {part.outlet}" if part.outlet else ""
        steps.note("looked for", f"a part{outlet}: “{part.text}”")


def note_found(question: Question, found: Retrieved, steps: Steps) -> None:
    """Note whose words and which passages were found, and how many words were left."""
    person = found.person
    if person is not None:
        words = counted(len(person.quotes), "quote")
        on = f" on “{question.topic}”" if question.topic else ""
        to = f" to {question.to}" if question.to else ""
        steps.note("found", f"{person.name}: {words}, {len(found.statements)} of them{on}{to}")
        left = len(person.quotes) - len(found.statements)
        if left:
            steps.note("dropped", f"{counted(left, 'quote')}: on other matters, or commentary")
    steps.note("found", counted(len(found.passages), "passage"))


def note_answer(question: Question, made: Extract, steps: Steps) -> None:
    """Note what became of it: the best sentence's score, and what was dropped beside it."""
    if question.kind != "said":
        told = f"the best carries {made.confidence:.3f} of the question; {ENOUGH} are enough"
        steps.note("found", told)
    for place, score in made.dropped:
        steps.note("dropped", f"{_why(score, made)}: {_where(place)}")
    if made.more:
        steps.note("dropped", f"{counted(made.more, 'statement')} less telling than those given")


def _why(score: float, made: Extract) -> str:
    if score < ENOUGH:
        return f"{score:.3f}, too little of the question"
    if score < AS_GOOD * made.confidence:
        return f"{score:.3f}, much less than the best"
    return f"{score:.3f}, after those given, or a copy of one"


def _where(place: Place) -> str:
    words = " ".join(place.text.split())
    shown = words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1]}…"
    return f"{place.article_id} {place.paragraph} “{shown}”"
