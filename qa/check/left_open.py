"""Keeps what an article leaves open, or ties to a condition, from being told as a fact."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.marks import masked, pair
from qa.check.evidence import Evidence
from qa.check.tokens import content_stems, shared, tokens

_MOSTLY = 0.75  # of the words of what is open; a sentence with fewer tells something else
_WHOLLY = 0.95  # of them: another sentence that tells it has nearly all
_FEWEST = 2
_BORDER = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)[,;:.—]\s|\s[–-]\s|\sor\snot\b|$")
_WHETHER = re.compile(r"\bwhether\b|\b(?:ask(?:ed|s)?|wonder(?:ed|s)?|know|see|tell|say|sure) if\b")
_IF = re.compile(
    r"(?<!even )(?<!as )(?<!only )(?<!what )(?<!wonder )(?<!asked )\b"
    r"(?:[Ii]f|[Uu]nless|[Pp]rovided that|[Oo]n condition that|[Aa]s long as)\b"
    r"(?! (?:not|any|anything|only|ever|so|possible|necessary|you|we|I|bogus)\b)"
)
# What says that a thing is open, is asked, or hangs on another.
_OPEN = re.compile(
    r"(?i)\b(?:if|unless|whether|when|whenever|once|until|till|should|would|could|may|might|can"
    r"|must|provided|as long as|condition\w*|depend\w*|case|without|otherwise|else|subject to|under"
    r"|ask\w*|question\w*|wonder\w*|unclear|uncertain|unknown|unsure|doubt\w*|open|decide\w*"
    r"|decision|determin\w*|investigat\w*|inquir\w*|examin\w*|test\w*|debat\w*|possib\w*|perhaps"
    r"|maybe|likely|probably|alleg\w*|accus\w*|claim\w*|suspect\w*|know|known|clear|den(?:y|ies|ied)"
    r"|disput\w*|not|no|never|promis\w*|threat\w*|offer\w*|plan\w*|want\w*|hope\w*|said|says|say"
    r"|according|considers?|considering|considered|warn\w*|pledg\w*|vow\w*|willing|ready|able)\b"
    r"|n['’]t\b"
)


@dataclass(frozen=True, slots=True)
class _Open:
    """A part of a sentence that is no fact: its words, their stems, and why it is none."""

    lows: frozenset[str]
    stems: frozenset[str]
    why: str


def left_open_fault(text: str, evidence: Evidence) -> str:
    """Say that a text tells as a fact what its evidence asks, or says of a case that may come.

    Where another sentence of the ground has as much of it, it may be told there.
    """
    openers = {found[0].lower() for found in _OPEN.finditer(masked(text, pair(text), " "))}
    stems = content_stems(tokens(text))
    for place in evidence.places:
        own = content_stems(tokens(place.text))
        for part in _open_parts(masked(place.text, pair(place.text), " ")):
            if openers - part.lows or not _tells(stems, part.stems):
                continue
            if shared(stems - part.stems, own - part.stems) > 1:
                continue
            others = (p for p in evidence.ground.places if p.start != place.start)
            if not any(_tells(content_stems(tokens(p.text)), part.stems, _WHOLLY) for p in others):
                return part.why
    return ""


def _open_parts(sentence: str) -> Iterator[_Open]:
    for found in _WHETHER.finditer(sentence):
        yield _part(_clause(sentence, found.end()), "what it cites leaves this open")
    for found in _IF.finditer(sentence):
        condition = _clause(sentence, found.end())
        first = not any(map(str.isalnum, sentence[: found.start()]))
        rest = (
            sentence[found.end() + len(condition) :]
            if first
            else re.split(r"[;:—]\s|\s[–-]\s", sentence[: found.start()])[-1]
        )
        yield _part(rest, f"what it cites says this with “{found[0].lower()}”")


def _clause(sentence: str, start: int) -> str:
    border = _BORDER.search(sentence, start)
    return sentence[start : border.start() if border else len(sentence)]


def _part(text: str, why: str) -> _Open:
    openers = (found[0].lower() for found in _OPEN.finditer(text))
    return _Open(frozenset(openers), frozenset(content_stems(tokens(text))), why)


def _tells(mine: set[str], wanted: frozenset[str], least: float = _MOSTLY) -> bool:
    return len(wanted) >= _FEWEST and shared(wanted, mine) >= least * len(wanted)
