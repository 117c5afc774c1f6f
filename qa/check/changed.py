"""Finds what a sentence changes in a sentence of its evidence that it otherwise repeats."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from index.lexicon import CALENDAR
from qa.check.evidence import Evidence
from qa.check.figures import Figure, figures, same_kind
from qa.check.hedges import is_hedge, weakens
from qa.check.opposites import are_opposite
from qa.check.polarity import negates, outside
from qa.check.subject import head_fault, subject_fault
from qa.check.tokens import Token, akin_to_any, content_stems
from qa.terms import Matcher, terms

_REPEATED = 0.75  # share of its words in the same order: below, it is told in other words
_LIKE = 0.6  # likewise, from which a name in the place of another is telling
_LONGEST = 3  # words on either side of what is replaced
_ADDED = 3  # words that count of what is added
_CARRIED = 0.5
_UNSURE = frozenset("thought believed".split())  # what somebody thinks is not always a hedge


@dataclass(frozen=True, slots=True)
class _Change:
    """Words that a sentence has in the place of others; either side may be empty."""

    new: tuple[Token, ...]
    old: tuple[Token, ...]


def change_fault(text: str, evidence: Evidence, plain: Matcher) -> str:
    """Say which name, number, negation, hedge or opposite a text has put in or left out.

    Only where it repeats a sentence of its evidence almost word for word; of that one word can
    be told apart from another, whatever else the evidence has.

    Args:
        text: the sentence.
        evidence: what carries it.
        plain: compares words by their stems and synonyms alone.
    """
    mine = outside(text)
    for place in evidence.places:
        theirs = outside(place.text)
        if fault := _order_fault(mine, theirs):
            return fault
        match = SequenceMatcher(None, _lows(mine), _lows(theirs), autojunk=False)
        same = sum(block.size for block in match.get_matching_blocks())
        shorter = min(len(mine), len(theirs))
        if same < _LIKE * shorter or same < len(mine) // 2:
            continue
        if fault := subject_fault(match, mine, theirs, evidence) or head_fault(match, mine, theirs):
            return fault
        for change in _changes(match, mine, theirs):
            fault = _name_fault(change, mine)
            if not fault and same >= _REPEATED * shorter:
                fault = (
                    _word_fault(change)
                    or _figure_fault(change, text, place.text)
                    or _added_fault(change, evidence, plain)
                )
            if fault:
                return fault
    return ""


def _order_fault(mine: Sequence[Token], theirs: Sequence[Token]) -> str:
    """Find two names that change places around one verb: who leads whom."""
    for (one, i), (other, j) in pairwise(_named(mine)):
        there = dict(reversed(_named(theirs)))
        if one not in there or other not in there or there[other] >= there[one]:
            continue
        between, was = mine[i + 1 : j], theirs[there[other] + 1 : there[one]]
        passive = {t.low for t in (*between, *was)} & {"by", "and", "or", "from", "of"}
        if not passive and content_stems(between) & content_stems(was):
            return f"{mine[i].text} and {mine[j].text} stand the other way round in what it cites"
    return ""


def _named(found: Sequence[Token]) -> list[tuple[str, int]]:
    """Return the names of a sentence, each by its last word, with their places."""
    return [
        (token.low, at)
        for at, token in enumerate(found)
        if token.text[:1].isupper()
        and token.content
        and not (at + 1 < len(found) and found[at + 1].text[:1].isupper())
    ]


def _lows(found: Sequence[Token]) -> list[str]:
    return [token.low for token in found]


def _changes(
    match: "SequenceMatcher[str]", mine: Sequence[Token], theirs: Sequence[Token]
) -> Iterator[_Change]:
    for tag, i1, i2, j1, j2 in match.get_opcodes():
        if tag != "equal":
            yield _Change(tuple(mine[i1:i2]), tuple(theirs[j1:j2]))


def _name_fault(change: _Change, mine: Sequence[Token]) -> str:
    """Find a name in the place of another one, not of its longer form."""
    if max(len(change.new), len(change.old)) > _LONGEST:
        return ""
    known = {token.low for token in mine}
    was = [token for token in change.old if _is_capital(token)]
    if not was or all(token.low in known for token in was):
        return ""
    for token in change.new:
        if _is_capital(token) and not akin_to_any(token.stem, [t.stem for t in change.old]):
            return f"{token.text} stands where what it cites has {was[0].text}"
    return ""


def _is_capital(token: Token) -> bool:
    """Tell whether a word is written as a name; a first word that hedges is none."""
    name = token.text[:1].isupper() and token.content
    return name and token.low not in CALENDAR and not is_hedge(token.low)


def _word_fault(change: _Change) -> str:
    """Find a negation or a hedge that came or went, and a word turned into its opposite."""
    if max(len(change.new), len(change.old)) > _LONGEST:
        return ""
    if any(map(negates, change.new)) and not any(map(negates, change.old)):
        return "" if change.old else "what it cites does not deny this"
    if any(map(negates, change.old)) and not any(map(negates, change.new)):
        return "" if change.new else "what it cites says the opposite"
    for token in change.new:
        for other in change.old:
            if are_opposite(token.low, other.low):
                return f"what it cites says “{other.text}”, not “{token.text}”"
    hedge = next((t for t in change.old if is_hedge(t.low) and t.low not in _UNSURE), None)
    if hedge and not any(weakens(t.low) for t in change.new):
        return f"what it cites says “{hedge.text}”"
    return ""


def _figure_fault(change: _Change, text: str, source: str) -> str:
    """Find a number or a date in the place of another one of the kind."""
    new, old = _inside(change.new, figures(text)), _inside(change.old, figures(source))
    for figure in new:
        values = {other.value for other in old if same_kind(figure, other)}
        if values and figure.value not in values:
            return f"{figure.shown} stands where what it cites has {old[0].shown}"
    return ""


def _inside(changed: Sequence[Token], found: Sequence[Figure]) -> list[Figure]:
    spans = [(token.start, token.end) for token in changed]
    return [f for f in found if any(f.start <= start < f.end for start, _ in spans)]


def _added_fault(change: _Change, evidence: Evidence, plain: Matcher) -> str:
    """Find words that are added to what is repeated and stand nowhere together."""
    added = " ".join(token.text for token in change.new)
    wanted = terms(f"· {added}")
    if change.old or len(wanted) < _ADDED:
        return ""
    texts = [place.text for place in evidence.ground.places]
    windows = (texts[i : i + 2] for i in range(len(texts)))
    carried = (plain.coverage(wanted, [(text, 1.0) for text in window]) for window in windows)
    if max(carried, default=0.0) < _CARRIED:
        return f"“{added}” does not stand in what it cites"
    return ""
