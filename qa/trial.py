"""Tries an endpoint: how it can be asked, what it reads, how fast it writes, if it can be used."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from index.article import Article
from index.checkup import Checkup
from index.parse import parse
from index.search import Passage
from qa.answer import Sentence
from qa.chat import ModelError, Usage
from qa.check import Checker
from qa.cite import Citations
from qa.desk import Desk
from qa.llm import OpenAIChat
from qa.prose import Written
from qa.reply import read_reply
from qa.terms import Matcher
from qa.write import PROMPT, SHAPE, answer_messages, sources_of

_QUESTION = "How many piles does the quay need?"
_ARTICLE = Article(
    "trial",
    "Quay report",
    "The Harbour Sheet",
    dt.date(2026, 2, 10),
    None,
    "The quay in Port Anso needs 17 new piles, the harbour office said on Monday.\n\n"
    "The work will cost 2.4 million euros and is to last until October.\n\n"
    "Ines Holt, the treasurer, called the sum “hard to find.”",
)
_FORMS = {
    "json_schema": "JSON by a schema",
    "json_object": "JSON",
    "plain": "plain text with [1]",
}
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
        pieces: in how many the reply came.
        first_seconds: to the first of them; `seconds` to the last.
        usage: tokens as the endpoint counts them; None where it does not.
        reply: what it wrote.
        kept: the sentences of it that hold; `withheld`: the others, with the reason.
        fault: why there is no reply; None where there is one.
    """

    model: str
    rung: str
    shaped: bool | None
    context: int | None
    pieces: int
    first_seconds: float
    seconds: float
    usage: Usage | None
    reply: str
    kept: tuple[str, ...]
    withheld: tuple[tuple[str, str], ...]
    fault: str | None

    @property
    def answers(self) -> bool:
        """Whether the known question was answered, rightly and with its source."""
        return any("17" in text or "seventeen" in text.lower() for text in self.kept)


def try_model(chat: OpenAIChat, clock: Callable[[], float]) -> Trial:
    """Ask a model one known question, as any question is asked, and check what it writes."""
    parsed = parse(_ARTICLE)
    desk = Desk(lambda _: parsed)
    passages = tuple(
        Passage("trial", p.number, p.start, p.end, p.text, p.kind, 1.0) for p in parsed.paragraphs
    )
    messages = answer_messages(_QUESTION, sources_of(passages, desk.article))
    started = clock()
    pieces: list[str] = []
    first = 0.0
    usage: Usage | None = None
    fault: str | None = None
    reply = chat.reply(messages.system, messages.user, SHAPE)
    try:
        while True:
            pieces.append(next(reply))
            first = first or clock() - started
    except StopIteration as end:
        usage = end.value
    except ModelError as error:
        fault = str(error)
    seconds = clock() - started
    text = "".join(pieces)
    kept, withheld = _checked(text, passages, desk)
    rung = chat.rung
    return Trial(
        model=chat.model,
        rung=rung,
        shaped=None if rung == "plain" else text.lstrip("` \njson").startswith("{"),
        context=chat.context or chat.look_up_context(),
        pieces=len(pieces),
        first_seconds=first,
        seconds=seconds,
        usage=usage,
        reply=text,
        kept=kept,
        withheld=withheld,
        fault=fault,
    )


def checkup(trial: Trial) -> Checkup:
    """Return a trial in words and as JSON."""
    found = doubts(trial)
    facts = {name: value for name, value in asdict(trial).items() if name not in ("fault",)}
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
    if trial.usage and trial.usage.written and trial.seconds > trial.first_seconds:
        speed = trial.usage.written / (trial.seconds - trial.first_seconds)
        read, written = trial.usage.read, trial.usage.written
        yield f"Speed: {speed:.0f} tokens a second, {read} read, {written} written"
    yield f"Asked: {_QUESTION}"
    yield from (f"  kept: {text}" for text in trial.kept)
    yield from (f"  withheld: {text} ({why})" for text, why in trial.withheld)


def doubts(trial: Trial) -> tuple[str, ...]:
    """Return a sentence for each thing that will make answers worse, and what to do."""
    found = [] if trial.fault is None else [trial.fault]
    if trial.context is not None and trial.context < _ENOUGH:
        found.append(
            f"The model reads {trial.context:,} tokens: fewer passages fit than Byline would show; "
            f"start the server with a context of {_ENOUGH:,} or more."
        )
    sent = len(PROMPT.system) + len(PROMPT.user) + len(_ARTICLE.text)
    if trial.usage and trial.usage.read and trial.usage.read < sent * _FEWEST_TOKENS:
        found.append(
            f"The endpoint read {trial.usage.read} tokens, fewer than were sent: it cuts what does "
            "not fit; give the model a larger context."
        )
    if trial.fault is None and not trial.answers:
        found.append(
            "The known question was not answered so that the check kept it; most answers will be "
            "made of the articles’ own sentences. Set BYLINE_MODEL to a larger model."
        )
    if trial.fault is None and trial.pieces == 1:
        found.append("The reply came in one piece: the endpoint does not stream.")
    return tuple(found)


def _checked(
    text: str, passages: tuple[Passage, ...], desk: Desk
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    checker = Checker(passages, desk, Matcher(None), Citations(desk))
    kept: list[str] = []
    withheld: list[tuple[str, str]] = []
    for item in read_reply(iter([text]), range(1, len(passages) + 1)):
        if isinstance(item, Written):
            found = checker.check(item.text, item.citations)
            if isinstance(found, Sentence):
                kept.append(found.text)
            else:
                withheld.append((found.text, found.why))
    return tuple(kept), tuple(withheld)
