"""Vectors of chunks and of questions, by the one embedder that a library remembers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.debts import Entry
from index.embed import Embedder, Identity
from index.errors import LibraryError
from index.own import Own
from index.records import Records

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How much of its article's title is in a chunk's vector; eval/README.md has the measurement.
_TITLE_WEIGHT = 0.3


class Meaning:
    """An embedder, used only where the library's vectors are its own.

    Attributes:
        kept: the name under which the record keeps whose they are.
    """

    def __init__(self, records: Records, embedder: Embedder, own: Own | None = None) -> None:
        """Take what makes vectors, and under which name the record keeps whose vectors it has."""
        self._records = records
        self.kept = (own or Own()).embedder
        self._embedder = embedder

    def identity(self) -> Identity:
        """Return the embedder's; raises EmbedderError where its dimensions cannot be had."""
        return Identity.of(self._embedder)

    def proved(self) -> Identity:
        """Return the embedder's identity once it has embedded something.

        Raises:
            EmbedderError: it cannot.
        """
        self._embedder.embed(["Who said what?"])
        return self.identity()

    def remembered(self) -> Identity | None:
        """Return the identity of the library's vectors; None where it has never had any."""
        kept = self._records.setting(self.kept)
        return None if kept is None else Identity.read(kept)

    def agrees(self) -> bool:
        """Tell whether the library's vectors are of an embedder of this name."""
        remembered = self.remembered()
        return remembered is not None and remembered.name == self._embedder.name

    def require(self) -> None:
        """See that the library's vectors are of this embedder; remember it where it has none.

        Raises:
            LibraryError: they are of another one.
            EmbedderError: its dimensions cannot be had.
        """
        remembered = self.remembered()
        if remembered is None:
            self._records.remember(self.kept, self.identity().written())
        elif not self.agrees() or remembered != self.identity():
            raise LibraryError(self._difference(remembered))

    def question(self, text: str) -> "NDArray[np.float32]":
        """Return `(dimensions,)`: the vector of a question; raises as `require` does."""
        self._require_name()
        row: NDArray[np.float32] = self._embedder.embed([text])[0]
        return row

    def chunks(self, entries: Sequence[Entry]) -> "NDArray[np.float32]":
        """Return `(n, dimensions)`: a vector for each chunk, a little towards its title's.

        Raises:
            LibraryError: as `require` does.
        """
        import numpy as np

        if not entries:
            return np.zeros((0, 1), dtype=np.float32)  # drops only: no endpoint need be asked
        self._require_name()
        return self.anew(entries)

    def anew(self, entries: Sequence[Entry]) -> "NDArray[np.float32]":
        """Return what `chunks` does, whatever the library's vectors are of."""
        return with_titles(entries, self._embedder)

    def _require_name(self) -> None:
        """Refuse another embedder before it is asked for anything."""
        remembered = self.remembered()
        if remembered is not None and remembered.name != self._embedder.name:
            raise LibraryError(self._difference(remembered))

    def _difference(self, remembered: Identity) -> str:
        name = self._embedder.name
        own = str(self.identity()) if name == remembered.name else name
        back = (
            "check that the endpoint has the model that it had"
            if name == remembered.name
            else f"set BYLINE_EMBEDDER to {remembered.name}"
        )
        return (
            f"The vectors of this library are of the embedder {remembered}, not {own}; {back}, "
            f"or run `byline rebuild --embedder {name}`."
        )


def with_titles(entries: Sequence[Entry], embedder: Embedder) -> "NDArray[np.float32]":
    """Return `(n, dimensions)`, rows of length 1: a vector for each chunk, a little its title's."""
    import numpy as np

    titles = [entry.title or "" for entry in entries]
    places = {title: at for at, title in enumerate(dict.fromkeys(titles))}
    # In one go, since an endpoint takes as long for one text as for many.
    rows = embedder.embed([*places, *(entry.text for entry in entries)])
    of_titles = rows[: len(places)][[places[title] for title in titles]]
    rows = rows[len(places) :] + _TITLE_WEIGHT * of_titles
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    unit: NDArray[np.float32] = rows / lengths
    return unit
