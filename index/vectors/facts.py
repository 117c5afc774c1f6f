"""What a vector carries beside its chunk's id, and the conditions on it, as Chroma takes them."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.debts import Entry
from index.filters import Filters
from index.matching import fold

if TYPE_CHECKING:
    from chromadb.types import (
        InclusionExclusionOperator,
        LiteralValue,
        LogicalOperator,
        Where,
        WhereOperator,
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What filters need of a vector's article: the keys of its id and its outlet, its date."""

    article: str
    outlet: str | None
    date: dt.date | None


def key(text: str) -> str:
    """Return what stands for a name, since Chroma's files keep what was deleted."""
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=12).hexdigest()


def outlet_key(outlet: str) -> str:
    """Return what stands for an outlet, however its name is written."""
    return key(fold(outlet))


def facts_of(entry: Entry) -> dict[str, str | int]:
    """Return what is kept with a chunk's vector; no text and no name."""
    facts: dict[str, str | int] = {"article": key(entry.article_id)}
    if entry.outlet:
        facts["outlet"] = outlet_key(entry.outlet)
    if entry.date:
        facts["date"] = entry.date.toordinal()
    return facts


def read_facts(facts: Mapping[str, object]) -> Facts:
    """Undo `facts_of`."""
    outlet, day = facts.get("outlet"), facts.get("date")
    return Facts(
        str(facts["article"]),
        str(outlet) if outlet is not None else None,
        dt.date.fromordinal(int(str(day))) if day is not None else None,
    )


def where(filters: Filters) -> "Where | None":
    """Return the conditions in Chroma's language; None for none."""
    conditions: list[Where] = []
    if filters.article_ids:
        among: dict[InclusionExclusionOperator, list[LiteralValue]]
        among = {"$in": [*map(key, filters.article_ids)]}
        conditions.append({"article": among})
    if filters.outlet is not None:
        conditions.append({"outlet": outlet_key(filters.outlet)})
    if filters.since:
        conditions.append(_day("$gte", filters.since))
    if filters.until:
        conditions.append(_day("$lte", filters.until))
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None


def _day(operator: "WhereOperator", day: dt.date) -> "Where":
    compared: dict[WhereOperator | LogicalOperator, LiteralValue] = {operator: day.toordinal()}
    return {"date": compared}
