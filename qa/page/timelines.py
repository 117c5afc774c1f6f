"""A summary's timeline as HTML: what happened when, and the days on a scale of time."""

import datetime as dt
from collections.abc import Sequence
from html import escape

from index.page.article import date_html
from qa.answer import Citation, Event
from qa.page.answers import cite_html

_FEWEST = 3  # times below which a scale shows nothing


def timeline_html(timeline: Sequence[Event], citations: Sequence[Citation]) -> str:
    """Set events in order of time, each cited; nothing where there are none."""
    if not timeline:
        return ""
    by_number = {citation.number: citation for citation in citations}
    items = "".join(
        f'<li><span class="time">{_time(event.time)}</span>'
        f'<span dir="auto">{escape(event.text)}</span>'
        f"{''.join(cite_html(by_number[number]) for number in event.citations)}</li>"
        for event in timeline
    )
    return f'<h2>When</h2>{_scale(timeline)}<ol class="timeline">{items}</ol>'


def _scale(timeline: Sequence[Event]) -> str:
    """Set a dot for each day at its place between the first and the last one."""
    days = sorted({_day(event.time) for event in timeline})
    if len(days) < _FEWEST:
        return ""
    whole = (days[-1] - days[0]).days
    dots = "".join(f'<i style="left:{(day - days[0]).days / whole:.2%}"></i>' for day in days)
    return f'<div class="scale" aria-hidden="true">{dots}</div>'


def _day(time: str) -> dt.date:
    """Return the day of a time; of a month or a year, the middle of it."""
    year, month, day = (*map(int, time.split("-")), 0, 0)[:3]
    return dt.date(year, month or 7, day or (15 if month else 1))


def _time(time: str) -> str:
    """Set a day, which the page's script shows as the reader writes it, a month or a year."""
    day = _day(time)
    if len(time) == len("2026-03-01"):
        return date_html(day)
    return f"{day:%B %Y}" if "-" in time else time
