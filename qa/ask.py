"""The walk from a question to a checked answer."""

import datetime as dt
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from index.counted import counted
from index.filtered import Extent
from index.filters import EVERYTHING, Filters
from index.library import Library
from index.records import storable
from qa.answer import Answer, Citation, Sentence, Turn
from qa.both import of_each
from qa.chat import Chat
from qa.cite import Citations
from qa.corrections import corrections, may_be_corrected
from qa.desk import Desk
from qa.extract import MOST, Extract
from qa.notices import age, joined, looked_beyond, summarised_elsewhere, untranslated
from qa.outlets import mentions
from qa.question import Question
from qa.reading import Read, read_question
from qa.refuse import reason
from qa.retrieve import PASSAGES, Retrieved
from qa.several import points_back, questions_in, so_far, together, turn_of
from qa.spend import Limits, Metered
from qa.standalone import is_undecided, standalone
from qa.steps import Steps
from qa.terms import Matcher
from qa.write import PROMPT
from qa.written import Written, write_checked

Clock = Callable[[], float]
_OF_A_PART = 4  # passages for each of several questions in one


@dataclass(frozen=True, slots=True)
class Stage:
    """What is being done.

    Attributes:
        text: in words for the reader who waits.
        name: a word for those who measure.
    """

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Partial:
    """The checked sentences so far, with all citations made so far."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]


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
    return ended(steps)


def ended(steps: Iterator[Stage | Partial | Answer]) -> Answer:
    """Take all steps of a walk, and return the answer at its end."""
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
    """Answer as `ask` does, and tell each step on the way; the last item is the answer.

    Several questions in one are answered one by one.
    """
    trace, question = Steps(clock), storable(question)
    parts = questions_in(question)
    if len(parts) > 1 and mentions(question, library.outlets()):
        parts = (question,)  # what several outlets say is compared
    if len(parts) == 1:
        parts = of_each(question, lambda name: _has_words(library, name, filters)) or parts
    limits = Limits().shared_by(len(parts))
    done: list[Answer] = []
    for part in parts:
        talk = [*history, *([turn_of(done[-1])] if done and points_back(part) else [])]
        meter = Metered(chat, clock, limits) if chat else None
        steps = _walk_one(
            part,
            library,
            meter=meter,
            trace=trace,
            today=today,
            clock=clock,
            filters=filters,
            history=talk,
            most=most,
        )
        for step in steps:
            if isinstance(step, Answer):
                done.append(step)
            elif isinstance(step, Partial):
                pieces = [(answer.sentences, answer.citations) for answer in done]
                yield Partial(*so_far([*pieces, (step.sentences, step.citations)]))
            else:
                yield step
    yield done[0] if len(done) == 1 else together(question, done, round(clock() - trace.started, 3))


def _walk_one(
    question: str,
    library: Library,
    *,
    meter: Metered | None,
    trace: Steps,
    today: dt.date,
    clock: Clock,
    filters: Filters,
    history: Sequence[Turn],
    most: int,
) -> Iterator[Stage | Partial | Answer]:
    started, mark = clock(), library.outage.mark()
    articles = library.count()
    yield Stage(f"Searching {counted(articles, 'article')}", "search")
    desk, matcher = _desk(library, filters), Matcher(library.embed_words)

    def read_as(asked: str, talk: Sequence[Turn]) -> Read:
        with library.turn():
            return read_question(asked, talk, library, desk, matcher, filters, today, trace, most)

    read = yield from _read(question, history, library, meter, trace, read_as)
    understood, found = read.question, read.found
    lacking = _lacking(library, mark, trace)
    if meter is not None:
        found = _with_parts(read)
    citations, written, made = Citations(desk), Written(), read.made
    if meter is not None and _may_answer(understood, found):
        yield from _write(understood, found, desk, matcher, citations, meter, written, trace)
    if written.sentences:
        made = Extract(tuple(written.sentences), 0, made.confidence)
    else:
        citations = read.citations
        yield Partial(made.sentences, citations.made)
    writer = meter if written.sentences else None
    refused = not made.sentences
    why = _why(read, found, library, desk, articles) if refused else None
    status: Literal["answered", "refused"] = "refused" if refused else "answered"
    trace.note(status, why or counted(len(made.sentences), "sentence"))
    yield Answer(
        question=question,
        standalone_question=understood.text,
        status=status,
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
            lacking,
            age(understood, citations.made, today),
            summarised_elsewhere(understood),
            *(() if refused else _caveats(read, made, citations, desk, library, filters)),
            written.notice,
        ),
        confidence=round(made.confidence, 6),
        cost=meter.cost if meter and meter.cost.calls else None,
        trace=tuple(trace.made),
    )


def _write(
    question: Question,
    found: Retrieved,
    desk: Desk,
    matcher: Matcher,
    citations: Citations,
    meter: Metered,
    written: Written,
    trace: Steps,
) -> Iterator[Stage | Partial]:
    """Let the model write, and give what holds of it as it comes."""
    yield Stage(f"Reading {counted(len(found.passages), 'passage')}", "write")
    trace.note("looked for", f"{meter.model} writes from {len(found.passages)} passages")
    for _ in write_checked(question, found, desk, matcher, citations, meter, written):
        yield Partial(tuple(written.sentences), citations.made)


def _caveats(
    read: Read,
    made: Extract,
    citations: Citations,
    desk: Desk,
    library: Library,
    filters: Filters,
) -> tuple[str | None, ...]:
    """Say what an answer is not, where it is from, other than was asked, and what was corrected."""
    beyond = untranslated(read.question), looked_beyond(read.scope)
    return *beyond, made.notice, _corrections(citations, desk, library, filters)


def _lacking(library: Library, mark: int, trace: Steps) -> str | None:
    """Say so where words alone were searched since a mark."""
    lacking = library.outage.since(mark)
    if lacking:
        trace.note("dropped", f"the search by meaning ({lacking})")
    return lacking


def _read(
    question: str,
    history: Sequence[Turn],
    library: Library,
    meter: Metered | None,
    trace: Steps,
    read_as: Callable[[str, Sequence[Turn]], Read],
) -> Generator[Stage, None, Read]:
    """Read a question, with the model's help where rules leave open what it takes up."""
    read = read_as(question, history)
    if meter is None or not is_undecided(read.question, history):
        return read
    yield Stage("Reading the conversation", "conversation")
    meant = standalone(question, history, meter, lambda name: _knows(library, name))
    if not meant:
        return read
    trace.note("understood", f"by the model: “{meant}”")
    return read_as(meant, ())


