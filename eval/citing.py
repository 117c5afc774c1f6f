"""Scores what sentences cite, of an answer or a summary: pure functions, None for no sentence."""

from collections.abc import Sequence

from eval.intervals import Score
from eval.support import carries
from eval.wording import quotations, stands_in
from qa.answer import Answer, Citation, Sentence, Summary

Cited = Answer | Summary


def sentences_of(cited: Cited) -> tuple[Sentence, ...]:
    """Return the sentences of an answer, or of all sections of a summary."""
    if isinstance(cited, Answer):
        return cited.sentences
    return tuple(sentence for section in cited.sections for sentence in section.sentences)


def citation_recall(cited: Cited) -> Score | None:
    """Score the share of the sentences that their citations, taken together, carry."""
    return _share([is_carried(s, cited.citations) for s in sentences_of(cited)])


def citation_precision(cited: Cited) -> Score | None:
    """Score the share of the pairs (sentence, citation) in which the citation is of use."""
    pairs = [(s, number) for s in sentences_of(cited) for number in s.citations]
    return _share([_is_useful(cited.citations, sentence, number) for sentence, number in pairs])


def quote_fidelity(cited: Cited) -> Score | None:
    """Score the share of the quotations that stand, letter by letter, in what is cited for them."""
    return _share(
        [
            any(stands_in(piece, c.text) for c in _cited(cited.citations, sentence.citations))
            for sentence in sentences_of(cited)
            for piece in quotations(sentence.text)
        ]
    )


def is_carried(sentence: Sentence, citations: Sequence[Citation]) -> bool:
    """Tell whether a sentence's citations, taken together, carry it."""
    return carries(_cited(citations, sentence.citations), sentence)


def _share(found: Sequence[bool]) -> Score | None:
    return Score(sum(found) / len(found), len(found)) if found else None


def _cited(citations: Sequence[Citation], numbers: Sequence[int]) -> list[Citation]:
    return [citation for citation in citations if citation.number in numbers]


def _is_useful(citations: Sequence[Citation], sentence: Sentence, number: int) -> bool:
    if carries(_cited(citations, [number]), sentence):
        return True
    rest = [other for other in sentence.citations if other != number]
    return is_carried(sentence, citations) and not carries(_cited(citations, rest), sentence)
