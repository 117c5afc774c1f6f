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
        without: none of these articles.
        day: texts that articles got after this day do not exist yet; None for the newest texts.
    """

    outlet: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    article_ids: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    day: dt.date | None = None

    def as_of(self, day: dt.date) -> Self:
        """Return the conditions as of a day: what is later does not exist yet."""
        until, known = min(self.until or day, day), min(self.day or day, day)
        return replace(self, until=until, day=known)


EVERYTHING = Filters()
