"""The vectors of single words, kept from question to question."""

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST = 20_000  # words: 20 MB of 256 dimensions; then it begins anew


class KnownWords:
    """Embeds words, each once: articles of one library share most of theirs.

    Safe to use from several threads.
    """

    def __init__(
        self, embed: "Callable[[Sequence[str]], NDArray[np.float32]]", most: int = _MOST
    ) -> None:
        """Embed nothing yet.

        Args:
            embed: texts → `(n, dimensions)`, rows of length 1.
            most: words that are kept.
        """
        self._embed = embed
        self._most = most
        self._places: dict[str, int] = {}
        self._rows: NDArray[np.float32] | None = None
        self._mutex = threading.Lock()

    def embed(self, words: Sequence[str]) -> "NDArray[np.float32]":
        """Return `(n, dimensions)`; raises what the embedder does."""
        with self._mutex:
            unknown = [word for word in dict.fromkeys(words) if word not in self._places]
            if len(words) > self._most:
                return self._embed(words)
            if len(self._places) + len(unknown) > self._most:
                self._places, unknown = {}, list(dict.fromkeys(words))
            if unknown or self._rows is None:
                self._learn(unknown)
            assert self._rows is not None  # noqa: S101  learnt just now
            return self._rows[[self._places[word] for word in words]]

    def _learn(self, unknown: Sequence[str]) -> None:
        import numpy as np

        new, had = self._embed(unknown), len(self._places)
        room = 0 if self._rows is None else len(self._rows)
        if self._rows is None or had + len(new) > room:
            grown = np.zeros((min(self._most, 2 * (had + len(new))), new.shape[1]), np.float32)
            if self._rows is not None:
                grown[:had] = self._rows[:had]
            self._rows = grown
        self._rows[had : had + len(new)] = new
        self._places |= {word: had + at for at, word in enumerate(unknown)}