def _has_words(library: Library, name: str, filters: Filters) -> bool:
    """Tell whether somebody of a name is quoted."""
    return bool(library.quotes(speaker=name, filters=filters))


def _desk(library: Library, filters: Filters) -> Desk:
    """Return a desk that reads each article as it was on the day of the conditions."""
    day = filters.day  # parts are those of the newest texts
    return Desk(lambda article_id: library.get(article_id, day), None if day else library.leaves)


def _corrections(
    citations: Citations, desk: Desk, library: Library, filters: Filters
) -> str | None:
    ids = tuple(dict.fromkeys(citation.article_id for citation in citations.made))
    if filters.day is None:  # else another text may have the note
        ids = may_be_corrected(ids, library)
    return corrections(ids, desk, library.versions, filters.day)


def _why(read: Read, found: Retrieved, library: Library, desk: Desk, articles: int) -> str:
    """Return why a question is refused."""
    extent = library.extent(read.scope.filters)
    return read.why or _none_meets(articles, extent) or reason(read.question, found, desk, extent)


def _none_meets(articles: int, searched: Extent) -> str | None:
    """Say so where there are articles, but none that meets the conditions."""
    if not articles or searched.articles:
        return None
    return (
        f"The library has {counted(articles, 'article')}, but none of the outlet, the days and "
        "the ids that were asked for; ask with other conditions."
    )


def _with_parts(read: Read) -> Retrieved:
    """Give a model the passages of each of several questions in one, in turns."""
    if not read.parts:
        return read.found
    each = [near[:_OF_A_PART] for _, near in read.parts]
    turns = (passage for row in zip_longest(*each) for passage in row if passage)
    there = {(p.article_id, p.start): p for p in (*turns, *read.found.passages)}
    texts = tuple(text for text, _ in read.parts)
    return replace(read.found, passages=tuple(there.values())[:PASSAGES], parts=texts)


def _knows(library: Library, name: str) -> bool:
    """Tell whether a name stands in the library."""
    return any(name in passage.text.lower() for passage in library.search(name, k=3))


def _may_answer(question: Question, found: Retrieved) -> bool:
    """Tell whether there is anything from which a model could answer."""
    return bool(found.statements if question.kind == "said" else found.passages)
