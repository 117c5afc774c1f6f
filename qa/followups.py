"""Short turns of a conversation that say how the last question is to be answered again."""

import re
from dataclasses import dataclass
from typing import Literal

from index.lexicon import DEMONYMS
from qa.times import without_periods

Wish = Literal["", "short", "all", "other", "translated"]

_PLEASE = r"(?:please|pls|plz|bitte|now|again|a\s+bit|a\s+little)"
_SHORT = re.compile(
    rf"(?i)^\W*(?:(?:say|tell|put|make|give|can|could|you|me|it|that|this|an?|answer|in|{_PLEASE})\W+)*"
    rf"(?:shorter|briefer|brief|briefly|short|one\s+sentence|fewer\s+words|few\s+words|kürzer)"
    rf"(?:\W+(?:answer|version|{_PLEASE}))*\W*$"
)
_ALL = re.compile(
    r"(?i)^\W*(?:and\s+)?(?:(?:tell\s+me\s+)?more(?:\s+(?:about|of|on)\s+(?:that|this|it))?|all(?:\s+of\s+(?:them|it))?|everything|(?:show|tell|give)\s+me\s+(?:more|all"
    r"(?:\s+of\s+(?:them|it))?|the\s+rest|everything)|the\s+rest|the\s+others|go\s+on|continue)\W*$"
)
_OTHER = re.compile(
    r"(?i)^\W*(?:(?:no|nope|not\s+(?:that|this)(?:\s+\w+)?|wrong|sorry)\W+)+(?:i\s+(?:mean|meant)\s+)?"
    r"(?:the\s+)?(?:other|another)(?:\s+(?:one|[\w’-]+))?\W*$|^\W*what\s+else\W*$|^\W*anything\s+else\W*$"
)
_CORRECTED = re.compile(
    r"(?i)^\W*(?:(?:(?:no|nope|wrong|sorry|not\s+(?:that|this|him|her)(?:\s+one)?)\W+)+(?:i\s+(?:mean|meant)\s+)?"
    r"|i\s+(?:mean|meant)\s+)(?:the\s+one\s+)?(?P<rest>\S.*?)\W*$"
)
_LANGUAGE = re.compile(
    rf"(?i)^\W*(?:(?:say|tell|put|give|translate|answer|write|and|it|that|this|me|into|now|{_PLEASE})\W+)*"
    rf"(?:(?:in|into|to|auf|en)\s+)?(?P<language>[^\W\d]+)(?:\W+{_PLEASE})*\W*$"
)
_OTHER_NAMES = frozenset(
    "english deutsch englisch français español italiano arabic hindi latin swahili hebrew".split()
)
_SOURCE = re.compile(
    r"^\W*(?:[Aa]nd\s+)?(?:[Aa]ccording\s+to|[Ii]n)\s+(?P<name>(?:the\s+)?[A-ZÀ-Þ][\w’&-]*(?:\s+[A-ZÀ-Þ&][\w’-]*)*)\W*$"
)


@dataclass(frozen=True, slots=True)
class Again:
    """The last question once more.

    Attributes:
        text: the question, changed where the turn changes it.
        wish: how it is to be answered.
    """

    text: str
    wish: Wish


def again(text: str, before: str) -> Again | None:
    """Return the question before as a turn wants it; None where the turn is a question by itself.

    Args:
        text: the turn ("shorter please", "no, the other speech", "in May?").
        before: the question before, made standalone.
    """
    wishes: tuple[tuple[re.Pattern[str], Wish], ...] = ((_SHORT, "short"), (_ALL, "all"))
    for pattern, wish in wishes:
        if pattern.match(text):
            return Again(before, wish)
    if _OTHER.match(text):
        return Again(without_periods(before) if "else" not in text.lower() else before, "other")
    if _is_language(text):
        return Again(before, "translated")
    period = _period(text)
    if period:
        return Again(f"{_open(without_periods(before))} {period}?", "")
    source = _SOURCE.match(text)
    if source:
        return Again(f"{_open(before)}, according to {source['name']}?", "")
    return None


def corrected(text: str) -> str | None:
    """Return what a turn wants in place of what was answered ("no, I meant Lavrov" → "Lavrov")."""
    match = _CORRECTED.match(text)
    return match["rest"] if match else None


def _is_language(text: str) -> bool:
    match = _LANGUAGE.match(text)
    return bool(match) and match["language"].lower() in DEMONYMS | _OTHER_NAMES if match else False


def _period(text: str) -> str | None:
    """Return the time that is all a turn names."""
    bare = re.sub(r"(?i)^\W*(?:and|what\s+about|how\s+about|the\s+one)\s+", "", text).strip(" ?.!,")
    return bare if bare and not without_periods(bare).strip(" ?.!,") else None


def _open(question: str) -> str:
    return question.rstrip("?!. ")
