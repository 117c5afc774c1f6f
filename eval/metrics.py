"""Scores one answer against its gold: pure functions, None where a metric doesn't apply.

Each metric's definition and source stand in README.md beside this file.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.cases import EvalCase
from eval.intervals import Estimate, Score, Statistic, estimate, percentile, weighted_mean
from eval.speakers import same_person
from eval.support import carries
from eval.wording import has_half, shows_quote, squad_tokens, stands_in, words
from index.article import Quote
from index.search import Passage
from qa.answer import Answer, Citation, Sentence

# Fewer words than this ("unfair") may be anybody's: no proof that a quotation is another person's.
_TELLING_WORDS = 3


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A person's words, as the gold gives them."""

    person: str
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run saw for one case.

    Attributes:
        table: the library's quotes of the articles that hold the case's evidence.
        others: the set's gold quotes of the articles that the answer cites.
        calls: requests sent to a language model.
    """

    case: EvalCase
    answer: Answer
    table: tuple[Quote, ...] = ()
    others: tuple[GoldQuote, ...] = ()
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure of a report.

    Attributes:
        name: as in the contract.
        score: the name of the cases' scores that it sums up.
        lower_is_better: a bound on it is a ceiling, not a floor.
        quality: False for what measures cost.
    """

    name: str
    score: str
    statistic: Statistic = weighted_mean
    lower_is_better: bool = False
    quality: bool = True


Scorer = Callable[[Seen], Score | None]


def first_hit(case: EvalCase, passages: Sequence[Passage]) -> int | None:
    """Return the rank, from 1, of the first passage that holds any of the gold evidence."""
    ranks = (rank for rank, passage in enumerate(passages, 1) if _holds_any(passage, case))
    return next(ranks, None)


def hits(case: EvalCase, answer: Answer, k: int) -> Score | None:
    """Score 1 where one of the first k passages holds gold evidence."""
    if not case.evidence:
        return None
    return Score(float(first_hit(case, answer.passages[:k]) is not None))


def reciprocal_rank(case: EvalCase, answer: Answer) -> Score | None:
    """Score 1 over the rank of the first passage that holds gold evidence, 0 where none does."""
    if not case.evidence:
        return None
    rank = first_hit(case, answer.passages)
    return Score(1 / rank if rank else 0.0)


def evidence_recall(case: EvalCase, answer: Answer, k: int) -> Score | None:
    """Score the share of the pieces of evidence that the first k passages hold."""
    if not case.evidence:
        return None
    top = answer.passages[:k]
    held = [any(_holds(p, e.article_id, e.text) for p in top) for e in case.evidence]
    return Score(sum(held) / len(held))


def token_f1(case: EvalCase, answer: Answer) -> Score | None:
    """Score the F1 of the answer's tokens; of refusals 1 where gold refuses too, else 0."""
    if case.expects_refusal or answer.status == "refused":
        return Score(float(case.expects_refusal and answer.status == "refused"))
    if case.answer is None:
        return None
    return Score(_f1(squad_tokens(_text(answer)), squad_tokens(case.answer)))


def quote_recall(case: EvalCase, answer: Answer) -> Score | None:
    """Score the share of the gold quotes that a sentence of the answer gives."""
    if not case.quotes:
        return None
    given = [any(shows_quote(q, s.text) for s in answer.sentences) for q in case.quotes]
    return Score(sum(given) / len(given), len(given))


def quotes_found(case: EvalCase, table: Sequence[Quote]) -> Score | None:
    """Score the share of the gold quotes of which a direct quote of the table has at least half."""
    if not case.quotes:
        return None
    direct = [quote.text for quote in table if quote.direct]
    found = [any(has_half(gold, text) for text in direct) for gold in case.quotes]
    return Score(sum(found) / len(found), len(found))


def wrong_speaker(case: EvalCase, answer: Answer, others: Sequence[GoldQuote]) -> Score | None:
    """Score the share of the sentences giving somebody's words that give not the asked person's."""
    person = case.person
    statements = [s for s in answer.sentences if _gives_words(s)]
    if person is None or not statements:
        return None
    wrong = [not _is_by(person, s, case, others) for s in statements]
    return Score(sum(wrong) / len(wrong), len(wrong))


def citation_recall(answer: Answer) -> Score | None:
    """Score the share of the sentences that their citations, taken together, carry."""
    if not answer.sentences:
        return None
    carried = [is_carried(s, answer) for s in answer.sentences]
    return Score(sum(carried) / len(carried), len(carried))


def is_carried(sentence: Sentence, answer: Answer) -> bool:
    """Tell whether a sentence's citations, taken together, carry it."""
    return carries(_cited(answer, sentence.citations), sentence)


def citation_precision(answer: Answer) -> Score | None:
    """Score the share of the pairs (sentence, citation) in which the citation is of use."""
    pairs = [(s, number) for s in answer.sentences for number in s.citations]
    if not pairs:
        return None
    useful = [_is_useful(answer, sentence, number) for sentence, number in pairs]
    return Score(sum(useful) / len(useful), len(useful))


