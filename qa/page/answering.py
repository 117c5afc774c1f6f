"""One question's way to its answer, step by step as the page shows it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.article import Article
from index.counted import counted
from index.errors import BylineError
from index.search import Passage
from qa.answer import Answer, Citation, Sentence, Turn
from qa.ask import Partial, Stage
from qa.cite import citation

Walk = Callable[[str, Sequence[Turn]], Iterator[Stage | Partial | Answer]]

# Ten updates a second look like a stream, and cost little to send.
_SECONDS_BETWEEN_UPDATES = 0.1
_NEAREST = 3
_TURNS = 8  # that a follow-up looks back on
_LONGEST = 4000  # code points of a turn's question or answer


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what is answered so far.

    Attributes:
        stage: what is being done for it; None when nothing more will come.
        sentences: the checked sentences so far, with their `citations`.
        answer: the whole answer; None while it is being made, or when it failed.
        nearest: for a refusal, the places that come nearest.
        ended: why there is no whole answer (the sentence of an error).
    """

    question: str
    stage: str | None = None
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
    nearest: tuple[Citation, ...] = ()
    ended: str | None = None


def answering(
    question: str,
    history: Sequence[Turn],
    walk: Walk,
    article: Callable[[str], Article],
    clock: Callable[[], float],
) -> Iterator[Exchange]:
    """Answer a question.

    Args:
        question: as the reader wrote it.
        history: the conversation before, oldest first.
        walk: answers a question, given the turns before it.
        article: finds an article by its id.
        clock: seconds, to pace what is shown.

    Yields:
        The exchange as it grows: every stage, sentences at most ten times a second, the end.
    """
    exchange = Exchange(question, stage="Reading the question")
    yield exchange
    shown = clock()
    try:
        for event in walk(question, history):
            exchange = _after(event, exchange, article)
            if isinstance(event, Partial) and clock() - shown < _SECONDS_BETWEEN_UPDATES:
                continue
            shown = clock()
            yield exchange
    except BylineError as error:
        yield replace(exchange, stage=None, ended=str(error))


def turns(told: object) -> tuple[Turn, ...]:
    """Read the last turns of a conversation, which the reader's browser keeps; skip what is none.

    Args:
        told: a list of objects with the texts "question" and "answer".
    """
    if not isinstance(told, Sequence):
        return ()
    found = (
        (turn.get("question"), turn.get("answer")) for turn in told if isinstance(turn, Mapping)
    )
    return tuple(
        Turn(question[:_LONGEST], answer[:_LONGEST])
        for question, answer in found
        if isinstance(question, str) and isinstance(answer, str)
    )[-_TURNS:]


def said(answer: Answer) -> str:
    """Return an answer as a follow-up question looks back on it."""
    return " ".join(sentence.text for sentence in answer.sentences) or answer.reason or ""


def nearest(passages: Sequence[Passage], article: Callable[[str], Article]) -> tuple[Citation, ...]:
    """Number the first passages as citations, so that a refusal can show them in their place."""
    return tuple(
        citation(number, passage, article(passage.article_id))
        for number, passage in enumerate(passages[:_NEAREST], start=1)
    )


def _after(
    event: Stage | Partial | Answer, exchange: Exchange, article: Callable[[str], Article]
) -> Exchange:
    if isinstance(event, Stage):
        return replace(exchange, stage=event.text)
    if isinstance(event, Partial):
        checked = counted(len(event.sentences), "sentence")
        stage = f"{checked} checked" if event.sentences else exchange.stage
        return replace(exchange, stage=stage, sentences=event.sentences, citations=event.citations)
    near = nearest(event.passages, article) if event.status == "refused" else ()
    return replace(exchange, stage=None, answer=event, nearest=near)
