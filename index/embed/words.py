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

    Safe to use from several threads, which wait for each other only where a word is new.
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
        self._kept = _Kept()
        self._mutex = threading.Lock()

    def embed(self, words: Sequence[str]) -> "NDArray[np.float32]":
        """Return `(n, dimensions)`; raises what the embedder does."""
        found = self._kept.of(words)
        if found is not None:
            return found
        if len(words) > self._most:
            return self._embed(words)
        with self._mutex:
            unknown = [word for word in dict.fromkeys(words) if word not in self._kept.places]
            if len(self._kept.places) + len(unknown) > self._most:
                self._kept, unknown = _Kept(), list(dict.fromkeys(words))
            self._kept.learn(unknown, self._embed(unknown), self._most)
            found = self._kept.of(words)
        assert found is not None  # noqa: S101  learnt just now
        return found


class _Kept:
    """Rows to which others are added, while any thread may read those that are there."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self._rows: NDArray[np.float32] | None = None

    def of(self, words: Sequence[str]) -> "NDArray[np.float32] | None":
        """Return the rows of words; None where one is not there, or none is asked for."""
        try:
            places = [self.places[word] for word in words]
        except KeyError:
            return None
        return None if self._rows is None else self._rows[places]

    def learn(self, words: Sequence[str], rows: "NDArray[np.float32]", most: int) -> None:
        """Add rows; a word has its place only once its row is there."""
        import numpy as np

        had = len(self.places)
        kept = self._rows
        if kept is None or had + len(rows) > len(kept):
            grown = np.zeros((min(most, 2 * (had + len(rows))), rows.shape[1]), np.float32)
            if kept is not None:
                grown[:had] = kept[:had]
            kept = self._rows = grown
        kept[had : had + len(rows)] = rows
        self.places.update({word: had + at for at, word in enumerate(words)})
