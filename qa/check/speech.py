"""Holds whom a sentence gives words to against who says them in its evidence."""

from collections.abc import Iterator
from functools import lru_cache

from index.article import Article, Quote
from index.marks import masked, pair
from index.parse import parse
from qa.check.evidence import Evidence
from qa.desk import Desk
from qa.terms import words


def speaker_fault(text: str, evidence: Evidence, desk: Desk) -> str:
    """Find words that a sentence gives to another person than its evidence does."""
    for quote in own_quotes(text):
        sources = list(_sources(quote, evidence, desk)) if quote.speaker else []
        names = [name for source, speaker in sources for name in (speaker, source.via) if name]
        if not quote.speaker or not names or any(_is_named(name, text) for name in names):
            continue
        if not any(one_person(name, quote.speaker) for name in names):
            return f"these are the words of {sources[0][1]}, not of {quote.speaker}"
    return ""


@lru_cache(maxsize=64)  # a sentence is held against each passage in turn
def own_quotes(text: str) -> tuple[Quote, ...]:
    """Return what a sentence itself gives as somebody's words."""
    return parse(Article("sentence", None, None, None, None, text)).quotes


def quoted_in(evidence: Evidence, desk: Desk) -> Iterator[tuple[Quote, str]]:
    """Yield the quotes of the ground's sentences that have a speaker, with that."""
    for place in evidence.ground.places:
        for quote in desk.quotes_in(place):
            if quote.speaker:
                yield quote, quote.speaker


def one_person(one: str, other: str) -> bool:
    """Tell whether two names may be of one person."""
    mine, theirs = words(one), words(other)
    short, long = sorted((set(mine), set(theirs)), key=len)
    return bool(short & long) and (short <= long or mine[-1] == theirs[-1])


def _is_named(name: str, text: str) -> bool:
    """Tell whether a text names somebody outside of quotations: who says what is then unsure."""
    around = words(masked(text, pair(text), " "))
    return words(name)[-1] in around


def _sources(quote: Quote, evidence: Evidence, desk: Desk) -> Iterator[tuple[Quote, str]]:
    """Yield the ground's quotes that say what a sentence's quote says, with who does."""
    wanted = set(words(quote.text))
    for source, speaker in quoted_in(evidence, desk):
        said = set(words(source.text))
        common = len(wanted & said)
        if common and common * 2 >= min(len(wanted), len(said)):
            yield source, speaker
