"""Reported speech: the clause that belongs to a verb of saying."""

import re
from collections.abc import Sequence

from index.attribution import Cue
from index.marks import MASK

_THAT_LATER = re.compile(r"(?is)^(?:\s+[^,.;:“”\"█]{0,40}?)?\s+(?:that|if|whether|why|how)\s+")
_THAT_AT_ONCE = re.compile(r"(?is)^\s+(?:that|if|whether|why|how)\s+")
# Between these verbs and their "that" may stand whom or when: "said on Monday that".
_TAKES_THAT_LATER = frozenset(
    "say tell warn announce write assure inform tweet note report confirm explain complain insist "
    "argue claim".split()
)
_TAKES_OBJECT = frozenset(
    "tell accuse warn ask inform urge advise assure blame criticize criticise praise condemn "
    "denounce instruct".split()
)
_NO_CLAUSE = frozenset(
    "laugh sigh mention express voice question speak talk use give share read offer quote cite "
    "begin continue comment respond reply refer thank show attack".split()
) | {"go on"}
_IMPERSONAL = frozenset("show indicate suggest mean".split())
_SUBORDINATE = re.compile(
    r"(?i)^(?:after|while|when|if|as|although|though|since|before|because|despite|in|on|at|during"
    r"|with|asked)\b"
)
_NEGATED = re.compile(
    r"(?i)(?:\bnot|\bnever|n[’']t|\brefused to|\bdeclined to|\bfailed to|\bwithout)"
    r"\s+(?:\w+ly\s+)?$"
)
_OBJECT = re.compile(
    r"(?s)^\s+(?:the\s+|a\s+|an\s+|his\s+|her\s+|its\s+|their\s+)?[\w’'.-]+"
    r"(?:\s+[A-Z][\w’'.-]+)*(?:\s+(?:on|in)\s+\w+)?\s+"
)
_WHEN = re.compile(r"(?i)^\s+(?:(?:on|in|at|to|during|late|last|earlier|this)\b[^,.;:]{0,40}?\s+)?")
_ONLY_WHERE = re.compile(r"\s*(?:on|in|at|to|of|during|by|after|when|as)\s[^,]*$")
_WORD_BEHIND = re.compile(r"\s+[\w█“\"‘$€£„«]")
_MARK_BEHIND = re.compile(r"\s*[,:]?\s*[“\"‘„«»]")
_TAIL = re.compile(
    r"(?i)(?:,\s*(?:according to|citing|adding|noting|saying|per)\b.*|,?\s*\([^)]*\))?"
    r"[\s.,;:!?—–]*$",
    re.S,
)
# What may stand behind a verb that ends a sentence: to whom, when, where.
AFTERTHOUGHT = re.compile(
    r"(?xi)^(?:\s+(?:the|a|an|his|her|this|our)\s+[\w’'-]+"
    r"|\s+(?:reporters|journalists|him|her|them|us|me)\b"
    r"|\s+(?-i:[A-Z])[\w.’'-]+){0,4}\s*"
    r"(?:(?:on|in|at|to|during|after|before|by|through|via|from|of|late|early|earlier|later|last"
    r"|this|today|yesterday|when|while|as|with|about|tweet|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday)\b[^.;:“\"█]*)?[.,;:!?)]*\s*$"
)


def clause(
    shown: str, cue: Cue, found: Sequence[Cue], sentence: tuple[int, int]
) -> tuple[int, int] | None:
    """Find the clause of reported speech that belongs to a cue.

    Args:
        shown: the paragraph's text with quotations masked.
        cue: one of `found`.
        found: the sentence's cues.
        sentence: `[start, end)` in the text.

    Returns:
        `[start, end)` of the clause without "that" and the full stop; None where what follows
        is no statement: denied to have been said, only possible, or shown by a thing.
    """
    if cue.modal or _is_impersonal(shown, cue):
        return None
    if cue.according:
        return _of_according(shown, cue, sentence)
    trailing = _before(shown, cue, found, sentence)
    if trailing or cue.inverted or cue.subject.start > cue.start:
        return trailing
    return _behind(shown, cue, sentence[1])


def _is_impersonal(shown: str, cue: Cue) -> bool:
    """Tell whether a thing, not a person, shows what follows ("it shows that …")."""
    written = shown[cue.subject.start : cue.subject.end].lower()
    return written == "it" or (cue.subject.figure is None and cue.lemma in _IMPERSONAL)


def _before(
    shown: str, cue: Cue, found: Sequence[Cue], sentence: tuple[int, int]
) -> tuple[int, int] | None:
    """Find the clause before its cue: "The bridge is closed, the ministry said on Monday."."""
    start, end = sentence
    first, last = min(cue.subject.start, cue.start), max(cue.subject.end, cue.end)
    before = shown[start:first].rstrip()
    body = before.rstrip(", ")
    if not before.endswith(",") or not cue.strong or _SUBORDINATE.match(body):
        return None
    if len(body.replace(MASK, " ").split()) < 4 or not AFTERTHOUGHT.match(shown[last:end]):
        return None
    earlier = any(other.start < first and other.strong for other in found)
    return None if earlier else (start, start + len(body))


def _of_according(shown: str, cue: Cue, sentence: tuple[int, int]) -> tuple[int, int] | None:
    start, end = sentence
    if shown[start : cue.start].strip(" —–("):
        return start, _trim(shown, start, cue.start)
    comma = shown.find(",", cue.subject.end, end)
    return (comma + 1, _trim(shown, comma + 1, end)) if comma != -1 else None


def _behind(shown: str, cue: Cue, end: int) -> tuple[int, int] | None:
    behind = shown[cue.end : end]
    if _NEGATED.search(shown[max(0, cue.start - 30) : cue.start]):
        return None
    that = (_THAT_LATER if cue.lemma in _TAKES_THAT_LATER else _THAT_AT_ONCE).match(behind)
    if that:
        return cue.end + that.end(), _trim(shown, cue.end + that.end(), end)
    if not cue.strong or cue.lemma in _NO_CLAUSE:
        return None
    if cue.lemma != "say" and _MARK_BEHIND.match(behind):
        return None
    begin = _begin(behind, cue)
    if begin is None:
        return None
    begin += cue.end
    if cue.lemma in ("say", "tell") and _ONLY_WHERE.match(shown[begin:end]):
        return None
    return begin, _trim(shown, begin, end)


def _begin(behind: str, cue: Cue) -> int | None:
    """Return how far behind a verb its clause begins: behind whom it is told, or when."""
    if cue.lemma == "tell":
        told = _OBJECT.match(behind)
        return told.end() if told else None
    if cue.lemma in _TAKES_OBJECT:
        return 0
    if not _WORD_BEHIND.match(behind):
        return None
    when = _WHEN.match(behind) if cue.lemma == "say" else None
    return when.end() - 1 if when else 0


def _trim(shown: str, start: int, end: int) -> int:
    """Move a clause's end before a tail that is not part of what was said."""
    piece = shown[start:end]
    tail = _TAIL.search(piece)
    return start + (tail.start() if tail else len(piece))
