"""Finds what a sentence tells as a fact and its evidence only as possible or planned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qa.check.evidence import Evidence
from qa.check.polarity import negates, outside
from qa.check.tokens import Token, content_stems, shared

_Class = Literal["possible", "planned", "alleged", "nearly", "limit"]
_MODALS = frozenset("may might could".split())
_LIKELY = frozenset(
    """
    possibly perhaps probably likely apparently presumably supposedly suspected suspects possible
    potential potentially seems seem seemed appears appear appeared
    """.split()
)
_PLANS = frozenset(
    """
    plan plans planned intend intends intended want wants wanted hope hopes hoped expected expects
    expect threatens threaten threatened proposes proposed promises promised pledges pledged vows
    vowed offers offered
    """.split()
)
_CLAIMS = frozenset(
    """
    alleged allegedly reportedly accused accuses accuse claims claimed believed thought
    """.split()
)
_NEARLY = frozenset("almost nearly".split())
_BEFORE_TO = _PLANS | frozenset("likely seems seem seemed appears appear appeared".split())
_PASSIVE = frozenset("believed thought".split())
_BE = frozenset("is are was were be been being".split())
# What says as much as a hedge of each kind.
_ALSO: dict[_Class, frozenset[str]] = {
    "possible": _MODALS
    | _LIKELY
    | frozenset(
        """
        would can suggest suggests suggested think thinks believe believes believed thought
        uncertain unclear unknown risk chance hypothesis theory estimate estimates estimated fear
        fears feared
        suspect suspicion possibility whether if expected expects doubt doubts cannot reportedly
        allegedly alleged maybe should threaten threatens threatened able
        """.split()
    ),
    "planned": _PLANS
    | _MODALS
    | frozenset(
        """
        would should due set aim aims aimed seek seeks seeking sought propose proposal wish wishes
        plans intention ambition ask asks asked demand demands demanded call calls called try tries
        tried likely promise promises promised pledge pledges pledged vow vows vowed committed keen
        ready eager offer offers offered is are to
        """.split()
    ),
    "alleged": _CLAIMS
    | _MODALS
    | _LIKELY
    | frozenset(
        """
        says said say according told tells deny denied denies charged charge charges accusation
        accusations claim allegation allegations suspect suspicion report reports reported called
        believe believes think thinks
        """.split()
    ),
    "nearly": _NEARLY
    | frozenset(
        "about some around roughly under less just fewer close approximately below short".split()
    ),
    "limit": frozenset("up maximum most much can may might could limit limited over".split()),
}
_SCOPE = 3
_REACH = 10  # words of content behind a hedge of a sentence that it may be about
_REACH_OF_CLAIMS = 6  # "accused of a theft in March, he had signed it" does not doubt the signing
_UNDER = frozenset("almost nearly under less below fewer".split())
_OVER = frozenset("over more above exceed exceeds exceeded".split())


@dataclass(frozen=True, slots=True)
class _Hedge:
    """A hedge of a sentence, with the stems that it is about."""

    word: str
    kind: _Class
    scope: tuple[str, ...]


def hedge_fault(text: str, evidence: Evidence) -> str:
    """Say which hedge of its evidence a text leaves out."""
    mine = outside(text)
    stems = content_stems(mine)
    for place in evidence.places:
        there = outside(place.text)
        for hedge in _hedges(there):
            if _tells(stems, hedge) and not _hedged(mine, hedge):
                return f"what it cites says “{hedge.word}”"
    return _limit_fault(mine, [outside(place.text) for place in evidence.places])


def is_hedge(low: str) -> bool:
    """Tell whether a word, in lower case, weakens what it is about."""
    return low in _MODALS or low in _LIKELY or low in _CLAIMS or low in _NEARLY or low in _PLANS


def weakens(low: str) -> bool:
    """Tell whether a word says as much as some hedge."""
    return low != "to" and low not in _BE and any(low in also for also in _ALSO.values())


def _hedges(found: Sequence[Token]) -> Iterator[_Hedge]:
    for at, token in enumerate(found):
        kind = _kind(found, at)
        behind = found[at + 1] if at + 1 < len(found) else None
        if kind and not (behind and negates(behind)):
            scope = [t.stem for t in found[at + 1 :] if t.content and not is_hedge(t.low)]
            yield _Hedge(token.text, kind, tuple(scope[:_SCOPE]))


def _kind(found: Sequence[Token], at: int) -> _Class | None:
    low = found[at].low
    behind = found[at + 1].low if at + 1 < len(found) else ""
    before = found[at - 1].low if at else ""
    if low in _MODALS:
        return None if low == "may" and found[at].text == "May" and at else "possible"
    if low in _NEARLY:
        return "nearly"
    if low == "up" and behind == "to" and _has_number(found, at + 2):
        return "limit"
    if low in _BEFORE_TO and behind != "to":
        return None
    if low in _PASSIVE and before not in _BE:
        return None
    if low in _PLANS:
        return "planned"
    if low in _CLAIMS:
        return "alleged"
    return "possible" if low in _LIKELY else None


def _has_number(found: Sequence[Token], at: int) -> bool:
    return any(t.low[:1].isdigit() for t in found[at : at + 2])


def _tells(stems: set[str], hedge: _Hedge) -> bool:
    """Tell whether a sentence has what a hedge is about: its first word, or two others."""
    if not hedge.scope:
        return False
    least = 1 if len(hedge.scope) == 1 else 2
    return shared(hedge.scope, stems) >= least or bool(shared(hedge.scope[:1], stems))


def _hedged(mine: Sequence[Token], hedge: _Hedge) -> bool:
    """Tell whether a sentence hedges the same thing, in whatever way."""
    for at, token in enumerate(mine):
        if token.low in _ALSO[hedge.kind]:
            reach = _REACH_OF_CLAIMS if hedge.kind == "alleged" else _REACH
            behind = [t.stem for t in mine[at:] if t.content][:reach]
            before = [t.stem for t in mine[:at] if t.content][-_SCOPE:]
            if shared(hedge.scope, {*behind, *before}):
                return True
    return False


def _limit_fault(mine: Sequence[Token], theirs: Sequence[Sequence[Token]]) -> str:
    """Find "over 400" for "almost 400" and the like."""
    for word, number in _limits(mine):
        for there in theirs:
            for other, same in _limits(there):
                sides = {word, other}
                if number == same and sides & _UNDER and sides & _OVER:
                    return f"what it cites says “{other} {number}”"
    return ""


def _limits(found: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for at, token in enumerate(found):
        if token.low in _UNDER | _OVER:
            behind = [t.low for t in found[at + 1 : at + 4] if t.low[:1].isdigit()]
            if behind:
                yield token.low, behind[0]
