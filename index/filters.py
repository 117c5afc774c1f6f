"""Names the articles that a search or a list of quotes is confined to."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that an article must meet, all of them; none by default.

    Attributes:
        outlet: the outlet's name, in any case.
        since: the first day; an article without a date meets no condition on its date.
        until: the last day.
        article_ids: one of these articles; empty for any.
    """

    outlet: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    article_ids: tuple[str, ...] = ()

    def as_of(self, day: dt.date) -> Self:
        """Return the conditions as of a day: what is published later does not exist yet."""
        return replace(self, until=min(self.until or day, day))


EVERYTHING = Filters()
