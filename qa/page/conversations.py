"""The conversations that the page is having, each in its own browser tab."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import Lock

from qa.answer import Answer, Citation, Sentence, Turn


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what is answered so far.

    Attributes:
        stage: what is being done for it; None when nothing more will come.
        sentences: the checked sentences so far, with their `citations`.
        answer: the whole answer; None while it is being made, when it was stopped or failed.
        nearest: for a refusal, the places that come nearest.
        ended: why there is no whole answer ("Stopped.", or the sentence of an error).
    """

    question: str
    stage: str | None = None
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
    nearest: tuple[Citation, ...] = ()
    ended: str | None = None


class Conversations:
    """Exchanges by session; past `limit` sessions the one that was idle longest is forgotten.

    A plain store instead of `gr.State`, which holds a connection per tab: a browser opens six to
    one host, so the sixth tab would wait for ever.
    """

    def __init__(self, limit: int = 1000) -> None:
        self._limit = limit
        self._exchanges: OrderedDict[str, tuple[Exchange, ...]] = OrderedDict()
        self._lock = Lock()

    def of(self, session: str) -> tuple[Exchange, ...]:
        """Return a session's exchanges, oldest first."""
        with self._lock:
            return self._exchanges.get(session, ())

    def begin(self, session: str, exchange: Exchange) -> None:
        """Add an exchange as the last one of its session."""
        with self._lock:
            self._keep(session, (*self._exchanges.get(session, ()), exchange))

    def advance(self, session: str, exchange: Exchange) -> bool:
        """Put `exchange` in place of the one that is being answered.

        Returns:
            False where it was stopped or its conversation ended meanwhile; nothing is kept then.
        """
        with self._lock:
            exchanges = self._exchanges.get(session, ())
            if not exchanges or exchanges[-1].stage is None:
                return False
            self._keep(session, (*exchanges[:-1], exchange))
            return True

    def stop(self, session: str, why: str) -> tuple[Exchange, ...]:
        """End the exchange that is being answered, if any, with what it has so far.

        Returns:
            The session's exchanges, oldest first.
        """
        exchanges = self.of(session)
        if exchanges:
            self.advance(session, replace(exchanges[-1], stage=None, ended=why))
        return self.of(session)

    def end(self, session: str) -> None:
        """Forget a session's conversation."""
        with self._lock:
            self._exchanges.pop(session, None)

    def _keep(self, session: str, exchanges: tuple[Exchange, ...]) -> None:
        self._exchanges[session] = exchanges
        self._exchanges.move_to_end(session)
        while len(self._exchanges) > self._limit:
            self._exchanges.popitem(last=False)


def turns(exchanges: tuple[Exchange, ...]) -> Iterator[Turn]:
    """Yield the exchanges that have a whole answer as what a follow-up question looks back on."""
    for exchange in exchanges:
        answer = exchange.answer
        if answer is not None:
            said = " ".join(sentence.text for sentence in answer.sentences)
            yield Turn(exchange.question, said or answer.reason or "")
