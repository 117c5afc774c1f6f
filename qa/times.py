"""The time that a question names, as days on which articles appeared: "last week", "in May"."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH, _DAY = rf"(?P<month>{'|'.join(_MONTHS)})", rf"(?P<day>{'|'.join(_DAYS)})"
_LATE = dt.timedelta(days=1)  # a paper tells of a day on the next one


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a question names.

    Attributes:
        since: the first day.
        until: the last day on which it is written about.
        written: as the question names it ("last week").
        rest: the question without it.
    """

    since: dt.date
    until: dt.date
    written: str
    rest: str


def read_period(text: str, today: dt.date) -> Period | None:
    """Return the time that a question confines its articles to; None where it names none.

    Months and weekdays are the last ones that have begun. A question for a time names none.
    """
    if re.match(r"(?i)\W*(?:and\s+)?(?:since\s+)?when\b", text):
        return None
    for pattern, days in _PATTERNS:
        match = pattern.search(text)
        found = days(match, today) if match else None
        if match and found:
            rest = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
            return Period(*found, match[0].strip(), re.sub(r"\s+(?=[?,.])", "", rest))
    return None


def without_periods(text: str) -> str:
    """Return a text without the times that it names."""
    for pattern, _ in _PATTERNS:
        text = pattern.sub(" ", text)
    return re.sub(r"\s+(?=[?,.])", "", " ".join(text.split()))


Days = tuple[dt.date, dt.date]


def _date(match: re.Match[str], today: dt.date) -> Days | None:
    month = _MONTHS.index(match["month"].lower()) + 1
    year = int(match["year"]) if match["year"] else today.year
    try:
        day = dt.date(year, month, int(match["number"]))
        if not match["year"] and day > today:
            day = day.replace(year=year - 1)
    except ValueError:
        return None
    return day, today if _since(match) else day + _LATE


def _month(match: re.Match[str], today: dt.date) -> Days | None:
    month = _MONTHS.index(match["month"].lower()) + 1
    year = int(match["year"]) if match["year"] else today.year
    first = dt.date(year, month, 1)
    if not match["year"] and first > today:
        first = first.replace(year=year - 1)
    return first, today if _since(match) else _last_of(first) + _LATE


def _weekday(match: re.Match[str], today: dt.date) -> Days | None:
    back = (today.weekday() - _DAYS.index(match["day"].lower())) % 7
    day = today - dt.timedelta(days=back or 7)
    return day, today if _since(match) else day + _LATE


def _relative(match: re.Match[str], today: dt.date) -> Days | None:
    return _RELATIVE[" ".join(match["words"].lower().split())](today)


def _since(match: re.Match[str]) -> bool:
    return match["lead"].lower() == "since"


def _last_of(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _monday(today: dt.date) -> dt.date:
    return today - dt.timedelta(days=today.weekday())


_RELATIVE: dict[str, Callable[[dt.date], Days]] = {
    "yesterday": lambda t: (t - dt.timedelta(days=1), t),
    "this week": lambda t: (_monday(t), t),
    "last week": lambda t: (_monday(t) - dt.timedelta(days=7), _monday(t)),
    "this month": lambda t: (t.replace(day=1), t),
    "last month": lambda t: (
        (t.replace(day=1) - dt.timedelta(days=1)).replace(day=1),
        t.replace(day=1),
    ),
}
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], dt.date], Days | None]], ...] = (
    (
        re.compile(
            rf"(?i)\b(?P<lead>on|since)\s+(?:the\s+)?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>20\d\d))?\b"
        ),
        _date,
    ),
    (
        re.compile(
            rf"(?i)\b(?P<lead>on|since)\s+{_MONTH}\s+(?P<number>\d{{1,2}})(?:st|nd|rd|th)?"
            r"\b(?:,?\s+(?P<year>20\d\d))?"
        ),
        _date,
    ),
    (
        re.compile(rf"(?i)\b(?P<lead>in|during|since|last)\s+{_MONTH}\b(?:,?\s+(?P<year>20\d\d))?"),
        _month,
    ),
    (re.compile(rf"(?i)\b(?P<lead>on|since|last)\s+{_DAY}\b"), _weekday),
    (
        re.compile(r"(?i)\b(?P<words>yesterday|(?:this|last)\s+(?:week|month))\b(?!\s*[’']s)"),
        _relative,
    ),
)
