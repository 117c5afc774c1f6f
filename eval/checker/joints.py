"""Joins a sentence with the one before it in its paragraph: truly, or by what neither tells."""

import re
from random import Random

from index.lexicon import SENTENCE_OPENERS
from index.marks import pair

# What tells that one thing made, followed or opposed another, where the article only tells both.
_CAUSES = ("because", "after", "before", "while", "so", "even though", "which is why", "until")
_MOST_WORDS = 22  # of each sentence; longer ones nobody joins
# A subject goes up to the first verb that can be told from its form.
_SUBJECT = re.compile(
    r"(?P<who>(?:The|[A-Z][\w’-]+)(?:\s(?!who\b|which\b|that\b|and\b|or\b)[\w’-]+){0,5}?"
    r"(?:, [^,]+,)?)\s(?P<verb>is|are|was|were|has|have|had|will|would|can|could|may|must|took|made"
    r"|gave|won|lost|fell|rose|held|left|began|went|came|found|built|bought|sold|paid|sent|ran"
    r"|kept|[a-z]{2,}ed)\s"
)
_GOES_ON = re.compile(r"(?:[\w’-]+ ){0,4}?(?:are|is|was|were|will|has|have|had)\b")
_OPENS = re.compile(
    r"[A-Z][\w’ -]*:|(?:But|And|So|Or|Yet|Then|No|Yes|Because|After|Before|While|When)\b"
)
_ARTICLES = frozenset(("the", "a", "an"))
_NO_SUBJECT = (SENTENCE_OPENERS | {"said", "says", "is", "are", "was", "were"}) - _ARTICLES


def truly_joined(text: str, before: str) -> str | None:
    """Return both sentences as one, by "and", which tells no more than they do."""
    parts = _parts(text, before)
    return f"{parts[0]}, and {parts[1]}." if parts else None


def with_a_junction(text: str, before: str, rng: Random) -> str | None:
    """Return both sentences as one, by a word that makes one the cause or the time of the other."""
    parts = _parts(text, before)
    if not parts:
        return None
    word = rng.choice(_CAUSES)
    border = ", " if word in ("so", "which is why", "while", "even though") else " "
    return f"{parts[0]}{border}{word} {parts[1]}."


def with_another_subject(text: str, other: str) -> str | None:
    """Give what a sentence tells of its subject to the subject of another sentence."""
    own, theirs = _SUBJECT.match(text), _SUBJECT.match(other)
    if not own or not theirs or pair(text) or _OPENS.match(text) or _OPENS.match(other):
        return None
    if _GOES_ON.match(text[own.end() :]) or _GOES_ON.match(other[theirs.end() :]):
        return None  # "The views expressed are her own."
    both = [set(found["who"].lower().split()) for found in (own, theirs)]
    if both[0] & both[1] - _ARTICLES or (both[0] | both[1]) & _NO_SUBJECT:
        return None
    if _is_plural(own["verb"]) != _is_plural(theirs["verb"]):
        return None
    return f"{theirs['who']}{text[own.end('who') :]}"


def _is_plural(verb: str) -> bool:
    return verb in ("are", "were", "have")


def _parts(text: str, before: str) -> tuple[str, str] | None:
    """Return the sentence before and this one, fit to be joined; None where they are not."""
    for part in (text, before):
        words = part.split()
        if not words or pair(part) or part[-1] != "." or len(words) > _MOST_WORDS:
            return None
        if not part[0].isalpha() or part.isupper() or _OPENS.match(part):
            return None
    first = text.split()[0]
    lower = first.lower() in SENTENCE_OPENERS and first != "I"
    return before[:-1], (text[:1].lower() + text[1:] if lower else text)[:-1]
