"""Tells what part of a story a sentence is: what happened, said, claimed, background, disputed."""

import re
from collections.abc import Sequence

from index.article import Quote
from index.lexicon import MEDIA_WORDS
from index.marks import masked, pair
from qa.digest.dangling import is_outlet
from qa.digest.lengths import BACKGROUND, CLAIMED, DISPUTED, HAPPENED, SAID

_MASK = "█"
# Told as somebody's doing, not as what they say of it: "decided to treat his daughter himself".
_DEEDS = frozenset(
    "decide decides decided choose chooses chose chosen vote votes voted ruled rules".split()
)


def _any(phrases: str) -> re.Pattern[str]:
    """Match any of the patterns that stand one a line or parted by semicolons, as words."""
    pieces = [piece.strip() for piece in re.split(r"[;\n]", phrases) if piece.strip()]
    return re.compile(rf"(?i)\b(?:{'|'.join(pieces)})\b")


_DISPUTED = _any(r"""
den(?:y|ied|ies|ying); disput(?:e[sd]?|ing); contradict\w*; contest(?:s|ed) (?:the|that|his|her|its)
refut\w+; conflicting
reject(?:s|ed|ing)? the (?:claim|accusation|allegation|charge|report)s?; differing accounts
unclear; not (?:immediately )?(?:clear|known|confirmed|verified); unconfirmed; unverified
could not (?:be|independently) (?:\w+ )?(?:verif\w+|confirm\w*|reached)
declined to (?:comment|say|answer); no (?:immediate )?comment; no evidence
did not (?:immediately )?(?:respond|reply|comment|return|answer)
yet to be (?:confirmed|determined); remains? (?:unknown|to be seen)
(?:is|was|were) not known; has not been (?:confirmed|released|named)
""")
_SILENT = _any(r"""
could not (?:immediately )?be reached; declined to (?:comment|say|answer); no (?:immediate )?comment
did not (?:immediately )?(?:respond|reply|comment|return|answer)
""")
_FELT = "angered|angry|unhappy|happy|afraid|worried|keen|eager|frustrated|furious|delighted"
_MEANT = "sign|test|blow|boost|setback|victory|win|defeat|threat|warning"
_CLAIMED = _any(rf"""
(?:is|are|was|were|been|grew) (?:{_FELT}|alarmed|embarrassed|determined|desperate)
seem(?:s|ed)? (?:to|that|like); appear(?:s|ed)? (?:to|that); suggest(?:s|ing)? that
show(?:s|ed)? that; signal(?:s|led) that
(?:is|are) (?:likely|unlikely|bound|sure|certain) to
an? (?:\w+ )?(?:{_MEANT}) (?:to|for); an? (?:\w+ )?sign (?:of|that)
essentially; effectively; in effect; amounts? to; arguably; perhaps; presumably
""")
_TOLD_BY = _any("said; says; told; warned; argued; announced; reported; according to; wrote")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_EARLIER = _any(rf"""
\w+ years? (?:ago|earlier|old); last (?:year|decade|century); previously; in the past; formerly
(?:since|in|of|from|by|during|until) (?:the )?(?:(?:{_MONTHS}) )?(?P<year>(?:1[89]|20)\d\d)s?
decades?; founded; (?:has|have) long; for (?:years|decades); historically
the (?:first|last) time; earlier (?:this|that) (?:year|month)
""")


def kind_of(
    text: str, quotes: Sequence[Quote], year: int | None, position: int, *, late: bool = False
) -> str:
    """Return the title of the section that a sentence belongs to.

    Args:
        text: the sentence.
        quotes: those that begin in it.
        year: in which its article appeared; None where that is not known.
        position: of the sentence in its article's body, from 0; news says first what happened.
        late: it stands so far behind that news has only what is around the event there.
    """
    outside = masked(text, pair(text), _MASK)
    if position == 0:
        return HAPPENED
    if _DISPUTED.search(outside):
        return DISPUTED
    if any(tells_position(quote) for quote in quotes):
        return SAID
    if _CLAIMED.search(outside) and not _TOLD_BY.search(outside):
        return CLAIMED
    if position > 1 and (late or _is_earlier(outside, year)):
        return BACKGROUND
    return HAPPENED


def is_silent(text: str) -> bool:
    """Tell whether a sentence says that somebody said nothing: "declined to comment"."""
    return bool(_SILENT.search(text))


def tells_position(quote: Quote) -> bool:
    """Tell whether told words give somebody's position: what a paper itself reports is none."""
    if not quote.speaker or (not quote.direct and (quote.cue or "").lower() in _DEEDS):
        return False
    if (quote.cue or "").lower().startswith("according"):
        return quote.direct  # that names where a fact is from
    if not quote.direct and quote.speaker.removeprefix("the ")[0].islower():
        return False  # "the police said" tells where a fact is from
    names = set(quote.speaker.lower().split())
    return not (names & MEDIA_WORDS or is_outlet(quote.speaker_as_written or ""))


def _is_earlier(outside: str, year: int | None) -> bool:
    match = _EARLIER.search(outside)
    if not match:
        return False
    return not match["year"] or year is None or int(match["year"]) < year
