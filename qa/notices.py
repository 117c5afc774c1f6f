"""What a reader should know of where an answer was looked for and how old it is."""

import datetime as dt
import re
from collections.abc import Sequence

from qa.answer import Citation
from qa.question import SUMMARY, Question
from qa.scope import Scope

_PRESENT = re.compile(
    r"(?i)\b(?:today|now|currently|at present|latest|newest|this week|these days)\b"
)
EACH_REPORT = (
    "This is what each report says that comes nearest; whether they agree is yours to see."
)
_OLD = 7  # days after which news of "today" is not of today


def looked_beyond(scope: Scope) -> str | None:
    """Say that an answer is from other articles than those that the question names."""
    if not scope.beyond:
        return None
    return f"No article {_named(scope.beyond)} answers this; it is answered from all articles."


def age(question: Question, citations: Sequence[Citation], today: dt.date) -> str | None:
    """Say how old the articles are where a question asks for the present."""
    dates = [citation.date for citation in citations if citation.date]
    if not dates or not _PRESENT.search(question.text):
        return None
    days = (today - max(dates)).days
    if days < _OLD:
        return None
    return f"The newest article that this stands on is of {max(dates):%-d %B %Y}, {days} days ago."


def summarised_elsewhere(question: Question) -> str | None:
    """Say where a summary is made, where a question asks for one."""
    if not SUMMARY.match(question.asked):
        return None
    return (
        "This is what comes nearest; a whole summary is made by Summary, on the page, or by "
        "byline summarize."
    )


def untranslated(question: Question) -> str | None:
    """Say that an answer is in the articles' own words where a translation is asked for."""
    if question.wish != "translated":
        return None
    return (
        "Byline gives the articles’ own words and does not translate them, since a translation "
        "could not be checked against them."
    )


def joined(*notices: str | None) -> str | None:
    """Return several notices as one text; None where there is none."""
    return " ".join(notice for notice in notices if notice) or None


def _named(beyond: str) -> str:
    """Return a time as what an article is of ("of last week", "published in May")."""
    first = beyond.split()[0].lower()
    if first in ("in", "on", "since", "during"):
        return f"published {beyond}"
    return beyond if first == "of" else f"of {beyond}"
