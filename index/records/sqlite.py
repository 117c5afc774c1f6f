"""The record as one SQLite file in the library's folder: its schema and its transactions."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from index.errors import LibraryError
from index.records import remember, setting

_MIGRATIONS = Path(__file__).parents[1] / "migrations"
_CACHE = 32_000  # KiB; with the 2,000 that are usual, adding reads most pages again and again
# By the kind of SQLite's error; any other kind is a fault of ours and stays as it is.
_BUSY = "The library {path} is in use by another process; wait until it is done, and try again."
_READ_ONLY = "The library {path} cannot be written; check that you may write in its folder."
_OLD = (
    "The library {path} is of an older Byline and its folder cannot be written, so it cannot be "
    "brought up to date; open it once where you may write in its folder."
)
_DAMAGED = "The library {path} is damaged; put a backup of this file in its place."
_FAILING = "The disk of the library {path} fails to read or write; check it, and try again."
_COMPLAINTS = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_IOERR: _FAILING,
    sqlite3.SQLITE_FULL: "The disk of the library {path} is full; make room, and try again.",
}


# SQLite's own numbers of changes mean something to one connection alone.
_CHANGED = """INSERT INTO settings VALUES ('changes', '1')
    ON CONFLICT (name) DO UPDATE SET value = CAST(settings.value AS INTEGER) + 1"""


class _Connection(sqlite3.Connection):
    """SQLite's own, which can tell whether anything has changed."""

    def state(self) -> str | None:
        """Return how often what anybody may remember has been changed."""
        return setting(self, "changes")


