"""Holds what joins two parts of a sentence (cause, time, contrast) against its evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.lexicon import CALENDAR
from index.marks import masked, pair
from qa.check.evidence import Evidence
from qa.check.tokens import Token, content_stems, shared, tokens

# Words that can join nothing else than a cause to what came of it, and those that often do.
_REASON = (
    r"because|which is why|that is why|as a result|as a consequence|consequently|therefore|thus"
    r"|hence|so that|(?<=, )so(?! far)|and so"
)
_ORIGIN = (
    r"due to|owing to|thanks to|in response to|le(?:d|ads|ading) to|result(?:ed|s|ing) in"
    r"|prompt(?:ed|s|ing)|caus(?:ed|es|ing)"
)
_CAUSE = rf"{_REASON}|{_ORIGIN}"
_TIME = (
    r"after(?:wards)?|before|until|till|while|whilst|when|whenever|once|as soon as|following|since"
    r"|as(?= (?:he|she|it|they) )"
)
_CONTRAST = r"although|though|even though|despite|in spite of|whereas"
_JOINT = re.compile(
    rf"\b(?:(?P<reason>{_REASON})|(?P<origin>{_ORIGIN})|(?P<contrast>{_CONTRAST})|(?P<time>{_TIME}))\b",
    re.IGNORECASE,
)
# What says as much: a cause is told in more ways than by which one is named.
_AS_GOOD = {
    "reason": re.compile(
        rf"\b(?:{_CAUSE}|since|so|as|for|blamed?|blames|reasons?|why|over|in order|to|lest|from"
        r"|with|if|by|means?|meant|made|makes|making|forc(?:ed|es|ing)|behind|explain\w*)\b",
        re.IGNORECASE,
    ),
    "time": re.compile(
        rf"\b(?:{_TIME}|as|then|later|earlier|during|amid|by|ago|now|soon|then|next|days?|weeks?"
        r"|months?|years?|hours?|minutes?|on|upon|in|at|from|if|with|the day)\b",
        re.IGNORECASE,
    ),
    "contrast": re.compile(
        rf"\b(?:{_CONTRAST}|but|yet|however|still|not|no|nor|only|without|while|nevertheless"
        r"|nonetheless|instead)\b",
        re.IGNORECASE,
    ),
}
# How a sentence takes up the one before it.
_TAKES_UP = {
    "reason": re.compile(
        r"(?:so|as a result|as a consequence|consequently|therefore|thus|hence|that|this|because"
        r"|the reasons?|for (?:that|this))\b|it (?:was|is) because\b",
        re.IGNORECASE,
    ),
    "time": re.compile(
        r"(?:then|after|afterwards|later|soon|before|until|till|since|meanwhile|when|while|once"
        r"|following|by then|at (?:that|the same) time|the (?:next|same|following)|by|earlier"
        r"|\w+ (?:days?|weeks?|months?|years?|hours?|minutes?) (?:later|earlier|after|before))\b",
        re.IGNORECASE,
    ),
    "contrast": re.compile(
        r"(?:but|yet|however|still|nevertheless|nonetheless|even so|despite|although|though|while)"
        r"\b",
        re.IGNORECASE,
    ),
}
_AS_GOOD["origin"], _TAKES_UP["origin"] = _AS_GOOD["reason"], _TAKES_UP["reason"]
_BORDER = re.compile(r"[,;:–—]\s|\s(?:and|or|but|who|which|whose|where)\s")
_WHEN = CALENDAR | frozenset(
    "dawn dusk noon midday midnight night morning evening afternoon end start beginning early late"
    " least further next last year week month day today tomorrow yesterday".split()
)
_AT = frozenset("on at by in".split())
_SUBJECTS = frozenset("he she it they we i you there this that these those".split())
_FEWEST = 2  # words that count on either side of what joins
_NEARLY = 0.75  # of the best: a sentence that has as much may be the one that is meant
_LOOSELY = 0.5  # likewise for what is mostly told in other words ("killed": "caused deaths")


@dataclass(frozen=True, slots=True)
class _Joint:
    """A word that joins, its kind, and the stems of what it joins."""

    word: str
    kind: str
    left: frozenset[str]
    right: frozenset[str]
    first: bool

    @property
    def opens_with_while(self) -> bool:
        """Whether it says little more than "and": "While the quay is old, the wall is new"."""
        return self.first and self.word in ("while", "whilst")


def junction_fault(text: str, evidence: Evidence) -> str:
    """Say which word joins what the evidence tells apart, as cause, time or contrast."""
    there = [masked(p.text, pair(p.text), " ") for p in evidence.ground.places]
    stems = [content_stems(tokens(one.text)) for one in evidence.ground.places]
    for joint in _joints(masked(text, pair(text), " ")):
        if not _is_joined(joint, there, stems):
            return f"what it cites does not tell it with “{joint.word}”"
    return ""


def _joints(text: str) -> Iterator[_Joint]:
    found = list(_JOINT.finditer(text))
    cuts = sorted({*(m.end() for m in _BORDER.finditer(text)), *(m.start() for m in found)})
    for match in found:
        before = [0, *(cut for cut in cuts if cut < match.start())]
        until = next((cut for cut in cuts if cut > match.end()), len(text))
        right = tokens(text[match.end() : until])
        kind = match.lastgroup or ""
        first = not any(map(str.isalnum, text[: match.start()]))
        if first:  # "After the fire, it was closed."
            left = _longest(text[until:])
        else:
            left = _grown([text[start : match.start()] for start in reversed(before)])
        if len(left) >= _FEWEST and _says(right, kind):
            yield _Joint(match[0].lower(), kind, left, frozenset(content_stems(right)), first)


def _says(right: Sequence[Token], kind: str) -> bool:
    """Tell whether what stands behind a joint is more than a day, an hour or a single thing."""
    telling = [token.low for token in right if token.content]
    if not telling:
        return False
    if kind == "reason" or right[0].low in _SUBJECTS:
        return True
    first = next(at for at, token in enumerate(right) if token.content)
    dated = telling[0] in _WHEN or telling[0][0].isdigit()
    if kind == "time" and dated and not {t.low for t in right[:first]} & _AT:
        return False
    return len(telling) >= _FEWEST


def _longest(text: str) -> frozenset[str]:
    """Return the stems of the first part of a text that says something."""
    cuts = [*(m.end() for m in _BORDER.finditer(text)), len(text)]
    return _grown([text[:cut] for cut in cuts])


def _grown(spans: Sequence[str]) -> frozenset[str]:
    """Return the stems of the first span that says something, else of the last one."""
    stems: set[str] = set()
    for span in spans:
        stems = content_stems(tokens(span))
        if len(stems) >= _FEWEST:
            break
    return frozenset(stems)


def _is_joined(joint: _Joint, there: Sequence[str], stems: Sequence[set[str]]) -> bool:
    nearly = _LOOSELY if joint.kind == "origin" else _NEARLY
    left, right = (_bearers(part, stems, nearly) for part in (joint.left, joint.right))
    if not left or not right:
        return True  # what stands nowhere is found by others
    both = left & right
    if any(_AS_GOOD[joint.kind].search(there[at]) for at in both):
        return True
    if both:
        return joint.kind != "reason"
    if any(_is_its_own(joint, there[at]) for at in right):
        return True
    return any(
        abs(one - other) == 1
        and (
            joint.opens_with_while
            or _TAKES_UP[joint.kind].match(there[max(one, other)].lstrip("“\"' "))
        )
        for one in left
        for other in right
    )


def _is_its_own(joint: _Joint, sentence: str) -> bool:
    """Tell whether a sentence has the very same behind the very same word."""
    for match in re.finditer(rf"(?i)\b{re.escape(joint.word)}\b", sentence):
        behind = content_stems(tokens(sentence[match.end() :])[: 3 * len(joint.right)])
        if joint.right <= behind:
            return True
    return False


def _bearers(wanted: frozenset[str], stems: Sequence[set[str]], nearly: float) -> set[int]:
    """Return the places of the sentences that have nearly as much of what is wanted as the best."""
    found = [shared(wanted, own) for own in stems]
    best = max(found, default=0)
    return {at for at, count in enumerate(found) if best and count >= nearly * best}
