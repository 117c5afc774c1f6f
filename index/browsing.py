"""Looks through the library page by page: filtered, sorted, a few articles at a time."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from index.catalogue import Listing
from index.matching import fold
from index.records import Connection, Listed, Records, Row, read_date

Only = Literal["", "quoted", "changed", "copies", "undated"]
Order = Literal["date", "title", "outlet", "added"]
ONLY: tuple[Only, ...] = get_args(Only)
ORDERS: tuple[Order, ...] = get_args(Order)

_ONLY = {
    "": "TRUE",
    "quoted": "EXISTS (SELECT 1 FROM quotes q WHERE q.article_id = a.id)",
    "changed": "a.version > 1",
    "copies": """(a.origin IS NOT NULL AND a.origin <> a.id
        OR EXISTS (SELECT 1 FROM articles o WHERE o.origin = a.id AND o.id <> a.id))""",
    "undated": "v.date IS NULL",
}
_MEANT = """SELECT a.id, v.title, v.outlet, v.date, v.authors
    FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.version
    WHERE {only} ORDER BY v.rowid DESC"""
_FACTS = """SELECT a.id, v.title, v.outlet, v.date, v.url,
    (SELECT count(*) FROM paragraphs p WHERE p.article_id = a.id),
    (SELECT count(*) FROM quotes q WHERE q.article_id = a.id),
    coalesce(a.origin, a.id), a.version
    FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.version
    WHERE {which}"""
_THESE = "a.id IN (SELECT value FROM json_each(?))"
_SAME_REPORT = """a.id <> ?1 AND coalesce(a.origin, a.id) =
    (SELECT coalesce(one.origin, one.id) FROM articles one WHERE one.id = ?1)
    ORDER BY v.date IS NULL, v.date, a.id"""
_TITLES = """SELECT article_id, title FROM newest
    WHERE article_id IN (SELECT value FROM json_each(?))"""


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked for.

    Attributes:
        words: each must stand in the title, the outlet, an author's name or the id.
        outlet: the whole name; empty for all.
        only: those with quotes, with several versions, with copies, or without a date.
        order: newest, by title, by outlet, or what was added or updated last.
        page: from 0.
        size: articles on a page.
    """

    words: str = ""
    outlet: str = ""
    only: Only = ""
    order: Order = "date"
    page: int = 0
    size: int = 50


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of articles.

    Attributes:
        found: how many there are on all pages.
        titles: those of the origins that the listings name, by id.
    """

    listings: tuple[Listing, ...]
    found: int
    titles: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What an article is sorted by: title and outlet folded, the number of its day."""

    id: str
    title: str | None
    outlet: str | None
    day: int | None

    @property
    def newest(self) -> tuple[bool, int]:
        """Newest first, those without a date last."""
        return self.day is None, -(self.day or 0)

    @property
    def by_title(self) -> tuple[bool, str]:
        """By title, those without one last."""
        return self.title is None, self.title or ""


_KEYS: Mapping[Order, Callable[[_Sought], tuple[object, ...]]] = {
    "date": lambda one: (one.newest, one.by_title, one.id),
    "title": lambda one: (one.by_title, one.newest, one.id),
    "outlet": lambda one: (one.outlet is None, one.outlet or "", one.newest, one.id),
    "added": lambda one: (),
}


def browse(records: Records, look: Look) -> Shelf:
    """Return the articles of one page; a page after the last is empty."""
    with records.reading() as db:
        rows = db.execute(_MEANT.format(only=_ONLY[look.only]))
        meant = sorted(_sought(rows, look), key=_KEYS[look.order])
        # First which, then their counts: those of ten thousand would take a second.
        at = look.page * look.size
        ids = [one.id for one in meant[at : at + look.size]]
        by_id = {listing.id: listing for listing in _listings(db, _THESE, Listed(ids))}
        listings = tuple(by_id[article_id] for article_id in ids)
        titles = db.execute(_TITLES, (Listed(listing.origin for listing in listings),))
        return Shelf(listings, len(meant), {row[0]: row[1] for row in titles})


def copies(records: Records, article_id: str) -> tuple[Listing, ...]:
    """Return the other articles that print the same report as this one, oldest first."""
    with records.reading() as db:
        return _listings(db, _SAME_REPORT, article_id)


def _sought(rows: Iterable[Row], look: Look) -> Iterator[_Sought]:
    """Yield the articles that have the words and the outlet, the last added first."""
    outlet, words = fold(look.outlet), [fold(word) for word in look.words.split()]
    for article_id, title, named, date, authors in rows:
        one = _Sought(
            article_id,
            None if title is None else fold(title),
            None if named is None else fold(named),
            dt.date.fromisoformat(date).toordinal() if date else None,
        )
        if outlet and one.outlet != outlet:
            continue
        if words:
            text = fold(f"{title or ''} {named or ''} {authors} {article_id}")
            if not all(word in text for word in words):
                continue
        yield one


def _listings(db: Connection, which: str, value: str | Listed) -> tuple[Listing, ...]:
    rows = db.execute(_FACTS.format(which=which), (value,))
    return tuple(Listing(row[0], row[1], row[2], read_date(row[3]), *row[4:]) for row in rows)
