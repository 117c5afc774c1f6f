"""Tells which origins report one thing: a candidate → the sentences of others that tell it too."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.article import ParsedArticle
from qa.desk import Desk, Place
from qa.digest.candidates import Candidate
from qa.terms import terms

_FEWEST = 3  # words that count which two sentences must share
_COMMON = 2  # of them words that are no names
_COVERED = 0.55  # share of a sentence's words that another origin must have near by


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence of an origin with the next one, which often holds the rest of it."""

    place: Place
    stems: frozenset[str]
    near: frozenset[str]
    common: frozenset[str]
    numbers: frozenset[str]


class Agreement:
    """What the origins of one event report alike.

    Args:
        groups: the articles by origin; the first of each is read.
        desk: reads them.
    """

    def __init__(self, groups: Sequence[Sequence[ParsedArticle]], desk: Desk) -> None:
        self._origins = [_told(group[0], desk) for group in groups]
        self._also: dict[Place, tuple[Place, ...]] = {}

    @property
    def origins(self) -> int:
        """Number of origins."""
        return len(self._origins)

    def also(self, candidate: Candidate) -> tuple[Place, ...]:
        """Return, of each other origin that tells what a candidate tells, the nearest sentence."""
        if candidate.place not in self._also:
            self._also[candidate.place] = tuple(self._others(candidate))
        return self._also[candidate.place]

    def repeats(self, candidate: Candidate, told: Iterable[Candidate]) -> bool:
        """Tell whether a candidate tells what another one of another origin has told."""
        return any(
            candidate.place in self.also(other) or other.place in self.also(candidate)
            for other in told
        )

    def _others(self, candidate: Candidate) -> Iterator[Place]:
        own = _of(candidate.place, candidate.stems)
        for origin, sentences in enumerate(self._origins):
            if origin != candidate.origin:
                best = max(sentences, key=lambda other: _shared(own, other), default=None)
                if best and _tells_the_same(own, best):
                    yield best.place


def _told(parsed: ParsedArticle, desk: Desk) -> list[_Told]:
    places = [
        place
        for paragraph in parsed.paragraphs
        if paragraph.kind == "body"
        for place in desk.sentences(parsed.article.id, paragraph.number)
    ]
    stems = [frozenset(term.stem for term in terms(place.text)) for place in places]
    found = []
    for at, place in enumerate(places):
        near = stems[at] | (stems[at + 1] if at + 1 < len(stems) else frozenset())
        found.append(_Told(place, stems[at], near, stems[at], _numbers(near)))
    return found


def _of(place: Place, stems: frozenset[str]) -> _Told:
    common = frozenset(term.stem for term in terms(place.text) if not term.proper)
    return _Told(place, stems, stems, common & stems, _numbers(stems))


def _numbers(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems if stem[:1].isdigit())


def _shared(one: _Told, other: _Told) -> float:
    return len(one.stems & other.near) + len(one.stems & other.stems) / 100


def _tells_the_same(one: _Told, other: _Told) -> bool:
    shared = one.stems & other.near
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return False  # other numbers for it are where they differ
    if len(shared & one.common) < _COMMON:
        return False  # who somebody is, is no news
    return len(shared) >= _FEWEST and len(shared) >= _COVERED * len(one.stems)
