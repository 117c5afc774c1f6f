"""Whose words a question asks for: a name, a role or a slip of the pen → quotes in the library."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.article import Quote
from index.cues import is_strong
from index.filters import Filters
from index.frames import is_told
from index.lexicon import FEMALE_NAMES, MALE_NAMES, TITLES
from index.library import Library
from index.people.forms import plain
from qa.desk import Desk
from qa.roles import bearers

# A role, in lower case, with whose it is: "chief financial officer of the Linden Line".
_BELONGS = re.compile(r"(?:[a-zà-þ][\w’'-]*\s+){1,5}?(?:of|for|at|from|in)\s+(?:the\s+)?[A-ZÀ-Þ]")
_ARTICLE = re.compile(r"(?i)^(?:the|a|an)\s+")
_CAPITALISED = re.compile(r"^[A-ZÀ-ÖØ-Þ]|^(?:al|el|de|da|van|von|der|bin|ibn|di|du|la|le)$")
_SMALL = frozenset("of the for and at in a an to de von".split())
_LEAST_SURE = 0.55  # a measured frequency: below it a speaker is a guess, and nobody’s words
_CLOSE = 0.84  # difflib's ratio of two words of which one is misspelled
_SEARCHED = 12  # passages in which a role is looked for
ByLetters = Mapping[int, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Person:
    """Whose words are asked for.

    Attributes:
        name: as the library has it; as the question does where it knows nobody of the kind.
        quotes: all that they are quoted with, in order of the library.
        known: whether any article names them, quoted or not.
    """

    name: str
    quotes: tuple[Quote, ...]
    known: bool


def find_person(asked: str, library: Library, desk: Desk, filters: Filters) -> Person:
    """Find the person or organisation that a question asks about.

    Tried in order: the name; the role ("the harbour master") by who bears it in an article; the
    words at a quote whose speaker has no name ("a spokeswoman for the line"); a name that is
    spelled nearly so.
    """
    name = _name(asked)
    if name:
        found = _quoted(library, name, filters)
        if " " not in name and _ARTICLE.match(asked.strip()):
            found = tuple(quote for quote in found if not _has_given_name(quote.speaker or ""))
        if found:
            return Person(_fullest(found, library), found, known=True)
    near_by = dict.fromkeys(
        passage.article_id for passage in library.search(asked, k=_SEARCHED, filters=filters)
    )
    found_in = () if _is_full_name(name) else bearers(asked, near_by, desk)
    if found_in:
        found = tuple(q for bearer in found_in for q in _quoted(library, bearer, filters))
        return Person(found_in[0], found, known=True)
    found = _unnamed(asked, near_by, desk)
    if found:
        return Person(found[0].speaker_as_written or asked, found, known=True)
    near = _nearly(name or asked, library, filters)
    if near:
        return Person(near, _quoted(library, near, filters), known=True)
    return Person(name or asked, (), known=_is_named(name or asked, library, filters))


def _name(asked: str) -> str:
    """Return the name in what a question calls somebody, without titles; "" for a role alone."""
    parts = _ARTICLE.sub("", asked.strip(" ,.?!")).split()
    if len(parts) > 1 and any(re.search(r"[’']s?$", word) for word in parts[:-1]):
        return ""  # "the line’s spokeswoman" is not the line
    if _BELONGS.match(" ".join(parts)):
        return ""  # nor is "spokeswoman of the line"
    if any(word in ("that", "which", "who", "whose", "whom") for word in parts):
        return ""  # nor "the firm that bought the line"
    if not any(word[0].isupper() for word in parts):
        is_role = _ARTICLE.match(asked.strip()) or any(w in TITLES or w in _SMALL for w in parts)
        return "" if is_role else " ".join(parts)
    kept: list[str] = []
    for word in reversed(parts):
        if not _CAPITALISED.match(word):
            break
        kept.insert(0, word)
    while kept and kept[0].lower().strip(".") in TITLES:
        kept.pop(0)
    kept = _behind_title(kept)
    if not kept and any(word[0].isupper() for word in parts) and not parts[-1].islower():
        kept = parts
    return re.sub(r"[’']s?$", "", " ".join(kept))


def _behind_title(parts: list[str]) -> list[str]:
    """Return the full name behind a title ("U.S. President Ida Lund"), else all."""
    for at in range(len(parts) - 3, -1, -1):
        if parts[at].lower().strip(".") in TITLES:
            return parts[at + 1 :]
    return parts


def _has_given_name(name: str) -> bool:
    """Tell whether a name is a person's: nobody calls Amy Pope "the Pope"."""
    return name.split()[0].lower() in FEMALE_NAMES | MALE_NAMES if " " in name else False


