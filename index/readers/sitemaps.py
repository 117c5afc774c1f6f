"""A sitemap → the addresses in it, newest first."""

import datetime as dt
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from index.readers.dates import parse_date

# Maps are flat and often not quite XML: they are cut at their entries, which no bomb survives.
_ENTRY = re.compile(r"<(?:\w+:)?(?:url|sitemap)(?:\s[^<>]*)?>", re.I)
_COMMENT_OR_MARK = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
_INDEX = re.compile(r"<(?:\w+:)?sitemapindex\b", re.I)
_SHORT_DAY = re.compile(r"(\d{4})(?:-(\d\d))?\Z")
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A page, or a further map, that a map names.

    Attributes:
        moment: seconds since 1970 of its last change or publication; None where not stated.
        title: as stated for news, likewise outlet, language and date of publication.
    """

    url: str
    moment: float | None
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a map names, newest first; what states no time comes behind, in the map's order."""

    of_maps: bool
    entries: tuple[Entry, ...]


def parse_sitemap(text: str, base: str) -> Sitemap:
    """Read a map of pages or of maps.

    Args:
        text: the whole of it.
        base: its address, for entries that state only half of theirs.
    """
    _, *parts = _ENTRY.split(_without_comments(text))
    entries = {entry.url: entry for entry in (_entry(part, base) for part in parts) if entry}
    of_maps = bool(_INDEX.search(text[:_SAMPLE]))
    return Sitemap(of_maps, newest_first(entries.values()))


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Put entries in order; those without a time come behind the others."""
    return tuple(sorted(entries, key=_age))


def _age(entry: Entry) -> tuple[bool, float]:
    return entry.moment is None, -(entry.moment or 0.0)


def _without_comments(text: str) -> str:
    """Drop comments, and the marks around literal text."""
    kept: list[str] = []
    start, inside = 0, False
    for mark in _COMMENT_OR_MARK.finditer(text):
        if not inside:
            kept.append(text[start : mark.start()])
            inside = mark[0] == "<!--"
            start = mark.end()
        elif mark[0] == "-->":
            inside, start = False, mark.end()
    return "".join([*kept, "" if inside else text[start:]])


def _entry(part: str, base: str) -> Entry | None:
    place = _value(part, "loc")
    if not place:
        return None
    try:
        url = urljoin(base, place)
    except ValueError:
        return None
    published = _value(part, "publication_date")
    return Entry(
        url,
        _moment(_value(part, "lastmod") or published),
        title=_value(part, "title") or None,
        outlet=_value(part, "name") or None,
        language=_value(part, "language") or None,
        date=parse_date(published),
    )


def _value(part: str, name: str) -> str:
    """Return what the first element of a name holds; those of pictures and films are others."""
    prefix = "news:" if name not in ("loc", "lastmod") else r"(?!image:|video:|xhtml:)(?:\w+:)?"
    found = re.search(rf"<{prefix}{name}(?:\s[^<>]*)?>([^<>]*)", part, re.I)
    return " ".join(html.unescape(found[1]).split()) if found else ""


def _moment(written: str) -> float | None:
    short = _SHORT_DAY.match(written)
    if short:
        written = f"{short[1]}-{short[2] or '01'}-01"
    try:
        moment = dt.datetime.fromisoformat(written)
        return moment.replace(tzinfo=moment.tzinfo or dt.UTC).timestamp()
    except (ValueError, OverflowError):
        return None
