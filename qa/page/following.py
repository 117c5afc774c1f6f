"""Makes a summary in a thread of its own, so that the page can tell how far it is."""

from collections.abc import Callable, Iterator
from queue import SimpleQueue
from threading import Event, Thread

from qa.answer import Summary

Make = Callable[[Callable[[str], None]], Summary]


class _Dropped(Exception):
    """Nobody waits for the summary any more."""


def following(make: Make) -> Iterator[str | Summary]:
    """Yield what is told while a summary is made, then the summary.

    Args:
        make: makes it, and is given what it tells its progress to; ended at its next telling when
            the iterator is dropped.

    Raises:
        Exception: whatever `make` raises.
    """
    told: SimpleQueue[str | Summary | Exception] = SimpleQueue()
    dropped = Event()

    def tell(text: str) -> None:
        if dropped.is_set():
            raise _Dropped
        told.put(text)

    def work() -> None:
        try:
            told.put(make(tell))
        except _Dropped:
            return
        except Exception as error:  # noqa: BLE001 - raised where it is waited for
            told.put(error)

    Thread(target=work, daemon=True).start()
    try:
        while True:
            item = told.get()
            if isinstance(item, Exception):
                raise item
            yield item
            if isinstance(item, Summary):
                return
    finally:
        dropped.set()
