"""One question's way through the conversation, step by step as the page shows it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.article import Article
from index.errors import BylineError
from index.search import Passage
from qa.answer import Answer, Citation, Turn
from qa.ask import Partial, Stage
from qa.cite import citation
from qa.page.conversations import Conversations, Exchange, turns

Walk = Callable[[str, Sequence[Turn]], Iterator[Stage | Partial | Answer]]

# Ten updates a second look like a stream, and cost little to send.
_SECONDS_BETWEEN_UPDATES = 0.1
_NEAREST = 3


def answering(
    question: str,
    session: str,
    conversations: Conversations,
    walk: Walk,
    article: Callable[[str], Article],
    clock: Callable[[], float],
) -> Iterator[Exchange]:
    """Answer a question as the last exchange of a session's conversation.

    Args:
        question: as the reader wrote it.
        session: whose conversation it belongs to.
        conversations: kept up to date with every step.
        walk: answers a question, given the turns before it.
        article: finds an article by its id.
        clock: seconds, to pace what is shown.

    Yields:
        The exchange as it grows: every stage, sentences at most ten times a second, the end.
    """
    history = tuple(turns(conversations.of(session)))
    exchange = Exchange(question, stage="Reading the question")
    conversations.begin(session, exchange)
    yield exchange
    shown = clock()
    try:
        for event in walk(question, history):
            exchange = _after(event, exchange, article)
            if not conversations.advance(session, exchange):
                return
            if isinstance(event, Partial) and clock() - shown < _SECONDS_BETWEEN_UPDATES:
                continue
            shown = clock()
            yield exchange
    except BylineError as error:
        exchange = replace(exchange, stage=None, ended=str(error))
        if conversations.advance(session, exchange):
            yield exchange


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
        return replace(exchange, sentences=event.sentences, citations=event.citations)
    near = nearest(event.passages, article) if event.status == "refused" else ()
    return replace(exchange, stage=None, answer=event, nearest=near)
