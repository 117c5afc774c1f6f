"""Where a question looks: first in the time or outlet that it names, then everywhere."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.filters import Filters
from qa.answer import Turn
from qa.outlets import mentions, reported_by
from qa.question import Question, understand
from qa.times import Period, read_period

# Who gives an opinion in an article: its own voice is asked for, not somebody whom it quotes.
_VOICE = (
    r"(?:the\s+)?(?:(?:article|paper|outlet|story|report)[’']s\s+(?:own\s+)?(?:author|comment|view)"
    r"|author\s+of\s+the\s+(?:article|story|report|piece)|columnist|column|commentary|editorial"
    r"|opinion\s+piece|reviewer|(?:author|writer)(?!\s+(?:of|who|whose|and)\b|\s+(?-i:[A-ZÀ-Þ])|[’']))\b"
)
_OPINION = re.compile(rf"(?i)\b{_VOICE}")
_ASKED_OF = re.compile(
    rf"(?i)\b(?:(?:did|does|do|has|have)\s+)?{_VOICE}(?:\s+(?:say|think|claim|write|argue|judge|call"
    r"|describe|propose|expect|make|want)\b(?:\s+(?:about|on|of|that))?)?"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """A question and where it is looked for.

    Attributes:
        question: as it is asked there.
        filters: conditions on the articles.
        beyond: what was to be read first and has no answer, for the reader ("in May"); "" where
            the question names no such thing, or this is it.
        opinion: whether an article's own voice is asked for.
    """

    question: Question
    filters: Filters
    beyond: str = ""
    opinion: bool = False


def scopes(
    asked: str,
    history: Sequence[Turn],
    filters: Filters,
    outlets: Sequence[str],
    today: dt.date,
) -> Iterator[Scope]:
    """Yield where a question looks, the narrowest first, the last one without what it names.

    Args:
        asked: the question, its spelling put right.
        history: the conversation before.
        filters: what the user has confined it to; nothing widens them.
        outlets: the library's.
        today: the day on which it is asked.
    """
    whole = understand(asked, history)
    if whole.article is not None:
        yield Scope(whole, filters)
        return
    opinion = bool(_OPINION.search(whole.text))
    text, narrow, named = whole.text, filters, []
    found = mentions(text, outlets)
    period = read_period(text, today) if len(found) < 2 else None  # two reports have two times
    if period:
        text, narrow = period.rest, _within(narrow, period)
        named.append(period.written)
    found = mentions(text, outlets)
    rest = reported_by(text, found[0]) if len(found) == 1 else None
    if rest and _may_narrow(narrow, found[0].outlet):
        text = rest
        narrow = replace(narrow, outlet=found[0].outlet)
        named.insert(0, f"of {found[0].outlet}")
    if opinion:
        text = " ".join(_ASKED_OF.sub(" ", text).split())
    own = whole
    if text != whole.text:
        own = replace(
            understand(text),
            asked=whole.asked,
            text=whole.text,
            context=whole.context,
            wish=whole.wish,
            given=whole.given,
        )
    yield Scope(own, narrow, opinion=opinion)
    # Another outlet's report answers nothing, and another time has other governors.
    if period and narrow.outlet == filters.outlet and not _is_role(own.speaker):
        question = own if own.kind == "said" else whole
        yield Scope(question, filters, " ".join(named), opinion)
    if opinion and whole.kind == "said":
        yield Scope(whole, filters)  # an author who is quoted


def _is_role(speaker: str | None) -> bool:
    return speaker is not None and bool(re.match(r"(?i)(?:the|an?)\s", speaker))


def _within(filters: Filters, period: Period) -> Filters:
    since = max(filters.since or period.since, period.since)
    until = min(filters.until or period.until, period.until)
    return replace(filters, since=since, until=until)


def _may_narrow(filters: Filters, outlet: str) -> bool:
    return filters.outlet is None or filters.outlet.casefold() == outlet.casefold()
