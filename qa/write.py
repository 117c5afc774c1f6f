"""Lets a model write an answer from numbered passages."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.article import Kind
from index.search import Passage
from index.status import Status
from prompts import Messages, load
from qa.chat import Chat, ModelError, Shape
from qa.desk import Desk
from qa.fence import mark_of, one_line
from qa.prose import Written
from qa.reply import read_reply

__all__ = [
    "PROMPT",
    "SHAPE",
    "Source",
    "Written",
    "answer_messages",
    "fitting",
    "instead",
    "repair_answer",
    "sources_of",
    "write_answer",
]

PROMPT = load("answer")
REPAIR_PROMPT = load("repair")
# With the rules some 3,000 tokens: five passages, which hold the evidence in 97 of 100 questions;
# a small model on a processor reads no more in a few seconds.
BUDGET = 8_000
_FEWEST = 1_500  # code points of passages below which no answer is tried
_KEPT_FREE = 700  # tokens of a context for the reply and the endpoint's own words
# Fewer than any tokenizer needs for a token of English; other scripts take up to one a code point.
_POINTS_A_TOKEN = 3
# How it is told to the model that a quote is no statement. What is asked for shows by itself.
_UNSAID: Mapping[Status, str] = {
    "denied": "denied this",
    "promised": "only promised this",
    "conditional": "only said what would be",
}
_MOST_NOTES, _LONGEST_NOTE = 4, 100
_SENTENCE = {
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "citations": {"type": "array", "items": {"type": "integer"}},
    },
    "required": ["text", "citations"],
    "additionalProperties": False,
}
_SCHEMA = {
    "type": "object",
    "properties": {"sentences": {"type": "array", "items": _SENTENCE}},
    "required": ["sentences"],
    "additionalProperties": False,
}
SHAPE = Shape("answer", _SCHEMA, PROMPT.json.strip())


@dataclass(frozen=True, slots=True)
class Source:
    """A passage under the number by which the model cites it, with its article's facts.

    Attributes:
        unsaid: what of it somebody only denied, asked, promised or tied to a condition.
    """

    number: int
    text: str
    title: str | None
    outlet: str | None
    date: dt.date | None
    kind: Kind
    unsaid: tuple[str, ...] = ()


def sources_of(passages: Sequence[Passage], desk: Desk) -> tuple[Source, ...]:
    """Number passages from 1, with the facts of their articles, which the desk reads."""
    return tuple(
        Source(number, p.text, of.title, of.outlet, of.date, p.kind, tuple(_unsaid(p, desk)))
        for number, p in enumerate(passages, 1)
        for of in (desk.article(p.article_id),)
    )


def _unsaid(passage: Passage, desk: Desk) -> Iterator[str]:
    for quote in desk.read(passage.article_id).quotes:
        if passage.start <= quote.start < passage.end and quote.status in _UNSAID:
            who = quote.speaker or quote.speaker_as_written or "somebody"
            yield f"{who} {_UNSAID[quote.status]}: {one_line(quote.text)[:_LONGEST_NOTE]}"


def instead(made: str, error: ModelError | None = None) -> str:
    """Say why `made` ("answer", "summary") is of the articles' own sentences."""
    if error is not None:
        return f"{error} This {made} is made of the articles’ own sentences instead."
    return (
        f"The model wrote nothing that the articles carry, so this {made} is made of their own "
        "sentences."
    )


def write_answer(
    question: str, sources: Sequence[Source], chat: Chat, *, budget: int = BUDGET
) -> Iterator[Written]:
    """Let a model answer a question; yield each sentence as soon as it is complete.

    Nothing is believed here: the numbers are as the model wrote them, none at all included. The
    passages are as many as fit into the model's context; where the endpoint says that they do not,
    it is asked once more with fewer.

    Args:
        question: to be understood without the conversation before it.
        sources: best first.
        chat: the model.
        budget: code points of passages; those that come after it is used up are left out.

    Returns:
        the sentences in order; none where the model says that the passages do not answer.

    Raises:
        ModelError: the model gives no usable reply; sentences may have come before.
    """
    yield from _answer(question, sources, chat, budget, refused=())


