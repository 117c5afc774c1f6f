"""What psycopg and its server complain of, in a sentence that says what to do."""

import psycopg
from psycopg.conninfo import conninfo_to_dict

from index.endpoints import shown
from index.errors import LibraryError

_ADDRESS = (
    "BYLINE_DATABASE is no address of a database; set it to postgresql://user:password@host/name."
)
_AWAY = (
    "The database {name} cannot be used ({words}); check that its server runs, and the name, user "
    "and password in BYLINE_DATABASE."
)
_OLDEST = 13  # of PostgreSQL: no older one is looked after by its makers
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


def name_of(address: str) -> str:
    """Return a database's name and host; raises LibraryError where the address is none."""
    try:
        parts = conninfo_to_dict(address)
    except psycopg.Error as error:  # whose words may have the password
        raise LibraryError(_ADDRESS) from error
    if not str(parts.get("port", 1)).isdigit():
        raise LibraryError(_ADDRESS)
    database = parts.get("dbname") or parts.get("user") or ""
    return f"{database} on {parts.get('host') or 'this machine'}"


def require(name: str, version: int, encoding: str | None) -> None:
    """Refuse a server that is too old, and a database that cannot hold every text.

    Args:
        name: the database's, as `name_of` has it.
        version: the server's, such as 150004.
        encoding: the database's.

    Raises:
        LibraryError: it is refused.
    """
    if version < _OLDEST * 10_000:
        raise LibraryError(
            f"The server of the database {name} is PostgreSQL {version // 10_000}; Byline needs "
            f"{_OLDEST} or later."
        )
    if encoding != "UTF8":
        raise LibraryError(
            f"The database {name} cannot hold every letter; make it anew with ENCODING 'UTF8'."
        )


def sentence(error: psycopg.Error, name: str) -> str | None:
    """Return the sentence for an error of a database's; None for a fault of ours."""
    complaint = _complaint(error)
    if complaint is None:
        return None
    words = shown(str(error).rpartition("failed: ")[2].partition("\n")[0], "")
    return complaint.format(name=name, words=words)


def _complaint(error: psycopg.Error) -> str | None:
    state = error.sqlstate
    if state is None:  # it was not the server that said it
        return _AWAY if isinstance(error, psycopg.OperationalError) else None
    return next((_COMPLAINTS[state[:n]] for n in (5, 3, 2) if state[:n] in _COMPLAINTS), None)
