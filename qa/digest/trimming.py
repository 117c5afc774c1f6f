"""Shortens a sentence at the borders of its clauses, without turning round what it says."""

import re
from dataclasses import dataclass

from index.marks import masked, pair

_MASK = "x"
_FEWEST = 8  # words that must stay
# A tail that only adds: a relative clause, a participle, an absolute with "with", a time.
_TAIL = re.compile(
    r"(?:,|\s[—–-]{1,2})\s*"
    r"(?=(?:which|where|whose|who|with|as|after|amid|while|including|[a-z]+ing)\b)"
)
# Something inside that only adds: "(KSC)", ", who leads the opposition,".
_INSERTION = re.compile(
    r" \((?:[A-Z]{2,6}|[DRI]-[\w.]+)\)(?=[ ,.;])"
    r"|, (?:who|which|whose) (?:(?!,? (?:and )?(?:who|which)\b|, (?:and|or)\b)[^,.;:()—]){6,90},"
    r"(?= (?!(?:its|his|this|as|across|perhaps|always|sometimes)\b)"
    r"(?:[a-z]+ed|is|are|was|were|has|have|had|will|would|can|could|may|might|[a-z]+s)\b)"
)
# A tail with one of these says who says so, or takes back what stands before it.
_KEEPS = re.compile(
    r"(?i)\b(?:sa(?:id|ys|ying)|according|told|report\w*|claim\w*|alleg\w*|announced|officials"
    r"|sources|but|although|though|despite|unless|except|if|not|no|never|without|den(?:y|ie[ds])"
    r"|warn\w*|argu\w*|insist\w*|believe[sd]?|add(?:s|ed|ing))\b"
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.,’' ]{2,40}(?:,\s[A-Z][a-z]+\.?)?(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?"
    r"\s*(?:\([A-Za-z ]+\))?\s*[—–-]{1,2}\s+"
    r"|\([A-Z][\w ]+\)\s*[—–-]{1,2}\s+"
    r"|(?:Why it matters|The big picture|Driving the news|What they[’']re saying|What[’']s next"
    r"|The state of play|The numbers|Details|Between the lines|Go deeper|Updated?)\s*:\s+)"
)
# Words that only tie a sentence to the one before it.
_TIE = re.compile(
    r"(?:Indeed|However|Meanwhile|Moreover|Furthermore|In addition|Additionally|Also|Still|Then"
    r"|Nevertheless|Nonetheless|Besides|Separately|For (?:his|her|their) part|At the same time)"
    r",\s+"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence without some of its words.

    Attributes:
        text: what is left.
        whole: nothing was cut.
    """

    text: str
    whole: bool


def cuts(sentence: str) -> tuple[Cut, ...]:
    """Return a sentence as it is best begun, then its shorter forms, the longest first.

    Only what adds is cut: never who says so, never "but", "not", "if", and nothing inside
    quotation marks.
    """
    begun = _begun(sentence)
    found = [begun, *_without_tails(begun)]
    found += [shorter for text in found if (shorter := _without_insertions(text)) != text]
    unique = sorted(dict.fromkeys(found), key=len, reverse=True)
    return tuple(Cut(text, text == sentence) for text in unique)


def _without_tails(text: str) -> list[str]:
    shown = masked(text, pair(text), _MASK)
    found = []
    for match in _TAIL.finditer(shown):
        head = text[: match.start()].rstrip(" ,;—–-")
        if _may_go(shown[match.start() :]) and _is_whole(head):
            found.append(head + ".")
    return found


def _without_insertions(text: str) -> str:
    """Leave out what stands between commas or parentheses and only adds to a noun."""
    shown = masked(text, pair(text), _MASK)
    for match in reversed(list(_INSERTION.finditer(shown))):
        shorter = text[: match.start()] + text[match.end() :]
        if _may_go(match[0]) and _is_whole(shorter):
            text = shorter
    return text


def _begun(sentence: str) -> str:
    for pattern in (_DATELINE, _TIE):
        match = pattern.match(sentence)
        if match and len(sentence[match.end() :].split()) >= _FEWEST:
            rest = sentence[match.end() :]
            sentence = rest[0].upper() + rest[1:]
    return sentence


def _may_go(tail: str) -> bool:
    return not _KEEPS.search(tail) and "x" * 4 not in tail


def _is_whole(head: str) -> bool:
    return len(head.split()) >= _FEWEST and head.count("(") == head.count(")")
