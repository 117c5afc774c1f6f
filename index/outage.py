"""Tells where questions have to do with words alone, because the vectors cannot be asked."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from index.errors import EmbedderError, VectorsError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")
Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]

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
        self._until: dict[type[VectorsError], float] = {}

    def attempt(self, work: Callable[[], T], otherwise: T) -> T:
        """Return what a piece of work gives; where it cannot be done, note that, and give another.

        What failed late is left alone for a while, which is noted likewise.
        """
        return self._attempted(work, otherwise, VectorsError)

    def embedding(self, embed: Embed) -> Embed:
        """Return an embedder for questions: zeros, to which nothing is near, where it fails."""

        def embedded(texts: Sequence[str]) -> "NDArray[np.float32]":
            import numpy as np

            none = np.zeros((len(texts), 1), dtype=np.float32)
            return self._attempted(lambda: embed(texts), none, EmbedderError)

        return embedded

    def note(self, error: VectorsError) -> None:
        """Note that a question has to do without the vectors, and why; raise it where none may."""
        if self._strict:
            raise error
        with self._mutex:
            self._count += 1
            self._why = str(error)
            self._until.pop(type(error), None)
            if error.late:
                self._until[type(error)] = self._clock() + _AGAIN

    def mark(self) -> int:
        """Return what `since` takes."""
        return self._count

    def since(self, mark: int) -> str | None:
        """Return a sentence on why vectors were not asked since a mark; None where they were."""
        with self._mutex:
            return _BY_WORDS.format(self._why) if self._count > mark else None

    def _attempted(self, work: Callable[[], T], otherwise: T, kind: type[VectorsError]) -> T:
        if not self._lasts(kind):
            try:
                return work()
            except VectorsError as error:
                self.note(error)
        return otherwise

    def _lasts(self, kind: type[VectorsError]) -> bool:
        """Tell whether it is too soon to ask again, which is noted as one more time."""
        with self._mutex:
            now = self._clock()
            lasts = any(issubclass(met, kind) and now < t for met, t in self._until.items())
            self._count += lasts
            return lasts


_BY_WORDS = "Looked for by words alone, not by meaning: {}"
_OWED = "What was added is found by its words; by its meaning, once this is mended: {}"


def owed(error: VectorsError) -> str:
    """Say what articles lack that were added while the vectors could not be written."""
    return _OWED.format(error)
