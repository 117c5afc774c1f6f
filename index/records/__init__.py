"""The record of the library: what each form of it, SQLite or PostgreSQL, is to the rest of Byline.

Statements are written once, in the part of SQL that both forms understand, with SQLite's
parameters (`?`, `?1`) and one idiom for lists: `IN (SELECT value FROM json_each(?))` with
a `Listed`. What neither database does alike (accents, words, slices of a text) is done in Python.
So SQLite is used bare, and PostgreSQL's form translates parameters and lists in thirty lines.
SQLAlchemy Core was weighed: 0.15 s to import (all that a cold answer may take of our own is 0.3 s)
and 29 MB, for the same statements written a second way.
"""

import datetime as dt
import json
import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias

Row: TypeAlias = tuple[Any, ...]  # what the columns hold, only the statement knows


class Rows(Protocol):
    """What a statement found or changed."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        ...

    def __iter__(self) -> Iterator[Row]: ...

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        ...

    def fetchall(self) -> list[Row]:
        """Return all rows that are left."""
        ...


class Connection(Protocol):
    """A connection inside a transaction."""

    def execute(self, statement: str, parameters: Sequence[object] = ..., /) -> Rows:
        """Carry a statement out."""
        ...

    def executemany(self, statement: str, parameters: Iterable[Sequence[object]], /) -> object:
        """Carry a statement out once for each row of parameters."""
        ...

    def state(self) -> Hashable:
        """Return what is another as soon as anybody has written something that is seen here.

        But for what was written quietly.
        """
        ...


class Records(Protocol):
    """A record, for several threads and processes; see `SqliteRecords` and `PostgresRecords`.

    What is in it is read and written by `catalogue` (articles) and `debts` (what the maps are
    owed), through the transactions given here. Everything raises LibraryError where the record is
    damaged, away, in use for too long, or cannot be written.
    """

    @property
    def name(self) -> str:
        """What messages call it: a file, or a database without its password."""
        ...

    @property
    def read_only(self) -> bool:
        """It can be read but not written."""
        ...

    @property
    def is_elsewhere(self) -> bool:
        """It is not in the library's folder, so that other folders may have maps of it, too."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection, within one unchanging view of what is stored."""
        ...

    def writing(self, *, quiet: bool = False) -> AbstractContextManager[Connection]:
        """Give a connection, and store all that is written through it or, on an error, none.

        Nobody else writes meanwhile: what is read here stays so until all is stored.

        Args:
            quiet: nothing is written that anybody remembers: neither articles nor people.
        """
        ...

    def setting(self, name: str) -> str | None:
        """Return what the library remembers under a name."""
        ...

    def remember(self, name: str, value: str) -> None:
        """Keep a value under a name, in the place of the one before."""
        ...

    def own_id(self) -> str:
        """Return the library's id, which no other library has; given at the first use."""
        ...

    def hold(
        self, what: str, *, shared: bool, patience: float | None = None
    ) -> AbstractContextManager[None]:
        """Hold off all who hold the same, on any machine; where shared, only who does not share.

        Args:
            what: a name.
            shared: others may hold it as well, if they share it.
            patience: seconds to wait for the others; None for those of all waiting here.
        """
        ...

    def damage(self) -> tuple[str, ...]:
        """Return what the database finds wrong, a line each; empty where all is well."""
        ...

    def shrink(self) -> None:
        """Leave nothing of deleted rows in the files, as far as the database can."""
        ...

    def close(self) -> None:
        """Let go of it; nothing else may be called afterwards."""
        ...


class Listed:
    """Many values as one parameter, for `IN (SELECT value FROM json_each(?))`."""

    __slots__ = ("values",)

    def __init__(self, values: Iterable[str] | Iterable[int]) -> None:
        self.values: list[str] | list[int] = [*values]

    def __conform__(self, protocol: object) -> str:
        """Return what SQLite is given."""
        return json.dumps(self.values)


def remember(db: Connection, name: str, value: str) -> None:
    """Keep a value under a name, inside a transaction that writes."""
    db.execute(
        """INSERT INTO settings VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
        (name, value),
    )


def setting(db: Connection, name: str) -> str | None:
    """Return what is kept under a name, inside a transaction."""
    row = db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def read_date(text: str | None) -> dt.date | None:
    """Read a day as the record writes it."""
    return None if text is None else dt.date.fromisoformat(text)


def storable(text: str) -> str:
    """Replace lone surrogates, which no file can hold, by U+FFFD, one for one."""
    try:
        text.encode()  # sooner than to look at each letter, and nearly always enough
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text
