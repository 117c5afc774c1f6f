"""The record in a PostgreSQL database: its connections, its transactions and its errors."""

import re
import secrets
import threading
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias
from zlib import crc32

import psycopg
from psycopg.abc import Buffer
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.string import StrDumperUnknown, TextLoader

from index.endpoints import shown
from index.errors import LibraryError
from index.records import Listed, Row, Rows, remember, setting, storable

_Raw: TypeAlias = psycopg.Connection[Row]
_MIGRATIONS = Path(__file__).parents[1] / "migrations" / "postgres"
_OLDEST = 13  # of PostgreSQL; what its makers still look after
_CONNECT_SECONDS = 10
_MIGRATING = 0x6279_6C69  # the lock of whoever makes tables; any number that others do not use
_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
# The one row's lock lets one write at a time, and its number tells readers that something changed.
_WRITE = "BEGIN; UPDATE byline SET written = written + 1"
_MIGRATE = f"BEGIN; SELECT pg_advisory_xact_lock({_MIGRATING})"
_TABLES = """SELECT relname FROM pg_class WHERE relkind = 'r'
    AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'byline'::regclass)"""
_HOME = """SELECT (SELECT system_identifier FROM pg_control_system()) || ' ' || oid
    FROM pg_database WHERE datname = current_database()"""

