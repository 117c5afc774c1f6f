"""A date as written in a source → a date."""

import datetime as dt
import time
from email.utils import parsedate_to_datetime

_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d.%m.%Y", "%Y/%m/%d")


def parse_date(written: str) -> dt.date | None:
    """Read a date or a time with its date, as at its own place; None where it is not understood.

    Knows ISO 8601, the form of mail and feeds, and English ("4 March 2026", "March 4, 2026").
    """
    written = " ".join(written.split())
    for candidate in (written, written[:10]):
        try:
            return dt.datetime.fromisoformat(candidate).date()
        except ValueError:
            continue
    for form in _WRITTEN:
        try:
            return dt.date(*time.strptime(written, form)[:3])
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, IndexError):
        return None
