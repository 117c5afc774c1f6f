"""The articles of the record that meet conditions."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from index.filters import Filters
from index.records import Connection, read_date

_MATCHING = """SELECT article_id FROM newest
    WHERE (:outlet IS NULL OR fold(outlet) = fold(:outlet))
    AND (:since IS NULL OR date >= :since) AND (:until IS NULL OR date <= :until)
    AND (:ids IS NULL OR article_id IN (SELECT value FROM json_each(:ids)))
    AND article_id NOT IN (SELECT value FROM json_each(:gone))"""
_EXTENT = _MATCHING.replace("article_id", "count(*), min(date), max(date)", 1)


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
    return tuple(row[0] for row in db.execute(_MATCHING, _parameters(filters)))


def extent(db: Connection, filters: Filters) -> Extent:
    """Return how many articles meet the conditions, and between which days they are."""
    row = db.execute(_EXTENT, _parameters(filters)).fetchone()
    return Extent(row[0], read_date(row[1]), read_date(row[2]))


def _parameters(filters: Filters) -> dict[str, str | None]:
    return {
        "outlet": filters.outlet,
        "since": filters.since.isoformat() if filters.since else None,
        "until": filters.until.isoformat() if filters.until else None,
        "ids": json.dumps(filters.article_ids) if filters.article_ids else None,
        "gone": json.dumps(filters.without),
    }
