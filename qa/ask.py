"""The walk from a question to a checked answer."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.counted import counted
from index.filters import EVERYTHING, Filters
from index.library import Library
from qa.answer import Answer, Citation, Sentence, Turn, Withheld
from qa.check import Checker
from qa.cite import Citations
from qa.corrections import corrections
from qa.desk import Desk, Place
from qa.extract import MOST, Extract
from qa.llm import Chat, ModelError
from qa.notices import age, joined, looked_beyond, untranslated
from qa.question import Question
from qa.reading import read_question
from qa.refuse import reason
from qa.relevance import ENOUGH, Relevance
from qa.retrieve import Retrieved
from qa.terms import Matcher
from qa.write import PROMPT, instead, sources_of, write_answer

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Stage:
    """What is being done, in words for the reader who waits."""

    text: str


@dataclass(frozen=True, slots=True)
class Partial:
    """The checked sentences so far, with all citations made so far."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]


@dataclass(slots=True)
class _Written:
    """What a model's answer came to."""

    sentences: list[Sentence]
    withheld: list[Withheld]
    notice: str | None


def ask(
    question: str,
    library: Library,
    *,
    chat: Chat | None,
    today: dt.date,
    clock: Clock,
    filters: Filters = EVERYTHING,
    history: Sequence[Turn] = (),
    most: int = MOST,
) -> Answer:
    """Answer a question from the library, each sentence with what it stands on, or refuse.

    Args:
        question: as the user put it.
        library: where to look.
        chat: the model that writes; None for the articles' own sentences.
        today: the day on which it is asked.
        clock: returns seconds; the answer tells the difference.
        filters: conditions on the articles.
        history: the conversation before, oldest first.
        most: statements of somebody that are given; the others are counted in `more`.

    Raises:
        LibraryError: the library cannot be read, or an article that is named is not there.
    """
    steps = walk(
        question,
        library,
        chat=chat,
        today=today,
        clock=clock,
        filters=filters,
        history=history,
        most=most,
    )
    for step in steps:
        if isinstance(step, Answer):
            return step
    raise AssertionError("a walk ends with an answer")


def walk(
    question: str,
    library: Library,
    *,
    chat: Chat | None,
    today: dt.date,
    clock: Clock,
    filters: Filters = EVERYTHING,
    history: Sequence[Turn] = (),
    most: int = MOST,
) -> Iterator[Stage | Partial | Answer]:
    """Answer as `ask` does, and tell each step on the way; the last item is the answer."""
    started = clock()
    articles = library.count()
    yield Stage(f"Searching {counted(articles, 'article')}")
    desk, matcher = Desk(library.get), Matcher(library.embed)
    read = read_question(question, history, library, desk, matcher, filters, today, most)
    understood, found = read.question, read.found
    citations = Citations(desk)
    written = _Written([], [], None)
    if chat is not None and _may_answer(understood, found):
        yield Stage(f"Reading {len(found.passages)} passages")
        for sentence in _write(understood, found, desk, matcher, citations, chat, written):
            written.sentences.append(sentence)
            yield Partial(tuple(written.sentences), citations.made)
    made = read.made
    if written.sentences:
        made = Extract(tuple(written.sentences), 0, made.confidence)
    else:
        citations = read.citations
        yield Partial(made.sentences, citations.made)
    writer = chat if written.sentences else None
    refused = not made.sentences
    why = None
    if refused:
        why = read.why or reason(understood, found, desk, library.extent(read.scope.filters))
    yield Answer(
        question=question,
        standalone_question=understood.text,
        status="refused" if refused else "answered",
        reason=why,
        sentences=made.sentences,
        citations=citations.made,
        more=made.more,
        withheld=tuple(written.withheld),
        passages=found.passages,
        model=writer.model if writer else None,
        prompt=PROMPT.id if writer else None,
        seconds=round(clock() - started, 3),
        notice=joined(
            age(understood, citations.made, today),
            None if refused else untranslated(understood),
            None if refused else looked_beyond(read.scope),
            None if refused else made.notice,
            None if refused else corrections(citations.made, desk, library.versions),
            written.notice,
        ),
        confidence=round(made.confidence, 6),
    )


def _may_answer(question: Question, found: Retrieved) -> bool:
    """Tell whether there is anything from which a model could answer."""
    return bool(found.statements if question.kind == "said" else found.passages)


def _write(
    question: Question,
    found: Retrieved,
    desk: Desk,
    matcher: Matcher,
    citations: Citations,
    chat: Chat,
    written: _Written,
) -> Iterator[Sentence]:
    """Let the model write, and pass on what its passages carry; the rest is kept as withheld."""
    sources = sources_of(found.passages, desk.article)
    answers = _answers(question, found, desk, matcher)
    checker = Checker(found.passages, desk, matcher, citations, answers)
    try:
        for sentence in write_answer(question.text, sources, chat):
            checked = checker.check(sentence.text, sentence.citations)
            if isinstance(checked, Withheld):
                written.withheld.append(checked)
            else:
                yield checked
    except ModelError as error:
        written.notice = instead("answer", error)
        return
    if not written.sentences:
        written.notice = instead("answer")


def _answers(
    question: Question, found: Retrieved, desk: Desk, matcher: Matcher
) -> Callable[[Place], bool]:
    """Return what tells whether a sentence of an article has to do with the question.

    What somebody said stands where they say it; a fact, where most of the question's words do.
    """
    if question.kind == "said":
        said = {(s.place.article_id, s.place.paragraph) for s in found.statements}
        return lambda place: (place.article_id, place.paragraph) in said
    relevance = Relevance(question, desk, matcher)
    return lambda place: relevance.score(place) >= ENOUGH