_ADDRESS = (
    "BYLINE_DATABASE is no address of a database; set it to postgresql://user:password@host/name."
)
_AWAY = (
    "The database {name} cannot be used ({words}); check that its server runs, and the name, user "
    "and password in BYLINE_DATABASE."
)
_DAMAGED = "The database {name} is damaged ({words}); put a backup in its place."
# By the beginning of the SQLSTATE; any other is a fault of ours and stays as it is.
_COMPLAINTS = {
    "08": _AWAY,
    "57P": _AWAY,
    "55P03": "The database {name} is in use by another process; wait until it is done, and try "
    "again.",
    "53100": "The disk of the database {name} is full; make room, and try again.",
    "53": "The server of the database {name} has too much to do ({words}); try again later.",
    "25006": "The database {name} can only be read; name one in BYLINE_DATABASE that can be "
    "written.",
    "42501": "The user of the database {name} may not do what is needed ({words}); let it make "
    "and write tables there.",
    "42P07": "The database {name} holds something else ({words}); name an empty one in "
    "BYLINE_DATABASE.",
    "54": "The database {name} cannot hold that ({words}); give the article a shorter id.",
    "58": _DAMAGED,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
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


class _Connection:
    """A connection inside a transaction, which takes statements as SQLite does."""

    def __init__(self, db: _Raw, *, writes: bool) -> None:
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


class PostgresRecords:
    """One database, for several threads, processes and machines, as `Records` has it.

    Each transaction has a connection of its own, which the next one gets: readers wait for nobody.
    Writers wait for each other.

    Attributes:
        name: the database's name and host.
        read_only: never.
        is_elsewhere: always.
    """

    is_elsewhere = True

    def __init__(self, address: str, patience: float) -> None:
        """Open the database, make its tables where there are none, or bring them up to date.

        Args:
            address: such as postgresql://user:password@host:5432/name.
            patience: seconds to wait for another process that writes.

        Raises:
            LibraryError: it cannot be reached or used, is of a newer Byline, or the server is old.
        """
        self.name = _name(address)
        self.read_only = False
        self._address = address
        self._patience = patience
        self._idle: list[_Raw] = []
        self._mutex = threading.Lock()
        self._closed = False
        try:
            self._migrate()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connections; nothing else may be called afterwards."""
        with self._mutex:
            self._closed = True
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()

    def reading(self) -> AbstractContextManager[_Connection]:
        """Give a connection, within one unchanging view of what is stored."""
        return self._transaction(_READ)

    def writing(self) -> AbstractContextManager[_Connection]:
        """Give a connection, and store all that is written through it or, on an error, none."""
        return self._transaction(_WRITE)

    def setting(self, name: str) -> str | None:
        """Return what the library remembers under a name."""
        with self.reading() as db:
            return setting(db, name)

    def remember(self, name: str, value: str) -> None:
        """Keep a value under a name, in the place of the one before."""
        with self.writing() as db:
            remember(db, name, value)

    def own_id(self) -> str:
        """Return the library's id, which no other library has; given at the first use.

        A copy, and what a backup has made anew, gets another: it is another database.
        """
        with self.reading() as db:
            (home,) = db.execute(_HOME).fetchone()
            found = setting(db, "id")
            moved = setting(db, "home") != home
        if found is not None and not moved:
            return found
        with self.writing() as db:
            if setting(db, "home") != home:  # again: another process may just have done it
                remember(db, "home", home)
                remember(db, "id", secrets.token_hex(8))
            return str(setting(db, "id"))

    @contextmanager
    def hold(self, what: str, *, shared: bool, patience: float | None = None) -> Iterator[None]:
        """Hold off all who hold the same; let go of by the server where the holder dies."""
        how, key = "_shared" if shared else "", crc32(what.encode())
        seconds = self._patience if patience is None else patience
        with self._border():
            db = self._begun(f"SET lock_timeout = {_milliseconds(seconds)}")
            try:
                db.execute(f"SELECT pg_advisory_lock{how}({key})")
                yield
            finally:
                with suppress(psycopg.Error):  # it was lost, and the lock with it
                    db.execute(f"SELECT pg_advisory_unlock{how}({key})")
                    db.execute(f"SET lock_timeout = {_milliseconds(self._patience)}")
                self._give_back(db)

    def damage(self) -> tuple[str, ...]:
        """Return nothing: what a server cannot read, it refuses, as this does; all is read."""
        with self.reading() as db:
            for (table,) in db.execute(_TABLES).fetchall():
                db.execute(f'SELECT sum(length(t::text)) FROM "{table}" t').fetchone()  # noqa: S608  a table of ours
        return ()

    def shrink(self) -> None:
        """Do nothing: the server cleans up after deleted rows when it finds the time."""

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[_Connection]:
        with self._border():
            db = self._begun(begin)
            try:
                yield _Connection(db, writes=begin != _READ)
                db.execute("COMMIT")
            except BaseException:
                with suppress(psycopg.Error):  # it was lost: then nothing was stored
                    db.execute("ROLLBACK")
                raise
            finally:
                self._give_back(db)

    def _begun(self, begin: str) -> _Raw:
        """Return a connection with a transaction; one that was lost meanwhile gives way."""
        while True:
            with self._mutex:
                idle = self._idle.pop() if self._idle else None
            db = idle or self._connect()
            try:
                db.execute(begin)
            except BaseException:
                lost = db.broken
                db.close()
                if idle is None or not lost:
                    raise
            else:
                return db

    def _give_back(self, db: _Raw) -> None:
        with self._mutex:
            if not self._closed and not db.closed:
                self._idle.append(db)
                return
        db.close()

    def _connect(self) -> _Raw:
        db = psycopg.connect(
            self._address,
            autocommit=True,  # transactions are begun and ended in words, as in SQLite
            cursor_factory=psycopg.RawCursor,
            connect_timeout=_CONNECT_SECONDS,
            client_encoding="utf-8",
            application_name="byline",
        )
        db.adapters.register_dumper(str, _Dumper)
        db.adapters.register_loader("text", _Loader)
        try:
            db.execute(f"SET lock_timeout = {_milliseconds(self._patience)}; SET datestyle = ISO")
            self._require(db)
        except BaseException:
            db.close()
            raise
        return db

    def _require(self, db: _Raw) -> None:
        """Refuse a server that is too old, and a database that cannot hold every text."""
        version = db.info.server_version // 10_000
        if version < _OLDEST:
            raise LibraryError(
                f"The database {self.name} is of PostgreSQL {version}; Byline needs {_OLDEST} or "
                "later."
            )
        if db.info.parameter_status("server_encoding") != "UTF8":
            raise LibraryError(
                f"The database {self.name} cannot hold every letter; make it anew with ENCODING "
                "'UTF8'."
            )

    @contextmanager
    def _border(self) -> Iterator[None]:
        """Turn psycopg's errors into ours."""
        try:
            yield
        except psycopg.Error as error:
            complaint = _complaint(error)
            if complaint is None:
                raise
            words = shown(str(error).rpartition("failed: ")[2].partition("\n")[0], "")
            raise LibraryError(complaint.format(name=self.name, words=words)) from error

    def _migrate(self) -> None:
        scripts = sorted(_MIGRATIONS.glob("*.sql"))
        with self.reading() as db:
            if self._schema(db, len(scripts)) == len(scripts):
                return
        with self._transaction(_MIGRATE) as db:
            version = self._schema(db, len(scripts))  # again: another process may have done it
            for script in scripts[version:]:
                db.execute(script.read_text(encoding="utf-8"))
            db.execute('UPDATE byline SET "schema" = ?', (len(scripts),))

    def _schema(self, db: _Connection, known: int) -> int:
        """Return the schema's number; raises LibraryError where it is of a Byline to come."""
        if db.execute("SELECT to_regclass('byline')").fetchone() == (None,):
            return 0
        (version,) = db.execute('SELECT "schema" FROM byline').fetchone()
        if version > known:
            raise LibraryError(
                f"The database {self.name} is of a newer Byline (its schema is {version}, this "
                f"Byline knows {known}); use that one, or another database."
            )
        return int(version)


def _name(address: str) -> str:
    """Return a database's name and host; raises LibraryError where the address is none."""
    try:
        parts = conninfo_to_dict(address)
    except psycopg.Error as error:  # whose words may have the password
        raise LibraryError(_ADDRESS) from error
    if not str(parts.get("port", 1)).isdigit():
        raise LibraryError(_ADDRESS)
    database = parts.get("dbname") or parts.get("user") or ""
    return f"{database} on {parts.get('host') or 'this machine'}"


def _complaint(error: psycopg.Error) -> str | None:
    state = error.sqlstate
    if state is None:  # it was not the server that said it
        return _AWAY if isinstance(error, psycopg.OperationalError) else None
    return next((_COMPLAINTS[state[:n]] for n in (5, 3, 2) if state[:n] in _COMPLAINTS), None)


@lru_cache(maxsize=512)
def _translated(statement: str) -> str:
    """Return a statement with PostgreSQL's parameters and lists."""
    numbers = iter(range(1, len(statement)))

    def listed(found: re.Match[str]) -> str:
        return f"<> ALL({found[2]})" if found[1] else f"= ANY({found[2]})"

    def numbered(found: re.Match[str]) -> str:
        return f"${found[1] or next(numbers)}"

    return _PARAMETER.sub(numbered, _LIST.sub(listed, statement))


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))  # 0 would be for ever


def _values(parameters: Sequence[object]) -> list[object]:
    return [_array(one.values) if isinstance(one, Listed) else one for one in parameters]


def _array(values: list[str] | list[int]) -> object:
    """Return a list for a column of any whole numbers: of another width, none would be hashed."""
    if values and isinstance(values[0], int):
        return f"{{{','.join(map(str, values))}}}"
    return values
