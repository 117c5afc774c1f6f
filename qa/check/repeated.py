"""What a model says again in nearly the same words."""

import re
from collections.abc import Iterable, Sequence

from qa.polarity import is_denied
from qa.terms import terms, words

# Names, days and figures, some of which are otherwise words that count for nothing ("May").
_NAMED = re.compile(r"\b(?:[A-ZÀ-Þ]|\d)[\w.,]*\w|\b\d\b")


class Repeated:
    """Remembers what was kept, and tells what says nothing beyond it."""

    def __init__(self) -> None:
        self._kept: list[tuple[str, tuple[str, ...]]] = []
        self._texts: set[tuple[str, ...]] = set()

    def keep(self, text: str) -> None:
        """Remember a sentence."""
        self._kept.append((text, _stems(text)))
        self._texts.add(tuple(words(text)))

    def has(self, text: str) -> bool:
        """Tell whether one that was kept has all words of a sentence that count, in order."""
        if tuple(words(text)) in self._texts:
            return True
        stems = _stems(text)
        return any(
            _in_order(stems, told)
            and is_denied(text) == is_denied(kept)
            and set(_NAMED.findall(text, 1)) <= set(_NAMED.findall(kept))
            for kept, told in self._kept
        )


def _stems(text: str) -> tuple[str, ...]:
    return tuple(term.stem for term in terms(f"· {text}"))


def _in_order(few: Sequence[str], many: Iterable[str]) -> bool:
    rest = iter(many)
    return bool(few) and all(stem in rest for stem in few)
