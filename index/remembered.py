"""What is read of the whole record for every question, kept as long as nothing in it changes."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from index.records import Connection

T = TypeVar("T")


class Remembered(Generic[T]):
    """One value that hangs on the record alone."""

    def __init__(self, read: Callable[[Connection], T]) -> None:
        """Read nothing yet; `read` is given a connection inside a transaction."""
        self._read = read
        self._kept: tuple[Hashable, T] | None = None
        self._mutex = threading.Lock()

    def of(self, db: Connection) -> T:
        """Return the value as the transaction sees it, read anew if anybody has written since."""
        state = db.state()
        with self._mutex:
            if self._kept is None or self._kept[0] != state:
                self._kept = (state, self._read(db))
            return self._kept[1]
