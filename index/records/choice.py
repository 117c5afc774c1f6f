"""Opens the record that is set up: SQLite in the library's folder, or a PostgreSQL database."""

from pathlib import Path

from index.errors import LibraryError
from index.records import Records
from index.records.sqlite import SqliteRecords

_MISSING = (
    "BYLINE_DATABASE names a PostgreSQL database, for which psycopg is needed; install it by "
    "`pip install 'psycopg[binary]'`, or unset BYLINE_DATABASE."
)


def open_records(folder: Path, database: str | None, patience: float) -> Records:
    """Open a record, or make it where there is none.

    Args:
        folder: the library's.
        database: the address of a database; None for a file in the folder.
        patience: seconds to wait for another process that writes.

    Raises:
        LibraryError: it cannot be opened or made.
    """
    if database is None:
        return SqliteRecords(folder / "library.sqlite3", patience)
    try:
        from index.records.postgres import PostgresRecords  # 0.1 s, and few have it
    except ImportError as error:
        raise LibraryError(_MISSING) from error
    return PostgresRecords(database, patience)
