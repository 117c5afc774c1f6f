"""Finds, in the sentence that answers, the words that are the answer: `text[start:end]`."""

import re
from collections.abc import Callable, Iterator, Sequence

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
    r"\b(?:in|at|near|outside|inside|on|into|to(?=\s+(?:the\s+)?[A-ZÀ-Þ]))\s+"
    r"(?!(?:the\s+|an?\s+|its\s+|his\s+|her\s+)?(?:first|second|third|end|morning|evening|time|age"
    r"|conclusion|start|beginning|moment|request|cost|rate|risk|least|once|fact|favou?r|order|front"
    r"|case|response|addition|event)\b)"
    r"(?P<name>(?:the\s+|an?\s+|its\s+|his\s+|her\s+)?[^\W\d_][\w’-]*"
    r"(?:\s+(?!(?:in|at|to|on|from|with|and|by|after|before|for|who|as|but|when|while|which|that"
    r"|because|since|during|last|this|next|has|have|had|is|was|were|will|would|of a)\b)"
    r"(?:(?:[A-Z]\.)+(?:[’']s)?|[\w’-]+)){0,5})"
)
_REASON = re.compile(
    r"(?i)\b(?:because|since|due to|owing to|thanks to|in protest (?:at|against)|in order to"
    r"|as a result of)\b[^.;]*"
)
# "Who is Ida Lund?" is answered by all that is said of her.
_WHO_IS = re.compile(
    r"(?i)^\W*(?:and\s+)?who\s+(?:is|was|are|were)\s+(?:the\s+)?(?-i:[A-ZÀ-Þ])[^,]*$"
)
_WHO = re.compile(r"(?i)^\W*(?:and\s+)?whom?\b")
_WHOM = re.compile(r"(?i)^\W*(?:and\s+)?whom?\s+(?:did|does|do|has|have|had|will)\b")
_TO_WHOM = re.compile(r"(?i)^\W*(?:and\s+)?(?:to|with|for|from|of|about)\s+whom\b")
# "the ambassador to China walked out": it was not China.
_GOVERNED = re.compile(
    r"(?i)\b(?:of|to|for|from|in|at|with|by|near|against|between)\s+(?:the\s+)?$"
)
_PASSIVE = re.compile(r"(?i)\b(?:was|were|been|is|are|being)\s+(?:\w+ly\s+)?$")
_SHARE = re.compile(r"(?i)\b(?:percentage|share|proportion)\b")
_PERCENT = re.compile(r"(?i)%|per\s?cent")
_BORDER = re.compile(r"[;:]\s|[“\"]|,?\s(?:and|but|while)\s")
_CLEARLY = 4  # code points by which one number must be nearer than another
_BESIDE, _BEFORE = 40, 60  # code points between a name and the verb
_NEAR = 80  # code points; what stands farther from what is asked about may be another matter


def marked(question: Question, text: str) -> Span | None:
    """Return which words of a sentence are the short answer; None where that cannot be told.

    Of several, the one that stands nearest to what the question says of it.

    Args:
        question: one for a person, a time, a place, a number, a sum or a reason.
        text: the sentence.
    """
    find = _FINDERS.get(question.kind)
    if find is None or _WHO_IS.match(question.text) or _TO_WHOM.match(question.text):
        return None
    asked = set(words(question.text))
    spans = [span for span in find(text) if not set(words(text[slice(*span)])) <= asked]
    if question.kind == "number" and _SHARE.search(question.text):
        spans = [span for span in spans if _PERCENT.search(text[slice(*span)])]
    anchors = _anchors(question, text)
    if _WHO.match(question.text):
        verb = _verb(question, text, anchors)
        return _doer(question, text, spans, verb) if verb else None
    if not spans or not anchors:
        return spans[0] if len(spans) == 1 else None
    near = sorted(spans, key=lambda span: min(_apart(span, at) for at in anchors))
    best, *others = [min(_apart(span, at) for at in anchors) for span in near]
    equal = question.kind == "number" and others and others[0] - best < _CLEARLY
    return None if best > _NEAR or equal else near[0]


def _doer(question: Question, text: str, spans: Sequence[Span], verb: Span) -> Span | None:
    """Return who did what is asked: the name before its verb, or behind "by" and the verb.

    Of whom something was done to, it is the other way round. None where neither stands there.
    """
    for span in spans:
        if text[verb[1] : span[0]].strip().lower() in ("by", "by the"):
            return span
    object_asked = bool(_WHOM.match(question.text))
    passive = bool(_PASSIVE.search(text[: verb[0]]))
    behind = [s for s in spans if verb[1] <= s[0] <= verb[1] + _BESIDE]
    before = [s for s in spans if verb[0] - _BEFORE <= s[1] <= verb[0]]
    before = before if before and not _GOVERNED.search(text[: before[-1][0]]) else []
    if object_asked != passive:
        return behind[0] if behind else None
    return before[-1] if before and not _BORDER.search(text[before[-1][1] : verb[0]]) else None


def _verb(question: Question, text: str, anchors: Sequence[Span]) -> Span | None:
    """Return where the question's first word that is no name stands in a text."""
    first = next((term for term in terms(f"· {question.topic}") if not term.proper), None)
    if first is None:
        return None
    return next((a for a in anchors if _is_it(first.stem, text[slice(*a)])), None)


def _is_it(wanted: str, word: str) -> bool:
    own = stem(word.lower())
    return own == wanted or bool(groups(own) & groups(wanted))


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
