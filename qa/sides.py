"""Compares the figure that each of several outlets gives: "Echo: 12; Post: 17"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.answer import Sentence
from qa.cite import Citations
from qa.conflict import value
from qa.desk import Desk
from qa.facts import Scored
from qa.question import Question
from qa.stems import stem
from qa.synonyms import groups

_COMPARED = re.compile(
    r"(?i)\bhow\s+many\s+(?P<many>[\w’-]+)|\b(?:number|size|count|toll)\s+of\s+(?:the\s+)?(?P<of>.+)"
    r"|\bthe\s+same\s+(?P<same>[\w’-]+)|\bmore\s+(?P<more>[\w’-]+)"
)
_SAME = re.compile(r"(?i)\b(?:agree|same|consistent|match|alike)\b")
_ASKS_WHETHER = re.compile(r"(?i)^\W*(?:do|does|did|is|are|was|were|has|have)\b")
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
).split()
_TOKEN = re.compile(r"[$€£]?\d+(?:[.,]\d+)*(?:\s?(?:million|billion|percent|%))?|[^\W\d_]+")
_REACH = 4  # words between a number and what is counted


@dataclass(frozen=True, slots=True)
class Side:
    """What one outlet gives, and where."""

    outlet: str
    item: Scored
    number: str


def sides(question: Question, found: Sequence[Sequence[Scored]], desk: Desk) -> tuple[Side, ...]:
    """Return the figure that each outlet gives for what a question compares.

    Args:
        question: names what is compared ("on how many shots were fired").
        found: the sentences of each outlet, the best first.
        desk: reads the articles.

    Returns:
        One for each outlet, or none where one of them gives no such figure.
    """
    match = _COMPARED.search(question.topic)
    if not match or len(found) < 2:
        return ()
    what = next(part for part in match.groups() if part)
    wanted = [stem(word.lower()) for word in re.findall(r"[\w-]+", what)]
    given = [_given(wanted, items, desk) for items in found]
    kept = tuple(side for side in given if side)
    different = len({side.outlet for side in kept}) == len(kept)
    return kept if len(kept) == len(found) and different else ()


def told_apart(
    question: Question, compared: Sequence[Side], citations: Citations
) -> tuple[Sentence, ...]:
    """Return the figures side by side, behind yes or no where it is asked whether they agree."""
    numbers = tuple(dict.fromkeys(citations.cite(side.item.place) for side in compared))
    text = "; ".join(f"{side.outlet}: {side.number}" for side in compared)
    both = (Sentence(f"{text}.", numbers, "checked"),)
    if not (_ASKS_WHETHER.match(question.topic) and _SAME.search(question.topic)):
        return both
    agree = len({value(side.number) for side in compared}) == 1
    return (Sentence("Yes." if agree else "No.", numbers, "checked"), *both)


def _given(wanted: Sequence[str], items: Sequence[Scored], desk: Desk) -> Side | None:
    for item in items:
        outlet = desk.article(item.place.article_id).outlet
        number = _beside(item.place.text, wanted)
        if number and outlet:
            return Side(outlet, item, number)
    return None


def _beside(text: str, wanted: Sequence[str]) -> str | None:
    """Return the number that stands before one of the words that are counted, or right behind.

    "Three of the dead" is no count of the dead.
    """
    tokens = _TOKEN.findall(text)
    mine = frozenset(group for word in wanted for group in groups(word))
    for at in (i for i, token in enumerate(tokens) if _is_counted(token, wanted, mine)):
        for near in (*_before(tokens, at), at + 1):
            if 0 <= near < len(tokens) and _is_number(tokens[near]):
                if "of" in tokens[near + 1 : near + 2]:
                    break
                return str(tokens[near])
    return None


def _before(tokens: Sequence[str], at: int) -> Iterator[int]:
    """Yield the places before a word, the nearest first, up to where another thing is told."""
    for near in range(at - 1, max(at - 1 - _REACH, -1), -1):
        if tokens[near].lower() in ("and", "or", "but"):
            return
        yield near


def _is_counted(token: str, wanted: Sequence[str], mine: frozenset[int]) -> bool:
    own = stem(token.lower())
    return own in wanted or bool(mine & groups(own))


def _is_number(token: str) -> bool:
    if re.fullmatch(r"(?:19|20)\d\d", token):
        return False
    return token[-1].isdigit() or token[0] in "$€£" or token.lower() in _NUMBERS
