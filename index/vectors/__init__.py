"""The map from vectors to chunks: nearest neighbours in a Chroma collection."""

from collections.abc import Collection as Group
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from index.debts import Owed
from index.filters import EVERYTHING, Filters
from index.vectors.exhaustive import Exhaustive
from index.vectors.facts import facts_of, read_facts, where

if TYPE_CHECKING:
    import numpy as np
    from chromadb import Collection
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.types import GetResult
    from numpy.typing import NDArray

T = TypeVar("T")
_WRITE = 5_000  # Chroma refuses more than 5,461 at once
_READ = 10_000  # and `get` fails over 32,766
SYNC = 1_000  # vectors after which Chroma saves its index; its default, but we count on it
# Over 6,983 chunks of news: recall@10 0.999, recall@100 0.993 (eval/README.md has the table). A
# library keeps what its vectors were made with until `byline rebuild`.
HNSW: "CreateHNSWConfiguration" = {
    "space": "cosine",
    "ef_construction": 100,
    "ef_search": 400,
    "sync_threshold": SYNC,
}


class Opened(Protocol):
    """A collection that is open, with what is peculiar to where it is kept."""

    @property
    def collection(self) -> "Collection":
        """Chroma's own object."""
        ...

    def border(self) -> AbstractContextManager[None]:
        """Turn the errors of what is done within into ours, each a sentence."""
        ...

    def most(self, dimensions: int) -> int:
        """Return how many vectors may be sent at once, or asked for, at least 1."""
        ...

    def close(self) -> None:
        """Let go of it; to do it twice changes nothing."""
        ...


class Vectors:
    """One collection: chunk ids, vectors and what filters need, no text.

    What is deleted may stay in Chroma's files until they are made anew, so no text must get there.
    """

    def __init__(self, opened: Opened, *, exact: bool = False) -> None:
        """Take over a collection.

        In a folder, it sees nothing of what another process writes later: then close it and open
        it again.

        Args:
            opened: the collection.
            exact: compare all vectors, held in memory, instead of asking Chroma's graph.
        """
        self._opened = opened
        self._exact = exact
        self._all: Exhaustive | None = None

    def close(self) -> None:
        """Let go of the collection; nothing but `close` may be called afterwards."""
        self._opened.close()

    def write(self, owed: Owed, rows: "NDArray[np.float32]") -> None:
        """Do what is owed; to do it twice, or again after a crash, changes nothing.

        Args:
            owed: chunks to put and to drop.
            rows: `(len(owed.puts), dimensions)`, the vectors of the chunks to put.

        Raises:
            LibraryError: it cannot be written, or its vectors have another length.
        """
        ids = [str(entry.chunk_id) for entry in owed.puts]
        facts = [facts_of(entry) for entry in owed.puts]
        self._all = None
        with self._opened.border():
            most = min(_WRITE, self._opened.most(rows.shape[1]))
            for at in range(0, len(ids), most):
                part = slice(at, at + most)
                self._opened.collection.upsert(
                    ids=ids[part], embeddings=rows[part], metadatas=[*facts[part]]
                )
        self.drop(owed.drops)

    def drop(self, chunk_ids: Iterable[int]) -> None:
        """Delete chunks; those that are not there are passed over."""
        ids = [str(chunk_id) for chunk_id in chunk_ids]
        self._all = None
        with self._opened.border():
            most = min(_WRITE, self._opened.most(1))
            for at in range(0, len(ids), most):
                self._opened.collection.delete(ids=ids[at : at + most])

    def find(
        self, row: "NDArray[np.float32]", limit: int, filters: Filters = EVERYTHING
    ) -> tuple[int, ...]:
        """Return the ids of the chunks nearest to a vector, nearest first.

        Args:
            row: `(dimensions,)`; of length 1, or all zeros, to which nothing is near.
            limit: the most ids to return.
            filters: conditions on the article; its ids in full.
        """
        if not row.any():
            return ()
        if self._exact:
            return self._everything().find(row, limit, filters)
        return tuple(chunk_id for chunk_id, _ in self.near(row, limit, filters))

    def near(
        self, row: "NDArray[np.float32]", limit: int, filters: Filters = EVERYTHING
    ) -> tuple[tuple[int, float], ...]:
        """Return what Chroma's graph finds, nearest first, with its distance (0 the same, 2 far).

        Args:
            row: `(dimensions,)`, not all zeros.
            limit: the most to return.
            filters: conditions on the article; its ids in full.
        """
        with self._opened.border():
            found = self._opened.collection.query(
                query_embeddings=row[None],
                n_results=limit,
                where=where(filters),
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        ranked = sorted(zip(distances, map(int, found["ids"][0]), strict=True))
        return tuple((chunk_id, distance) for distance, chunk_id in ranked)

    def chunk_ids(self) -> frozenset[int]:
        """Return the ids of all chunks in the collection."""
        return frozenset(
            int(chunk_id) for page in self._pages([], _READ) for chunk_id in page["ids"]
        )

    def rows(self, chunk_ids: Group[int]) -> "dict[int, NDArray[np.float32]]":
        """Return the vectors of those of some chunks that are there, by id."""
        import numpy as np

        found: dict[int, NDArray[np.float32]] = {}
        ids = [str(chunk_id) for chunk_id in chunk_ids]
        with self._opened.border():
            most = min(_READ, self._opened.most(self._dimensions()))
            for at in range(0, len(ids), most):
                page = self._opened.collection.get(ids=ids[at : at + most], include=["embeddings"])
                rows = np.array(_list(page["embeddings"]), dtype=np.float32)
                found |= dict(zip(map(int, page["ids"]), rows, strict=True))
        return found

    def _dimensions(self) -> int:
        """Return the length of the vectors; 1 where there is none."""
        first = _list(self._opened.collection.peek(1)["embeddings"])
        return len(first[0]) if first else 1

    def _everything(self) -> Exhaustive:
        every = self._all  # another thread may write, and let go of it
        if every is None:
            import numpy as np

            with self._opened.border():
                most = min(_READ, self._opened.most(self._dimensions()))
            pages = list(self._pages(["embeddings", "metadatas"], most))
            rows = [row for page in pages for row in _list(page["embeddings"])]
            every = self._all = Exhaustive(
                [int(chunk_id) for page in pages for chunk_id in page["ids"]],
                np.array(rows, dtype=np.float32).reshape(len(rows), -1),
                [read_facts(facts) for page in pages for facts in page["metadatas"] or ()],
            )
        return every

    def _pages(
        self, include: Sequence[Literal["embeddings", "metadatas"]], most: int
    ) -> "Iterator[GetResult]":
        with self._opened.border():
            count = self._opened.collection.count()
            for at in range(0, count, most):
                yield self._opened.collection.get(include=[*include], limit=most, offset=at)


def _list(values: "Iterable[T] | None") -> "list[T]":
    return [] if values is None else list(values)
