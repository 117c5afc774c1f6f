"""Whose words a sentence gives as if they were nobody's."""

import re
from collections.abc import Iterable

from index.article import Quote
from index.marks import masked, pair
from qa.check.speech import own_quotes
from qa.desk import Desk, Place
from qa.terms import terms, words

MOSTLY, HALF = 0.75, 0.5  # of the words that count
_OWN = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me|mine|ours)\b")


def unnamed(text: str, places: Iterable[Place], desk: Desk, least: float = MOSTLY) -> Quote | None:
    """Return the quote whose words a sentence gives without saying that somebody said them.

    "The port has kept every rule" is a fact only where an article says so itself; where its
    head says so, it is what the head says.

    Args:
        text: the sentence.
        places: that carry it.
        desk: reads their articles.
        least: the share of its words that count which a quote must have.

    Returns:
        None where it says who says so, or gives nobody's words.
    """
    if own_quotes(text):
        return None
    wanted = {term.stem for term in terms(f"· {text}")}
    around = set(words(masked(text, pair(text), " ")))
    for place in places:
        for quote in desk.quotes_in(place):
            said = {term.stem for term in terms(f"· {quote.text}")}
            named = quote.speaker and words(quote.speaker)[-1] in around
            if wanted and not named and len(wanted & said) >= least * len(wanted):
                return quote
    return None


def speaks_itself(text: str) -> bool:
    """Tell whether a sentence says "I" or "we" outside of quotation marks."""
    return bool(_OWN.search(masked(text, pair(text), " ")))
