"""Finds, in the sentence that answers, the words that are the answer: `text[start:end]`."""

import re
from collections.abc import Callable, Iterator

from index.lexicon import CALENDAR, SENTENCE_OPENERS
from qa.question import Question, QuestionKind
from qa.stems import stem
from qa.synonyms import groups
from qa.terms import terms, words

Span = tuple[int, int]

_NAME = re.compile(r"[A-ZÀ-Þ][\w’-]*(?:\s+(?:(?:of|the|de|van|von|al|&)\s+)*[A-ZÀ-Þ][\w’-]*)*")
_NUMBER = re.compile(
    r"(?i)(?<![\w.,])(?:\d+(?:[.,]\d+)*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds|thousands|dozens|half|nobody)"
    r"(?:\s?(?:%|percent|per cent|million|billion|thousand|metres|kilometres|hours|minutes|days"
    r"|weeks|months|years|tonnes|euros|degrees)\b)?(?!\w)"
)
_MONEY = re.compile(
    r"(?i)[$€£¥]\s?\d[\d.,]*\d?\s?(?:m|bn|k|million|billion|trillion|thousand)?(?!\w)"
    r"|(?<![\w.,])\d[\d.,]*\s*(?:million\s|billion\s)?(?:euros?|dollars?|pounds?|yen|crowns?|francs?)\b"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_TIME = re.compile(
    rf"\b\d{{1,2}}\s+{_MONTH}(?:\s+(?:19|20)\d\d)?|\b{_MONTH}\s+\d{{1,2}}\b(?:,?\s+(?:19|20)\d\d)?"
    rf"|\b{_MONTH}(?:\s+(?:19|20)\d\d)?|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning"
    r"|afternoon|evening|night))?|\b(?:19|20)\d\d\b|\b\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?)?"
    r"|\b\d{1,2}\s?[ap]\.?m\.|\b(?:yesterday|today|tonight|tomorrow|midnight|noon|dawn)\b"
)
_PLACE = re.compile(
    r"\b(?:in|at|to|near|outside|inside|on|off)\s+(?P<name>(?:the\s+|an?\s+|its\s+)?"
    r"(?!(?:first|second|third|end|morning|evening)\b)[^\W\d_][\w’-]*"
    r"(?:\s+(?!in\b|at\b|to\b|on\b|from\b|with\b|and\b|by\b|after\b|before\b|for\b|who\b|as\b)"
    r"[\w’-]+){0,5})"
)
_REASON = re.compile(
    r"(?i)\b(?:because|since|due to|owing to|thanks to|in protest (?:at|against)|in order to"
    r"|as a result of)\b[^.;]*"
)
_NEAR = 80  # code points; what stands farther from what is asked about may be another matter


def marked(question: Question, text: str) -> Span | None:
    """Return which words of a sentence are the short answer; None where that cannot be told.

    Of several, the one that stands nearest to what the question says of it.

    Args:
        question: one for a person, a time, a place, a number, a sum or a reason.
        text: the sentence.
    """
    find = _FINDERS.get(question.kind)
    if find is None:
        return None
    asked = set(words(question.text))
    spans = [span for span in find(text) if not set(words(text[slice(*span)])) <= asked]
    if not spans:
        return None
    anchors = _anchors(question, text)
    if not anchors:
        return spans[0] if len(spans) == 1 else None
    best = min(spans, key=lambda span: min(_apart(span, at) for at in anchors))
    return best if min(_apart(best, at) for at in anchors) <= _NEAR else None


def _anchors(question: Question, text: str) -> list[Span]:
    """Return where a sentence has the common words of a question."""
    wanted = [term.stem for term in terms(f"· {question.topic}") if not term.proper]
    mine = frozenset(group for word in wanted for group in groups(word))
    found = []
    for match in re.finditer(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text):
        own = stem(match[0].lower())
        if own in wanted or mine & groups(own):
            found.append(match.span())
    return found


def _apart(one: Span, other: Span) -> int:
    return max(other[0] - one[1], one[0] - other[1], 0)


def _names(text: str) -> Iterator[Span]:
    for match in _NAME.finditer(text):
        first = match[0].split()[0].lower()
        if first in CALENDAR or (len(match[0].split()) == 1 and first in SENTENCE_OPENERS):
            continue
        yield match.span()


def _of(pattern: re.Pattern[str], group: str | int = 0) -> Callable[[str], Iterator[Span]]:
    return lambda text: (match.span(group) for match in pattern.finditer(text))


def _places(text: str) -> Iterator[Span]:
    for match in _PLACE.finditer(text):
        if not set(words(match["name"])) & CALENDAR:
            yield match.span("name")


_FINDERS: dict[QuestionKind, Callable[[str], Iterator[Span]]] = {
    "who": _names,
    "when": _of(_TIME),
    "where": _places,
    "number": _of(_NUMBER),
    "money": _of(_MONEY),
    "why": _of(_REASON),
}
