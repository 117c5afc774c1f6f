"""The lines of a paragraph → its words, put together where a line's end divides them."""

import re
from collections.abc import Iterable, Sequence

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_HYPHENS = "-\u00ad\u2010\u2011"
_LONGEST = 120  # code points of a word, from the end of a line
_TOKEN = re.compile(r"[^\W_]+(?:[-\u2010\u2011'’][^\W_]+)*")
_BROKEN = re.compile(rf"(?:[^\W_]+[-\u2010\u2011])*[^\W_]+[{_HYPHENS}]$")
_SUSPENDED = re.compile(r"(?:and|or|to|und|oder|bis|et|ou|y|o)\b")
# First parts that stand with a hyphen more often than in a word of their own.
_FIRST_PARTS = frozenset(
    "well ill self ex half all cross vice non-eu mid long short high low far hard single double "
    "full part much first second third fourth fifth last old left right would so two three four "
    "five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety".split()
)


def plain(text: str) -> str:
    """Return a text with its ligatures taken apart."""
    return text.translate(_LIGATURES)


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """Collect the words of lines, in small letters, less those that a line's end may divide."""
    words: set[str] = set()
    for line in lines:
        text = plain(line).replace("\u2010", "-").replace("\u2011", "-").lower()
        words.update(_TOKEN.findall(re.sub(rf"\S+[{_HYPHENS}]\s*$", "", text)))
    return frozenset(words)


def joined(lines: Sequence[str], known: frozenset[str]) -> str:
    """Join the lines of a paragraph.

    Args:
        lines: from the top, not empty.
        known: the document's words, which tell "mov-/ed" from "well-/known".
    """
    pieces = [plain(lines[0]).strip()]
    tail = pieces[0][-_LONGEST:]
    for line in lines[1:]:
        following = plain(line).strip()
        cut, between = _joint(tail, following, known)
        if cut:
            pieces[-1] = pieces[-1][:-1]
        pieces += [between, following]
        tail = f"{tail[:-1] if cut else tail}{between}{following}"[-_LONGEST:]
    return "".join(pieces).strip()


def _joint(text: str, following: str, known: frozenset[str]) -> tuple[bool, str]:
    """Return whether the text's last sign goes, and what stands between it and what follows."""
    broken = _BROKEN.search(text)
    if broken is None or not following[:1].isalnum():
        # A web address or a pair of words may be broken behind its stroke.
        return False, "" if not text or re.search(r"\w/$", text) else " "
    if _SUSPENDED.match(following):
        return True, "- "
    return True, "-" if _keeps_hyphen(broken[0][:-1], following, known) else ""


def _keeps_hyphen(first: str, following: str, known: frozenset[str]) -> bool:
    """Tell whether a hyphen at a line's end is one inside the line, too."""
    match = re.match(r"[^\W_]+", following)
    second = match[0] if match else ""
    if not second[:1].islower() or not first[-1:].islower() or "-" in first:
        return True
    whole, compound = (first + second).lower(), f"{first}-{second}".lower()
    if (compound in known) != (whole in known):
        return compound in known
    return first.lower() in _FIRST_PARTS
