"""Reads of a kept report what a reader is shown of its answers: JSON → values.

A report may come from an earlier Byline, so what an answer lacks is empty here.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.page.article import date_text

_Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that a sentence cites.

    Attributes:
        date: None where it is not known.
        url: of the article, http or https only; else None.
        text: the cited words.
    """

    number: int
    title: str
    outlet: str | None
    date: dt.date | None
    url: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer with the places that it cites."""

    text: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a summary; an answer is one without a title."""

    title: str | None
    sentences: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader is shown of an answer or a summary.

    Attributes:
        refused: whether it is a refusal, for `reason`.
        withheld: sentences with why each was withheld.
        loaded: the sources' loaded words, each with a plain one.
    """

    is_summary: bool
    refused: bool
    reason: str | None
    parts: tuple[Part, ...]
    withheld: tuple[tuple[str, str], ...]
    loaded: tuple[tuple[str, str], ...]
    notice: str | None


def shown(answer: _Json) -> Shown:
    """Read a kept answer."""
    places = {place.number: place for place in map(_cited, _rows(answer, "citations"))}
    is_summary = "sections" in answer
    sections = _rows(answer, "sections") if is_summary else iter((answer,))
    return Shown(
        is_summary=is_summary,
        refused=answer.get("status") == "refused",
        reason=_text(answer, "reason"),
        parts=tuple(_part(section, places) for section in sections),
        withheld=_pairs(answer, "withheld", "text", "why"),
        loaded=_pairs(answer, "loaded", "text", "plain"),
        notice=_text(answer, "notice"),
    )


def when(started: str) -> str:
    """Return a report's start as in "25 November 2026, 15:44 UTC"; else as it is."""
    try:
        moment = dt.datetime.fromisoformat(started)
    except ValueError:
        return started
    zone = f" {moment:%Z}" if moment.tzinfo else ""
    return f"{date_text(moment.date())}, {moment:%H:%M}{zone}"


def _part(section: _Json, places: Mapping[int, Cited]) -> Part:
    return Part(
        _text(section, "title"),
        tuple(
            Said(_text(row, "text") or "", tuple(_of(row, places)))
            for row in _rows(section, "sentences")
        ),
    )


def _of(sentence: _Json, places: Mapping[int, Cited]) -> Iterator[Cited]:
    numbers = sentence.get("citations")
    for number in numbers if isinstance(numbers, list | tuple) else ():
        if isinstance(number, int) and number in places:
            yield places[number]


def _cited(row: _Json) -> Cited:
    number, url = row.get("number"), _text(row, "url")
    return Cited(
        number if isinstance(number, int) else 0,
        _text(row, "title") or _text(row, "article_id") or "",
        _text(row, "outlet"),
        _date(_text(row, "date")),
        url if url and url.startswith(("http://", "https://")) else None,
        _text(row, "text") or "",
    )


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _pairs(row: _Json, name: str, first: str, second: str) -> tuple[tuple[str, str], ...]:
    return tuple((_text(r, first) or "", _text(r, second) or "") for r in _rows(row, name))


def _rows(row: _Json, name: str) -> Iterator[_Json]:
    rows = row.get(name)
    for item in rows if isinstance(rows, list | tuple) else ():
        if isinstance(item, Mapping):
            yield item


def _text(row: _Json, name: str) -> str | None:
    value = row.get(name)
    return value if isinstance(value, str) else None
