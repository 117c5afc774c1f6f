"""The articles of the record that meet conditions."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from index.filters import Filters
from index.matching import fold
from index.records import Connection, Listed, read_date

_MATCHING = "SELECT article_id FROM newest WHERE {conditions}"
_EXTENT = "SELECT count(*), min(date), max(date) FROM newest WHERE {conditions}"


@dataclass(frozen=True, slots=True)
class Extent:
    """How many articles there are, and between which days; None where none has a date."""

    articles: int
    first: dt.date | None
    last: dt.date | None

    def with_days(self, days: Sequence[dt.date | None]) -> "Extent":
        """Return it with further articles, by their days."""
        known = sorted(day for day in (self.first, self.last, *days) if day)
        first, last = (known[0], known[-1]) if known else (None, None)
        return Extent(self.articles + len(days), first, last)


def matching(db: Connection, filters: Filters) -> tuple[str, ...]:
    """Return the ids of the articles that meet the conditions."""
    conditions, values = _conditions(db, filters)
    rows = db.execute(_MATCHING.format(conditions=conditions), values)
    return tuple(row[0] for row in rows)


def extent(db: Connection, filters: Filters) -> Extent:
    """Return how many articles meet the conditions, and between which days they are."""
    conditions, values = _conditions(db, filters)
    row = db.execute(_EXTENT.format(conditions=conditions), values).fetchone()
    return Extent(row[0], read_date(row[1]), read_date(row[2]))


def _conditions(db: Connection, filters: Filters) -> tuple[str, tuple[object, ...]]:
    """Return the conditions that are set as SQL, and their values."""
    found: list[tuple[str, object]] = []
    if filters.outlet is not None:
        outlets = Listed(_outlets(db, fold(filters.outlet)))
        found.append(("outlet IN (SELECT value FROM json_each(?))", outlets))
    if filters.since:
        found.append(("date >= ?", filters.since.isoformat()))
    if filters.until:
        found.append(("date <= ?", filters.until.isoformat()))
    if filters.article_ids:
        ids = Listed(filters.article_ids)
        found.append(("article_id IN (SELECT value FROM json_each(?))", ids))
    if filters.without:
        gone = Listed(filters.without)
        found.append(("article_id NOT IN (SELECT value FROM json_each(?))", gone))
    conditions = " AND ".join(condition for condition, _ in found) or "TRUE"
    return conditions, tuple(value for _, value in found)


def _outlets(db: Connection, folded: str) -> list[str]:
    """Return the ways in which an outlet is written in the record."""
    rows = db.execute("SELECT DISTINCT outlet FROM versions WHERE outlet IS NOT NULL")
    return [outlet for (outlet,) in rows if fold(outlet) == folded]
