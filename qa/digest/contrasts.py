"""Where sources differ on whose fault a thing was, on which day it was, and what came first."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.article import ParsedArticle
from qa.desk import Desk, Place
from qa.digest.candidates import body_of
from qa.terms import terms

_SHARED = 2  # words that count which two sentences on one thing share, beside the cue
_BEFORE_DAY = 6  # words before a day that tell what was done on it
_NOUNS = r"(?P<who>(?:(?:the|a|an|its|his|her|their)\s+)?[\w’'.-]+(?:\s+[\w’'.-]+){0,3})"
_BLAMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i)\bblam(?:e[sd]?|ing)\s+(?!(?:for|on)\b){_NOUNS}",
        rf"(?i)\bblam(?:e[sd]?|ing)\b[^.]{{0,60}}?\bon\s+{_NOUNS}",
        rf"(?i)\b(?:caused|started|carried out|triggered|set off|killed) by\s+{_NOUNS}",
        rf"(?i)\bhold(?:s|ing)?\s+{_NOUNS}\s+responsible",
        rf"(?i){_NOUNS}\s+(?:was|were|is|are)\s+(?:to blame|at fault|responsible)\b",
    )
)
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_ORDER = re.compile(r"(?i)\b(?P<word>before|after)\b")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence says on a thing on which others may differ."""

    place: Place
    said: frozenset[str]
    context: frozenset[str]

    @property
    def done(self) -> frozenset[str]:
        """The words, names left out, right before the day."""
        day = _DAY.search(self.place.text)
        before = self.place.text[: day.start()].split() if day else []
        return _stems(" ".join(word for word in before[-_BEFORE_DAY:] if word[0].islower()))


@dataclass(frozen=True, slots=True)
class Point:
    """A thing on which sources differ, with a sentence of each."""

    about: str
    places: tuple[Place, ...]


def contrasts(groups: Sequence[Sequence[ParsedArticle]], desk: Desk) -> tuple[Point, ...]:
    """Find what origins say differently on blame, day and order of events."""
    kinds = (
        ("who or what is to blame", _blame, _differ),
        ("the day", _day, _differ_on_day),
        ("what came first", _first, _turned_round),
    )
    found = []
    for about, read, differ in kinds:
        pair = _pair([list(_said(group[0], desk, read)) for group in groups], differ)
        if pair:
            found.append(Point(about, tuple(said.place for said in pair)))
    return tuple(found)


_Read = Callable[[str], frozenset[str] | None]


def _said(parsed: ParsedArticle, desk: Desk, read: _Read) -> Iterator[_Said]:
    for place in body_of(parsed, desk):
        said = read(place.text)
        if said:
            yield _Said(place, said, _stems(place.text) - said)


def _pair(
    origins: Sequence[Sequence[_Said]], differ: Callable[[_Said, _Said], bool]
) -> tuple[_Said, _Said] | None:
    """Return the two sentences of different origins that differ most surely; None without any."""
    pairs = [
        (one, other)
        for at, own in enumerate(origins)
        for later in origins[at + 1 :]
        for one in own
        for other in later
        if _on_one_thing(one, other) and differ(one, other)
    ]
    return max(pairs, key=lambda two: len(two[0].context & two[1].context), default=None)


def _on_one_thing(one: _Said, other: _Said) -> bool:
    alike = len((one.context | one.said) & (other.context | other.said))
    return alike >= max(_SHARED, min(len(one.context), len(other.context)) // 2)


def _differ(one: _Said, other: _Said) -> bool:
    return not one.said & other.said


def _differ_on_day(one: _Said, other: _Said) -> bool:
    """Tell whether the same is told of two days; "stopped on Monday" is not "home on Friday"."""
    return _differ(one, other) and bool(one.done & other.done)


def _turned_round(one: _Said, other: _Said) -> bool:
    """Tell whether what one sentence puts first is what the other puts second."""
    return len(one.said & other.context) > len(one.said & other.said) and len(
        other.said & one.context
    ) > len(one.said & other.said)


def _blame(text: str) -> frozenset[str] | None:
    for pattern in _BLAMES:
        if match := pattern.search(text):
            return _stems(match["who"]) or None
    return None


def _day(text: str) -> frozenset[str] | None:
    found = {day.lower() for day in _DAY.findall(text)}
    return frozenset(found) if len(found) == 1 else None


def _first(text: str) -> frozenset[str] | None:
    """Return the words of what a sentence with one "before" or "after" puts first."""
    found = list(_ORDER.finditer(text))
    if len(found) != 1:
        return None
    main, other = text[: found[0].start()], text[found[0].end() :]
    if not main.strip() and "," in other:
        other, _, main = other.partition(",")
    return _stems(other if found[0]["word"].lower() == "after" else main) or None


def _stems(text: str) -> frozenset[str]:
    return frozenset(term.stem for term in terms(text))
