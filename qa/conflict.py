"""Sets numbers side by side that articles give differently: "Echo: 12; Post: 17"."""

import datetime as dt
import re
from collections.abc import Sequence

from qa.answer import Sentence
from qa.cite import Citations
from qa.desk import Desk
from qa.facts import Scored
from qa.question import Question
from qa.relevance import ENOUGH
from qa.stems import stem
from qa.synonyms import groups
from qa.terms import Matcher, Term, terms

_REACH = 3  # words between a number and what is counted
_COUNTED = re.compile(r"(?i)\bhow many\s+(?:more\s+|other\s+)?(?P<what>[\w’-]+)")
LATEST = re.compile(r"(?i)\b(?:latest|newest|most recent|last known|so far|by now)\b")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
).split()
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def versions(
    question: Question, scored: Sequence[Scored], desk: Desk, matcher: Matcher
) -> list[tuple[Scored, str]]:
    """Return the sentences that give a number, each outlet's best, with it; none if all agree.

    A sentence counts where it has the number beside what is counted, and what was done to it.
    """
    counted = _COUNTED.search(question.topic)
    if not counted or not scored:
        return []
    done = _done(question.topic[counted.end() :])
    found: dict[str, tuple[Scored, str]] = {}
    for item in scored:
        if item.score < ENOUGH or not (done and matcher.carries(done, item.place.text)):
            continue
        number = _number(item.place.text, counted["what"])
        outlet = desk.article(item.place.article_id).outlet
        if number and outlet and outlet not in found:
            found[outlet] = (item, number)
    distinct = {value(number) for _, number in found.values()}
    if len(distinct) < 2:
        return []
    newest = list(found.values())
    if LATEST.search(question.text):
        newest.sort(key=lambda v: dated(v[0], desk), reverse=True)
    return newest


def side_by_side(
    found: Sequence[tuple[Scored, str]], desk: Desk, citations: Citations
) -> Sentence | None:
    """Return the sentence that gives each outlet's number, cited; None where there is none."""
    if not found:
        return None
    parts = [f"{desk.article(item.place.article_id).outlet}: {number}" for item, number in found]
    numbers = tuple(citations.cite(item.place) for item, _ in found)
    return Sentence(f"{'; '.join(parts)}.", tuple(dict.fromkeys(numbers)), "checked")


def _done(rest: str) -> Term | None:
    """Return what was done to what is counted: the first word behind it that counts."""
    return next((term for term in terms(f"· {rest}") if not term.proper), None)


def _number(text: str, what: str) -> str | None:
    """Return the number that stands before what is counted, or right behind its verb."""
    tokens = _TOKEN.findall(text)
    wanted, mine = stem(what.lower()), groups(stem(what.lower()))
    for at, token in enumerate(tokens):
        own = stem(token.lower())
        if own == wanted or mine & groups(own):
            for before in reversed(tokens[max(0, at - _REACH) : at]):
                if before[0].isdigit() or before.lower() in _WORDS:
                    return str(before)
    return None


def value(number: str) -> str:
    """Return a number as digits, so that "two" is "2" and "1,200" is "1200"."""
    low = number.lower()
    return str(_WORDS.index(low)) if low in _WORDS else low.replace(",", "")


def dated(item: Scored, desk: Desk) -> dt.date:
    """Return the day of a sentence's article; the first of all days where it has none."""
    return desk.article(item.place.article_id).date or dt.date.min
