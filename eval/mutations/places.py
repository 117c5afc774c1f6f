"""Finds where a case's answer stands: in the evidence's articles, and in others."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from eval.cases import EvalCase, Evidence
from eval.support import content_stems
from eval.wording import stands_in
from index.article import Draft
from index.sentences import split

_PARAGRAPH = re.compile(r"[^\n]+")
# Of a question's content words, the share that a paragraph on the same matter holds.
_SAME_MATTER = 0.5


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article: `draft.text[start:end] == text`."""

    start: int
    end: int
    text: str


def evidence_articles(case: EvalCase, articles: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return the articles of a case's evidence; empty where the set lacks one of them."""
    wanted = {evidence.article_id for evidence in case.evidence}
    found = tuple(draft for draft in articles if draft.id in wanted)
    return found if len(found) == len(wanted) else ()


def others(own: Iterable[Draft], articles: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return the articles that are none of `own`."""
    ids = {draft.id for draft in own}
    return tuple(draft for draft in articles if draft.id not in ids)


def sentence_of(evidence: Evidence, draft: Draft) -> Span | None:
    """Return the sentence that holds a piece of evidence; None where no one sentence does."""
    at = draft.text.find(evidence.text)
    paragraph = paragraph_at(draft, at) if at >= 0 else None
    if paragraph is None:
        return None
    end = at + len(evidence.text)
    for first, last in split(paragraph.text):
        start, stop = paragraph.start + first, paragraph.start + last
        if start <= at and end <= stop:
            return Span(start, stop, draft.text[start:stop])
    return None


def paragraph_at(draft: Draft, position: int) -> Span | None:
    """Return the paragraph around a position; None between two."""
    for match in _PARAGRAPH.finditer(draft.text):
        if match.start() <= position < match.end():
            return Span(match.start(), match.end(), match[0])
    return None


def all_hold(evidence: Sequence[Evidence], drafts: Iterable[Draft]) -> bool:
    """Tell whether each piece of evidence stands in its article."""
    texts = {draft.id: draft.text for draft in drafts}
    return all(e.text in texts.get(e.article_id, "") for e in evidence)


def holds_gold(case: EvalCase, articles: Iterable[Draft]) -> bool:
    """Tell whether one of the articles has a gold quote, or the gold answer on the same matter."""
    found = tuple(articles)
    if case.quotes:
        return any(stands_in(quote, draft.text) for quote in case.quotes for draft in found)
    return any(says(case, partial(stands_in, answer), found) for answer in case.answers)


def says(case: EvalCase, has: Callable[[str], bool], articles: Iterable[Draft]) -> bool:
    """Tell whether a paragraph for which `has` is true is on the matter of a case's question.

    It is where it has half of the question's content words.
    """
    asked = content_stems(case.question)
    return any(
        len(asked & content_stems(paragraph[0])) >= _SAME_MATTER * len(asked)
        for draft in articles
        if has(draft.text)
        for paragraph in _PARAGRAPH.finditer(draft.text)
        if has(paragraph[0])
    )
