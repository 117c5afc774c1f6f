"""Finds passives that hide who did it ("Ten people were killed")."""

import re
from collections.abc import Iterator

from index.sentences import split

_HARM = (
    "killed|shot|shelled|bombed|beaten|wounded|injured|attacked|displaced|expelled|evicted|deported|"
    "tortured|raped|abducted|kidnapped|executed|murdered|assaulted|stabbed|gassed|fired upon|"
    "driven out|massacred|destroyed|flattened|torn down|set on fire|silenced|detained|jailed"
)
_PASSIVE = re.compile(
    rf"\b(?:was|were|been|being|are|is)\s+(?:\w+ly\s+|also\s+|then\s+)?(?:{_HARM})\b",
    re.IGNORECASE,
)
# Who did it, or that it was nobody's deed: a wreck, a storm, an illness.
_TOLD = re.compile(
    r"\b(?:by|after|when|during|because|who|while|as)\b"
    r"|\b(?:in|from|under|over|amid)\s+(?:(?:an?|the|its|his|her|their|this|that|last|\w+ly)\s+)?"
    r"[\w’'-]+(?:\s+[\w’'-]+)?\s*(?:crash|accident|fire|blast|explosion|attack|strike|shooting|raid"
    r"|storm|flood|quake|earthquake|collapse|stampede|bombing|shelling|clash|fighting|war|battle)",
    re.IGNORECASE,
)


def find_hidden(shown: str) -> Iterator[tuple[int, int]]:
    """Yield `[start, end)` of passives of harm in whose sentence nobody is said to have done it.

    Args:
        shown: a text whose quotations are masked.
    """
    for start, end in split(shown):
        sentence = shown[start:end]
        if not _TOLD.search(sentence):
            for match in _PASSIVE.finditer(sentence):
                yield start + match.start(), start + match.end()
