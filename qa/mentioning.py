"""Which articles mention something: the first sentence of each that does."""

import re

from index.filters import Filters
from index.library import Library
from qa.desk import Desk, Place
from qa.terms import Matcher, Term, terms

_ASKS = re.compile(
    r"(?i)^\W*(?:please\s+)?(?:in\s+)?(?:which|what)\s+(?:of\s+the\s+)?(?:articles?|stories|story|reports?"
    r"|papers?|outlets?|newspapers?|sources?)\s+(?:(?:that|do|does|did|have|has|is|are)\s+)?"
    r"(?:mention(?:s|ed)?|cover(?:s|ed)?|name(?:s|d)?|report(?:s|ed)?\s+on|speaks?\s+of|about"
    r"|deals?\s+with|wr(?:ite|ites|ote)\s+about)\s+(?P<what>\S.*?)[\s?!.]*$"
)
_SEARCHED = 100  # passages; of several in one article one is enough
_CARRIED = 0.85  # of the words, which a sentence may have in another form


def mentioned(text: str) -> str | None:
    """Return what articles are asked for that mention it; None where none are asked for."""
    match = _ASKS.match(text)
    return match["what"] if match else None


def mentions_of(
    what: str, library: Library, desk: Desk, matcher: Matcher, filters: Filters
) -> list[Place]:
    """Return the first sentence of each article that mentions something, newest article first.

    Raises:
        LibraryError: the library cannot be read.
    """
    wanted = terms(f"· {what}")
    if not wanted:
        return []
    found = library.search(what, k=_SEARCHED, filters=filters)
    ids = dict.fromkeys(passage.article_id for passage in found)
    places = [place for i in ids if (place := _first(i, wanted, desk, matcher))]
    return sorted(places, key=lambda place: _day(place, desk), reverse=True)


def _first(article_id: str, wanted: tuple[Term, ...], desk: Desk, matcher: Matcher) -> Place | None:
    for paragraph in desk.read(article_id).paragraphs:
        if paragraph.kind in ("body", "commentary", "caption"):
            for place in desk.sentences(article_id, paragraph.number):
                if matcher.coverage(wanted, [(place.text, 1.0)], _CARRIED) >= _CARRIED:
                    return place
    return None


def _day(place: Place, desk: Desk) -> str:
    date = desk.facts(place.article_id).date
    return date.isoformat() if date else ""
