"""Cuts a text into the words that a check compares."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from qa.stems import stem
from qa.synonyms import groups
from qa.terms import STOP

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[ap]\.m\.|[€$£%]|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign `[start, end)` of a text.

    Attributes:
        low: in lower case, without a possessive.
        content: whether it says something by itself.
    """

    text: str
    low: str
    stem: str
    start: int
    end: int
    content: bool


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Return a text's tokens in order; kept, as each sentence is looked at by several checks."""
    found = []
    for match in _TOKEN.finditer(text):
        low = _POSSESSIVE.sub("", match[0].lower())
        content = low not in STOP and (len(low) > 1 or low.isdigit())
        found.append(Token(match[0], low, stem(low), match.start(), match.end(), content))
    return tuple(found)


def content_stems(found: Iterable[Token]) -> set[str]:
    """Return the stems of the tokens that say something."""
    return {token.stem for token in found if token.content}


def akin(one: str, other: str) -> bool:
    """Tell whether two stems are of one word, or of words for one thing."""
    if one == other or _begins(one, other):
        return True
    mine = groups(one)
    return bool(mine and mine & groups(other))


def akin_to_any(one: str, others: Iterable[str]) -> bool:
    """Tell whether a stem is akin to one of several."""
    return any(akin(one, other) for other in others)


def shared(mine: Iterable[str], theirs: Collection[str]) -> int:
    """Count the stems that are akin to one of the others."""
    return sum(akin_to_any(one, theirs) for one in mine)


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 3
