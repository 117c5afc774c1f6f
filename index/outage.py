"""Tells where questions have to do with words alone, because the vectors cannot be asked."""

import threading
import time
from collections.abc import Callable

from index.errors import VectorsError

_AGAIN = 30.0  # seconds in which a server that answers too late is not asked again


class Outage:
    """How often questions had to do without the vectors, and why the last one had to.

    Who looks for something marks first where it begins, and asks afterwards what came since.
    Safe to use from several threads: what one meets, another may tell too, but none misses it.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, strict: bool = False
    ) -> None:
        """Begin with none.

        Args:
            clock: returns seconds.
            strict: no question may do without them.
        """
        self._clock = clock
        self._strict = strict
        self._mutex = threading.Lock()
        self._count = 0
        self._why = ""
        self._until: float | None = None

    def note(self, error: VectorsError) -> None:
        """Note that a question has to do without the vectors, and why; raise it where none may."""
        if self._strict:
            raise error
        with self._mutex:
            self._count += 1
            self._why = str(error)
            self._until = self._clock() + _AGAIN if error.late else None

    def lasts(self) -> bool:
        """Tell whether it is too soon to ask again, which is noted as one more time."""
        with self._mutex:
            lasts = self._until is not None and self._clock() < self._until
            self._count += lasts
            return lasts

    def mark(self) -> int:
        """Return what `since` takes."""
        return self._count

    def since(self, mark: int) -> str | None:
        """Return a sentence on why vectors were not asked since a mark; None where they were."""
        with self._mutex:
            return _BY_WORDS.format(self._why) if self._count > mark else None


_BY_WORDS = "Looked for by words alone, not by meaning: {}"
_OWED = "What was added is found by its words; by its meaning, once this is mended: {}"


def owed(error: VectorsError) -> str:
    """Say what articles lack that were added while the vectors could not be written."""
    return _OWED.format(error)
