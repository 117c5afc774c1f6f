"""Tells whether words stand in a text, whatever their case and accents."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")


def fold(text: str) -> str:
    """Return a text in lower case without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def names(speaker: str | None, wanted: str) -> bool:
    """Tell whether every word of `wanted` is a word of a speaker's name."""
    words = _name_words(wanted)
    return bool(words) and words <= _name_words(speaker)


def mentions(text: str | None, wanted: str) -> bool:
    """Tell whether every word of `wanted` begins a word of a text."""
    words, there = _words(wanted), _words(text)
    return bool(words) and all(any(t.startswith(w) for t in there) for w in words)


def _words(text: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall(_POSSESSIVE.sub("", fold(text or ""))))


@lru_cache(maxsize=65536)  # a library's speakers are asked for again and again
def _name_words(name: str | None) -> frozenset[str]:
    return _words(name)
