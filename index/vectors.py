"""The map from vectors to chunks: nearest neighbours in a Chroma collection."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.debts import Entry, Owed
from index.errors import LibraryError
from index.exhaustive import Exhaustive, Facts
from index.filters import EVERYTHING, Filters
from index.matching import fold

if TYPE_CHECKING:
    import numpy as np
    from chromadb import Collection
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.config import System
    from chromadb.types import (
        InclusionExclusionOperator,
        LiteralValue,
        LogicalOperator,
        Where,
        WhereOperator,
    )
    from numpy.typing import NDArray

T = TypeVar("T")
_WRITE = 5_000  # Chroma refuses more than 5,461 at once
_READ = 10_000  # and `get` fails over 32,766
_SYNC = 1_000  # vectors after which Chroma saves its index; its default, but we count on it
# Against the defaults (100 and 100), over 6,408 sentences of news: built in 2.4 s instead of 3.7,
# recall@100 0.970 instead of 0.938, recall@10 0.99 with either.
_HNSW: "CreateHNSWConfiguration" = {
    "space": "cosine",
    "ef_construction": 64,
    "ef_search": 200,
    "sync_threshold": _SYNC,
}


class Vectors:
    """One Chroma collection in one folder: chunk ids, vectors and what filters need, no text.

    What is deleted may stay in Chroma's files until they are made anew, so no text must get there.
    """

    def __init__(self, folder: Path, *, exact: bool = False) -> None:
        """Open the collection, or make it.

        It sees nothing of what another process writes later: then close it and open it again.

        Args:
            folder: holds it.
            exact: compare all vectors, held in memory, instead of asking Chroma's graph.

        Raises:
            LibraryError: it is damaged, or cannot be read or made.
        """
        self._folder = folder
        self._exact = exact
        self._all: Exhaustive | None = None
        self._closed = False
        with self._border():
            self._system = _start(folder)
            try:
                self._collection = _open(self._system)
            except BaseException:
                self._system.stop()
                raise

    @staticmethod
    def exists(folder: Path, chunks: int) -> bool:
        """Tell whether there is a collection in a folder, and an index if it has so many chunks.

        Where only the index is gone, Chroma says nothing, begins another and finds next to nothing.
        """
        if not (folder / "chroma.sqlite3").exists():
            return False
        return chunks <= _SYNC or any(folder.glob("*/header.bin"))

    def close(self) -> None:
        """Let go of the files; nothing but `close` may be called afterwards."""
        if not self._closed:  # Chroma raises where it is stopped a second time
            self._closed = True
            self._system.stop()

    def write(self, owed: Owed, rows: "NDArray[np.float32]") -> None:
        """Do what is owed; to do it twice, or again after a crash, changes nothing.

        Args:
            owed: chunks to put and to drop.
            rows: `(len(owed.puts), dimensions)`, the vectors of the chunks to put.
        """
        ids = [str(entry.chunk_id) for entry in owed.puts]
        facts = [_facts(entry) for entry in owed.puts]
        drops = [str(chunk_id) for chunk_id in owed.drops]
        self._all = None
        with self._border():
            for at in range(0, len(ids), _WRITE):
                part = slice(at, at + _WRITE)
                self._collection.upsert(
                    ids=ids[part], embeddings=rows[part], metadatas=[*facts[part]]
                )
            for at in range(0, len(drops), _WRITE):
                self._collection.delete(ids=drops[at : at + _WRITE])

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
        with self._border():
            found = self._collection.query(
                query_embeddings=row[None],
                n_results=limit,
                where=_where(filters),
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        ranked = sorted(zip(distances, map(int, found["ids"][0]), strict=True))
        return tuple(chunk_id for _, chunk_id in ranked)

    def chunk_ids(self) -> frozenset[int]:
        """Return the ids of all chunks in the collection."""
        with self._border():
            pages = [
                self._collection.get(include=[], limit=_READ, offset=at)["ids"]
                for at in range(0, self._collection.count(), _READ)
            ]
        return frozenset(int(chunk_id) for page in pages for chunk_id in page)

    def _everything(self) -> Exhaustive:
        if self._all is None:
            import numpy as np

            with self._border():
                pages = [
                    self._collection.get(
                        include=["embeddings", "metadatas"], limit=_READ, offset=at
                    )
                    for at in range(0, self._collection.count(), _READ)
                ]
            rows = [row for page in pages for row in _list(page["embeddings"])]
            self._all = Exhaustive(
                [int(chunk_id) for page in pages for chunk_id in page["ids"]],
                np.array(rows, dtype=np.float32).reshape(len(rows), -1),
                [_read_facts(facts) for page in pages for facts in page["metadatas"] or ()],
            )
        return self._all

    @contextmanager
    def _border(self) -> Iterator[None]:
        """Turn Chroma's errors into ours."""
        from chromadb.errors import ChromaError

        try:
            yield
        except (ChromaError, OSError) as error:
            raise LibraryError(
                f"The vectors {self._folder} cannot be used ({error}); run `byline rebuild`."
            ) from error


def _start(folder: Path) -> "System":
    """Start a Chroma of our own on a folder.

    `PersistentClient` would share one Chroma among all who name the folder, so none of them
    could start anew while another is open.
    """
    from chromadb.api.rust import RustBindingsAPI  # 1.5 s, and only who searches or adds needs it
    from chromadb.config import Settings, System

    system = System(
        Settings(
            anonymized_telemetry=False,
            is_persistent=True,
            persist_directory=str(folder),
            # Said, lest somebody's environment or .env point Chroma to a server.
            chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
        )
    )
    system.instance(RustBindingsAPI)
    system.start()
    return system


def _open(system: "System") -> "Collection":
    from chromadb.api.client import Client

    client = Client.from_system(system)
    client.clear_system_cache()  # which from_system has put it into
    return client.get_or_create_collection(
        "chunks", embedding_function=None, configuration={"hnsw": _HNSW}
    )


def _facts(entry: Entry) -> dict[str, str | int]:
    facts: dict[str, str | int] = {"article": entry.article_id}
    if entry.outlet:
        facts["outlet"] = fold(entry.outlet)
    if entry.date:
        facts["date"] = entry.date.toordinal()
    return facts


def _read_facts(facts: "Mapping[str, object]") -> Facts:
    """Undo `_facts`."""
    outlet, day = facts.get("outlet"), facts.get("date")
    return Facts(
        str(facts["article"]),
        str(outlet) if outlet is not None else None,
        dt.date.fromordinal(int(str(day))) if day is not None else None,
    )


def _list(values: "Iterable[T] | None") -> "list[T]":
    return [] if values is None else list(values)


def _where(filters: Filters) -> "Where | None":
    conditions: list[Where] = []
    if filters.article_ids:
        among: dict[InclusionExclusionOperator, list[LiteralValue]]
        among = {"$in": [*filters.article_ids]}
        conditions.append({"article": among})
    if filters.outlet is not None:
        conditions.append({"outlet": fold(filters.outlet)})
    if filters.since:
        conditions.append(_day("$gte", filters.since))
    if filters.until:
        conditions.append(_day("$lte", filters.until))
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None


def _day(operator: "WhereOperator", day: dt.date) -> "Where":
    compared: dict[WhereOperator | LogicalOperator, LiteralValue] = {operator: day.toordinal()}
    return {"date": compared}
