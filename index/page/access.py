"""Whether the page may be opened as it is asked to be, before anything of it is loaded."""

import importlib.util
import ipaddress

from index.page.sign_in import Keeper, keeper_of, read_users
from index.settings import Settings, UseError


def keeper_for(settings: Settings) -> Keeper | None:
    """Return what lets people in.

    Returns:
        None where everybody may come in, or a proxy tells who may.

    Raises:
        UseError: both a proxy and Byline are to sign people in.
        UsersError: the users cannot be read.
    """
    users = read_users(settings.users) if settings.users else {}
    if settings.user_header and (users or settings.password):
        raise UseError(
            "A proxy's BYLINE_USER_HEADER and a sign-in of Byline's own exclude each other: "
            "leave out one of them."
        )
    return keeper_of(settings.password, users)


def check_door(host: str, *, guarded: bool) -> None:
    """Let nobody in from another machine without a sign-in.

    Args:
        host: the address that the page is to listen on.
        guarded: whether people have to sign in.

    Raises:
        UseError: other machines could reach the page, and anybody could come in.
    """
    try:
        only_here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        only_here = host == "localhost"
    if not only_here and not guarded:
        raise UseError(
            f"Other machines could reach the page on {host}, so it needs a password: "
            "set BYLINE_PASSWORD or BYLINE_USERS, or leave out --host."
        )


def check_protocol() -> None:
    """Raise UseError where what speaks the protocol is not installed."""
    if not importlib.util.find_spec("mcp"):
        raise UseError(
            "The Model Context Protocol needs a package more: `.venv/bin/pip install 'mcp<2'`."
        )
