"""Merges quotes that give the same words of one speaker: rows of who said what."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.article import Quote

_WORD = re.compile(r"\w+")
# Fewer words than this ("a disaster") may be said again at another time.
_TELLING = 5
_ALIKE = 0.8  # of their words in common, in order: the same saying, quoted otherwise
_LONGEST = 80  # words; longer ones are repeated whole or not at all


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody's words with every place that gives them.

    Attributes:
        quote: the longest wording.
        places: all quotes that give the words, `quote` first.
        altered: those of `places` whose words are other ones, not only fewer.
    """

    quote: Quote
    places: tuple[Quote, ...]
    altered: tuple[Quote, ...] = ()


def sayings(quotes: Iterable[Quote]) -> tuple[Saying, ...]:
    """Merge direct quotes of one speaker that repeat each other, in the order of the first.

    A wording that stands in a longer one is a shortened repetition; one that shares most words
    with it, in order, is altered. Reported speech is left as it is: nobody's words are compared.
    """
    rows: list[list[Quote]] = []
    by_speaker: defaultdict[str, list[list[Quote]]] = defaultdict(list)
    for quote in quotes:
        name = (quote.speaker or "").split()
        words = _words(quote)
        if not quote.direct or not name or len(words) < _TELLING:
            rows.append([quote])
            continue
        known = by_speaker[name[-1].casefold()]
        row = next((row for row in known if _repeats(words, _words(row[0]))), None)
        if row is None:
            known.append([quote])
            rows.append(known[-1])
        else:
            row.append(quote)
            row.sort(key=lambda one: -len(_words(one)))  # stable: the first of equal ones stays
    return tuple(_saying(row) for row in rows)


def _saying(row: Sequence[Quote]) -> Saying:
    longest = f" {' '.join(_words(row[0]))} "
    altered = tuple(q for q in row[1:] if f" {' '.join(_words(q))} " not in longest)
    return Saying(row[0], tuple(row), altered)


def _repeats(words: Sequence[str], others: Sequence[str]) -> bool:
    short, long = sorted((words, others), key=len)
    if f" {' '.join(short)} " in f" {' '.join(long)} ":
        return True
    if len(long) > _LONGEST or len(short) < _ALIKE * len(long):
        return False
    return SequenceMatcher(None, short, long, autojunk=False).ratio() >= _ALIKE


def _words(quote: Quote) -> list[str]:
    return _WORD.findall(quote.text.casefold())
