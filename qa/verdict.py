"""Begins the answer to a yes-or-no question with the word, where code can be certain of it."""

import re

from qa.answer import Sentence
from qa.question import Question
from qa.stems import stem
from qa.synonyms import groups
from qa.terms import terms, words

_YES_NO = re.compile(
    r"(?i)^\W*(?:(?:and|so|but)\s+)?(?:is|are|was|were|did|does|do|has|have|had|can|could|may|will"
    r"|would|should|must)\b(?!.*\bor\b)"
)
_NEGATION = frozenset("not never no nobody none nothing neither nor without cannot".split())
# Words with which a sentence says more or less than that a thing is so.
_UNSURE = frozenset(
    """
    if whether unless would could might may should alleged allegedly claim claims claimed said says
    told tell deny denies denied ask asked asks want wants wanted plan plans planned hope hopes
    hoped fear fears feared expect expected almost nearly hardly barely only but although though
    however except refuse refused fail failed stop stopped until before suspected accused likely
    probably perhaps cleared acquitted false rumour rumours according doubt doubts think thinks
    believe believes wrong wrongly
    """.split()
)


def is_yes_no(question: Question) -> bool:
    """Tell whether a question is answered by yes or no."""
    return bool(_YES_NO.match(question.topic)) and question.kind == "other"


def verdict(question: Question, sentence: Sentence) -> Sentence | None:
    """Return "Yes." or "No." on what a sentence stands on, or None where that is not certain.

    It is where the sentence has all words of the question that count, in their order, hedges
    nothing, quotes nobody, and has one negation at most.
    """
    if not is_yes_no(question) or sentence.speaker is not None:
        return None
    told = words(sentence.text)
    negations = [word for word in told if word in _NEGATION or word.endswith(("n’t", "n't"))]
    if set(told) & _UNSURE or len(negations) > 1 or "?" in sentence.text:
        return None
    if set(words(question.topic)) & (_NEGATION | _UNSURE - {"may", "could", "would", "should"}):
        return None
    if not _in_order(question, told):
        return None
    return Sentence("No." if negations else "Yes.", sentence.citations, "checked")


def _in_order(question: Question, told: list[str]) -> bool:
    """Tell whether a sentence has the question's words, in the question's order."""
    at = 0
    wanted = terms(f"· {_YES_NO.sub('', question.topic)}")
    for term in wanted:
        mine = groups(term.stem)
        found = next(
            (
                i
                for i, w in enumerate(told[at:], at)
                if stem(w) == term.stem or mine & groups(stem(w))
            ),
            None,
        )
        if found is None:
            return False
        at = found + 1
    return len(wanted) > 1
