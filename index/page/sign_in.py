"""Who may open the page: one password, named users with hashed passwords, or a proxy's word."""

import hmac
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import bcrypt

from index.errors import BylineError

Keeper = Callable[[str, str], bool]  # (user name, password) → may come in

_LONGEST = 72  # bytes of a password that bcrypt reads; it refuses longer ones
_HASHED = re.compile(r"\$2[aby]\$(0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}")
# What a name that nobody has is compared with, so that it takes as long as one that somebody has.
_NOBODY = "$2b$12$uF9m0O9iJbqKqv5kQm0r2uS5o3l7bWf3Jx5m3b1mJmZzK1Vw6mS7K"


class UsersError(BylineError):
    """What is said about users cannot be read."""


def keeper_of(password: str | None, users: Mapping[str, str]) -> Keeper | None:
    """Return what lets people in.

    Args:
        password: opens the page to any name; None where there is none.
        users: bcrypt's hashes by the users' names; they go before `password`.

    Returns:
        None where everybody may come in.
    """
    if users:
        return lambda name, given: _matches(given, users.get(name, _NOBODY)) and name in users
    if password:
        expected = password.encode()
        return lambda _, given: hmac.compare_digest(given.encode(), expected)
    return None


def hashed(password: str) -> str:
    """Return bcrypt's hash of a password, with a salt of its own.

    Raises:
        UsersError: the password is empty or longer than 72 bytes.
    """
    written = password.encode()
    if not 0 < len(written) <= _LONGEST:
        raise UsersError(f"A password has 1 to {_LONGEST} bytes: choose another one.")
    return bcrypt.hashpw(written, bcrypt.gensalt()).decode()


def read_users(told: str) -> dict[str, str]:
    """Read users as `htpasswd -B` writes them: a file of `name:hash` lines, or such lines.

    Args:
        told: a file's path, or `name:hash` with spaces or line ends between several.

    Raises:
        UsersError: the file cannot be read, or a line is none of the kind.
    """
    if ":$2" not in told:
        try:
            told = Path(told).expanduser().read_text("utf-8")
        except (OSError, ValueError) as error:
            raise UsersError(
                f"BYLINE_USERS names the file {told}, which cannot be read: "
                "set it to a file of lines that `byline user NAME` makes."
            ) from error
    users: dict[str, str] = {}
    for number, line in enumerate(told.split(), 1):
        name, _, hash_ = line.partition(":")
        if not name or not _HASHED.fullmatch(hash_):
            raise UsersError(
                f"User {number} of BYLINE_USERS has no bcrypt hash: `byline user NAME` makes "
                "a line that has one."
            )
        users[name] = hash_
    if not users:
        raise UsersError("BYLINE_USERS names no user: `byline user NAME` makes a line for one.")
    return users


def _matches(password: str, hash_: str) -> bool:
    written = password.encode()
    return len(written) <= _LONGEST and bcrypt.checkpw(written, hash_.encode())
