"""Where articles differ on one thing: its numbers, blame, day and order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.article import ParsedArticle
from qa.answer import Difference, Version
from qa.cite import Citations
from qa.desk import Desk, Place
from qa.digest.contrasts import Point, contrasts
from qa.digest.plainly import plainly
from qa.stems import stem
from qa.terms import terms

_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
).split()
_COUNTED = re.compile(
    rf"(?i)(?<![\w.,$€£])(?P<number>\d[\d,]*(?:\.\d+)?|{'|'.join(_WORDS)})\s+(?P<what>(?:[a-z][\w-]*\s+)?[a-z][\w-]*)"
)
_UNITS = frozenset(
    "percent per cent euros dollars pounds hours minutes days weeks years metres kilometres".split()
)
_NO_THINGS = frozenset(
    "inside outside more less fewer ago later earlier away apart long wide high deep old".split()
)
_SHARED = 2  # words besides the thing counted that both sentences must have


@dataclass(frozen=True, slots=True)
class _Count:
    number: str
    what: str
    place: Place
    context: frozenset[str]


def differing(groups: Sequence[Sequence[ParsedArticle]], desk: Desk) -> tuple[Point, ...]:
    """Find things on which articles of different origin differ; what they count comes first.

    Two sentences tell of one thing when they count the same noun and share at least two more
    words that count.

    Args:
        groups: the articles by origin; the first of each is read.
        desk: reads them.
    """
    counts = [list(_counts(group[0], desk)) for group in groups]
    found: dict[str, Point] = {}
    for at, own in enumerate(counts):
        for other in (count for later in counts[at + 1 :] for count in later):
            for count in own:
                about = _differ(count, other)
                if about and about not in found:
                    found[about] = Point(about, (count.place, other.place))
    return (*found.values(), *contrasts(groups, desk))


def as_difference(point: Point, citations: Citations) -> Difference:
    """Return a point with its versions cited; what is loaded in them is put plainly."""
    versions = tuple(
        Version(plainly(place.text) or place.text, (citations.cite(place),))
        for place in point.places
    )
    return Difference(point.about, versions)


def _counts(parsed: ParsedArticle, desk: Desk) -> Iterator[_Count]:
    for paragraph in parsed.paragraphs:
        if paragraph.kind != "body":
            continue
        for place in desk.sentences(paragraph.article_id, paragraph.number):
            context = frozenset(term.stem for term in terms(place.text) if not term.word.isdigit())
            for match in _COUNTED.finditer(place.text):
                for what in match["what"].lower().split():  # "12 people", "12 injured people"
                    if what not in _UNITS | _NO_THINGS and terms(what):
                        yield _Count(_plain(match["number"]), what, place, context)


def _plain(number: str) -> str:
    low = number.lower()
    return str(_WORDS.index(low) + 2) if low in _WORDS else number.replace(",", "")


def _differ(one: _Count, other: _Count) -> str | None:
    """Return what two sentences count differently; None where they don't."""
    if one.number == other.number or stem(one.what) != stem(other.what):
        return None
    shared = (one.context & other.context) - {stem(one.what)}
    return f"number of {one.what}" if len(shared) >= _SHARED else None