class SqliteRecords:
    """One SQLite file, for several threads and processes, as `Records` has it.

    Each transaction that reads has a connection of its own, which the next one gets: readers wait
    for nobody. Writers share one, and wait for each other.

    Attributes:
        name: the file's path.
        read_only: it is there, but it or its folder cannot be written; then it can be read.
        is_elsewhere: never.
    """

    is_elsewhere = False

    def __init__(self, path: Path, patience: float) -> None:
        """Open the file, or make it, and bring its schema up to date.

        Args:
            path: the file; its folder must be there.
            patience: seconds to wait for another process that writes.

        Raises:
            LibraryError: it is damaged, of a newer Byline, locked, or cannot be made.
        """
        self._path = path
        self.name = str(path)
        self.read_only = _is_read_only(path)
        self._patience = patience
        self._mutex = threading.RLock()  # of who writes
        self._idle: list[_Connection] = []
        self._idling = threading.Lock()
        self._closed = False
        with self._border():
            self._db = self._connect()
            try:
                self._prepare()
                self._migrate()
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Close the file; nothing else may be called afterwards."""
        with self._idling:
            self._closed = True
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()
        with self._mutex:  # the last one, which leaves no log
            self._db.close()

    @contextmanager
    def reading(self) -> Iterator[_Connection]:
        """Give a connection, within one unchanging view of what is stored."""
        with self._border():
            db = self._reader()
            try:
                with _transaction(db, "BEGIN"):
                    yield db
            finally:
                self._give_back(db)

    @contextmanager
    def writing(self, *, quiet: bool = False) -> Iterator[_Connection]:
        """Give the connection, and store all that is written through it or, on an error, none."""
        with self._mutex, self._border(), _transaction(self._db, "BEGIN IMMEDIATE"):
            yield self._db
            if not quiet:
                self._db.execute(_CHANGED)

    def shrink(self) -> None:
        """Give back what deleted rows took, and leave nothing of them in the write-ahead log."""
        with self._mutex, self._border():  # neither runs inside a transaction
            # By executescript: `execute` stops at the first page that this pragma frees.
            self._db.executescript("PRAGMA incremental_vacuum")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

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

        A copy gets another: its file has neither the path nor the number on its disk that the
        id was given for. What was only moved, or put back from a backup, has one of them.
        """
        home = f"{self._path.stat().st_ino} {self._path.resolve()}"
        if not self.read_only and (self.setting("home") != home or self.setting("id") is None):
            with self.writing(quiet=True) as db:
                if _is_copy(setting(db, "home"), home):
                    db.execute("DELETE FROM settings WHERE name = 'id'")
                db.execute(
                    "INSERT OR IGNORE INTO settings VALUES ('id', lower(hex(randomblob(8))))"
                )
                remember(db, "home", home)
        return str(self.setting("id"))

    def hold(
        self, what: str, *, shared: bool, patience: float | None = None
    ) -> AbstractContextManager[None]:
        """Hold off nobody: who shares the file shares its folder, which has locks."""
        return nullcontext()

    def damage(self) -> tuple[str, ...]:
        """Return what SQLite finds wrong with the file, a line each; empty where all is well."""
        with self._mutex, self._border():
            rows = self._db.execute("PRAGMA integrity_check").fetchall()
            strays = self._db.execute("PRAGMA foreign_key_check").fetchall()
        lines = [line for (line,) in rows if line != "ok"]
        return (*lines, *(f"a row of {table} belongs to no article" for table, *_ in strays))

    def _connect(self) -> _Connection:
        return sqlite3.connect(
            _address(self._path) if self.read_only else self._path,
            timeout=self._patience,
            isolation_level=None,
            check_same_thread=False,
            uri=self.read_only,
            factory=_Connection,
        )

    def _reader(self) -> _Connection:
        with self._idling:
            if self._idle:
                return self._idle.pop()
        db = self._connect()
        try:
            db.execute("PRAGMA query_only = ON")
        except BaseException:
            db.close()
            raise
        return db

    def _give_back(self, db: _Connection) -> None:
        with self._idling:
            if not self._closed:
                self._idle.append(db)
                return
        db.close()

    @contextmanager
    def _border(self) -> Iterator[None]:
        """Turn SQLite's errors into ours."""
        try:
            yield
        except sqlite3.Error as error:
            # The low byte is the kind; the rest says where in SQLite it was met.
            complaint = _COMPLAINTS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
            if complaint is None:
                raise
            raise LibraryError(complaint.format(path=self._path)) from error

    def _prepare(self) -> None:
        if self.read_only:
            return
        if not self._schema():
            # Has an effect on a new file only, but would write into any.
            self._db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        self._db.execute("PRAGMA journal_mode = WAL")
        # A power cut may take the last article, never break the file.
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.execute(f"PRAGMA cache_size = -{_CACHE}")

    def _migrate(self) -> None:
        scripts = sorted(_MIGRATIONS.glob("*.sql"))
        if self._schema() == len(scripts):
            return
        self._refuse_newer(len(scripts))
        if self.read_only:
            raise LibraryError(_OLD.format(path=self._path))
        with self.writing(quiet=True) as db:
            version = self._schema()  # again: another process may just have done it
            self._refuse_newer(len(scripts))
            for number, script in enumerate(scripts[version:], version + 1):
                for statement in _statements(script.read_text(encoding="utf-8")):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {number}")

    def _refuse_newer(self, known: int) -> None:
        """Raise LibraryError where the schema is of a Byline to come."""
        if (version := self._schema()) > known:
            raise LibraryError(
                f"The library {self._path} was of a newer Byline (its schema is {version}, "
                f"this Byline knows {known}); use that one, or another folder."
            )

    def _schema(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _transaction(db: _Connection, begin: str) -> Iterator[None]:
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _is_read_only(path: Path) -> bool:
    """Tell whether a file that is there can be read but not written, by itself or its folder."""
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return not writable and os.access(path, os.R_OK)


def _address(path: Path) -> str:
    """Return what opens a file for reading alone.

    SQLite reads a write-ahead log only beside its index, which it would have to make; but whoever
    closes a library last leaves no log, so that there is nothing to be missed.
    """
    log = path.with_name(f"{path.name}-wal")
    means = "mode=ro" if log.exists() else "immutable=1"
    return f"{path.resolve().as_uri()}?{means}"


def _is_copy(before: str | None, home: str) -> bool:
    """Tell by a file's number and path, as they were and as they are, whether it is another."""
    if before is None:  # it was not yet kept
        return False
    return not set(before.split(" ", 1)) & set(home.split(" ", 1))


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; `executescript` would commit before the first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
