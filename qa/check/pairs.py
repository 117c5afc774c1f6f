"""Holds what stands beside a number (its day, its whole, its kind) against the evidence."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qa.check.evidence import Evidence
from qa.check.figures import Figure, figures
from qa.check.tokens import tokens

_DATED = frozenset("weekday day month year clock".split())
_NEAR = 2  # tokens between two parts of a date
_AROUND = 8  # tokens around a number among which its kind is told
_ALL = frozenset("all every each both".split())
_WHOLE = re.compile(r"\b(?:out )?of (?:the |these |those |its |all )?$")
_TAKEN_BACK = re.compile(
    r"(?i)(?:but\s+)?(?:it|that|this|they|he|she|none)\b[^.]{0,12}?\b(?:is|was|are|were|did|does|do|has"
    r"|had|have)(?:\s+not|n['’]t)\s*(?:so|true|right)?[.!,]"
    r"|(?:but\s+)?(?:that|this|it|which)\s+(?:is|was)\s+(?:false|untrue|wrong|a lie|an error)\b"
)
_DENIED = re.compile(
    r"(?i)\b(?:not|no|never|wrong\w*|false\w*|untrue|claim\w*|sa(?:ys|id)|told)\b|n['’]t\b"
)


def pairs_fault(text: str, evidence: Evidence) -> str:
    """Say which number of a text its evidence has on another day, of a whole or of another kind."""
    mine = figures(text)
    for place in evidence.places:
        there = figures(place.text)
        fault = (
            _date_fault(mine, there)
            or _whole_fault(mine, text, there, place.text)
            or _kind_fault(mine, text, there, place.text)
        )
        if fault:
            return fault
    return _taken_back(text, evidence)


def _date_fault(mine: Sequence[Figure], there: Sequence[Figure]) -> str:
    """Find "Thursday at 4 a.m." where the evidence has 4 a.m. on Friday."""
    told = {(a.value, b.value) for a, b in _dates(there)}
    for a, b in _dates(mine):
        for one, other in ((a, b), (b, a)):
            beside = [
                d
                for pair in _dates(there)
                for c, d in (pair, pair[::-1])
                if (c.unit, c.value, d.unit) == (one.unit, one.value, other.unit)
            ]
            wrong = beside and all(d.value != other.value for d in beside)
            if wrong and (a.value, b.value) not in told and (b.value, a.value) not in told:
                return f"{other.shown} stands where what it cites has {beside[0].shown}"
    return ""


def _dates(found: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    for one, other in pairwise(found):
        dated = {one.unit, other.unit} <= _DATED and one.unit != other.unit
        if dated and other.first - one.last - 1 <= _NEAR:
            yield one, other


def _whole_fault(mine: Sequence[Figure], text: str, there: Sequence[Figure], source: str) -> str:
    """Find "all twelve samples" where the evidence has nine out of twelve."""
    own = tokens(text)
    wholes = {b.value: a for a, b in pairwise(there) if _is_whole(a, b, source)}
    for at, figure in enumerate(mine):
        part = wholes.get(figure.value)
        before = {token.low for token in own[max(figure.first - 2, 0) : figure.first]}
        beside = {other.value for other in mine[max(at - 1, 0) : at + 2]}
        if part and before & _ALL and part.value not in beside:
            return f"what it cites says {part.shown} of {figure.shown}"
    return ""


def _is_whole(part: Figure, whole: Figure, source: str) -> bool:
    between = source[part.end : whole.start]
    return part.value != whole.value and len(between) < 16 and bool(_WHOLE.search(between.lower()))


def _kind_fault(mine: Sequence[Figure], text: str, there: Sequence[Figure], source: str) -> str:
    """Find "23 percent in filtered water" where that is of untreated, and another of filtered."""
    for figure in mine:
        right = [o for o in there if (o.value, o.unit) == (figure.value, figure.unit)]
        rivals = [o for o in there if o.unit == figure.unit and o.value != figure.value]
        if len(right) != 1 or not rivals:
            continue
        told, true = (_kinds(t, f, rivals) for t, f in ((text, figure), (source, right[0])))
        others = {pair for rival in rivals for pair in _kinds(source, rival, right)}
        for kind, head in told - true:
            rest = {k for k, h in true if h == head} - {k for k, h in told if h == head}
            if rest and (kind, head) in others:
                return f"{figure.shown} stands for something else in what it cites"
    return ""


def _kinds(text: str, figure: Figure, others: Sequence[Figure]) -> set[tuple[str, str]]:
    """Return the pairs of words that count near a number, up to the next number of its kind."""
    values = {(o.value, o.unit) for o in others}
    borders = [f for f in figures(text) if (f.value, f.unit) in values]
    start = max([text.rfind(sign, 0, figure.start) for sign in ";:"])
    start = max([start, *(b.end for b in borders if b.end <= figure.start)])
    stop = min([at for sign in ";:," if (at := text.find(sign, figure.end)) > 0] or [len(text)])
    stop = min([stop, *(b.start for b in borders if b.start >= figure.end)])
    near = [
        token
        for at, token in enumerate(tokens(text))
        if start <= token.start < stop and figure.first - _AROUND <= at <= figure.last + _AROUND
    ]
    return {(a.stem, b.stem) for a, b in pairwise(near) if a.content and b.content}


def _taken_back(text: str, evidence: Evidence) -> str:
    """Find what the next sentence takes back: "… that parking was free. It is not."."""
    if _DENIED.search(text):
        return ""
    best, places = evidence.places[0], evidence.ground.places
    for one, behind in pairwise(places):
        near = one.paragraph == behind.paragraph
        if one == best and near and _TAKEN_BACK.match(behind.text):
            return "the next sentence of what it cites takes this back"
    return ""
