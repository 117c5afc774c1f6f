"""Holds negations and directions of a sentence against its evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.marks import masked, pair
from qa.check.evidence import Evidence
from qa.check.opposites import SIDES, Side
from qa.check.tokens import Token, content_stems, shared, tokens

_NEGATIVE = frozenset("not never no none nobody nothing nowhere neither nor cannot".split())
_CONTRACTED = re.compile(r"n['’]t$")
# Words that deny what follows, though no negation is in them: "refused to say" is "did not say".
_DENYING = frozenset(
    """
    without refuse refuses refused refusing deny denies denied denying decline declines declined
    fail fails failed failing lack lacks lacked unable unwilling hardly barely reject rejects
    rejected rule rules ruled impossible unlikely unproven cleared acquitted prevent prevented stop
    stopped avoid avoided against oppose opposes opposed miss missed unanswered uncertain unknown
    unclear absent end ended halt halted before if whether only false wrong doubt doubts doubted
    """.split()
)
# What says as much as a negation that the evidence has.
_AS_GOOD = frozenset(
    """
    without refuse refuses refused deny denies denied decline declines declined fail fails failed
    lack lacks lacked unable unwilling reject rejects rejected impossible unlikely
    """.split()
)
_NO_DENIAL = frozenset("only just least longer".split())  # "not only", "no longer"
_SCOPE = 4  # words behind a negation that it is about
_SUBJECT = 3  # words before it


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word that turns round what it is about.

    Attributes:
        scope: stems of the words behind it; `before`: of those before it.
    """

    word: str
    stem: str
    scope: tuple[str, ...]
    before: frozenset[str]


def polarity_fault(text: str, evidence: Evidence) -> str:
    """Say which negation or direction of a text differs from its evidence."""
    mine = outside(text)
    theirs = [outside(place.text) for place in evidence.places]
    return _negation_fault(mine, theirs) or _direction_fault(mine, theirs)


def outside(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text that stand in no quotation."""
    return tokens(masked(text, pair(text), " "))


def negates(token: Token) -> bool:
    """Tell whether a word is a negation."""
    return token.low in _NEGATIVE or bool(_CONTRACTED.search(token.low))


def _negation_fault(mine: Sequence[Token], theirs: Sequence[Sequence[Token]]) -> str:
    own = list(_cues(mine, denying=False))
    stems = content_stems(mine)
    for cue in own:
        if not any(_denies(there, cue, stems) for there in theirs):
            return "what it cites does not deny this"
    told = [c for c in _cues(mine, denying=True) if c.word in _AS_GOOD or c in own]
    for there in theirs:
        for cue in _cues(there, denying=False):
            if _tells(mine, cue) and not any(shared(cue.scope[:2], set(o.scope)) for o in told):
                return "what it cites says the opposite"
    return ""


def _cues(found: Sequence[Token], *, denying: bool) -> Iterator[_Cue]:
    for at, token in enumerate(found):
        if negates(token) or (denying and token.low in _DENYING):
            behind = found[at + 1].low if at + 1 < len(found) else ""
            if behind not in _NO_DENIAL:
                scope = [t.stem for t in found[at + 1 :] if t.content][:_SCOPE]
                before = [t.stem for t in found[:at] if t.content][-_SUBJECT:]
                yield _Cue(token.low, token.stem, tuple(scope), frozenset(before))


def _denies(there: Sequence[Token], cue: _Cue, mine: set[str]) -> bool:
    """Tell whether a sentence denies what a negation is about, by a word of its own."""
    return any(
        shared(cue.scope[:2] or cue.before, set(other.scope) or other.before)
        for other in _cues(there, denying=True)
        if other.stem not in mine or other.stem == cue.stem
    )


def _tells(mine: Sequence[Token], cue: _Cue) -> bool:
    """Tell whether a sentence tells what a negation is about, and of the same subject or object."""
    stems = content_stems(mine)
    if not cue.scope or not shared(cue.scope[:1], stems):
        return False
    return bool(shared(cue.scope[1:3], stems) or shared(cue.before, stems))


def _direction_fault(mine: Sequence[Token], theirs: Sequence[Sequence[Token]]) -> str:
    lows = {token.low for there in theirs for token in there}
    for at, token in enumerate(mine):
        for one, other in SIDES.get(token.low, ()):
            wrong = other & lows
            if wrong and token.low not in other and _is_reversed(mine, at, theirs, one, other):
                return f"what it cites says “{min(wrong)}”, not “{token.text}”"
    return ""


def _is_reversed(
    mine: Sequence[Token],
    at: int,
    theirs: Sequence[Sequence[Token]],
    one: Side,
    other: Side,
) -> bool:
    lows = {token.low for there in theirs for token in there}
    if any(token.low in other for token in mine):
        return bool(one & lows) and _exchanged(mine, at, theirs, one, other)
    if one & lows and not _nearer(mine, at, theirs, one, other):
        return False
    return not _turned(mine, at, theirs, other & lows)


def _exchanged(
    mine: Sequence[Token], at: int, theirs: Sequence[Sequence[Token]], one: Side, other: Side
) -> bool:
    """Tell whether what stands behind a word stands behind its opposite in the evidence."""
    behind = _next(mine, at)
    right = {_next(there, i) for there in theirs for i, t in enumerate(there) if t.low in one}
    wrong = {_next(there, i) for there in theirs for i, t in enumerate(there) if t.low in other}
    return bool(behind) and behind in wrong and behind not in right


def _next(found: Sequence[Token], at: int) -> str:
    """Return the stem of what a word is about, "" where nothing is near behind it."""
    return next((token.stem for token in found[at + 1 : at + 5] if token.content), "")


def _turned(mine: Sequence[Token], at: int, theirs: Sequence[Sequence[Token]], wrong: Side) -> bool:
    """Tell whether a negation on one side makes the two directions one."""
    denied = any(
        t.low in wrong and _is_negated(there, i) for there in theirs for i, t in enumerate(there)
    )
    return denied != _is_negated(mine, at)


def _is_negated(found: Sequence[Token], at: int) -> bool:
    return any(negates(token) for token in found[max(at - 4, 0) : at])


def _nearer(
    mine: Sequence[Token],
    at: int,
    theirs: Sequence[Sequence[Token]],
    one: Side,
    other: Side,
) -> bool:
    """Tell whether the words around stand around the opposite in the evidence."""
    around = _around(mine, at)
    right = max(_near(around, there, one) for there in theirs)
    wrong = max(_near(around, there, other) for there in theirs)
    return wrong >= right + 2


def _near(around: set[str], there: Sequence[Token], side: Side) -> int:
    found = (shared(around, _around(there, i)) for i, t in enumerate(there) if t.low in side)
    return max(found, default=0)


def _around(found: Sequence[Token], at: int) -> set[str]:
    return {t.stem for i, t in enumerate(found) if t.content and 0 < abs(i - at) <= _SCOPE}
