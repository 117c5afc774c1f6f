"""Finds the sentences in JSON that a model writes, whatever shape it chooses."""

import json
import re
from collections.abc import Collection, Iterator
from contextlib import suppress

from qa.pointers import numbers_in
from qa.prose import Heading, Written, take

_TEXTS = ("text", "sentence", "statement", "claim", "answer", "response", "content", "summary")
_NUMBERS = ("citations", "citation", "passages", "passage", "sources", "source", "references")
_WRAPPERS = (
    "sections",
    "sentences",
    "answer",
    "answers",
    "summary",
    "response",
    "result",
    "content",
)
# What wraps a list of sentences: it is complete last, its sentences are earlier.
_OPENS_LIST = re.compile(rf'\{{\s*"(?:{"|".join(_WRAPPERS)})"\s*:\s*\[')
_OPENING = re.compile(r"[{\[]")
_NAMED_TEXT = re.compile(rf'"(?:{"|".join(_TEXTS)})"\s*:\s*("(?:[^"\\]|\\.)*")')
_UNFINISHED = re.compile(rf'"(?:{"|".join(_TEXTS)})"\s*:\s*"((?:[^"\\]|\\.)*)\\?$')


def take_json(text: str, known: Collection[int]) -> tuple[list[Written | Heading], int]:
    """Read the objects of an unfinished list of sentences that are complete.

    Returns:
        the sentences in order, and up to where the text was read.
    """
    decoder = json.JSONDecoder(strict=False)
    found: list[Written | Heading] = []
    at = 0
    while (opening := text.find("{", at)) >= 0:
        try:
            value, end = decoder.raw_decode(text, opening)
        except json.JSONDecodeError:
            if not _OPENS_LIST.match(text, opening):
                break
            at = opening + 1
            continue
        found += _told(value, known)
        at = end
    return found, at


def read_json(text: str, known: Collection[int]) -> Iterator[Written | Heading]:
    """Yield the sentences of the JSON in a text, fenced or bare; nothing where it has none.

    `{"sentences": [{"text", "citations"}]}`, a list of such, `{"answer": "… [1]."}` and
    `{"sections": [{"title", "sentences"}]}` are understood. Of JSON that breaks off or is
    malformed, the objects or texts that are whole are read.

    Args:
        text: what a model wrote.
        known: the passages' numbers.
    """
    found = False
    for value in _values(text):
        for item in _told(value, known):
            found = True
            yield item
    if not found:
        for named in _NAMED_TEXT.finditer(text):
            with suppress(json.JSONDecodeError):
                yield from _told(json.loads(named[1], strict=False), known)
        yield from read_unfinished(text, known)


def read_unfinished(text: str, known: Collection[int]) -> list[Written | Heading]:
    """Return the whole sentences of a text inside JSON that breaks off before its end."""
    found = _UNFINISHED.search(text)
    if not found:
        return []
    with suppress(json.JSONDecodeError):
        value = json.loads(f'"{found[1]}"', strict=False)
        return take(value, known, final=True)[0][:-1]
    return []


def _values(text: str) -> Iterator[object]:
    """Yield each JSON object or list in a text that stands in no other that is whole."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while opening := _OPENING.search(text, at):
        try:
            value, at = decoder.raw_decode(text, opening.start())
        except json.JSONDecodeError:
            at = opening.end()
            continue
        yield value


def _told(value: object, known: Collection[int]) -> Iterator[Written | Heading]:
    if isinstance(value, str):
        yield from take(value, known, final=True)[0]
    elif isinstance(value, list):
        for item in value:
            yield from _told(item, known)
    elif isinstance(value, dict):
        yield from _told_by_object(value, known)


def _told_by_object(
    value: dict[str, object], known: Collection[int]
) -> Iterator[Written | Heading]:
    if isinstance(title := value.get("title") or value.get("heading"), str):
        yield Heading(title)
    texts = [value[key] for key in _TEXTS if isinstance(value.get(key), str)]
    if texts and not any(isinstance(value.get(key), list | dict) for key in _WRAPPERS):
        numbers = tuple(number for key in _NUMBERS for number in _numbers(value.get(key)))
        for item in _told(texts[0], known):
            bare = isinstance(item, Written) and not item.citations
            yield Written(item.text, numbers) if bare else item
        return
    for key, inner in value.items():
        if key.casefold() in _WRAPPERS:
            yield from _told(inner, known)


def _numbers(value: object) -> tuple[int, ...]:
    """Read numbers that are given as 1, "1", "[1]", {"number": 1} or a list of these."""
    if isinstance(value, dict):
        return _numbers(value.get("number") or value.get("id"))
    if isinstance(value, list):
        return tuple(dict.fromkeys(number for item in value for number in _numbers(item)))
    return numbers_in(str(value)) if isinstance(value, int | str) else ()
