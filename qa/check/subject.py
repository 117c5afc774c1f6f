"""Finds a sentence that tells of one subject what its evidence tells of another."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from qa.check.evidence import Evidence
from qa.check.tokens import Token, akin_to_any, tokens

_LONGEST = 9  # words of a subject
_FEWEST = 2  # words that count of what is repeated right behind it
_NEAR = 4  # words between two names of one thing ("Linden Line, the ferry company")
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
    codes = match.get_opcodes()
    if codes and codes[0][0] == "equal" and not any(t.content for t in mine[: codes[0][2]]):
        codes = codes[1:]  # both begin with "The"
    if len(codes) < 2 or codes[0][0] != "replace" or codes[1][0] != "equal":
        return ""
    _, _, i, _, j = codes[0]
    new, old = ([t for t in both if t.content] for both in (mine[:i], theirs[:j]))
    repeated = [token for token in mine[i : codes[1][2]] if token.content]
    if {token.low for token in (*mine[:i], *theirs[:j])} & _POINTS:
        return ""
    if not new or not old or max(i, j) > _LONGEST or len(repeated) < _FEWEST:
        return ""
    if mine[i].text[:1].isupper() or mine[i].text[:1].isdigit():
        return ""  # the name goes on; "almost 400", "nearly 400"
    there = [token.stem for token in theirs]
    named = any(token.text[:1].isupper() for token in old)
    if any((named and t.low in _GENERAL) or akin_to_any(t.stem, there) for t in new):
        return ""
    if _are_one(new, old, evidence):
        return ""
    return f"what it cites tells this of “{' '.join(token.text for token in theirs[:j])}”"


def _are_one(new: Sequence[Token], old: Sequence[Token], evidence: Evidence) -> bool:
    """Tell whether a sentence of the ground or of its facts has both side by side."""
    texts = [*(p.text for p in (*evidence.ground.places, *evidence.before)), evidence.facts]
    mine, theirs = {token.stem for token in new}, {token.stem for token in old}
    for text in texts:
        found = tokens(text)
        ones = [at for at, token in enumerate(found) if token.stem in mine]
        others = [at for at, token in enumerate(found) if token.stem in theirs]
        if any(0 < abs(one - other) <= _NEAR for one in ones for other in others):
            return True
    return False
