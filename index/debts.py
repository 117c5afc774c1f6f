"""What the maps have yet to do, kept in the record with the articles.

Where several folders have maps of one record, each map is owed everything by itself: a row for each
chunk and map until it is paid. A log of changes with a place for each map would be shorter, but
could not say what a map lacks that was damaged, made anew beside, or removed while it was paid.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from index.own import Own
from index.records import Connection, Listed, Records, read_date
from index.remembered import Remembered

MapName = Literal["words", "vectors"]
_FORGOTTEN = dt.timedelta(days=30)  # what then comes back is made anew, in seconds to minutes


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk with what the maps need of it and of its article."""

    chunk_id: int
    article_id: str
    title: str | None
    outlet: str | None
    date: dt.date | None
    text: str


@dataclass(frozen=True, slots=True)
class Owed:
    """What one map has yet to do: chunks to put, ids of chunks to drop."""

    puts: tuple[Entry, ...]
    drops: tuple[int, ...]

    def chunk_ids(self) -> set[int]:
        """Return the ids of all chunks in it."""
        return {entry.chunk_id for entry in self.puts} | set(self.drops)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Ids of all chunks that there are, and of those that a map has yet to put or drop."""

    chunks: frozenset[int]
    owed: frozenset[int]


class Debts:
    """What the maps of one record are owed.

    A debt is made in the transaction that changes an article, and struck off after the map has
    committed; whoever dies in between leaves a debt that can be paid again without harm.
    """

    def __init__(self, records: Records, own: Own | None = None) -> None:
        """Take the record, and what it calls the maps of this folder."""
        self._records = records
        own = own or Own()
        self._several = own.several
        self._names: Mapping[MapName, str] = {"words": own.words, "vectors": own.vectors}
        self._chunks = Remembered(_read_chunks)

    def keeps(self, name: MapName) -> bool:
        """Tell whether what changes is owed to a map; if not, it must be made anew.

        One that has not been paid for a month is forgotten.
        """
        if not self._several:
            return True
        with self._records.reading() as db:
            row = db.execute(
                "SELECT seen, CAST(CURRENT_DATE AS TEXT) FROM maps WHERE name = ?",
                (self._names[name],),
            ).fetchone()
        if row is not None and row[0] != row[1]:
            with self._records.writing(quiet=True) as db:
                db.execute("UPDATE maps SET seen = ? WHERE name = ?", (row[1], self._names[name]))
        return row is not None

    def count(self, name: MapName) -> int:
        """Return how many chunks a map is owed; one that is not kept, all."""
        with self._records.reading() as db:
            row = db.execute(
                """SELECT CASE WHEN EXISTS (SELECT 1 FROM maps WHERE name = ?1)
                THEN (SELECT count(*) FROM owed WHERE map = ?1)
                ELSE (SELECT count(*) FROM chunks) END""",
                (self._names[name],),
            ).fetchone()
            return int(row[0])

    def settled(self, name: MapName) -> int:
        """Return how many chunks a map should hold by now."""
        with self._records.reading() as db:
            (lacking,) = db.execute(
                "SELECT count(*) FROM owed WHERE map = ? AND action = 'put'", (self._names[name],)
            ).fetchone()
            return self._chunks.of(db) - int(lacking)

    def next(self, name: MapName, limit: int) -> Owed:
        """Return the oldest debts of a map, at most `limit`."""
        with self._records.reading() as db:
            rows = db.execute(
                # Not by the view `newest`: joined from the left, SQLite makes all of it each time.
                """SELECT o.chunk_id, c.article_id, v.title, v.outlet, v.date, c.text
                FROM owed o LEFT JOIN chunks c ON o.action = 'put' AND c.id = o.chunk_id
                LEFT JOIN articles a ON a.id = c.article_id
                LEFT JOIN versions v ON v.article_id = a.id AND v.number = a.version
                WHERE o.map = ? ORDER BY o.chunk_id LIMIT ?""",
                (self._names[name], limit),
            ).fetchall()
        puts, drops = [], []
        for chunk_id, article_id, title, outlet, date, text in rows:
            if article_id is None:
                drops.append(chunk_id)
            else:
                puts.append(Entry(chunk_id, article_id, title, outlet, read_date(date), text))
        return Owed(tuple(puts), tuple(drops))

    def strike(self, name: MapName, paid: Owed) -> None:
        """Strike off what a map has done.

        A chunk that was put while its article went away is still owed the drop.
        """
        puts = Listed(entry.chunk_id for entry in paid.puts)
        with self._records.writing(quiet=True) as db:
            db.execute(
                """DELETE FROM owed WHERE map = ? AND action = 'put'
                AND chunk_id IN (SELECT value FROM json_each(?))""",
                (self._names[name], puts),
            )
            # Whatever was owed for a chunk that is not there is done once it is dropped.
            db.execute(
                """DELETE FROM owed WHERE map = ? AND chunk_id IN (SELECT value FROM json_each(?))
                AND (action = 'drop' OR NOT EXISTS
                    (SELECT 1 FROM chunks WHERE id = owed.chunk_id))""",
                (self._names[name], Listed(paid.drops)),
            )

    def entries(self, after: int, limit: int) -> tuple[Entry, ...]:
        """Return the chunks that follow an id, in the order of ids, at most `limit`."""
        with self._records.reading() as db:
            rows = db.execute(
                """SELECT c.id, c.article_id, n.title, n.outlet, n.date, c.text
                FROM chunks c JOIN newest n ON n.article_id = c.article_id
                WHERE c.id > ? ORDER BY c.id LIMIT ?""",
                (after, limit),
            )
            return tuple(map(_entry, rows))

    def entries_of(self, chunk_ids: Collection[int]) -> dict[int, Entry]:
        """Return those of some chunks that are there, by id."""
        with self._records.reading() as db:
            rows = db.execute(
                """SELECT c.id, c.article_id, n.title, n.outlet, n.date, c.text
                FROM chunks c JOIN newest n ON n.article_id = c.article_id
                WHERE c.id IN (SELECT value FROM json_each(?))""",
                (Listed(chunk_ids),),
            )
            return {row[0]: _entry(row) for row in rows}

    def owe_all(self, *names: MapName) -> None:
        """Owe maps that hold nothing every chunk that there is, and nothing else.

        From now on, they are owed what changes, if they were not.
        """
        with self._records.writing(quiet=True) as db:
            for name in names:
                self._keep(db, name)
                db.execute("DELETE FROM owed WHERE map = ?", (self._names[name],))
                db.execute("INSERT INTO owed SELECT ?, id, 'put' FROM chunks", (self._names[name],))

    def owe_difference(self, db: Connection, name: MapName, held: Iterable[int]) -> None:
        """Owe a map what it lacks of the chunks that there are, and the drop of all else it holds.

        In a transaction that writes.
        """
        there = {row[0] for row in db.execute("SELECT id FROM chunks")}
        has = set(held)
        debts = [(i, "put") for i in there - has] + [(i, "drop") for i in has - there]
        own = self._names[name]
        self._keep(db, name)
        db.execute("DELETE FROM owed WHERE map = ?", (own,))
        db.executemany(
            "INSERT INTO owed VALUES (?, ?, ?)", [(own, *debt) for debt in sorted(debts)]
        )

    def ledger(self, name: MapName) -> Ledger:
        """Return what a map should hold, and what it is still owed."""
        with self._records.reading() as db:
            owed = db.execute("SELECT chunk_id FROM owed WHERE map = ?", (self._names[name],))
            chunks = db.execute("SELECT id FROM chunks")
            return Ledger(frozenset(row[0] for row in chunks), frozenset(row[0] for row in owed))

    def _keep(self, db: Connection, name: MapName) -> None:
        """Owe a map what changes from now on, and forget maps that nobody has paid for long."""
        if not self._several:
            return
        (today,) = db.execute("SELECT CAST(CURRENT_DATE AS TEXT)").fetchone()
        long_ago = dt.date.fromisoformat(today) - _FORGOTTEN
        db.execute("DELETE FROM maps WHERE seen < ?", (long_ago.isoformat(),))
        db.execute(
            """INSERT INTO maps VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET seen = excluded.seen""",
            (self._names[name], today),
        )


def _entry(row: tuple[int, str, str | None, str | None, str | None, str]) -> Entry:
    chunk_id, article_id, title, outlet, date, text = row
    return Entry(chunk_id, article_id, title, outlet, read_date(date), text)


def owe_puts(db: Connection, article_id: str) -> None:
    """Owe all maps the chunks of an article."""
    db.execute(
        """INSERT INTO owed
        SELECT m.name, c.id, 'put' FROM chunks c, maps m
        WHERE c.article_id = ?""",
        (article_id,),
    )


def owe_drops(db: Connection, article_ids: Sequence[str]) -> None:
    """Owe all maps the drop of the chunks of articles."""
    db.execute(
        """INSERT INTO owed
        SELECT m.name, c.id, 'drop' FROM chunks c, maps m
        WHERE c.article_id IN (SELECT value FROM json_each(?))
        ON CONFLICT (map, chunk_id) DO UPDATE SET action = excluded.action""",
        (Listed(article_ids),),
    )


def _read_chunks(db: Connection) -> int:
    return int(db.execute("SELECT count(*) FROM chunks").fetchone()[0])
