"""What the doors to endpoints share: addresses, waits, an endpoint's own words."""

import math
from urllib.parse import urlsplit

OPENAI = "https://api.openai.com/v1"
PAUSE_SECONDS = 1.0  # before the second try where the endpoint names no time
_SHORTEST_KEY = 8  # a shorter one is no secret, and may be a common word
_LONGEST_SHOWN = 160


def is_address(url: str) -> bool:
    """Tell whether a setting is a web address at all."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def is_key(key: str) -> bool:
    """Tell whether a setting can be sent as a key at all."""
    return key.isascii() and key.isprintable()


def host(url: str) -> str:
    """Return where an address leads, without a password in it."""
    return urlsplit(url).netloc.rpartition("@")[2]


def wait(retry_after: str | None) -> float:
    """Return the seconds that a `Retry-After` asks for; infinity where it gives a date."""
    if retry_after is None:
        return PAUSE_SECONDS
    try:
        seconds = float(retry_after)
    except ValueError:
        return math.inf
    return seconds if seconds >= 0 else math.inf


def words(body: object) -> str:
    """Return what an error's body says; "" where it says nothing in words.

    It may be a bare string, `{"message"}`, `{"detail"}`, or one of these under `"error"`.
    """
    if isinstance(body, dict):
        return words(body.get("error") or body.get("message") or body.get("detail"))
    return body if isinstance(body, str) else ""


def shown(body: object, key: str) -> str:
    """Return an endpoint's own words, short and without the key."""
    said = " ".join(words(body).split())
    if len(key) >= _SHORTEST_KEY:
        said = said.replace(key, "…")
    return (said if len(said) <= _LONGEST_SHOWN else f"{said[:_LONGEST_SHOWN]}…").rstrip(".")
