"""Reads one source for a test: what it becomes, or why it is refused."""

import atexit
import datetime as dt

from index.article import Draft
from index.errors import SourceError
from index.readers import read_content, reading_apart

TODAY = dt.date(2026, 3, 10)
_APART = reading_apart()  # one for all tests: a process takes a second to begin
atexit.register(_APART.close)


def items_of(content: bytes, name: str) -> list[Draft | SourceError]:
    return list(read_content(content, name, TODAY, _APART))


def read_one(content: str | bytes, name: str = "ferry-strike_ends.txt") -> Draft:
    raw = content.encode() if isinstance(content, str) else content
    (item,) = items_of(raw, name)
    assert isinstance(item, Draft), item
    return item


def refusal(content: str | bytes, name: str = "a.txt") -> str:
    raw = content.encode() if isinstance(content, str) else content
    (item,) = items_of(raw, name)
    assert isinstance(item, SourceError), item
    assert item.source == name
    return str(item)
