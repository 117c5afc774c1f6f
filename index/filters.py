"""Names the articles that a search or a list of quotes is confined to."""

import datetime as dt
from dataclasses import dataclass


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


EVERYTHING = Filters()
