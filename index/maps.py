"""Keeps the maps of a record, words and vectors, in step with it."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from index.borrowed import Borrowed
from index.debts import Debts, MapName, Owed
from index.embed import Embedder, Identity
from index.errors import LibraryError
from index.filters import Filters
from index.lock import MapsLock
from index.meaning import Meaning
from index.memory import give_back
from index.outage import Outage
from index.own import Own
from index.records import Records, remember
from index.vectors.folder import Folders, delete
from index.vectors.server import Address
from index.whereabouts import Spot, Whereabouts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.vectors import Vectors
    from index.words import Words

# Chunks paid at a time: many enough to be cheap, few enough that others wait a second at most.
_WORDS_AT_ONCE = 20_000
_VECTORS_AT_ONCE = 2_000
_MANY = 1_000  # after so many chunks memory is worth being given back
Show = Callable[[int, int], object]


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
        server: Address | None = None,
        own: Own | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            folder: the library's; the maps and their locks are in it.
            records: where the generation and the embedder are remembered.
            debts: what the maps are owed.
            embedder: makes the vectors.
            patience: seconds to wait for another process.
            exact: compare a question's vector with all others.
            server: keeps the vectors; None for the library's folder.
            own: what the record calls these maps.
        """
        self._own = own = own or Own()
        self._exact = exact
        self._folder = folder
        self._words_folder = folder / "words"
        self._records = records
        self._borrowed = Borrowed() if records.read_only else None
        self._whereabouts = Whereabouts(folder, records, server, self._borrowed, own)
        self._debts = debts
        self.meaning = Meaning(records, embedder, own)
        self.outage = Outage(strict=exact)  # what finds the same each time never finds less
        self._lock = MapsLock(folder / "maps.lock", patience, read_only=records.read_only)
        self._rebuilding = MapsLock(folder / "rebuild.lock", patience)
        self._opening = threading.RLock()
        self._words: Words | None = None
        self._vectors: Vectors | None = None
        # The generations that the opened maps are of; two while one is raised.
        self._seen: frozenset[tuple[int, ...]] = frozenset()

    def pay(self, *, asking: bool = False) -> int:
        """Put what is owed into the maps, and return the number of chunks paid.

        A map whose files are gone is owed everything.

        Args:
            asking: do with the words where the vectors cannot be asked, as `rank` will.

        Raises:
            VectorsError: the vectors cannot be written; of the words all is paid.
            LibraryError: the maps are in use for too long, damaged, or of another embedder; or
                something is owed, and the library can only be read.
        """
        paid = self._pay("words")
        if asking:
            paid |= self.outage.attempt(lambda: self._pay("vectors"), set())
        else:
            paid |= self._pay("vectors")
        if len(paid) >= _MANY:
            give_back()
        return len(paid)

    def rebuild(self, embedder: Embedder | None = None, show: Show = lambda *_: None) -> int:
        """Make both maps anew, and return the number of chunks in them.

        The vectors that there are answer until the new ones are whole; killed before, it changes
        nothing.

        Args:
            embedder: makes the vectors, now and from now on; None for the one there is.
            show: takes how many chunks are embedded, and how many there are.

        Raises:
            LibraryError: another rebuild goes on for too long, or the maps cannot be written.
        """
        own = Meaning(self._records, embedder, self._own) if embedder else self.meaning
        identity = own.proved()  # before anything is touched
        with self._rebuilding.exclusive(), self._held("rebuild"):
            with self._writing():
                for spot in self._whereabouts.leftovers():
                    self._whereabouts.discard(spot)
                self._discard("words")
                beside = self._whereabouts.fresh()
                with self._filling(beside):
                    self._whereabouts.place.open(beside.number).close()
            self._pay_words()
            with self._filling(beside):
                held = self._fill(beside, own, show)
            with self._writing():
                self._swap(beside, held, identity)
                for spot in self._whereabouts.leftovers():
                    self._whereabouts.discard(spot)
            self.meaning = own
        self.pay()  # what came while it was filled
        return self._debts.settled("vectors")

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """Hold off everybody while articles are removed; then `pay`.

        Both maps' files keep something of what is deleted, so they are made anew: that of words
        always (a second for 75,000 chunks), that of vectors where it takes a second as well. In a
        larger library the numbers, never text, may stay in Chroma's files until `rebuild`, and on
        a server for as long as it pleases.
        """
        with self._writing():
            whole = self._whereabouts.is_whole(self._debts.settled("vectors"))  # or a server's away
            yield
            self._discard("words")
            left = self._debts.ledger("vectors").chunks
            few = whole and len(left) <= _VECTORS_AT_ONCE
            if few and self._whereabouts.place.kind == Folders.kind:
                self._copy(left)

    def rank(
        self, text: str, limit: int, filters: Filters, article_ids: Sequence[str] | None
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the ids of the chunks with the words, and of the chunks nearest in meaning.

        Where the vectors cannot be asked, there are none of the latter, which `outage` tells.

        Args:
            text: a question.
            limit: the most ids in each ranking, which is best first.
            filters: conditions on the article, its ids in full.
            article_ids: the articles that meet them; None for all.
        """
        row = self.outage.attempt(lambda: self.meaning.question(text), None)
        with self.reading():
            by_words = self.words().find(text, limit, article_ids)
            if row is None:
                return by_words, ()
            self.meaning.require()  # again: another process may have rebuilt with its own
            return by_words, self.outage.attempt(
                lambda: self.vectors().find(row, limit, filters), ()
            )

    def near(self, words: Sequence[str], limit: int) -> dict[str, tuple[int, ...]]:
        """Return, for each word that is not known, the ids of chunks with one spelled nearly so."""
        with self.reading():
            found = {word: self.words().near(word, limit) for word in words}
        return {word: chunks for word, chunks in found.items() if chunks is not None}

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold off writers, with maps as they are now."""
        with self._lock.shared(), self._held("maps", shared=True):
            self._refresh()
            yield

    def words(self) -> "Words":
        """Return the map of words; only inside `reading`."""
        from index.words import Words

        with self._opening:
            if self._words is None:
                at = self._words_folder
                self._words = Words(self._borrowed.of(at) if self._borrowed else at)
            return self._words

    def vectors(self) -> "Vectors":
        """Return the map of vectors; only inside `reading`."""
        with self._opening:
            if self._vectors is None:
                self._vectors = self._whereabouts.open(exact=self._exact)
            return self._vectors

    def leftovers(self) -> tuple[Spot, ...]:
        """Return collections of vectors that nobody uses; only outside `reading`."""
        try:
            with self._rebuilding.at_once(), self._held("rebuild", patience=0.0):
                return self._whereabouts.leftovers()
        except LibraryError:  # a rebuild goes on, and fills one of them
            return ()

    def close(self) -> None:
        """Let go of everything; it is opened again when needed."""
        self._close()
        self._whereabouts.close()

    def _close(self) -> None:
        with self._opening:
            if self._vectors is not None:
                self._vectors.close()
            self._words = self._vectors = None
            if self._borrowed is not None:
                self._borrowed.close()

    @contextmanager
    def _writing(self, *, beside: bool = False) -> Iterator[None]:
        """Hold off everybody else, and tell them that their maps are stale.

        Args:
            beside: the maps stay open, and this process may read them meanwhile.
        """
        with self._lock.exclusive(beside=beside), self._held("maps"):
            self._raise(self._own.generations[-1])
            yield

    @contextmanager
    def _writing_words(self) -> Iterator[None]:
        """Do as `_writing` beside readers, but for this folder's maps alone."""
        with self._lock.exclusive(beside=True):
            self._raise(self._own.generations[0])
            yield

    def _held(
        self, what: str, *, shared: bool = False, patience: float | None = None
    ) -> AbstractContextManager[None]:
        """Hold off other folders too, where all have one map of vectors."""
        if not self._own.shared:
            return nullcontext()
        return self._records.hold(what, shared=shared, patience=patience)

    def _refresh(self) -> None:
        with self._opening:
            generations = self._generations()
            if generations not in self._seen:
                self._close()
                self._seen = frozenset((generations,))

    def _raise(self, name: str) -> None:
        """Tell all who look at a generation that their maps are stale, but not these."""
        self._refresh()
        raised = int(self._records.setting(name) or 0) + 1
        to = {other: int(self._records.setting(other) or 0) for other in self._own.generations}
        self._seen |= {tuple((to | {name: raised})[other] for other in self._own.generations)}
        self._records.remember(name, str(raised))
        self._seen = frozenset((self._generations(),))

    def _generations(self) -> tuple[int, ...]:
        return tuple(int(self._records.setting(name) or 0) for name in self._own.generations)

    def _pay(self, name: MapName) -> set[int]:
        """Pay a map what it is owed, and return the ids of its chunks."""
        if self._records.read_only:
            self._require_paid(name)
            return set()
        if not self._has(name):
            self._begin(name)
        return self._pay_words() if name == "words" else self._pay_vectors()

    def _begin(self, name: MapName) -> None:
        """Make a map anew, empty and owed everything, unless somebody else has just done so."""
        with self._writing():
            if not self._has(name):
                self._discard(name)
                _ = self.words() if name == "words" else self.vectors()
        if name == "vectors":
            for spot in self.leftovers():  # such as a migration leaves
                self._whereabouts.discard(spot)

    def _require_paid(self, name: MapName) -> None:
        """Refuse a map that lacks something, where nobody can put it there."""
        if not self._has(name) or self._debts.count(name):
            raise LibraryError(
                f"The library {self._folder} has articles that are not searched yet, "
                "and its folder cannot be written; search it once where you may write there."
            )

    def _has(self, name: MapName) -> bool:
        """Tell whether a map's files are there, and it is owed what changes."""
        from index.words import Words

        there = (
            Words.exists(self._words_folder)
            if name == "words"
            else self._whereabouts.is_whole(self._debts.settled("vectors"))
        )
        return there and self._debts.keeps(name)

    def _discard(self, name: MapName) -> None:
        """Delete a map, and owe it everything."""
        self._close()
        if name == "words":
            delete(self._words_folder)
        else:
            self._whereabouts.discard()
        self._debts.owe_all(name)

    def _fill(self, spot: Spot, own: Meaning, show: Show) -> frozenset[int]:
        """Put a vector for each chunk into a collection beside; return the ids of its chunks."""
        total, held, last = self._debts.settled("words"), 0, 0
        with closing(self._whereabouts.place.open(spot.number)) as beside:
            while entries := self._debts.entries(last, _VECTORS_AT_ONCE):
                beside.write(Owed(entries, ()), own.anew(entries))
                last = entries[-1].chunk_id
                held += len(entries)
                show(held, total)
            return beside.chunk_ids()

    @contextmanager
    def _filling(self, spot: Spot) -> Iterator[None]:
        """Delete a collection beside again, where it cannot be filled."""
        try:
            yield
        except LibraryError:
            self._whereabouts.discard(spot)
            raise

    def _copy(self, chunk_ids: frozenset[int]) -> None:
        """Let a copy with no other vectors than these answer; only inside `_writing`."""
        import numpy as np

        old = self._whereabouts.spot()
        try:
            rows = self.vectors().rows(chunk_ids)
        except LibraryError:  # damaged
            self._discard("vectors")
            return
        entries = tuple(self._debts.entries_of(rows).values())
        spot = self._whereabouts.fresh()
        with self._filling(spot), closing(self._whereabouts.place.open(spot.number)) as beside:
            if entries:
                vectors = np.stack([rows[entry.chunk_id] for entry in entries])
                beside.write(Owed(entries, ()), vectors)
        self._swap(spot, frozenset(rows))
        self._whereabouts.discard(old)

    def _swap(self, spot: Spot, held: frozenset[int], identity: Identity | None = None) -> None:
        """Let another collection answer from now on; only inside `_writing`."""
        with self._records.writing(quiet=True) as db:
            remember(db, self._whereabouts.kept, spot.written())
            if identity:
                remember(db, self.meaning.kept, identity.written())
            self._debts.owe_difference(db, "vectors", held)
        self._close()

    def _pay_words(self) -> set[int]:
        paid: set[int] = set()
        while self._debts.count("words"):
            with self._writing_words():
                owed = self._debts.next("words", _WORDS_AT_ONCE)
                self.words().write(owed)
                self._debts.strike("words", owed)
            paid |= owed.chunk_ids()
        return paid

    def _pay_vectors(self) -> set[int]:
        paid: set[int] = set()
        while chunk_ids := (ahead := self._debts.next("vectors", _VECTORS_AT_ONCE)).chunk_ids():
            # Outside the lock: it takes as long as the writing, and lets others in between.
            rows = self.meaning.chunks(ahead.puts)
            with self._writing(beside=True):
                owed, rows = _still(ahead, rows, self._debts.next("vectors", _VECTORS_AT_ONCE))
                if owed.puts:
                    self.meaning.require()  # again, as in `rank`
                self.vectors().write(owed, rows)
                self._debts.strike("vectors", owed)
            paid |= chunk_ids
        return paid


def _still(
    ahead: Owed, rows: "NDArray[np.float32]", now: Owed
) -> "tuple[Owed, NDArray[np.float32]]":
    """Leave out of a batch, and of its vectors, what somebody else has paid or made void."""
    puts = {entry.chunk_id for entry in now.puts}
    kept = [at for at, entry in enumerate(ahead.puts) if entry.chunk_id in puts]
    return Owed(tuple(ahead.puts[at] for at in kept), now.drops), rows[kept]
