"""Whether what somebody is quoted with was said, denied, asked, promised or only may be so."""

import re
from typing import Literal, get_args

from index.cues import denies, lemma
from index.frames import VERBS

Status = Literal["said", "denied", "asked", "promised", "conditional"]
STATUSES: tuple[Status, ...] = get_args(Status)
_ASKED = frozenset("ask wonder question inquire query fragen demander preguntar".split())
_ASKED_NOUNS = frozenset("question questions request requests".split())
_PROMISED = frozenset("promise pledge vow swear guarantee".split())
_PROMISED_NOUNS = frozenset("promises pledges vows commitment commitments".split())
_DENIED = frozenset("deny dispute refute rebut".split())
_DENIED_NOUNS = frozenset(("denial", "denials"))
# "rejected the claim that …", "dismissed reports of …": what they deny is the claim.
_CLAIM = re.compile(
    r"(?i)^(?:(?:the|any|all|his|her|their|its|such|those|that)\s+)?(?:\w+\s+)?(?:claims?"
    r"|allegations?|accusations?|suggestions?|reports?|rumou?rs?|charges?|notion|idea)\b"
)
_CONDITIONS = ("if", "unless", "provided", "as long as", "in case")
_CONDITION = re.compile(r"(?i)\b(?:if|unless|provided(?: that)?|as long as|in case)\b")
_POSSIBLE = re.compile(r"(?i)\b(?:would|could|might|will|may|should)\b|[’'](?:ll|d)\b")


def status_of(cue: str | None, text: str, *, direct: bool, modal: bool) -> Status:
    """Tell in what way a quote is meant.

    Args:
        cue: the word of saying, with its auxiliaries.
        text: the quote.
        direct: whether `text` is the speaker's own words, which nothing takes back.
        modal: whether the speaker only may say it ("could say").

    Returns:
        "conditional" also where what is told hangs on an "if".
    """
    base = _base(cue)
    if base in _DENIED or base in _DENIED_NOUNS or (denies(base) and _is_claim(text, direct)):
        return "denied"
    if base in _ASKED or base in _ASKED_NOUNS:
        return "asked"
    if base in _PROMISED or base in _PROMISED_NOUNS:
        return "promised"
    if modal:
        return "conditional"
    return "conditional" if not direct and _hangs(text) else "said"


def _hangs(text: str) -> bool:
    """Tell whether what is told hangs on an "if"."""
    lower = text.lower()
    there = any(word in lower for word in _CONDITIONS)
    return there and bool(_CONDITION.search(text) and _POSSIBLE.search(text))


def _is_claim(text: str, direct: bool) -> bool:
    return direct or bool(_CLAIM.match(text))


def _base(cue: str | None) -> str:
    word = (cue or "").lower().split()[-1:] or [""]
    return VERBS[word[0]][0] if word[0] in VERBS else lemma(word[0])
