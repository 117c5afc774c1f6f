"""Whether a text has a question's numbers with their units, its days and its directions."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from qa.stems import stem
from qa.terms import STOP

_NUMBER = re.compile(
    r"(?P<sign>[$€£¥])?\s?(?P<digits>\d+(?:[.,:]\d+)*)(?:\s?(?P<unit>%|[a-zA-Z]+))?"
)
_DAYS = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
# Words of which another one says something else, though all the other words are there; each must
# stand before the word that it stands before in the question.
_TELLING = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred
    thousand million billion half third quarter twice first last second every all most least some
    only over under above below up down for against before after with without inside outside more
    less fewer early late earlier later high low higher lower highest lowest best worst better worse
    older younger oldest youngest bigger smaller largest smallest biggest longer shorter longest
    shortest stronger weaker faster slower warmer colder expensive cheap former
    """.split()
)
# Verbs and nouns likewise, wherever they stand, by the stem that their forms share here.
_TURNING = {
    form: line.split()[0]
    for line in """
    rise rises rising rose risen; fall falls falling fell fallen; increase increases increased
    increasing; decrease decreases decreased decreasing; grow grows grew grown growing growth
    shrink shrinks shrank shrunk shrinking; decline declines declined declining; win wins won
    lose loses lost losing loss; gain gains gained; accept accepts accepted; reject rejects rejected
    approve approves approved; support supports supported; oppose opposes opposed
    open opens opened opening; close closes closed closing; buy buys bought; sell sells sold
    hire hires hired; dismiss dismisses dismissed; start starts started starting
    begin begins began begun; end ends ended ending
    """.replace(";", "\n")
    .strip()
    .split("\n")
    for form in line.split()
}
_WORD = re.compile(r"[a-z]+")


def has_figures(asked: str, text: str) -> bool:
    """Tell whether a text has all numbers, with their units, days and directions of a question."""
    there = _numbers(text)
    if not all(any(_is_same(own, other) for other in there) for own in _numbers(asked)):
        return False
    if not set(_DAYS.findall(asked)) <= set(_DAYS.findall(text)):
        return False
    turning, own = ({_TURNING[w] for w in _found(t) if w in _TURNING} for t in (asked, text))
    return turning <= own and not Counter(_telling(asked)) - Counter(_telling(text))


@cache
def _numbers(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return the numbers of a text: sign of a currency, digits, unit."""
    return tuple(
        (m["sign"] or "", m["digits"].replace(",", ""), _unit(m["unit"] or ""))
        for m in _NUMBER.finditer(text)
    )


def _unit(written: str) -> str:
    low = written.lower()
    return "" if low in STOP else stem(low)


def _is_same(own: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    """Tell whether two numbers agree; what has no unit agrees with any."""
    return own[:2] == other[:2] and (not own[2] or own[2] == other[2])


def _found(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _telling(text: str) -> Iterator[tuple[str, str]]:
    """Yield each telling word with the one behind it, or "" where that says nothing by itself."""
    for word, behind in pairwise([*_found(text), ""]):
        if word in _TELLING:
            yield word, "" if behind in STOP else stem(behind)
