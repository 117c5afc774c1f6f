"""Suggests questions, drawn from the library, of which each has been found to have an answer."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from index.article import Quote
from index.errors import LibraryError
from index.library import Library
from qa.answer import Answer

Answers = Callable[[str], bool]

_OPENERS = 4
_FURTHER = 3
_ASKED_ABOUT = 24  # of those who are quoted most, how many are tried
_TRIES = 8  # questions asked to find the few that are offered after an answer
_SUBJECTS = 2  # of one person
# What "the" names in somebody's words: a noun before the end of its phrase. "the end of" is none.
_NAMED = re.compile(
    r"\bthe ([a-z]{4,})(?=[,.;:?!”’]|\s(?:is|was|are|were|has|had|will|would|and|or|in|on|at|to|for"
    r"|from|with|by|that|which)\b)"
)
_NOTHING_TOLD = frozenset(
    "same other others first second third last next rest time times year years week weeks month "
    "months days morning evening night people thing things case point fact moment place best worst "
    "most least former latter only whole question answer word words front side back left right "
    "beginning middle half number way ones".split()
)
# "the ferry crew" is no name; a name has two words or more, the first and the last one capital.
_NAME = re.compile(r"[^\W\d_a-z]\S+(?:\s(?:\S{1,3}\s)?[^\W\d_a-z]\S+)+")


def openers(library: Library, answers: Answers) -> tuple[str, ...]:
    """Suggest what a conversation may begin with, each question about somebody else.

    Args:
        library: whose people are asked about.
        answers: tells whether the library answers a question.
    """
    found: list[str] = []
    for name in filter(_NAME.fullmatch, library.most_quoted(_ASKED_ABOUT)):
        last = len(found) == _OPENERS - 1  # one that any library answers
        tried = (*(() if last else _about(name, library)), _said(name))
        found += _answered(tried, answers, 1)
        if len(found) == _OPENERS:
            break
    return tuple(found)


def further(
    answer: Answer, articles: Sequence[str], library: Library, answers: Answers
) -> tuple[str, ...]:
    """Suggest what may be asked after an answer.

    Args:
        answer: the last one.
        articles: ids of those that it cites, or, for a refusal, of what comes nearest.
        library: what is asked.
        answers: tells whether the library answers a question.
    """
    asked = answer.question.casefold()
    candidates = dict.fromkeys(
        question
        for question in _candidates(answer, articles, library)
        if question.casefold() != asked
    )
    return _answered([*candidates][:_TRIES], answers, _FURTHER)


def _answered(questions: Sequence[str], answers: Answers, most: int) -> tuple[str, ...]:
    """Return the first questions that have an answer."""
    found: list[str] = []
    for question in questions:
        if len(found) == most:
            break
        if answers(question):
            found.append(question)
    return tuple(found)


def _candidates(answer: Answer, articles: Sequence[str], library: Library) -> Iterator[str]:
    """Yield what else was said by whom the answer quotes, then by others in the same articles."""
    quoted = dict.fromkeys(s.speaker for s in answer.sentences if s.speaker)
    names = [name for name in quoted if _NAME.fullmatch(name)]
    for name in names:
        yield from _about(name, library)
    others = Counter(
        quote.speaker
        for article_id in articles
        for quote in _quotes(library, article_id)
        if quote.speaker and quote.speaker not in quoted and _NAME.fullmatch(quote.speaker)
    )
    for name, _ in others.most_common(_FURTHER):
        yield (*_about(name, library), _said(name))[0]
    for name in names:
        yield f"Who is {name}?"


def _quotes(library: Library, article_id: str) -> tuple[Quote, ...]:
    try:
        return library.quotes(article_id=article_id)
    except LibraryError:
        return ()  # it has been removed since


def _said(name: str) -> str:
    return f"What did {name} say?"


def _about(name: str, library: Library) -> tuple[str, ...]:
    """Return questions on what somebody speaks about, the most telling first."""
    subjects = Counter(
        word
        for quote in library.quotes(speaker=name)
        if quote.speaker == name
        for word in dict.fromkeys(_NAMED.findall(quote.text))
        if word not in _NOTHING_TOLD
    )
    ranked = sorted(subjects, key=lambda word: (-subjects[word], -len(word), word))
    return tuple(f"What did {name} say about the {word}?" for word in ranked[:_SUBJECTS])
