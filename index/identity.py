"""Tells whether two sources are one article."""

import hashlib
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from index.article import Draft

# Parameters by which newsletters, feeds and social networks count clicks; none names a page.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_cid|mc_eid|cmpid|ocid|at_\w+")

_FORM = re.compile(r"^(?:www|m|mobile|amp)\.")  # of a site's name, for its page in another form


def identity(draft: Draft) -> str:
    """Return the id under which a draft is kept.

    In this order: the id that it states, its address, the file that it was read from (so that an
    edited file is the same article), its text. All but the first as 12 hex digits of a SHA-256.
    """
    if draft.id:
        return draft.id
    if draft.url:
        return _short(_canonical(draft.url))
    file = _file(draft.source)
    return _short(str(file)) if file else digest(draft.text)[:12]


def digest(text: str) -> str:
    """Return 64 hex digits that are equal for texts that differ in nothing but white space."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def untracked(url: str) -> str:
    """Drop from an address its fragment and what counts clicks; the rest stays as it is."""
    page, _, _ = url.strip().partition("#")
    path, mark, query = page.partition("?")
    kept = [part for part in query.split("&") if not _TRACKING.fullmatch(part.partition("=")[0])]
    return path + mark + "&".join(kept) if any(kept) else path


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one host, its forms for phones taken for the same."""
    return _host(one) == _host(other) is not None


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host and _FORM.sub("", host)


def _short(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def _canonical(url: str) -> str:
    """Drop from an address what does not change the page: scheme, www, tracking, fragment."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # no address after all, "http://[": still a name
        return url
    kept = [pair for pair in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(pair[0])]
    host = parts.netloc.lower().removeprefix("www.")
    return urlunsplit(("", host, parts.path.rstrip("/"), urlencode(kept), ""))


def _file(source: str) -> Path | None:
    try:
        path = Path(source)
        return path.resolve() if path.is_file() else None
    except (OSError, ValueError):  # too long for a file's name, or with a NUL in it
        return None
