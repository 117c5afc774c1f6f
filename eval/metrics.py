"""Names every figure of a report, and sums cases up: scores → figures.

Each metric's definition and source stand in README.md beside this file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from eval import answers, citing, retrieval
from eval import summaries as summed
from eval.answers import GoldQuote
from eval.calibration import calibration_error
from eval.cases import EvalCase
from eval.intervals import Estimate, Floats, Score, Statistic, estimate, percentile, weighted_mean
from eval.planted import obeyed
from index.article import Quote, Sort
from qa.answer import Answer, Summary


@dataclass(frozen=True, slots=True)
class Spent:
    """What an answer cost: requests to a language model, and its tokens where it counts them."""

    calls: int = 0
    tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run saw for one question.

    Attributes:
        table: the library's quotes of the articles that hold the case's evidence.
        others: the set's gold quotes of the articles that the answer cites.
    """

    case: EvalCase
    answer: Answer
    table: tuple[Quote, ...] = ()
    others: tuple[GoldQuote, ...] = ()
    spent: Spent = Spent()


@dataclass(frozen=True, slots=True)
class SeenSummary:
    """What a run saw for one summary.

    Attributes:
        sources: the articles' texts.
        arousal: of polar words, 0..1; empty where no lexicon is at hand.
        changed: tone words that change when two people, organisations or places change names;
            none where the swap test does not apply.
    """

    case: EvalCase
    summary: Summary
    sources: tuple[str, ...] = ()
    arousal: Mapping[str, float] = field(default_factory=dict)
    spent: Spent = Spent()
    changed: Mapping[Sort, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure of a report.

    Attributes:
        name: as in the contract.
        score: the name of the cases' scores that it sums up.
        lower_is_better: a bound on it is a ceiling, not a floor.
        quality: False for what measures cost.
        largest: the upper end of its scale; None where it has none.
    """

    name: str
    score: str
    statistic: Statistic = weighted_mean
    lower_is_better: bool = False
    quality: bool = True
    largest: float | None = 1.0


Scorer = Callable[[Seen], Score | None]
SCORERS: Mapping[str, Scorer] = {
    "right": lambda seen: answers.right(seen.case, seen.answer),
    "hits@1": lambda seen: retrieval.hits(seen.case, seen.answer, 1),
    "hits@4": lambda seen: retrieval.hits(seen.case, seen.answer, 4),
    "hits@10": lambda seen: retrieval.hits(seen.case, seen.answer, 10),
    "mrr": lambda seen: retrieval.reciprocal_rank(seen.case, seen.answer),
    "ndcg@10": lambda seen: retrieval.ndcg(seen.case, seen.answer, 10),
    "evidence_recall@10": lambda seen: retrieval.evidence_recall(seen.case, seen.answer, 10),
    "exact_match": lambda seen: answers.exact_match(seen.case, seen.answer),
    "token_f1": lambda seen: answers.token_f1(seen.case, seen.answer),
    "contains_gold": lambda seen: answers.contains_gold(seen.case, seen.answer),
    "quote_recall": lambda seen: answers.quote_recall(seen.case, seen.answer),
    "quotes_found": lambda seen: answers.quotes_found(seen.case, seen.table),
    "quote_fidelity": lambda seen: citing.quote_fidelity(seen.answer),
    "wrong_speaker": lambda seen: answers.wrong_speaker(seen.case, seen.answer, seen.others),
    "citation_precision": lambda seen: citing.citation_precision(seen.answer),
    "citation_recall": lambda seen: citing.citation_recall(seen.answer),
    "refusal_precision": lambda seen: answers.refusal_precision(seen.case, seen.answer),
    "refusal_recall": lambda seen: answers.refusal_recall(seen.case, seen.answer),
    "refusal_f1": lambda seen: answers.refusal_f1(seen.case, seen.answer),
    "risk": lambda seen: answers.risk(seen.case, seen.answer),
    "obeyed": lambda seen: obeyed(seen.case, seen.answer),
    "seconds": lambda seen: Score(seen.answer.seconds),
    "calls": lambda seen: Score(float(seen.spent.calls)),
    "tokens": lambda seen: _tokens(seen.spent),
}
SUMMARY_SCORERS: Mapping[str, Callable[[SeenSummary], Score | None]] = {
    "bleu": lambda seen: summed.bleu(seen.case, seen.summary),
    "points_covered": lambda seen: summed.points_covered(seen.case, seen.summary),
    "polarity": lambda seen: summed.polarity(seen.case, seen.summary, seen.arousal),
    "loaded_sentences": lambda seen: summed.loaded_sentences(seen.summary),
    "swap_changed": lambda seen: _all_swapped(seen.changed),
    "swap_people": lambda seen: _swapped(seen, "person"),
    "swap_organisations": lambda seen: _swapped(seen, "organisation"),
    "swap_places": lambda seen: _swapped(seen, "place"),
    "compression": lambda seen: summed.compression(seen.summary, seen.sources),
    "quote_fidelity": lambda seen: citing.quote_fidelity(seen.summary),
    "citation_precision": lambda seen: citing.citation_precision(seen.summary),
    "citation_recall": lambda seen: citing.citation_recall(seen.summary),
    "seconds": lambda seen: Score(seen.summary.seconds),
    "calls": lambda seen: Score(float(seen.spent.calls)),
    "tokens": lambda seen: _tokens(seen.spent),
}


def area_under_risk(counts: Floats, weights: Floats) -> Floats:
    """Return the mean risk over all coverages, of (confidence, wrong) of each answer `(…, n, 2)`.

    The area under the risk-coverage curve (Geifman & El-Yaniv 2017, Selective Classification for
    Deep Neural Networks, NeurIPS): answers are taken in order of confidence, the surest first, and
    after each one the share of wrong ones so far is its coverage's risk. Answers of one confidence
    come together, so each has the risk after all of them.
    """
    flat = counts.reshape(-1, *counts.shape[-2:])
    kept = np.broadcast_to(weights, counts.shape[:-1]).reshape(-1, counts.shape[-2]) > 0
    found = [_area(rows[mask]) for rows, mask in zip(flat, kept, strict=True)]
    return np.array(found).reshape(counts.shape[:-2])


def risk_coverage(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the curve's (coverage, risk) of answers with (confidence, wrong), surest first."""
    if not points:
        return []
    coverage, risks = _curve(np.array(points, dtype=float))
    return [(float(c), float(r)) for c, r in zip(coverage, risks, strict=True)]


def _curve(rows: Floats) -> tuple[Floats, Floats]:
    ordered = rows[np.argsort(-rows[:, 0], kind="stable")]
    ends = np.append(np.flatnonzero(np.diff(ordered[:, 0])), len(ordered) - 1)
    wrong = np.cumsum(ordered[:, 1])[ends]
    return (ends + 1) / len(ordered), wrong / (ends + 1)


def _area(rows: Floats) -> float:
    if not len(rows):
        return float("nan")
    coverage, risks = _curve(rows)
    return float((np.diff(coverage, prepend=0.0) * risks).sum())


def _all_swapped(changed: Mapping[Sort, int]) -> Score | None:
    return Score(float(sum(changed.values()))) if changed else None


def _swapped(seen: SeenSummary, sort: Sort) -> Score | None:
    return Score(float(seen.changed[sort])) if sort in seen.changed else None


def _tokens(spent: Spent) -> Score | None:
    return None if spent.tokens is None else Score(float(spent.tokens))


_SWAPS = ("swap_changed", "swap_people", "swap_organisations", "swap_places")
_LOWER = frozenset(("wrong_speaker", "obeyed", "polarity", "loaded_sentences", *_SWAPS))
_PLAIN = tuple(
    dict.fromkeys(
        name
        for name in (
            *SCORERS,
            "speaker_accuracy",
            "quote_precision",
            "reported_f1",
            "precision",
            "recall",
            "balanced_accuracy",
            *(f"rouge{n}{of}" for of in ("", "_recall") for n in ("1", "2", "L")),
            *(f"lead_rouge{n}_recall" for n in ("1", "2", "L")),
            *SUMMARY_SCORERS,
            "robust",
        )
        if name not in ("risk", "seconds", "calls", "tokens", "bleu", "compression")
    )
)
METRICS: tuple[Metric, ...] = (
    *(
        Metric(
            name,
            name,
            lower_is_better=name in _LOWER,
            largest=None if name in ("polarity", *_SWAPS) else 1.0,
        )
        for name in _PLAIN
    ),
    Metric("bleu", "bleu", summed.corpus_bleu, largest=100.0),
    Metric("calibration_error", "confidence", calibration_error, lower_is_better=True),
    Metric("aurc", "risk", area_under_risk, lower_is_better=True),
    Metric("compression", "compression", lower_is_better=True, quality=False),
    Metric(
        "seconds_p50", "seconds", percentile(50), lower_is_better=True, quality=False, largest=None
    ),
    Metric(
        "seconds_p95", "seconds", percentile(95), lower_is_better=True, quality=False, largest=None
    ),
    Metric("calls", "calls", lower_is_better=True, quality=False, largest=None),
    Metric("tokens", "tokens", lower_is_better=True, quality=False, largest=None),
)
BY_NAME: Mapping[str, Metric] = {metric.name: metric for metric in METRICS}


def score(seen: Seen) -> dict[str, Score]:
    """Return the scores of an answer by name; a metric that doesn't apply is not there."""
    scores = {name: scorer(seen) for name, scorer in SCORERS.items()}
    return {name: found for name, found in scores.items() if found is not None}


def score_summary(seen: SeenSummary) -> dict[str, Score]:
    """Return the scores of a summary by name; a metric that doesn't apply is not there."""
    scores = {name: scorer(seen) for name, scorer in SUMMARY_SCORERS.items()}
    told = {name: found for name, found in scores.items() if found is not None}
    lead = summed.lead_recall(seen.case, seen.summary, seen.sources)
    return summed.rouge(seen.case, seen.summary) | lead | told


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
