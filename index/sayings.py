"""Merges quotes that give the same words of one speaker: rows of who said what."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from index.article import Quote
from index.matching import fold
from index.people.forms import form_of, plain

How = Literal["same", "shortened", "altered"]
_WORD = re.compile(r"\w+")
# Fewer words than this ("a disaster") may be said again at another time.
_TELLING = 5
_ALIKE = 0.8  # of their words in common, in order: the same saying, quoted otherwise
_LONGEST = 80  # words; longer ones are repeated whole or not at all
# Of a wording's pairs of neighbouring words, those that a repetition has at least: two words
# changed in ten leave five pairs of nine.
_PAIRS = 0.4


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody's words with every place that gives them.

    Attributes:
        quote: the longest wording.
        places: all quotes that give the words, `quote` first.
        altered: those of `places` whose words are other ones, not only fewer.
        shortened: those of `places` that give only a part of the words.
        person: who says it, as the whole library calls them; None where nobody is named.
    """

    quote: Quote
    places: tuple[Quote, ...]
    altered: tuple[Quote, ...] = ()
    shortened: tuple[Quote, ...] = ()
    person: str | None = None

    @property
    def speaker(self) -> str:
        """Who says it, for a reader: a name, or the words that stand for one."""
        written = self.quote.speaker_as_written
        return self.person or (f"Not named (“{written}”)" if written else "Not named")

    def how(self, place: Quote) -> How:
        """Tell how a place gives the words, beside the longest wording."""
        if place in self.altered:
            return "altered"
        return "shortened" if place in self.shortened else "same"


@dataclass(slots=True)
class _Row:
    """Quotes of one saying, the longest first, with their words."""

    person: str | None
    quotes: list[tuple[Sequence[str], Quote]] = field(default_factory=list)
    named_in_full: bool = False

    @property
    def longest(self) -> Sequence[str]:
        return self.quotes[0][0]


def sayings(
    quotes: Iterable[Quote], people: Mapping[tuple[str, str], str] | None = None
) -> tuple[Saying, ...]:
    """Merge direct quotes of one speaker that repeat each other, in the order of the first.

    A wording that stands in a longer one is a shortened repetition; one that shares most words
    with it, in order, is altered. Reported speech is left as it is: nobody's words are compared.
    A surname alone is its bearer's where the words are.

    Args:
        quotes: in any order.
        people: who is meant by a speaker of an article; without it, who is called so.
    """
    known = people or {}
    rows: list[_Row] = []
    by_surname: defaultdict[str, _Repetitions] = defaultdict(_Repetitions)
    for quote in quotes:
        name = quote.speaker
        person = known.get((quote.article_id, name), name) if name else None
        words = _words(quote.text)
        if quote.direct and person and len(words) >= _TELLING:
            rows += by_surname[_surname(person)].add(person, words, quote)
        else:
            rows.append(_Row(person, [(words, quote)]))
    return tuple(_saying(row) for row in rows)


def unmerged(quotes: Iterable[Quote], people: Mapping[tuple[str, str], str]) -> Iterator[Saying]:
    """Yield each quote as a saying of its own, for who only counts them; arguments as above."""
    for quote in quotes:
        name = quote.speaker
        person = people.get((quote.article_id, name), name) if name else None
        yield Saying(quote, (quote,), person=person)


def by_speaker(found: Iterable[Saying]) -> list[tuple[str, int]]:
    """Count rows by speaker, the most frequent first, then in the order of their names."""
    counts = Counter(saying.person for saying in found if saying.person)
    return sorted(counts.items(), key=lambda item: (-item[1], fold(item[0])))


class _Repetitions:
    """The rows of one surname, found by pairs of neighbouring words."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []
        self._by_pair: defaultdict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, person: str, words: Sequence[str], quote: Quote) -> list[_Row]:
        """Put a quote into the row that it repeats; return the row where it is a new one."""
        pairs = set(pairwise(words))
        shared: Counter[int] = Counter()
        for pair in pairs:
            shared.update(self._by_pair.get(pair, ()))
        full = _is_full(person)
        may_be = (at for at in sorted(shared) if self._may_be(at, shared[at], person, words, full))
        at = next((at for at in may_be if _repeats(words, self._rows[at].longest)), None)
        new = at is None
        if at is None:
            at = len(self._rows)
            self._rows.append(_Row(person, named_in_full=full))
        row = self._rows[at]
        row.quotes.append((words, quote))
        row.quotes.sort(key=lambda one: -len(one[0]))  # stable: the first of equal ones stays
        if not row.named_in_full:
            row.person, row.named_in_full = person, full
        for pair in pairs:
            if self._by_pair[pair][-1:] != [at]:
                self._by_pair[pair].append(at)
        return [row] if new else []

    def _may_be(self, at: int, shared: int, person: str, words: Sequence[str], full: bool) -> bool:
        """Tell whether a row may have the words: by the same person, with enough pairs."""
        row = self._rows[at]
        if full and row.named_in_full and person != row.person:
            return False
        return shared >= _PAIRS * (min(len(words), len(row.longest)) - 1)


def _saying(row: _Row) -> Saying:
    longest = f" {' '.join(row.longest)} "
    altered, shortened = [], []
    for words, quote in row.quotes[1:]:
        if f" {' '.join(words)} " not in longest:
            altered.append(quote)
        elif len(words) < len(row.longest):
            shortened.append(quote)
    places = tuple(quote for _, quote in row.quotes)
    return Saying(places[0], places, tuple(altered), tuple(shortened), row.person)


def _repeats(words: Sequence[str], others: Sequence[str]) -> bool:
    short, long = sorted((words, others), key=len)
    if f" {' '.join(short)} " in f" {' '.join(long)} ":
        return True
    if len(long) > _LONGEST or len(short) < _ALIKE * len(long):
        return False
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    # The first is never less than the second, and found in a tenth of the time.
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _is_full(person: str) -> bool:
    return form_of(plain(person), "unknown").is_full


def _surname(person: str) -> str:
    return fold(plain(person).split()[-1])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
