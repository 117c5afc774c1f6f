"""Reads one source for a test: what it becomes, or why it is refused."""

import datetime as dt

from index.article import Draft
from index.errors import SourceError
from index.readers import read_content

TODAY = dt.date(2026, 3, 10)


def read_one(content: str | bytes, name: str = "ferry-strike_ends.txt") -> Draft:
    raw = content.encode() if isinstance(content, str) else content
    (item,) = read_content(raw, name, TODAY)
    assert isinstance(item, Draft), item
    return item


def refusal(content: str | bytes, name: str = "a.txt") -> str:
    raw = content.encode() if isinstance(content, str) else content
    (item,) = read_content(raw, name, TODAY)
    assert isinstance(item, SourceError), item
    assert item.source == name
    return str(item)
