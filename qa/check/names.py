"""Holds the names of a sentence against those of its evidence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.lexicon import CALENDAR, DEMONYMS, PLACES, SENTENCE_OPENERS
from index.sentences import split
from qa.check.evidence import Evidence
from qa.check.tokens import Token, akin, tokens
from qa.desk import Desk, Place

_PRONOUN = re.compile(r"(?i)\b(?:he|she|they|him|her|them|his|hers|their|it|its|we|i|our|my)\b")
# Names of countries and peoples that do not begin alike.
_APART = {
    "french": "fran",
    "spanish": "spai",
    "dutch": "neth",
    "danish": "denm",
    "welsh": "wale",
    "turkish": "turk",
    "polish": "pola",
    "swiss": "swit",
}
_LEAST = 3  # letters of a name that may be told by its beginning ("Kestrian", "Kestria")


@dataclass(frozen=True, slots=True)
class Named:
    """What came of the names.

    Attributes:
        fault: which name is not carried; "" where all are.
        places: sentences beside the evidence that are needed for a name.
    """

    fault: str
    places: tuple[Place, ...] = ()


def named(text: str, evidence: Evidence, desk: Desk) -> Named:
    """Find each name of a text in its evidence, or in what stands near before it.

    A person who is named a little earlier may be the "she" of the evidence; a place or a house
    may stand anywhere in the article.
    """
    found = [token for place in evidence.places for token in tokens(place.text)]
    facts = [*tokens(evidence.facts), *_speakers(evidence, desk)]
    needed: dict[Place, None] = {}
    for name in name_tokens(text):
        if _stands(name, found) or _stands(name, facts):
            continue
        place = _elsewhere(name, text, evidence, desk)
        if place is None:
            return Named(f"{name.text} does not stand in what it cites")
        needed[place] = None
    return Named("", tuple(needed))


def name_tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text that are names, by their capitals."""
    starts = {start for start, _ in split(text)}
    found = tokens(text)
    for at, token in enumerate(found):
        if not token.text[:1].isupper() or token.low in CALENDAR or token.low == "i":
            continue
        before = text[max((s for s in starts if s <= token.start), default=0) : token.start]
        first = not any(map(str.isalnum, before)) or before.rstrip()[-1:] in {*'“"‘:('}
        if first and not _is_name(found, at, text):
            continue
        yield token


def is_person(name: str, article_id: str, desk: Desk) -> bool:
    """Tell whether a word is of a person's name in an article."""
    return any(
        figure.sort == "person" and name in figure.name.lower().split()
        for figure in desk.cast(article_id).figures
    )


def _is_name(found: Sequence[Token], at: int, text: str) -> bool:
    """Tell whether the first word of a sentence is a name: a name follows, or it comes again."""
    token = found[at]
    if token.low in SENTENCE_OPENERS or not token.content:
        return False
    if at + 1 == len(found):
        return False
    joined = text[token.end : found[at + 1].start].strip() in ("", "-", ".")
    follows = joined and found[at + 1].text[:1].isupper()
    return follows or sum(t.text == token.text for t in found) > 1


def _stands(name: Token, found: Iterable[Token]) -> bool:
    return any(_same(name, token) for token in found) or _is_short_for(name, list(found))


def _same(name: Token, other: Token) -> bool:
    if name.low == other.low or name.stem == other.stem:
        return True
    if len(name.low) > _LEAST and akin(name.low, other.low):
        return True
    return _country(name.low) == _country(other.low) != ""


def _country(low: str) -> str:
    """Return what names of a country and of its people have in common ("chin"); "" for others."""
    if low in _APART:
        return _APART[low]
    return low[:4] if low in DEMONYMS or low in PLACES else ""


def _is_short_for(name: Token, found: Sequence[Token]) -> bool:
    """Tell whether a name is the initials of what stands there, or one of the names behind them."""
    letters = re.sub(r"\W", "", name.text)
    if len(letters) > 1 and letters.isupper():
        initials = "".join(t.text[0] for t in found if t.text[:1].isupper())
        return letters in initials
    return False


def _speakers(evidence: Evidence, desk: Desk) -> Iterator[Token]:
    """Yield the names of those who are quoted in the evidence, which calls them "he"."""
    for place in evidence.places:
        for quote in desk.quotes_in(place):
            for name in (quote.speaker, quote.via):
                if name:
                    yield from tokens(name)


def _elsewhere(name: Token, text: str, evidence: Evidence, desk: Desk) -> Place | None:
    """Return the sentence beside the evidence that gives a name to what the evidence tells."""
    person = any(
        is_person(name.low, article_id, desk)
        for article_id in dict.fromkeys(place.article_id for place in evidence.places)
    )
    if not person:
        return next((p for p in evidence.ground.places if _has(name, p)), None)
    pointing = any(_PRONOUN.search(place.text) for place in evidence.places)
    if not pointing or _names_another(text, evidence, desk):
        return None
    for place in evidence.before:
        if _has(name, place):
            return place
        if any(is_person(t.low, place.article_id, desk) for t in name_tokens(place.text)):
            return None  # "he" is who was named last
    return None


def _has(name: Token, place: Place) -> bool:
    return any(_same(name, token) for token in tokens(place.text))


def _names_another(text: str, evidence: Evidence, desk: Desk) -> bool:
    """Tell whether the evidence names somebody whom a text does not: then "he" is that one."""
    mine = {token.low for token in tokens(text)}
    best = evidence.places[0]
    return any(
        is_person(token.low, best.article_id, desk) and token.low not in mine
        for token in name_tokens(best.text)
    )
