"""Finds a sentence that tells of one subject what its evidence tells of another."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from index.lexicon import CALENDAR, OFFICES, ORGANISATION_WORDS
from qa.check.evidence import Evidence
from qa.check.tokens import Token, akin_to_any, tokens

_LONGEST = 9  # words of a subject
_FEWEST = 2  # words that count of what is repeated right behind it
_NEAR = 4  # words between two names of one thing ("Linden Line, the ferry company")
_APART = re.compile(
    r"(?i)\b(?:of|for|at|in|with|and|or|from|to|against|by|on|over|after|before|said|says)\b|['’]s\b"
)
_CALLED = re.compile(r"(?i)\(|,? (?:or|alias|called|known as|nicknamed|formerly|now)\b")
_TITLE = re.compile(r"(?:,?\s+[A-Z][\w.’-]*)*,?\s+")  # "the minister", "Ida", "Lund"
_TOLD_BEHIND = re.compile(
    r"(?i)(?:,?\s\(?|\s[–—-]\s|\s(?:is|was|became|as)\s)(?:the|an?|its|his|her|their|our|then|now)\s"
    r"(?:[\w-]+\s+)*"
)
_OWNS = re.compile(r"['’]s?$")
_BESIDE = re.compile(r"(?i),\s|\s\(|\s[–—-]\s|\s(?:is|was|are|were|as|the|called|known)\s")
# "Oresk has detained a ship" is true where "Oresk’s coastguard" has.
_ACTS_FOR_IT = (
    ORGANISATION_WORDS
    | OFFICES
    | frozenset("coastguard army navy troops forces police staff officials lawyers team".split())
)
_POINTS = frozenset("he she it they we i you there this that".split())
# What everything and everybody may be called when it comes up again.
_GENERAL = frozenset(
    """
    company firm group line operator agency office authority body board council committee court
    government ministry party union team club paper institute university man woman people person
    official officials officer minister mayor president chief head director spokesman spokeswoman
    spokesperson author writer leader city town country place thing plan project move decision
    measure work study report figure number sum
    """.split()
)


def subject_fault(
    match: "SequenceMatcher[str]",
    mine: Sequence[Token],
    theirs: Sequence[Token],
    evidence: Evidence,
) -> str:
    """Say that what a sentence repeats is told of something else.

    Args:
        match: compares both sentences, word by word.
        mine: the sentence.
        theirs: the one that it repeats.
        evidence: its article tells which two names are of one thing.
    """
    block = next((b for b in match.get_matching_blocks() if _tells(mine[b.a : b.a + b.size])), None)
    if block is None:
        return ""
    i, j = block.a, block.b
    new, old = ([t for t in both if t.content] for both in (mine[:i], theirs[:j]))
    if {token.low for token in (*mine[:i], *theirs[:j])} & _POINTS:
        return ""
    if not new or not old or max(i, j) > _LONGEST:
        return ""
    if mine[i].text[:1].isupper() or mine[i].text[:1].isdigit():
        return ""  # the name goes on; "almost 400", "nearly 400"
    keys, others = _names(new) or new, _names(old) or old
    there = [token.stem for token in theirs]
    general = bool(_names(old)) and not _names(new)
    if any((general and t.low in _GENERAL) or akin_to_any(t.stem, there) for t in keys):
        return ""
    if _are_one(keys, others, evidence):
        return ""
    return f"what it cites tells this of “{' '.join(token.text for token in theirs[:j])}”"


def head_fault(
    match: "SequenceMatcher[str]", mine: Sequence[Token], theirs: Sequence[Token]
) -> str:
    """Say that a sentence tells of Ida Lund what the one that it repeats tells of her father."""
    left = {token.stem for token in mine}
    for block in match.get_matching_blocks():
        for at in range(block.size):
            new, old = mine[block.a + at], theirs[block.b + at]
            behind = theirs[block.b + at + 1 : block.b + at + 2]
            if not behind or not _OWNS.search(old.text) or _OWNS.search(new.text):
                continue
            if behind[0].low not in _ACTS_FOR_IT and not akin_to_any(behind[0].stem, left):
                return f"what it cites tells this of “{old.text} {behind[0].text}”"
    return ""


def _names(subject: Sequence[Token]) -> list[Token]:
    return [t for t in subject if t.text[:1].isupper() and t.low not in CALENDAR]


def _tells(repeated: Sequence[Token]) -> bool:
    return sum(token.content for token in repeated) >= _FEWEST


def _are_one(new: Sequence[Token], old: Sequence[Token], evidence: Evidence) -> bool:
    """Tell whether a sentence of the ground or of its facts says that both are one.

    "Linden Line, the ferry company" and "the company Linden Line" do, "the company of Ida Lund"
    and "Ida Lund and Mara Holt" do not.
    """
    texts = [*(p.text for p in (*evidence.ground.places, *evidence.before)), evidence.facts]
    mine, theirs = {token.stem for token in new}, {token.stem for token in old}
    for text in texts:
        found = tokens(text)
        ones = [token for token in found if token.stem in mine]
        others = [token for token in found if token.stem in theirs]
        if any(_joined(text, one, other) for one in ones for other in others):
            return True
    return False


def _joined(text: str, one: Token, other: Token) -> bool:
    """Tell whether two words of a text stand so that they are names of one thing."""
    first, last = sorted((one, other), key=lambda token: token.start)
    between, behind = text[first.end : last.start], text[last.end : last.end + 1]
    if not between or len(tokens(between)) >= _NEAR or _APART.search(between):
        return False
    named = [token.text[:1].isupper() for token in (first, last)]
    if all(named):
        return bool(_CALLED.search(between))
    if not any(named):
        return bool(_BESIDE.match(between))
    if named[0]:
        return bool(_TOLD_BEHIND.fullmatch(between))
    return bool(_TITLE.fullmatch(between)) and ("," not in between or behind in {*",.;:)”"})
