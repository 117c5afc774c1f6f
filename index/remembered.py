"""What is read of the whole record for every question, kept as long as nothing in it changes."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from index.records import Connection
from index.underway import Underway

T = TypeVar("T")


class Remembered(Generic[T]):
    """One value that hangs on the record alone."""

    def __init__(self, read: Callable[[Connection], T], underway: Underway | None = None) -> None:
        """Read nothing yet.

        Args:
            read: is given a connection inside a transaction.
            underway: while articles are added, the value may be as it was before; the adder then
                calls `renew`.
        """
        self._read = read
        self._underway = underway or Underway()
        self._kept: tuple[Hashable, T] | None = None
        self._mutex = threading.Lock()

    def of(self, db: Connection) -> T:
        """Return the value as the transaction sees it, read anew if anybody has written since."""
        kept = self._kept
        if kept is not None and self._underway.now:
            return kept[1]
        return self.renew(db)

    def renew(self, db: Connection) -> T:
        """Do the same, and wait for it even while articles are added."""
        state = db.state()
        with self._mutex:
            if self._kept is None or self._kept[0] != state:
                self._kept = (state, self._read(db))
            return self._kept[1]
