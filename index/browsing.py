"""Looks through the library page by page: filtered, sorted, a few articles at a time."""

import json
from dataclasses import dataclass
from typing import Literal, get_args

from index.catalogue import Listing
from index.matching import fold
from index.records import Connection, Records, read_date

Only = Literal["", "quoted", "changed", "copies", "undated"]
Order = Literal["date", "title", "outlet", "added"]
ONLY: tuple[Only, ...] = get_args(Only)
ORDERS: tuple[Order, ...] = get_args(Order)

_ORDERED = {
    "date": "v.date IS NULL, v.date DESC, v.title IS NULL, fold(v.title), a.id",
    "title": "v.title IS NULL, fold(v.title), v.date DESC, a.id",
    "outlet": "v.outlet IS NULL, fold(v.outlet), v.date DESC, a.id",
    "added": "v.rowid DESC",
}
_ONLY = {
    "": "TRUE",
    "quoted": "EXISTS (SELECT 1 FROM quotes q WHERE q.article_id = a.id)",
    "changed": "a.version > 1",
    "copies": """(a.origin IS NOT NULL AND a.origin <> a.id
        OR EXISTS (SELECT 1 FROM articles o WHERE o.origin = a.id AND o.id <> a.id))""",
    "undated": "v.date IS NULL",
}
_MEANT = """FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.version
    WHERE (:outlet = '' OR fold(v.outlet) = :outlet)
    AND (:words = '[]' OR NOT EXISTS (SELECT 1 FROM json_each(:words) w WHERE instr(fold(
        coalesce(v.title, '') || ' ' || coalesce(v.outlet, '') || ' ' || v.authors || ' ' || a.id
    ), w.value) = 0))
    AND {only}"""
_COUNT = "SELECT count(*) {meant}"
_PAGE = "SELECT a.id {meant} ORDER BY {order} LIMIT :size OFFSET :skipped"
_FACTS = """SELECT a.id, v.title, v.outlet, v.date, v.url,
    (SELECT count(*) FROM paragraphs p WHERE p.article_id = a.id),
    (SELECT count(*) FROM quotes q WHERE q.article_id = a.id),
    coalesce(a.origin, a.id), a.version
    FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.version
    WHERE {which}"""
_THESE = "a.id IN (SELECT value FROM json_each(:ids))"
_SAME_REPORT = """a.id <> :id AND coalesce(a.origin, a.id) =
    (SELECT coalesce(one.origin, one.id) FROM articles one WHERE one.id = :id)
    ORDER BY v.date IS NULL, v.date, a.id"""
_TITLES = """SELECT article_id, title FROM newest
    WHERE article_id IN (SELECT value FROM json_each(:ids))"""


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


def browse(records: Records, look: Look) -> Shelf:
    """Return the articles of one page; a page after the last is empty."""
    meant = _MEANT.format(only=_ONLY[look.only])
    conditions: dict[str, str | int] = {
        "outlet": fold(look.outlet),
        "words": json.dumps([fold(word) for word in look.words.split()]),
        "size": look.size,
        "skipped": look.page * look.size,
    }
    with records.reading() as db:
        found = int(db.execute(_COUNT.format(meant=meant), conditions).fetchone()[0])
        # First which, then their counts: those of ten thousand would take a second.
        page = db.execute(_PAGE.format(meant=meant, order=_ORDERED[look.order]), conditions)
        ids = [row[0] for row in page]
        by_id = {listing.id: listing for listing in _listings(db, _THESE, ids=json.dumps(ids))}
        listings = tuple(by_id[article_id] for article_id in ids)
        origins = json.dumps([listing.origin for listing in listings])
        titles = db.execute(_TITLES, {"ids": origins})
        return Shelf(listings, found, {row[0]: row[1] for row in titles})


def copies(records: Records, article_id: str) -> tuple[Listing, ...]:
    """Return the other articles that print the same report as this one, oldest first."""
    with records.reading() as db:
        return _listings(db, _SAME_REPORT, id=article_id)


def _listings(db: Connection, which: str, **values: str) -> tuple[Listing, ...]:
    rows = db.execute(_FACTS.format(which=which), values)
    return tuple(Listing(row[0], row[1], row[2], read_date(row[3]), *row[4:]) for row in rows)
