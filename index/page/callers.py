"""Which requests the page takes: its own, and those of programs; none of another site's page.

A browser sends a reader's cookies along with what any page asks for, and a name that leads to
another machine now may lead to this one a moment later (DNS rebinding): then another site's page
would read and change the library in its reader's name.
"""

import ipaddress
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

_LOCAL = "localhost"
_ELSEWHERE = (
    "This was asked by a page of another site, which Byline does not answer. "
    "Open Byline itself, or ask from a program."
)
_UNKNOWN_NAME = (
    "Byline is not known by the name {name} here. Open it by the address that it told at its "
    "start, or start it with BYLINE_SERVER_NAMES={name}."
)


def refusal(method: str, headers: Mapping[str, str], names: Collection[str] | None) -> str | None:
    """Return why a request is refused, in a sentence; None where it is taken.

    Args:
        method: as in "GET".
        headers: by their names in lower case.
        names: that the page may be called by, beside this machine's own and plain numbers; None
            for any name, as where everybody has to sign in.
    """
    if names is not None:
        name = _name(f"//{headers.get('host', '')}")
        if not (_is_local(name) or _is_number(name) or name in names):
            return _UNKNOWN_NAME.format(name=name)
    return _ELSEWHERE if _is_of_another_site(method, headers) else None


def _is_of_another_site(method: str, headers: Mapping[str, str]) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        follows_link = method == "GET" and headers.get("sec-fetch-mode") == "navigate"
        return site not in ("same-origin", "none") and not follows_link
    origin = headers.get("origin")
    if origin is None:  # a program, or a browser that reads and changes nothing
        return False
    asked = [_name(f"//{headers[h]}") for h in ("host", "x-forwarded-host") if h in headers]
    name = _name(origin)
    both_local = _is_local(name) and any(map(_is_local, asked))
    return not name or not (name in asked or both_local)


def _name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_local(name: str) -> bool:
    """Tell whether a name or number is this machine's own."""
    if name == _LOCAL or name.endswith(f".{_LOCAL}"):
        return True
    return _is_number(name) and ipaddress.ip_address(name).is_loopback


def _is_number(name: str) -> bool:
    """Tell whether a machine is named by its number, which nobody can lead elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
