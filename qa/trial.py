"""Tries an endpoint: how it can be asked, what it reads, how fast it writes, if it can be used."""

import datetime as dt
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import asdict, dataclass

from index.article import Article
from index.checkup import Checkup
from index.parse import parse
from index.search import Passage
from qa.answer import Sentence, Withheld
from qa.chat import ModelError, Usage
from qa.check import Checker
from qa.cite import Citations
from qa.desk import Desk
from qa.llm import OpenAIChat
from qa.prose import Written
from qa.reply import read_reply
from qa.spend import CHARACTERS_A_TOKEN
from qa.terms import Matcher
from qa.write import BUDGET, PROMPT, SHAPE, answer_messages, fitting, sources_of

_QUESTION = "How many piles does the quay need?"
_TEXT = (
    "In its notice {number} the harbour office said on Monday that the quay in Port Anso needs 17 "
    "new piles.\n\n"
    "The work will cost 2.4 million euros and is to last until October.\n\n"
    "Ines Holt, the treasurer, called the sum “hard to find.” She said the town had set aside "
    "400,000 euros for the port this year and would have to ask the region for the rest.\n\n"
    "The fishing boats are to lie at the north pier until then, as they did when the lock was "
    "mended four years ago. Two of the skippers told the council that the pier is too short for "
    "them in a north wind, and that they would rather go to the neighbouring port.\n\n"
    "The council meets again on the first Thursday of March, when it will also decide on the new "
    "roof of the market hall and on the fees for moorings, which have not risen for nine years."
)
_FORMS = {
    "json_schema": "JSON by a schema",
    "json_object": "JSON",
    "plain": "plain text with [1]",
}
_SLOW = (
    "The server is slow, so it is shown fewer passages, which it can read in time: give it a "
    "graphics card, no more threads than cores that are free, or a smaller model."
)
_ENOUGH = 4_000  # tokens of context from which an answer has all its passages
# A reply that reports fewer tokens than this of what was sent has not read all of it.
_FEWEST_TOKENS = 1 / 8  # a code point


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying a model.

    Attributes:
        rung: how it was asked: "json_schema", "json_object" or "plain".
        shaped: whether it kept to the form that was asked for; None on plain text.
        context: tokens that it reads at most, as far as the endpoint says; None where it does not.
        pace: tokens of a request that it reads in a second; None where that cannot be told.
        pieces: in how many the reply came.
        first_seconds: to the first of them; `seconds` to the last.
        usage: tokens as the endpoint counts them; None where it does not, or where the reply was
            not read to its end because it ran in a circle.
        reply: what it wrote.
        kept: the sentences of it that hold; `withheld`: the others, with the reason.
        fault: why there is no reply; None where there is one.
        slow: whether it was not there in time, or fewer passages are shown to be in time.
    """

    model: str
    rung: str
    shaped: bool | None
    context: int | None
    pace: int | None
    pieces: int
    first_seconds: float
    seconds: float
    usage: Usage | None
    reply: str
    kept: tuple[str, ...]
    withheld: tuple[tuple[str, str], ...]
    fault: str | None
    slow: bool

    @property
    def answers(self) -> bool:
        """Whether the known question was answered, rightly and with its source."""
        return any("17" in text or "seventeen" in text.lower() for text in self.kept)


@dataclass(slots=True)
class _Heard:
    """What was heard of a reply, piece by piece."""

    clock: Callable[[], float]
    started: float
    pieces: list[str]
    first: float = 0.0
    usage: Usage | None = None

    def listen(self, reply: Generator[str, None, Usage | None]) -> Iterator[str]:
        try:
            while True:
                piece = next(reply)
                self.pieces.append(piece)
                self.first = self.first or self.clock() - self.started
                yield piece
        except StopIteration as end:
            self.usage = end.value
        finally:
            reply.close()


def try_model(chat: OpenAIChat, clock: Callable[[], float]) -> Trial:
    """Ask a model one known question, as any question is asked, and check what it writes.

    How fast it reads is remembered, so that a slow one is shown what it can read in time.
    """
    started = clock()
    # A text that was never sent, else an endpoint that keeps what it has read seems fast.
    text = _TEXT.format(number=round(started * 1000))
    facts = ("Quay report", "The Harbour Sheet", dt.date(2026, 2, 10), None)
    parsed = parse(Article("trial", *facts, text))
    desk = Desk(lambda _: parsed)
    passages = tuple(
        Passage("trial", p.number, p.start, p.end, p.text, p.kind, 1.0) for p in parsed.paragraphs
    )
    messages = answer_messages(_QUESTION, sources_of(passages, desk))
    heard = _Heard(clock, started, [])
    fault: ModelError | None = None
    checked: list[Sentence | Withheld] = []
    try:
        reply = heard.listen(chat.reply(messages.system, messages.user, SHAPE))
        checked += _checked(reply, passages, desk)
    except ModelError as error:
        fault = error
    rung = chat.rung
    pace = chat.known.pace
    written = "".join(heard.pieces)
    return Trial(
        model=chat.model,
        rung=rung,
        shaped=None if rung == "plain" else written.lstrip("` \njson").startswith("{"),
        context=chat.known.context or chat.look_up_context(),
        pace=pace,
        pieces=len(heard.pieces),
        first_seconds=heard.first,
        seconds=clock() - started,
        usage=heard.usage,
        reply=written,
        kept=tuple(item.text for item in checked if isinstance(item, Sentence)),
        withheld=tuple((i.text, i.why) for i in checked if isinstance(i, Withheld)),
        fault=str(fault) if fault else None,
        slow=_is_slow(fault, pace, chat),
    )


def _is_slow(fault: ModelError | None, pace: int | None, chat: OpenAIChat) -> bool:
    if fault:
        return fault.kind == "timeout"
    return pace is not None and fitting(chat.context, BUDGET) < fitting(chat.known.context, BUDGET)


def checkup(trial: Trial) -> Checkup:
    """Return a trial in words and as JSON."""
    found = doubts(trial)
    facts = {name: value for name, value in asdict(trial).items() if name != "fault"}
    return Checkup(tuple(_lines(trial)), found, {**facts, "answers": trial.answers})


def _lines(trial: Trial) -> Iterator[str]:
    yield f"Model: {trial.model}"
    if trial.fault:
        return
    form = _FORMS[trial.rung]
    kept = "" if trial.shaped is not False else ", which it takes but does not keep to"
    yield f"Asked for: {form}{kept}"
    context = f"{trial.context:,} tokens" if trial.context else "the endpoint does not say"
    yield f"Context: {context}"
    yield (
        f"First words after {trial.first_seconds:.1f} s, all {trial.pieces} pieces in "
        f"{trial.seconds:.1f} s"
    )
    if told := ", ".join(_speed(trial)):
        yield f"Speed: {told}"
    yield f"Asked: {_QUESTION}"
    yield from (f"  kept: {text}" for text in trial.kept)
    yield from (f"  withheld: {text} ({why})" for text, why in trial.withheld)


def _speed(trial: Trial) -> Iterator[str]:
    if trial.usage:
        yield f"{trial.usage.read} tokens read, {trial.usage.written} written"
    if trial.pace:
        yield f"about {trial.pace} tokens a second read"
    writing = trial.seconds - trial.first_seconds
    if trial.pieces > 1 and writing > 0:
        written = trial.usage.written if trial.usage else len(trial.reply) // CHARACTERS_A_TOKEN
        yield f"{written / writing:.0f} written"


def doubts(trial: Trial) -> tuple[str, ...]:
    """Return a sentence for each thing that will make answers worse, and what to do."""
    found = [] if trial.fault is None else [trial.fault]
    if trial.context is not None and trial.context < _ENOUGH:
        found.append(
            f"The model reads {trial.context:,} tokens: fewer passages fit than Byline would show; "
            f"start the server with a context of {_ENOUGH:,} or more."
        )
    sent = len(PROMPT.system) + len(PROMPT.user) + len(_TEXT)
    if trial.usage and trial.usage.read and trial.usage.read < sent * _FEWEST_TOKENS:
        found.append(
            f"The endpoint read {trial.usage.read} tokens, fewer than were sent: it cuts what does "
            "not fit; give the model a larger context."
        )
    if trial.slow:
        found.append(_SLOW)
    if trial.fault is None and not trial.answers:
        found.append(
            "The known question was not answered so that the check kept it; most answers will be "
            "made of the articles’ own sentences. Set BYLINE_MODEL to a larger model."
        )
    if trial.fault is None and trial.pieces == 1:
        found.append("The reply came in one piece: the endpoint does not stream.")
    return tuple(found)


def _checked(
    reply: Iterator[str], passages: Sequence[Passage], desk: Desk
) -> Iterator[Sentence | Withheld]:
    checker = Checker(passages, desk, Matcher(None), Citations(desk))
    for item in read_reply(reply, range(1, len(passages) + 1)):
        if isinstance(item, Written):
            yield checker.check(item.text, item.citations)