def refusal_precision(case: EvalCase, answer: Answer) -> Score | None:
    """Score a refusal: 1 where it is right."""
    return Score(float(case.expects_refusal)) if answer.status == "refused" else None


def refusal_recall(case: EvalCase, answer: Answer) -> Score | None:
    """Score a question that has no answer: 1 where it is refused."""
    return Score(float(answer.status == "refused")) if case.expects_refusal else None


SCORERS: Mapping[str, Scorer] = {
    "hits@1": lambda seen: hits(seen.case, seen.answer, 1),
    "hits@4": lambda seen: hits(seen.case, seen.answer, 4),
    "hits@10": lambda seen: hits(seen.case, seen.answer, 10),
    "mrr": lambda seen: reciprocal_rank(seen.case, seen.answer),
    "evidence_recall@10": lambda seen: evidence_recall(seen.case, seen.answer, 10),
    "token_f1": lambda seen: token_f1(seen.case, seen.answer),
    "quote_recall": lambda seen: quote_recall(seen.case, seen.answer),
    "quotes_found": lambda seen: quotes_found(seen.case, seen.table),
    "wrong_speaker": lambda seen: wrong_speaker(seen.case, seen.answer, seen.others),
    "citation_precision": lambda seen: citation_precision(seen.answer),
    "citation_recall": lambda seen: citation_recall(seen.answer),
    "refusal_precision": lambda seen: refusal_precision(seen.case, seen.answer),
    "refusal_recall": lambda seen: refusal_recall(seen.case, seen.answer),
    "seconds": lambda seen: Score(seen.answer.seconds),
    "calls": lambda seen: Score(float(seen.calls)),
}
_LOWER = frozenset({"wrong_speaker"})
METRICS: tuple[Metric, ...] = (
    *(
        Metric(name, name, lower_is_better=name in _LOWER)
        for name in SCORERS
        if name not in ("seconds", "calls")
    ),
    Metric("speaker_accuracy", "speaker_accuracy"),
    Metric("quote_precision", "quote_precision"),
    Metric("reported_f1", "reported_f1"),
    Metric("precision", "precision"),
    Metric("recall", "recall"),
    Metric("balanced_accuracy", "balanced_accuracy"),
    Metric("seconds_p50", "seconds", percentile(50), lower_is_better=True, quality=False),
    Metric("seconds_p95", "seconds", percentile(95), lower_is_better=True, quality=False),
    Metric("calls", "calls", lower_is_better=True, quality=False),
)


def score(seen: Seen) -> dict[str, Score]:
    """Return the scores of one case under their names; a metric that doesn't apply is not there."""
    scores = {name: scorer(seen) for name, scorer in SCORERS.items()}
    return {name: found for name, found in scores.items() if found is not None}


def sum_up(cases: Sequence[Mapping[str, Score]], seed: int) -> dict[str, Estimate]:
    """Return each metric that has at least one scored case, in the order of METRICS.

    Each metric starts the same random numbers anew, so that one more metric, or a slower machine,
    changes no other's interval.
    """
    figures: dict[str, Estimate] = {}
    for metric in METRICS:
        scores = [case[metric.score] for case in cases if metric.score in case]
        if scores:
            rng = np.random.default_rng(seed)
            figures[metric.name] = estimate(scores, metric.statistic, rng)
    return figures


def _holds(passage: Passage, article_id: str, evidence: str) -> bool:
    return passage.article_id == article_id and has_half(evidence, passage.text)


def _holds_any(passage: Passage, case: EvalCase) -> bool:
    return any(_holds(passage, e.article_id, e.text) for e in case.evidence)


def _text(answer: Answer) -> str:
    return " ".join(sentence.text for sentence in answer.sentences)


def _f1(given: Sequence[str], gold: Sequence[str]) -> float:
    common = (Counter(given) & Counter(gold)).total()
    return 2 * common / (len(given) + len(gold)) if common else 0.0


def _gives_words(sentence: Sentence) -> bool:
    if sentence.support == "quoted":
        return True
    return sentence.speaker is not None and sentence.statement != "commentary"


def _is_by(person: str, sentence: Sentence, case: EvalCase, others: Sequence[GoldQuote]) -> bool:
    if sentence.speaker is None or not same_person(person, sentence.speaker):
        return False
    return not any(
        shows_quote(other.text, sentence.text)
        for other in others
        if _is_foreign(other, person, case)
    )


def _is_foreign(other: GoldQuote, person: str, case: EvalCase) -> bool:
    """Tell whether a gold quote is another person's and not also one of this case's own."""
    if len(words(other.text)) < _TELLING_WORDS or same_person(person, other.person):
        return False
    return not any(stands_in(other.text, own) for own in case.quotes)


def _cited(answer: Answer, numbers: Sequence[int]) -> list[Citation]:
    return [citation for citation in answer.citations if citation.number in numbers]


def _is_useful(answer: Answer, sentence: Sentence, number: int) -> bool:
    if carries(_cited(answer, [number]), sentence):
        return True
    rest = [other for other in sentence.citations if other != number]
    return is_carried(sentence, answer) and not carries(_cited(answer, rest), sentence)
