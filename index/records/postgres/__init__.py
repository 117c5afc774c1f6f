"""The record in a PostgreSQL database: its connections and its transactions."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from zlib import crc32

import psycopg

from index.errors import LibraryError
from index.records import remember, setting
from index.records.postgres.complaints import name_of, require, sentence
from index.records.postgres.dialect import Connection, Raw, adapt

_MIGRATIONS = Path(__file__).parents[2] / "migrations" / "postgres"
_CONNECT_SECONDS = 10
_MIGRATING = 0x6279_6C69  # the lock of whoever makes tables; any number that others do not use
_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
# The one row's lock lets one write at a time, and its number tells readers that something changed.
_WRITE = "BEGIN; UPDATE byline SET written = written + 1"
_WRITE_QUIETLY = "BEGIN; SELECT written FROM byline FOR UPDATE"
_MIGRATE = f"BEGIN; SELECT pg_advisory_xact_lock({_MIGRATING})"
_TABLES = """SELECT relname FROM pg_class WHERE relkind = 'r'
    AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'byline'::regclass)"""
_HOME = """SELECT (SELECT system_identifier FROM pg_control_system()) || ' ' || oid
    FROM pg_database WHERE datname = current_database()"""


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
        self.name = name_of(address)
        self.read_only = False
        self._address = address
        self._patience = patience
        self._idle: list[Raw] = []
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

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection, within one unchanging view of what is stored."""
        return self._transaction(_READ)

    def writing(self, *, quiet: bool = False) -> AbstractContextManager[Connection]:
        """Give a connection, and store all that is written through it or, on an error, none."""
        return self._transaction(_WRITE_QUIETLY if quiet else _WRITE)

    def setting(self, name: str) -> str | None:
        """Return what the library remembers under a name."""
        with self.reading() as db:
            return setting(db, name)

    def remember(self, name: str, value: str) -> None:
        """Keep a value under a name, in the place of the one before."""
        with self.writing(quiet=True) as db:
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
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self._border():
            db = self._begun(begin)
            try:
                yield Connection(db, writes=begin != _READ)
                db.execute("COMMIT")
            except BaseException:
                with suppress(psycopg.Error):  # it was lost: then nothing was stored
                    db.execute("ROLLBACK")
                raise
            finally:
                self._give_back(db)

    def _begun(self, begin: str) -> Raw:
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

    def _give_back(self, db: Raw) -> None:
        with self._mutex:
            if not self._closed and not db.closed:
                self._idle.append(db)
                return
        db.close()

    def _connect(self) -> Raw:
        db = psycopg.connect(
            self._address,
            autocommit=True,  # transactions are begun and ended in words, as in SQLite
            cursor_factory=psycopg.RawCursor,
            connect_timeout=_CONNECT_SECONDS,
            client_encoding="utf-8",
            application_name="byline",
        )
        adapt(db)
        try:
            db.execute(f"SET lock_timeout = {_milliseconds(self._patience)}; SET datestyle = ISO")
            encoding = db.info.parameter_status("server_encoding")
            require(self.name, db.info.server_version, encoding)
        except BaseException:
            db.close()
            raise
        return db

    @contextmanager
    def _border(self) -> Iterator[None]:
        """Turn psycopg's errors into ours."""
        try:
            yield
        except psycopg.Error as error:
            said = sentence(error, self.name)
            if said is None:
                raise
            raise LibraryError(said) from error

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

    def _schema(self, db: Connection, known: int) -> int:
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


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))  # 0 would be for ever
