"""JSON Lines → a draft for each line."""

import json
from collections.abc import Iterator
from typing import cast

from index.article import Draft
from index.errors import SourceError
from index.readers.dates import parse_date
from index.readers.encoding import normalise


def read_jsonl(text: str, source: str) -> Iterator[Draft | SourceError]:
    """Read one article a line; a bad line is a failure of its own, the others go on.

    A single object set over several lines, as other programs write it, counts as one line.
    """
    whole = _parse(text)
    if isinstance(whole, dict):
        yield _draft(whole, source)
        return
    if not any(isinstance(_parse(line), dict) for _, line in _lines(text)):
        yield _no_article(source)
        return
    # Read one by one: all values at a time would take several times the file's size.
    for number, line in _lines(text):
        yield _draft(_parse(line), f"{source}:{number}")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, with their numbers."""
    number = start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        line = text[start:end]
        start = end + 1
        if line.strip():
            yield number, line


def _parse(line: str) -> object:
    """Return the value of a line; None where it is not JSON."""
    try:
        return cast("object", json.loads(line))
    except (ValueError, RecursionError):
        return None


def _draft(value: object, place: str) -> Draft | SourceError:
    if not isinstance(value, dict):
        return _no_article(place)
    given = value.get("text")
    text = normalise(given) if isinstance(given, str) else ""
    if not text.strip():
        return SourceError(f'{place} has no "text": an article needs words in it.', place)
    for name in ("title", "outlet", "date", "url"):
        if not isinstance(value.get(name), str | None):
            return SourceError(f'{place}: "{name}" must be text in quotes, or null.', place)
    own = value.get("id")
    if isinstance(own, bool) or not isinstance(own, str | int | None):
        return SourceError(f'{place}: "id" must be text in quotes, or null.', place)
    return Draft(
        place,
        text,
        id=_line(None if own is None else str(own)),
        title=_line(value.get("title")),
        outlet=_line(value.get("outlet")),
        date=parse_date(value.get("date") or ""),
        url=_line(value.get("url")),
    )


def _no_article(place: str) -> SourceError:
    return SourceError(
        f'{place} is not an article: write one JSON object, such as {{"text": "…"}}, a line.', place
    )


def _line(value: str | None) -> str | None:
    """Return a value on one line; None where there is nothing in it."""
    return " ".join(normalise(value or "").split()) or None
