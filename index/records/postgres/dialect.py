"""Statements, lists and texts as PostgreSQL takes them."""

import re
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

import psycopg
from psycopg.abc import Buffer
from psycopg.types.string import StrDumperUnknown, TextLoader

from index.records import Listed, Row, Rows, storable

Raw: TypeAlias = psycopg.Connection[Row]
# PostgreSQL holds no NUL in a text, so it is written as two others.
_ESCAPE = "\x1a"
_PARAMETER = re.compile(r"\?(\d*)")
_LIST = re.compile(r"(NOT )?IN \(SELECT value FROM json_each\((\?\d*)\)\)")


class _Dumper(StrDumperUnknown):
    """A text on its way into the database."""

    def dump(self, obj: str) -> Buffer | None:
        if "\0" in obj or _ESCAPE in obj:
            obj = obj.replace(_ESCAPE, f"{_ESCAPE}1").replace("\0", f"{_ESCAPE}0")
        try:
            return super().dump(obj)
        except UnicodeEncodeError:
            return super().dump(storable(obj))


class _Loader(TextLoader):
    """A text on its way out of the database."""

    def load(self, data: Buffer) -> str:
        text = str(data, "utf-8")
        if _ESCAPE in text:
            text = text.replace(f"{_ESCAPE}0", "\0").replace(f"{_ESCAPE}1", _ESCAPE)
        return text


class Connection:
    """A connection inside a transaction, which takes statements as SQLite does."""

    def __init__(self, db: Raw, *, writes: bool) -> None:
        """Take a connection of psycopg's, and whether the transaction writes."""
        self._db = db
        self._writes = writes

    def execute(self, statement: str, parameters: Sequence[object] = (), /) -> Rows:
        """Carry a statement out."""
        return self._db.execute(_translated(statement), _values(parameters) or None)

    def executemany(self, statement: str, parameters: Iterable[Sequence[object]], /) -> object:
        """Carry a statement out once for each row of parameters."""
        with self._db.cursor() as cursor:
            cursor.executemany(_translated(statement), map(_values, parameters))
        return None

    def state(self) -> Hashable:
        """Return how many transactions have written; whoever writes gets another each time."""
        if self._writes:
            return object()
        (written,) = self.execute("SELECT written FROM byline").fetchone()
        return int(written)


def adapt(db: Raw) -> None:
    """Let a connection keep every text."""
    db.adapters.register_dumper(str, _Dumper)
    db.adapters.register_loader("text", _Loader)


@lru_cache(maxsize=512)
def _translated(statement: str) -> str:
    """Return a statement with PostgreSQL's parameters and lists."""
    numbers = iter(range(1, len(statement)))

    def listed(found: re.Match[str]) -> str:
        return f"<> ALL({found[2]})" if found[1] else f"= ANY({found[2]})"

    def numbered(found: re.Match[str]) -> str:
        return f"${found[1] or next(numbers)}"

    return _PARAMETER.sub(numbered, _LIST.sub(listed, statement))


def _values(parameters: Sequence[object]) -> list[object]:
    return [_array(one.values) if isinstance(one, Listed) else one for one in parameters]


def _array(values: list[str] | list[int]) -> object:
    """Return a list for a column of any whole numbers: of another width, none would be hashed."""
    if values and isinstance(values[0], int):
        return f"{{{','.join(map(str, values))}}}"
    return values
