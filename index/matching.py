"""Tells whether words stand in a text, whatever their case and accents."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

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
    words = _words(wanted)
    return bool(words) and words <= _words(speaker)


class Names:
    """Many names, to be found by their words.

    Attributes:
        names: all of them, in the order given.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self.names):
            for word in _words(name):
                self._places[word].append(place)

    def with_words(self, wanted: str) -> tuple[str, ...]:
        """Return the names that have every word of `wanted`, in order; none where it has none."""
        found = [self._places.get(word, []) for word in _words(wanted)]
        if not found:
            return ()
        fewest, *others = sorted(found, key=len)
        rest = [frozenset(places) for places in others]
        return tuple(
            self.names[place] for place in fewest if all(place in places for places in rest)
        )


def mentions(text: str | None, wanted: str) -> bool:
    """Tell whether every word of `wanted` begins a word of a text."""
    words, there = _words(wanted), _words(text)
    return bool(words) and all(any(t.startswith(w) for t in there) for w in words)


def _words(text: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall(_POSSESSIVE.sub("", fold(text or ""))))
