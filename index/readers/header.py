"""The facts that a text states of itself in its first lines."""

import datetime as dt
import re
from dataclasses import dataclass

from index.readers.dates import parse_date

_FENCE = re.compile(
    r"\A\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_LINES = re.compile(r"\A\s*((?:[A-Za-z][A-Za-z -]{0,20}:[^\n]{0,500}\n)+)[ \t]*(?:\n|\Z)")
_KEYS = {
    "title": "title",
    "headline": "title",
    "outlet": "outlet",
    "publication": "outlet",
    "source": "outlet",
    "date": "date",
    "published": "date",
    "url": "url",
    "link": "url",
}


@dataclass(frozen=True, slots=True)
class Header:
    """What the first lines state, and the text behind them."""

    body: str
    title: str | None = None
    outlet: str | None = None
    date: dt.date | None = None
    url: str | None = None


def split_header(text: str) -> Header:
    """Take the header off a text: `Key: value` lines, between `---` lines or up to a blank one.

    Without the fence the first line must be one of ours (title, outlet, date, url or a synonym),
    so that an article that begins "Brussels: a deal is near" is left whole.
    """
    fenced = _FENCE.match(text)
    match = fenced or _LINES.match(text)
    if not match:
        return Header(text)
    lines = [_key_and_value(line) for line in match[1].splitlines()]
    stated = {_KEYS[key]: value for key, value in reversed(lines) if key in _KEYS and value}
    if not stated or not (fenced or lines[0][0] in _KEYS):
        return Header(text)
    return Header(
        body=text[match.end() :].lstrip("\n"),
        title=stated.get("title"),
        outlet=stated.get("outlet"),
        date=parse_date(stated.get("date", "")),
        url=stated.get("url"),
    )


def _key_and_value(line: str) -> tuple[str, str]:
    key, _, value = line.partition(":")
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].strip()
    return key.lower() if key == key.lstrip() else "", value
