"""Scores what was retrieved against the gold's evidence: pure functions, None without any."""

import math
from collections.abc import Sequence

from eval.cases import EvalCase
from eval.intervals import Score
from eval.wording import has_half
from index.search import Passage
from qa.answer import Answer


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


def ndcg(case: EvalCase, answer: Answer, k: int) -> Score | None:
    """Score the discounted gain of the first k passages over that of the best order.

    A passage gains 1 for each piece of evidence that it is the first to hold. In the best order
    each piece has a passage of its own, or shares one as it does here.
    """
    if not case.evidence:
        return None
    missing = list(case.evidence)
    gains = []
    for passage in answer.passages[:k]:
        held = [e for e in missing if _holds(passage, e.article_id, e.text)]
        missing = [e for e in missing if e not in held]
        gains.append(len(held))
    best = [*sorted((gain for gain in gains if gain), reverse=True), *(1 for _ in missing)]
    return Score(_discounted(gains) / _discounted(best[:k]))


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def _holds(passage: Passage, article_id: str, evidence: str) -> bool:
    return passage.article_id == article_id and has_half(evidence, passage.text)


def _holds_any(passage: Passage, case: EvalCase) -> bool:
    return any(_holds(passage, e.article_id, e.text) for e in case.evidence)
