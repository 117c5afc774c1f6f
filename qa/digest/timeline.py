"""When things happened: sentences with a date that they name, in order of time."""

import datetime as dt
import re
from collections.abc import Sequence

from index.marks import masked, pair
from qa.answer import Event
from qa.cite import Citations
from qa.digest.candidates import Candidate
from qa.digest.kinds import is_silent

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_NAMES = "|".join(_MONTHS)
_SHORT = "|".join(rf"{month[:3]}\." for month in _MONTHS)
_DAY = re.compile(
    rf"(?i)\b(?:(?P<month>{_NAMES}|{_SHORT})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_NAMES}))"
    r"(?:,?\s(?P<year>(?:19|20)\d\d))?\b"
)
_IN_YEAR = re.compile(
    rf"(?i)\b(?:in|since|of)\s(?:(?P<month>{_NAMES})\s)?(?P<year>(?:19|20)\d\d)\b"
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_RELATIVE = re.compile(
    rf"(?i)\b(?P<word>yesterday|today|tonight|(?:on\s|late\s|early\s)?(?P<weekday>{'|'.join(_WEEKDAYS)}))\b"
)
# What is still to come on such a day: the day is not the last one of its name.
_AHEAD = re.compile(
    r"(?i)\b(?:until|before|by|next|from|coming|will|would|is|are|plan\w*|expected|due|scheduled"
    r"|ahead of|to (?:be|hold|vote|meet|march|appear|begin|start|discuss|decide|speak|return|open"
    rf"|close|resume|take))\s.{{0,100}}?\b(?:{'|'.join(_WEEKDAYS)}|today|tonight)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|went|came|took|made|gave|got|saw|found|left|met|ran|led|held"
    r"|won|lost|fell|rose|began|became|grew|cut|put|hit|shut|split|spoke|broke|chose|drove|wrote"
    r"|sent|built|bought|brought|caught|fought|kept|paid|sold|stood|struck|threw|swore|shot"
    r"|(?:has|have) \w+|[a-z]+ed)\b"
)
_MOST = 12


def timeline(
    found: Sequence[Candidate], dates: dict[str, dt.date | None], citations: Citations
) -> tuple[Event, ...]:
    """Return dated sentences in order of time, at most one a day and article.

    Args:
        found: the candidates.
        dates: when each article appeared, by its id; "on Tuesday" is counted from there.
        citations: gets a citation for each event.

    Returns:
        none where fewer than two times are named: that is no sequence.
    """
    when: dict[tuple[str, str], Candidate] = {}
    for candidate in found:
        if candidate.in_own_words or is_silent(candidate.place.text):
            continue  # that somebody spoke, or did not, is no event
        time = _time(candidate.place.text, dates.get(candidate.place.article_id))
        if time:
            when.setdefault((time, candidate.place.article_id), candidate)
    if len({time for time, _ in when}) < 2:
        return ()
    events = sorted(when.items(), key=lambda item: (item[0][0], item[1].position))[:_MOST]
    return tuple(
        Event(time, one.forms[0].text, (citations.cite(one.place),)) for (time, _), one in events
    )


def _time(text: str, written: dt.date | None) -> str | None:
    """Return the first time that a text names: "2026-03-01", "2026-03" or "2026"."""
    text = masked(text, pair(text), "█")
    if match := _DAY.search(text):
        return _day(match, written)
    if match := _IN_YEAR.search(text):
        month = f"-{_MONTHS.index(match['month'].lower()) + 1:02d}" if match["month"] else ""
        return match["year"] + month
    if written and _PAST.search(text) and not _AHEAD.search(text):
        match = _RELATIVE.search(text)
        return _back(match, written).isoformat() if match else None
    return None


def _day(match: re.Match[str], written: dt.date | None) -> str | None:
    name = (match["month"] or match["month2"]).lower().rstrip(".")
    month = next(n for n, full in enumerate(_MONTHS, 1) if full.startswith(name[:3]))
    year = int(match["year"]) if match["year"] else written.year if written else None
    if year is None:
        return None
    try:
        return dt.date(year, month, int(match["day"] or match["day2"])).isoformat()
    except ValueError:
        return None


def _back(match: re.Match[str], written: dt.date) -> dt.date:
    if match["weekday"]:
        ago = (written.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
        return written - dt.timedelta(days=ago)
    return written - dt.timedelta(days=1) if match["word"].lower() == "yesterday" else written
