"""How well a sentence answers a question that asks for a fact."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.lexicon import OFFICES, ORGANISATION_WORDS, SENTENCE_OPENERS
from qa.desk import Desk, Place
from qa.question import Question, QuestionKind
from qa.stems import stem
from qa.terms import Matcher, Term, terms, words

# A sentence from which on the question counts as answered: the best precision and recall of
# refusals on the development set `news`.
ENOUGH = 0.6
_IN_PARAGRAPH, _IN_BEFORE, _IN_TITLE, _IN_ARTICLE = 0.75, 0.45, 0.5, 0.2
_WRONG_TYPE = 0.55  # what a sentence without a number is worth as an answer to "how many"
_NAMES = 0.4  # what the names of a question count for where it has other words, too
_OTHER_MATTER = 0.75  # of the score where nothing near speaks of what the question's verb says
_LIGHT = 0.5  # weight of a verb that says little

_NUMBER_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?"
    r"|dozens?|half|a third|a quarter|twice|both|one|no|none|nobody)"
)
_TYPES: dict[QuestionKind, re.Pattern[str]] = {
    "number": re.compile(rf"\d|(?i:\b{_NUMBER_WORD}\b)"),
    "money": re.compile(
        r"(?i)[$€£¥]\s?\d|\d[\d.,]*\s*(?:m|bn|k|million|billion|trillion|thousand)?\s*"
        r"(?:euros?|dollars?|pounds?|yen|yuan|francs?|crowns?|kroner|cents|rubles|rupees)\b"
    ),
    "when": re.compile(
        r"(?i)\b(?:1[89]|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.)"
        r"|\b(?:mon|tues|wednes|thurs|fri"
        r"|satur|sun)day\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
        r"|midnight|noon|dawn|spring|summer|autumn|winter|yesterday|today|tonight|tomorrow"
        r"|years? ago|last (?:week|month"
        r"|year|night)|next (?:week|month|year)|since|until)\b"
    ),
    "where": re.compile(r"\b(?:in|at|to|near|from|on|outside|inside|off"
    r"|into)\s+(?:the\s+)?(?:\w+\s+)?[A-ZÀ-Þ]"),
    "why": re.compile(
        r"(?i)\b(?:because|since|due to|owing to|so that|in protest|in order|after|as a result"
        r"|thanks to|caused|reason"
        r"|to \w+|so|for)\b"
    ),
}  # fmt: skip
# What is asked for by its kind: "which company", "how many firefighters".
_FOCUS = re.compile(
    r"(?i)\b(?:which|what|how many|how much)\s+((?!is\b|was\b|are\b|were\b|do\b|did\b|does\b"
    r"|will\b|has\b|have\b|had\b)[\w’-]+)"
)
# "how strong was": the answer is a number with its unit, not the word "strong".
_DEGREE = re.compile(
    r"(?i)\bhow\s+(?!many\b|much\b|old\b|long\b|did\b|does\b|do\b|is\b|was\b|will\b|has\b|have\b)\w+\s+"
    r"(?=(?:is|was|are|were|will|did|does|do|has|have|had|a|an)\b)"
)
_AUXILIARY = re.compile(r"(?i)\b(?:did|does|do)\s+(.+)$")
_AGE = re.compile(r"(?i)\b(?:aged?\s+\d+|\d+[- ]years?[- ]old|born\b|who is \d+)|,\s\d{1,3},")
_NAMED = re.compile(r"(?i)\b(?:called|named|name|known as|nicknamed)\b")
_RESULT = re.compile(r"\b\d+\s?(?:[-–:]|to)\s?\d+\b")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w’-]+")


class Relevance:
    """Scores sentences against one question."""

    def __init__(self, question: Question, desk: Desk, matcher: Matcher) -> None:
        self._question = question
        self._desk = desk
        self._matcher = matcher
        self._wanted = _wanted(question)
        self._key = _key(question)
        self._articles: dict[str, str] = {}

    def score(self, place: Place) -> float:
        """Return 0..1; 0 where the question has no word that counts, or the article not its names.

        Names alone make no answer: what is asked about them counts for more than half. A sentence
        that has not the kind of thing that is asked for (a number, a time) is worth half.
        """
        around = self._desk.around(place)
        known = self._known(place.article_id)
        carries = self._matcher.carries
        lacks = any(term.proper and carries(term, known) == 0.0 for term in self._wanted)
        if not self._wanted or lacks:
            return 0.0
        texts = [
            (place.text, 1.0),
            (around.paragraph, _IN_PARAGRAPH),
            (around.before, _IN_BEFORE),
            (around.title, _IN_TITLE),
            (known, _IN_ARTICLE),
        ]
        score = self._coverage(texts)
        if self._key is not None and self._key.weight > _LIGHT:
            near = (place.text, around.paragraph, around.before, around.after, around.title)
            if not any(carries(self._key, text) for text in near):
                score *= _OTHER_MATTER
        return score if _has_type(self._question, place.text) else score * _WRONG_TYPE

    def _known(self, article_id: str) -> str:
        """Return the words of an article, its title and its outlet."""
        if article_id not in self._articles:
            article = self._desk.article(article_id)
            own = " ".join(self._desk.counts(article_id))
            self._articles[article_id] = f"{own} {article.title or ''} {article.outlet or ''}"
        return self._articles[article_id]

    def _coverage(self, texts: Sequence[tuple[str, float]]) -> float:
        proper = [term for term in self._wanted if term.proper]
        common = [term for term in self._wanted if not term.proper]
        if proper and all(term.weight <= _LIGHT for term in common):
            return self._matcher.coverage(proper, texts)
        score = self._matcher.coverage(common, texts)
        if proper:
            score = _NAMES * self._matcher.coverage(proper, texts) + (1 - _NAMES) * score
        return score


def _wanted(question: Question) -> list[Term]:
    """Return the words that count; those of the question taken up count half."""
    asked = _DEGREE.sub("how ", question.topic)
    focus = _FOCUS.search(asked)
    kind = {stem(word) for word in words(focus[1])} if focus else set()
    own = [
        replace(term, weight=term.weight * 2) if term.stem in kind else term
        for term in terms(asked)
    ]
    stems = {term.stem for term in own}
    taken = [term for term in terms(question.context) if term.stem not in stems]
    return [*own, *(replace(term, weight=term.weight / 2) for term in taken)]


def _key(question: Question) -> Term | None:
    """Return what a question asks about its names: the verb, as far as word order tells it."""
    auxiliary = _AUXILIARY.search(question.topic)
    if auxiliary:
        common = [t for t in terms(f"· {auxiliary[1]}") if not t.proper]
        return common[-1] if common else None
    if question.kind == "who":
        common = [term for term in terms(question.topic) if not term.proper]
        return common[0] if common else None
    return None


def _has_type(question: Question, text: str) -> bool:
    """Tell whether a sentence holds what can answer: a number, a time, a name, ..."""
    if question.kind == "who":
        asked = {word.lower() for word in re.findall(r"[\w’-]+", question.text)}
        names = [m for m in _CAPITALISED.finditer(text) if m[0].lower() not in asked]
        bodies = set(words(text)) & (ORGANISATION_WORDS | OFFICES) - asked
        return bool(bodies) or any(
            m.start() > 0 or m[0].lower() not in SENTENCE_OPENERS for m in names
        )
    if re.search(r"(?i)\bname of\b", question.text):
        return bool(_NAMED.search(text))
    if re.search(r"(?i)\bhow old\b", question.text):
        return bool(_AGE.search(text))
    if re.search(r"(?i)\b(?:the )?(?:score|final result)\b", question.text):
        return bool(_RESULT.search(text))
    pattern = _TYPES.get(question.kind)
    asked = set(words(question.text))
    return pattern is None or any(m[0].lower() not in asked for m in pattern.finditer(text))
