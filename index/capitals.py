"""Reads a run of capitalised words: what opens the sentence, what is a title, what is the name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.lexicon import (
    CALENDAR,
    DEMONYMS,
    OFFICES,
    ORGANISATION_WORDS,
    PLACES,
    SENTENCE_OPENERS,
    TITLE_FIELDS,
    TITLES,
)

_CONNECTED = re.compile(r" (?:of(?: the)?|for(?: the)?|and|&) ")
_SHOUTED = re.compile(r"(?:[^\Wa-z]+\W+){2}[^\Wa-z]+$")
_JOINING = frozenset("the a an and but or if when in on at for from of to with".split())
_GERMAN_TITLE = re.compile(
    r"(?:meister|leiter|sprecher|trainer|minister|präsident|direktor|forscher|kanzler|anwält"
    r"|chef)(?:in)?$|(?:vorsitzende[rn]?|anwalt)$"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_KEPT = 16_384  # runs, some 8 MB: the names of the last hundreds of articles
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_TITLES_AND_PLACES = TITLES | DEMONYMS | PLACES
_FIELDS = TITLE_FIELDS | {"and"}


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words that holds a name.

    Attributes:
        start: the offset in the run of the name with its title and a "The" that it carries.
        at: the offset of its title or name, behind what only opens the sentence.
        article: whether it carries a "The".
    """

    start: int
    at: int
    words: tuple[str, ...]
    title: tuple[str, ...]
    article: bool = False


@lru_cache(maxsize=_KEPT)
def divide(run: str) -> tuple[tuple[int, int], ...]:
    """Divide a run at "and", "of", "for" where it is not one organisation's or office's name.

    Returns:
        `[start, end)` of its parts.
    """
    joins = list(_CONNECTED.finditer(run)) if " " in run else []
    if not joins:
        return ((0, len(run)),)
    words = {bare_word(word) for word in run.split()}
    spans, at = [], 0
    left: set[str] = set()
    seen = 0  # up to where `left` has the words since `at`
    for join in joins:
        left.update(bare_word(word) for word in run[seen : join.start()].split())
        left.discard("the")
        seen = join.start()
        if not _keeps(join[0].strip(), left, words):
            spans.append((at, join.start()))
            at = seen = join.end()
            left = set()
    return (*spans, (at, len(run)))


def _keeps(join: str, left: set[str], words: set[str]) -> bool:
    """Tell whether "of" or "and" joins what stands left of it to one name of all the words."""
    if join == "&":
        return True
    if join == "and":
        return bool(words & ORGANISATION_WORDS) and len(left) == 1 and not left & PLACES
    return bool(left & ORGANISATION_WORDS) or left - {"former"} <= _TITLES_AND_PLACES


@lru_cache(maxsize=_KEPT)
def read_run(run: str, begins: bool) -> Run | None:
    """Read one part of a run; None where it names nobody and nothing.

    Args:
        run: as it stands in the text.
        begins: whether it begins a sentence.
    """
    plain = [word for word in run.split() if word[0] not in '“"']
    openers = SENTENCE_OPENERS if begins else _JOINING
    at = opening = 0
    article: int | None = None  # where its "The" stands
    while len(plain) - opening > 1 and bare_word(plain[opening]) in openers:
        if plain[opening] == "The" and article is None:
            article = at
        at = run.index(plain[opening + 1], at + len(plain[opening]))
        opening, openers = opening + 1, _JOINING
    plain = plain[opening:]
    cut = _title_length(plain) if len(plain) > 1 else 0
    name = tuple([_unowned(word) for word in plain[cut:]])
    if not name or _is_no_name(name):
        return None
    start = at if article is None else article
    title = tuple([bare_word(word) for word in plain[:cut]])
    return Run(start, at, name, title, article is not None)


def _is_no_name(name: tuple[str, ...]) -> bool:
    if all(bare_word(word) in CALENDAR for word in name):
        return True
    if len(name) > 2 and _SHOUTED.match(" ".join(name)):
        return True
    if all(bare_word(word) in DEMONYMS or word.endswith("-based") for word in name):
        return True
    return len(name) == 1 and (
        bare_word(name[0]) in SENTENCE_OPENERS or len(name[0].strip(".")) < 2
    )


@lru_cache(maxsize=4096)
def _unowned(word: str) -> str:
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=_KEPT)
def bare_word(word: str) -> str:
    """Return a word in lower case without a possessive ending and signs around it."""
    return _POSSESSIVE.sub("", word).strip(".,").lower()


def _title_length(words: Sequence[str]) -> int:
    """Return how many words at the front are titles ("U.S. Secretary of State")."""
    cut = at = 0
    while at < len(words) - 1:
        word = bare_word(words[at])
        if (
            word in TITLES
            or _GERMAN_TITLE.search(word)
            or all(part in TITLES for part in word.split("-"))
        ):
            at = cut = _behind_title(words, at + 1)
        elif word in DEMONYMS or word in PLACES or word in TITLE_FIELDS or word == "former":
            at += 1
        elif any(bare_word(w) in OFFICES for w in words[at + 1 : at + 4]):
            at += 1  # "Chief Fire Officer", "Port Ellery Mayor", "White House Press Secretary"
        else:
            break
    if not 0 < cut < len(words) or any(
        bare_word(word) in ORGANISATION_WORDS for word in words[cut:]
    ):
        return 0
    return 0 if all(bare_word(word) in _SUFFIXES for word in words[cut:]) else cut


def _behind_title(words: Sequence[str], at: int) -> int:
    """Return where a title's field ends: behind "of State", "for Foreign Affairs"."""
    if at < len(words) - 1 and words[at] in ("of", "for"):
        after = at + 1 + (words[at + 1] == "the")
        first = after
        while after < len(words) and bare_word(words[after]) in _FIELDS:
            after += 1
        return after if after > first else len(words)
    while at < len(words) - 1 and bare_word(words[at]) in TITLE_FIELDS:
        at += 1
    return at
