"""Finds passives that hide who did it ("They were shot")."""

import re
from collections.abc import Iterator

from index.sentences import split

# Somebody did it, whatever else happened.
_DONE = (
    "shot|shelled|bombed|beaten|attacked|expelled|evicted|tortured|raped|abducted|kidnapped|executed"
    "|murdered|assaulted|stabbed|gassed|fired upon|driven out|massacred|torn down|silenced"
)
# It may have been nobody's deed; where armed people are about, it was somebody's.
_SUFFERED = "killed|wounded|displaced|destroyed|flattened|set on fire"
_ARMED = re.compile(
    r"\b(?:army|troops|soldiers?|armed forces|security forces|militants?|militias?|gunmen|gunman"
    r"|rebels?|insurgents?|air ?strikes?|shelling|missiles?|drones?|gunfire|offensive|invasion"
    r"|protesters|demonstrators|occupation|bombardment|siege)\b",
    re.IGNORECASE,
)


def _passive(verbs: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:was|were|been|being|are|is)\s+(?:\w+ly\s+|also\s+|then\s+)?(?:{verbs})\b",
        re.IGNORECASE,
    )


_SURELY, _PERHAPS = _passive(_DONE), _passive(f"{_DONE}|{_SUFFERED}")
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

    That people were injured is a plain fact: an accident has no actor.

    Args:
        shown: a text whose quotations are masked.
    """
    passive = _PERHAPS if _ARMED.search(shown) else _SURELY
    for start, end in split(shown):
        sentence = shown[start:end]
        if not _TOLD.search(sentence):
            for match in passive.finditer(sentence):
                yield start + match.start(), start + match.end()
