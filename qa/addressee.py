"""To whom somebody says something, where the article tells: "told the court", "in a letter to"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.article import Quote
from index.cues import lemma
from index.lexicon import CALENDAR
from qa.desk import Desk, Place
from qa.stems import stem
from qa.terms import terms

_TELLING = frozenset("tell assure warn remind inform advise ask urge promise".split())
_TELL = re.compile(
    r"(?i)\b(?:(?P<passive>was|were|been|is|are|be|being)\s+)?(?P<verb>tells?|told|telling"
    r"|(?:assur|warn|remind|inform|advis|ask|urg|promis)(?:ed|es|s|ing))\s+"
)
_PARTED = re.compile(r"(?i)\s*(?:that\b|of\b|about\b|to\b|[,:“\"(]|$)")
_SPEECH = (
    "address|appeal|briefing|comments?|e-?mail|evidence|greeting|lecture|letter|memo|message|note"
    "|presentation|remarks?|reply|report|speech|statement|submission|talk|testimony|warning"
)
_TO = re.compile(
    rf"(?i)\b(?:(?:said|says?|saying|added|adds|explained|wrote|writes|writing|complained|admitted"
    rf"|confirmed|remarked|announced|confided|replied|(?:speaking|talking)(?:\s+\w+ly)?)\s+to"
    rf"|in\s+(?:\w+\s+){{1,3}}?(?:{_SPEECH})\s+(?:(?:[a-z]+day|last\s+\w+|in\s+\w+)\s+)?to"
    r"|in\s+(?:\w+\s+){1,3}?(?:interview|conversation|call|meeting)\s+with"
    r"|(?:testified|testifying|appearing|speaking)\s+(?:before|in\s+front\s+of)|addressing)\s+"
)
_WORD = re.compile(
    r"(?:Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|St)\.(?= )|[^\W_](?:[\w’'.&-]*[\w’'])?"
)
_POSSESSIVE = re.compile(r"[’']s$|(?<=s)[’']$")
_FIRST = frozenset(
    "the a an his her their its my our this these those two three several some".split()
)
_NOBODY = frozenset(
    "him them me us you it himself herself themselves itself nobody anybody everybody everyone"
    " anyone someone somebody he she we they i that what how why be".split()
)
# What is told, and what speech meets with.
_THINGS = frozenset(
    "story stories truth lie lies joke jokes tale tales time cheers applause laughter boos".split()
)
_ENDS = (
    frozenset(
        """
        that how why what which who whom when where whether if in on at after before during while as
        for by from with about via outside inside near since until and or but because he she it they
        we i you there my our later afterwards yesterday today tonight earlier recently again last
        next simply afterward aired released regarding concerning over not only to then
        """.split()
    )
    | CALENDAR
)
_VERBS = frozenset(
    "is are was were has have had will would can could may might must should did does do".split()
)
_MOST = 8  # words
# Whom news calls by several words.
_ALIKE = (
    frozenset(map(stem, "reporter journalist press media correspondent newsman".split())),
    frozenset(map(stem, "parliament lawmaker legislator mp deputy".split())),
    frozenset(map(stem, "court judge jury".split())),
    frozenset(map(stem, "paper newspaper".split())),
)


@dataclass(frozen=True, slots=True)
class Object:
    """Whom words name behind a verb, and where in the text that ends."""

    text: str
    end: int


def addressee(quotes: Sequence[Quote], place: Place, desk: Desk) -> str | None:
    """Return to whom quotes of one sentence are said, as the article writes it; None for nobody.

    A sentence that is nothing but their words goes on with what the one before it began.

    Args:
        quotes: somebody's words in the sentence.
        place: the sentence.
        desk: reads the article.
    """
    if not quotes:
        return None
    before = [p for p in desk.sentences(place.article_id, place.paragraph) if p.start < place.start]
    speaker = quotes[0].speaker
    while True:
        found = next((to for quote in quotes if (to := _said_to(quote, place, desk))), None)
        bare = _around(desk.quotes_in(place), place)
        if found or not before or any(map(str.isalpha, bare)):
            return found
        place = before.pop()
        quotes = [quote for quote in desk.quotes_in(place) if quote.speaker == speaker]


def _said_to(quote: Quote, place: Place, desk: Desk) -> str | None:
    """Return to whom the words at a quote say that it is said."""
    within = (other for other in desk.quotes_in(place) if not _holds(other, quote))
    text = _around(within, place)
    pattern = _TELL if lemma((quote.cue or "").split(" ")[0]) in _TELLING else _TO
    found = [(match, named) for match in pattern.finditer(text) if (named := _of(match, text))]
    at = quote.start - place.start
    nearest = min(found, key=lambda each: abs(each[0].start() - at), default=None)
    return nearest[1].text if nearest else None


def _holds(other: Quote, quote: Quote) -> bool:
    """Tell whether what one says is that another one says something."""
    inside = other.start <= quote.start and quote.end <= other.end
    return inside and len(other.text) > len(quote.text)


def _around(quotes: Iterable[Quote], place: Place) -> str:
    """Return a sentence with what is said in it blanked: told there is told by somebody else."""
    text = place.text
    for quote in quotes:
        start, end = max(quote.start - place.start, 0), min(quote.end, place.end) - place.start
        text = f"{text[:start]}{'“' * (end - start)}{text[end:]}"
    return text


def _of(match: re.Match[str], text: str) -> Object | None:
    named = object_at(text, match.end())
    verb, passive = (match.groupdict().get(name) or "" for name in ("verb", "passive"))
    if passive and not verb.endswith("ing"):
        return None
    verb = verb or "tell"
    if named is None or (lemma(verb) != "tell" and not _PARTED.match(text, named.end)):
        return None
    return named


def object_at(text: str, start: int) -> Object | None:
    """Return whom the words at a place name ("the union’s members"); None where nobody."""
    found = list(_words_at(text, start))
    verb = next((n for n, match in enumerate(found) if match[0].lower() in _VERBS), None)
    if verb is not None:  # “told analysts margins were poor”: what is told has begun before it
        found = found[: _before_told([match[0] for match in found[:verb]])]
    first = found[0][0].lower() if found else ""
    alone = first in (*_FIRST, "one", "her") and len(found) == 1
    if not found or first in _NOBODY or alone or any(m[0] in _THINGS for m in found[:2]):
        return None
    end = found[-1].end()
    return Object(_POSSESSIVE.sub("", text[found[0].start() : end]), end)


def _words_at(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the words of a phrase of a noun, with "of" and what follows it."""
    before, at = "", start
    for number in range(_MOST):
        match = _WORD.match(text, at)
        word = match[0].lower() if match else ""
        if match is None or _ends(match[0], before, number):
            return
        yield match
        before, at = word, match.end()
        if text[at : at + 1] != " ":
            return
        at += 1


def _ends(word: str, before: str, number: int) -> bool:
    """Tell whether a phrase ends before a word; a title's own words have capitals."""
    low = re.split("[’']", word.lower())[0]
    if low in _FIRST and (number == 0 or before == "of"):
        return False
    common = word.islower() or low in CALENDAR or low == "i"
    return common and (low in _ENDS or low in _FIRST)


def _before_told(words: Sequence[str]) -> int:
    """Return how many words name somebody, where what they are told follows at once."""
    first = 1 if words and words[0].lower() in _FIRST else 0
    names = first
    while names < len(words) and words[names][:1].isupper():
        names += 1
    return names if names > first else first + 1


def is_to(wanted: str, named: str | None) -> bool:
    """Tell whether an addressee is who is asked about, one of them perhaps in full."""
    mine = {term.stem for term in terms(f"· {wanted}")}
    theirs = {term.stem for term in terms(f"· {named or ''}")}
    if not mine or not theirs:
        return False
    few, many = sorted((mine, theirs), key=len)
    return all(word in many or any(word in row and row & many for row in _ALIKE) for word in few)
