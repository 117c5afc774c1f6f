"""Keeps the maps of a record, words and vectors, in step with it."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.debts import Debts, Entry, MapName, Owed
from index.embed import Embedder
from index.errors import LibraryError
from index.filters import Filters
from index.lock import MapsLock
from index.records import Records

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.vectors import Vectors
    from index.words import Words

# Chunks paid at a time: many enough to be cheap, few enough that others wait a second at most.
_WORDS_AT_ONCE = 20_000
_VECTORS_AT_ONCE = 2_000
# How much of its article's title is in a chunk's vector; index/search.py has the measurement.
_TITLE_WEIGHT = 0.3


class Maps:
    """Both maps, opened when they are needed.

    A map is read and written under a lock that all processes share. Whoever is about to write
    raises the generation that the record keeps, so that everybody else, whose opened maps are
    stale from then on, opens them anew.
    """

    def __init__(
        self,
        folder: Path,
        records: Records,
        debts: Debts,
        embedder: Embedder,
        patience: float,
        *,
        exact: bool = False,
    ) -> None:
        """Open nothing yet.

        Args:
            folder: the library's; the maps and their lock are in it.
            records: where the generation and the embedder are remembered.
            debts: what the maps are owed.
            embedder: makes the vectors.
            patience: seconds to wait for another process.
            exact: compare a question's vector with all others.
        """
        self._exact = exact
        self._words_folder = folder / "words"
        self._vectors_folder = folder / "vectors"
        self._records = records
        self._debts = debts
        self._embedder = embedder
        self._lock = MapsLock(folder / "maps.lock", patience)
        self._opening = threading.RLock()
        self._words: Words | None = None
        self._vectors: Vectors | None = None
        self._seen: int | None = None

    def pay(self) -> int:
        """Put what is owed into the maps, and return the number of chunks paid.

        A map whose files are gone is owed everything.

        Raises:
            LibraryError: the maps are in use for too long, damaged, or of another embedder.
        """
        if self._missing():
            with self._writing():
                self._discard(*self._missing())
                self.words()
                self.vectors()
        return len(self._pay_words() | self._pay_vectors())

    def rebuild(self) -> int:
        """Make both maps anew, with this embedder, and return the number of chunks in them."""
        with self._writing():
            self._discard("words", "vectors")
            self._records.remember("embedder", self._identity())
        return self.pay()

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """Hold off everybody while articles are removed; then `pay`.

        Both maps' files keep something of what is deleted, so they are made anew: that of words
        always (a second for 75,000 chunks), that of vectors where it takes a second as well. In a
        larger library the numbers, never text, may stay in Chroma's files until `rebuild`.
        """
        with self._writing():
            yield
            left = len(self._debts.ledger("vectors").chunks)
            can_embed = self._records.setting("embedder") == self._identity()
            if left <= _VECTORS_AT_ONCE and can_embed:
                self._discard("words", "vectors")
            else:
                self._discard("words")

    def rank(
        self, text: str, limit: int, filters: Filters, article_ids: Sequence[str] | None
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the ids of the chunks with the words, and of the chunks nearest in meaning.

        Args:
            text: a question.
            limit: the most ids in each ranking, which is best first.
            filters: conditions on the article, its ids in full.
            article_ids: the articles that meet them; None for all.
        """
        self._require_embedder()
        row = self._embedder.embed([text])[0]
        with self.reading():
            by_words = self.words().find(text, limit, article_ids)
            return by_words, self.vectors().find(row, limit, filters)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold off writers, with maps as they are now."""
        with self._lock.shared():
            self._refresh()
            yield

    def words(self) -> "Words":
        """Return the map of words; only inside `reading`."""
        from index.words import Words

        with self._opening:
            if self._words is None:
                self._words = Words(self._words_folder)
            return self._words

    def vectors(self) -> "Vectors":
        """Return the map of vectors; only inside `reading`."""
        from index.vectors import Vectors

        with self._opening:
            if self._vectors is None:
                self._vectors = Vectors(self._vectors_folder, exact=self._exact)
            return self._vectors

    def close(self) -> None:
        """Let go of the files; they are opened again when needed."""
        with self._opening:
            if self._vectors is not None:
                self._vectors.close()
            self._words = self._vectors = None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold off everybody else, and tell them that their maps are stale."""
        with self._lock.exclusive():
            self._refresh()
            generation = self._generation() + 1
            self._records.remember("generation", str(generation))
            self._seen = generation
            yield

    def _refresh(self) -> None:
        with self._opening:
            generation = self._generation()
            if self._seen != generation:
                self.close()
                self._seen = generation

    def _generation(self) -> int:
        return int(self._records.setting("generation") or 0)

    def _missing(self) -> list[MapName]:
        from index.vectors import Vectors
        from index.words import Words

        missing: list[MapName] = []
        if not Words.exists(self._words_folder):
            missing.append("words")
        if not Vectors.exists(self._vectors_folder, self._debts.settled("vectors")):
            missing.append("vectors")
        return missing

    def _discard(self, *names: MapName) -> None:
        """Delete maps, and owe them everything."""
        self.close()
        folders = {"words": self._words_folder, "vectors": self._vectors_folder}
        for name in names:
            # Moved first: what is half deleted must not be taken for a map.
            gone = folders[name].with_suffix(".gone")
            try:
                if gone.exists():
                    shutil.rmtree(gone)
                if folders[name].exists():
                    shutil.rmtree(folders[name].rename(gone))
            except OSError as error:
                raise LibraryError(
                    f"{folders[name]} cannot be deleted ({error}); check that you may write there."
                ) from error
        self._debts.owe_all(*names)

    def _pay_words(self) -> set[int]:
        paid: set[int] = set()
        while self._debts.count("words"):
            with self._writing():
                owed = self._debts.next("words", _WORDS_AT_ONCE)
                self.words().write(owed)
                self._debts.strike("words", owed)
            paid |= owed.chunk_ids()
        return paid

    def _pay_vectors(self) -> set[int]:
        paid: set[int] = set()
        while chunk_ids := (ahead := self._debts.next("vectors", _VECTORS_AT_ONCE)).chunk_ids():
            # Outside the lock: it takes as long as the writing, and lets others in between.
            rows = self._embed(ahead.puts)
            with self._writing():
                owed, rows = _still(ahead, rows, self._debts.next("vectors", _VECTORS_AT_ONCE))
                if owed.puts:
                    self._require_embedder()  # again: another process may have rebuilt with its own
                self.vectors().write(owed, rows)
                self._debts.strike("vectors", owed)
            paid |= chunk_ids
        return paid

    def _embed(self, entries: Sequence[Entry]) -> "NDArray[np.float32]":
        """Return `(n, dimensions)`: a vector for each chunk, a little towards its title's."""
        import numpy as np

        if not entries:
            return np.zeros((0, self._embedder.dimensions), dtype=np.float32)
        self._require_embedder()
        titles = [entry.title or "" for entry in entries]
        places = {title: at for at, title in enumerate(dict.fromkeys(titles))}
        of_titles = self._embedder.embed([*places])[[places[title] for title in titles]]
        rows = self._embedder.embed([entry.text for entry in entries]) + _TITLE_WEIGHT * of_titles
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        lengths[lengths == 0] = 1
        unit: NDArray[np.float32] = rows / lengths
        return unit

    def _require_embedder(self) -> None:
        remembered = self._records.setting("embedder")
        if remembered is None:
            self._records.remember("embedder", self._identity())
        elif remembered != self._identity():
            raise LibraryError(
                f"The vectors of this library are of the embedder {remembered}, not "
                f"{self._identity()}; run `byline rebuild`, or set the embedder as it was."
            )

    def _identity(self) -> str:
        return f"{self._embedder.name} ({self._embedder.dimensions} dimensions)"


def _still(
    ahead: Owed, rows: "NDArray[np.float32]", now: Owed
) -> "tuple[Owed, NDArray[np.float32]]":
    """Leave out of a batch, and of its vectors, what somebody else has paid or made void."""
    puts = {entry.chunk_id for entry in now.puts}
    kept = [at for at, entry in enumerate(ahead.puts) if entry.chunk_id in puts]
    return Owed(tuple(ahead.puts[at] for at in kept), now.drops), rows[kept]
