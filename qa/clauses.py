"""Which part of a sentence is one speaker's, where others speak in it, too."""

import re
from collections.abc import Sequence

from index.article import Quote
from qa.desk import Desk, Place

_BORDER = re.compile(
    r"(?:[,;]|\s[—–-])\s+(?:while|but|and|whereas|though|although)\b|;\s+|\s[—–]\s"
)
# Behind somebody's words a columnist's own: ", and I do not doubt that she believes it".
_REMARK = re.compile(r",\s+(?:and|but|though|although|which)\s+(?:I|we)\b")


def without_others(place: Place, own: Sequence[Quote], desk: Desk) -> Place:
    """Trim a sentence, at a clause border, to the part without somebody else's words.

    Where no border parts them from somebody else's direct words, the own words alone are left.

    Args:
        place: the sentence.
        own: one speaker's quotes in it, in order; at least one.
        desk: reads the article.
    """
    first, last = min(q.start for q in own), max(q.end for q in own)
    others = [quote for quote in desk.quotes_in(place) if _is_other(quote, own)]
    start, end = place.start, _before_remark(place, last)
    for border in _BORDER.finditer(place.text):
        at = place.start + border.start()
        if any(last <= at <= other.start for other in others):
            end = min(end, at)
        if any(other.end <= at and place.start + border.end() <= first for other in others):
            start = place.start + border.end()
    if any(other.direct and start <= other.start < end for other in others):
        if any(quote.status != "said" for quote in own if not quote.direct):
            return place  # alone, what somebody denied would read as what they said
        start, end = first, last  # no border between them: the words alone
        start -= 1 if own[0].direct else 0
        end += 1 if own[-1].direct else 0
    text = desk.article(place.article_id).text[start:end]
    named = own[0].speaker_as_written or ""
    if start > place.start and named not in text and not any(other.direct for other in others):
        return place  # what is left would not tell who says it
    start += len(text) - len(text.lstrip())
    return Place(place.article_id, place.paragraph, start, end, text.lstrip())


def _is_other(quote: Quote, own: Sequence[Quote]) -> bool:
    """Tell whether a quote is of somebody else, and has none of one's own inside."""
    if quote.speaker is None or quote.speaker == own[0].speaker:
        return False
    if quote.direct:
        return not any(one.start <= quote.start < one.end for one in own)
    return not any(one.start < quote.end and quote.start < one.end for one in own)


def _before_remark(place: Place, last: int) -> int:
    """Return where the remark begins that the writer makes behind the words, else the end."""
    remark = _REMARK.search(place.text, max(last - place.start, 0))
    return place.start + remark.start() if remark else place.end
