"""What the two maps have yet to do, kept in the record with the articles."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, get_args

from index.records import Connection, Listed, Records, read_date
from index.remembered import Remembered

MapName = Literal["words", "vectors"]
_NAMES: tuple[MapName, ...] = get_args(MapName)


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

    def __init__(self, records: Records) -> None:
        self._records = records
        self._settled = {name: Remembered(partial(_read_settled, name)) for name in _NAMES}

    def count(self, name: MapName) -> int:
        """Return how many chunks a map is owed."""
        with self._records.reading() as db:
            row = db.execute("SELECT count(*) FROM owed WHERE map = ?", (name,)).fetchone()
            return int(row[0])

    def settled(self, name: MapName) -> int:
        """Return how many chunks a map should hold by now."""
        with self._records.reading() as db:
            return self._settled[name].of(db)

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
                (name, limit),
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
        with self._records.writing() as db:
            db.execute(
                """DELETE FROM owed WHERE map = ? AND action = 'put'
                AND chunk_id IN (SELECT value FROM json_each(?))""",
                (name, puts),
            )
            # Whatever was owed for a chunk that is not there is done once it is dropped.
            db.execute(
                """DELETE FROM owed WHERE map = ? AND chunk_id IN (SELECT value FROM json_each(?))
                AND (action = 'drop' OR NOT EXISTS
                    (SELECT 1 FROM chunks WHERE id = owed.chunk_id))""",
                (name, Listed(paid.drops)),
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
        """Owe maps that hold nothing every chunk that there is, and nothing else."""
        with self._records.writing() as db:
            for name in names:
                db.execute("DELETE FROM owed WHERE map = ?", (name,))
                db.execute("INSERT INTO owed SELECT ?, id, 'put' FROM chunks", (name,))

    def ledger(self, name: MapName) -> Ledger:
        """Return what a map should hold, and what it is still owed."""
        with self._records.reading() as db:
            owed = db.execute("SELECT chunk_id FROM owed WHERE map = ?", (name,))
            chunks = db.execute("SELECT id FROM chunks")
            return Ledger(frozenset(row[0] for row in chunks), frozenset(row[0] for row in owed))


def _entry(row: tuple[int, str, str | None, str | None, str | None, str]) -> Entry:
    chunk_id, article_id, title, outlet, date, text = row
    return Entry(chunk_id, article_id, title, outlet, read_date(date), text)


def owe_difference(db: Connection, name: MapName, held: Iterable[int]) -> None:
    """Owe a map what it lacks of the chunks that there are, and the drop of all else it holds."""
    there = {row[0] for row in db.execute("SELECT id FROM chunks")}
    has = set(held)
    debts = [(i, "put") for i in there - has] + [(i, "drop") for i in has - there]
    db.execute("DELETE FROM owed WHERE map = ?", (name,))
    db.executemany("INSERT INTO owed VALUES (?, ?, ?)", [(name, *debt) for debt in sorted(debts)])


def owe_puts(db: Connection, article_id: str) -> None:
    """Owe both maps the chunks of an article."""
    db.execute(
        """INSERT INTO owed
        SELECT m.column1, c.id, 'put' FROM chunks c, (VALUES ('words'), ('vectors')) m
        WHERE c.article_id = ?""",
        (article_id,),
    )


def owe_drops(db: Connection, article_ids: Sequence[str]) -> None:
    """Owe both maps the drop of the chunks of articles."""
    db.execute(
        """INSERT INTO owed
        SELECT m.column1, c.id, 'drop' FROM chunks c, (VALUES ('words'), ('vectors')) m
        WHERE c.article_id IN (SELECT value FROM json_each(?))
        ON CONFLICT (map, chunk_id) DO UPDATE SET action = excluded.action""",
        (Listed(article_ids),),
    )


def _read_settled(name: MapName, db: Connection) -> int:
    row = db.execute(
        """SELECT (SELECT count(*) FROM chunks)
        - (SELECT count(*) FROM owed WHERE map = ? AND action = 'put')""",
        (name,),
    ).fetchone()
    return int(row[0])