def _is_full_name(name: str) -> bool:
    return len([word for word in name.split() if word[0].isupper()]) > 1


def _quoted(library: Library, name: str, filters: Filters) -> tuple[Quote, ...]:
    """Return the quotes of everyone whose name has these words, or whose one name ends them."""
    found = library.quotes(speaker=name, filters=filters)
    if not found and len(name.split()) > 1:
        last = name.split()[-1]
        quotes = library.quotes(speaker=last, filters=filters)
        # A surname alone that is nobody else's.
        called = library.people.of_quotes()
        found = tuple(q for q in quotes if q.speaker and " " not in _called(q, called))
    return tuple(quote for quote in found if is_theirs(quote))


def is_theirs(quote: Quote) -> bool:
    """Tell whether a quote's speaker is no guess, and said it."""
    return quote.confidence >= _LEAST_SURE and _is_statement(quote)


def _is_statement(quote: Quote) -> bool:
    """Tell whether a quote is what somebody said, not what they backed or wanted."""
    last = (quote.cue or "").split()[-1:]
    return quote.direct or is_told(quote.cue) or any(is_strong(word) for word in last)


def _fullest(quotes: tuple[Quote, ...], library: Library) -> str:
    called = library.people.of_quotes()
    names = Counter(_called(quote, called) for quote in quotes if quote.speaker)
    return max(names, key=lambda name: (len(name.split()), names[name]))


def _called(quote: Quote, called: Mapping[tuple[str, str], str]) -> str:
    """Return the name of a quote's speaker in the library; in an older text as it stands there."""
    written = quote.speaker or ""
    return plain(called.get((quote.article_id, written), written))


def _unnamed(asked: str, articles: Iterable[str], desk: Desk) -> tuple[Quote, ...]:
    """Return the quotes in articles whose speaker has no name but is called so."""
    wanted = {w for w in re.findall(r"[\w-]+", asked.lower()) if w not in _SMALL and len(w) > 1}
    if not wanted or _is_full_name(asked):
        return ()  # who is named in "a rival of Ida Lund" has not said it
    found = []
    for article_id in articles:
        for quote in desk.read(article_id).quotes:
            written = set(re.findall(r"[\w-]+", (quote.speaker_as_written or "").lower()))
            if quote.speaker is None and wanted <= written and _is_statement(quote):
                found.append(quote)
    return tuple(found)


def _nearly(name: str, library: Library, filters: Filters) -> str | None:
    """Return the speaker whose name is spelled nearly so ("blinkin")."""
    by_word, letters = _by_word(library.speakers())
    last = name.lower().split()[-1] if name.split() else ""
    if len(last) < 5 or last in by_word:
        return None
    near = may_be_close(last, letters)
    close = difflib.get_close_matches(last, near, n=1, cutoff=_CLOSE)
    if not close:
        return None
    speaker = by_word[close[0]]
    return speaker if library.quotes(speaker=speaker, filters=filters) else None


@lru_cache(maxsize=2)  # the speakers of a library are the same for every question
def _by_word(speakers: tuple[str, ...]) -> tuple[Mapping[str, str], ByLetters]:
    """Return a speaker for each word of their names that is long enough to be misspelled."""
    found = {
        word.lower(): speaker for speaker in speakers for word in speaker.split() if len(word) > 4
    }
    return found, by_letters(found)


def may_be_close(word: str, known: ByLetters) -> list[str]:
    """Return the words with letters enough in common to be `_CLOSE`; much quicker than that."""
    long, mine = len(word), _letters(word)
    found: list[str] = []
    for other, group in known.items():
        needed = _CLOSE / 2 * (long + other)
        if min(long, other) >= needed:
            found += [
                each
                for each, theirs in group
                if long - (mine & ~theirs).bit_count() >= needed
                and other - (theirs & ~mine).bit_count() >= needed
            ]
    return found


def by_letters(words: Iterable[str]) -> ByLetters:
    """Return words by their length, each with its letters."""
    found: dict[int, list[tuple[str, int]]] = {}
    for word in words:
        found.setdefault(len(word), []).append((word, _letters(word)))
    return found


def _letters(word: str) -> int:
    """Return which letters a word has, as bits; letters of other scripts share theirs."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) % 64)
    return found


def _is_named(name: str, library: Library, filters: Filters) -> bool:
    last = name.split()[-1].lower() if name.split() else ""
    return bool(last) and any(
        last in passage.text.lower() for passage in library.search(name, k=5, filters=filters)
    )