def repair_answer(
    question: str,
    sources: Sequence[Source],
    chat: Chat,
    refused: Sequence[tuple[str, str]],
    *,
    budget: int = BUDGET,
) -> Iterator[Written]:
    """Let a model answer again, with what was refused of its first answer and why.

    Args:
        question: to be understood without the conversation before it.
        sources: best first.
        chat: the model.
        refused: sentences, each with the reason.
        budget: code points of passages.

    Raises:
        ModelError: as `write_answer` does.
    """
    yield from _answer(question, sources, chat, budget, refused)


def _answer(
    question: str,
    sources: Sequence[Source],
    chat: Chat,
    budget: int,
    refused: Sequence[tuple[str, str]],
) -> Iterator[Written]:
    size = fitting(chat.context, budget)
    try:
        yield from _asked(question, _within(sources, size), chat, refused)
    except ModelError as error:
        fewer = min(fitting(chat.context, budget), size // 2)
        if error.kind != "context" or fewer < _FEWEST:
            raise
        yield from _asked(question, _within(sources, fewer), chat, refused)


def fitting(context: int | None, budget: int) -> int:
    """Return the code points of passages that fit beside the rules and the reply.

    Args:
        context: of the model, in tokens; None where it is not known.
        budget: the most.
    """
    if context is None:
        return budget
    rules = len(PROMPT.system) + len(PROMPT.user) + len(PROMPT.json)
    return max(0, min(budget, (context - _KEPT_FREE) * _POINTS_A_TOKEN - rules))


def answer_messages(question: str, shown: Sequence[Source]) -> Messages:
    """Return the messages by which a question is asked, with all the passages given."""
    fields = {"passages": _passages(shown), "question": one_line(question)}
    return PROMPT.fill(**fields, mark=mark_of(*fields.values()))


def _asked(
    question: str, shown: Sequence[Source], chat: Chat, refused: Sequence[tuple[str, str]]
) -> Iterator[Written]:
    if not shown:
        return
    if refused:
        told = "\n".join(f"- {one_line(text)} ({why})" for text, why in refused)
        fields = {"passages": _passages(shown), "question": one_line(question), "refused": told}
        messages = REPAIR_PROMPT.fill(**fields, mark=mark_of(*fields.values()))
    else:
        messages = answer_messages(question, shown)
    pieces = chat.reply(messages.system, messages.user, SHAPE)
    for item in read_reply(pieces, {source.number for source in shown}):
        if isinstance(item, Written):
            yield item


def _within(sources: Sequence[Source], budget: int) -> Sequence[Source]:
    """Return the first sources that together keep to the budget, at least one."""
    used = 0
    for place, source in enumerate(sources):
        used += len(source.text)
        if used > budget and place:
            return sources[:place]
    return sources


def _passages(sources: Sequence[Source]) -> str:
    """Write each passage in a line of its own between its numbers, then where they come from."""
    lines = [f"[{source.number}] {one_line(source.text)} [{source.number}]" for source in sources]
    origins: dict[str, str] = {}
    for source in sources:
        facts = ", ".join(filter(None, (source.outlet, _day(source.date))))
        origin = ": ".join(filter(None, (facts, source.title)))
        if origin:
            origins[origin] = f"{origins.get(origin, '')}[{source.number}]"
    told = [f"Sources: {numbers} {one_line(origin)}" for origin, numbers in origins.items()]
    notes = [
        f"Not a fact: [{source.number}] {note}" for source in sources for note in source.unsaid
    ]
    told += notes[:_MOST_NOTES]
    return "\n".join([*lines, "", *told]).strip()


def _day(date: dt.date | None) -> str | None:
    return f"{date.day} {date:%B %Y}" if date else None
