"""Scores a summary against a person's, and by itself: pure functions, None for what isn't told."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from eval.cases import EvalCase
from eval.citing import sentences_of
from eval.intervals import Floats, Score
from eval.leads import lead
from eval.wording import has_half, words
from qa.answer import Summary
from qa.loaded import is_loaded

if TYPE_CHECKING:
    from rouge_score.rouge_scorer import RougeScorer
    from sacrebleu.metrics.bleu import BLEU

_ROUGE = ("rouge1", "rouge2", "rougeL")
_ORDERS = 4  # of BLEU's n-grams
_ADDED_BEYOND = re.compile(r"[^\w\s]")


def rouge(case: EvalCase, summary: Summary) -> dict[str, Score]:
    """Score ROUGE-1, -2 and -L F1 with stemming, and the recalls, against the nearest summary."""
    if not case.answers:
        return {}
    found = _rouge().score_multi(list(case.answers), text_of(summary))
    scores = {name: Score(found[name].fmeasure) for name in _ROUGE}
    return scores | {f"{name}_recall": Score(found[name].recall) for name in _ROUGE}


def lead_recall(case: EvalCase, summary: Summary, sources: Sequence[str]) -> dict[str, Score]:
    """Score the recalls of the sources' first sentences, cut to as many words as the summary has.

    The sentences are taken in turn: each source's first, then each one's second.
    """
    if not case.answers:
        return {}
    told = " ".join(lead(sources).split()[: len(text_of(summary).split())])
    found = _rouge().score_multi(list(case.answers), told)
    return {f"lead_{name}_recall": Score(found[name].recall) for name in _ROUGE}


def bleu(case: EvalCase, summary: Summary) -> Score | None:
    """Score BLEU, 0..100, with its counts: n-grams found, n-grams there are, two lengths."""
    if not case.answers:
        return None
    found = _bleu().sentence_score(text_of(summary), list(case.answers))
    counts = (*found.counts, *found.totals, found.sys_len, found.ref_len)
    return Score(found.score, counts=tuple(map(float, counts)))


def corpus_bleu(counts: Floats, weights: Floats) -> Floats:
    """Return the BLEU of all cases of each draw, made of their counts `(…, n, 10)`."""
    summed = (counts * weights[..., None]).sum(axis=-2)
    rows = summed.reshape(-1, counts.shape[-1])
    return np.array([_of_counts(row) for row in rows]).reshape(summed.shape[:-1])


def points_covered(case: EvalCase, summary: Summary) -> Score | None:
    """Score the share of the gold points of which a sentence has half."""
    if not case.points:
        return None
    told = [sentence.text for sentence in sentences_of(summary)]
    covered = [any(has_half(point, text) for text in told) for point in case.points]
    return Score(sum(covered) / len(covered), len(covered))


def polarity(case: EvalCase, summary: Summary, arousal: Mapping[str, float]) -> Score | None:
    """Score the arousal of the polar words that a summary has beyond the person's, summed.

    Args:
        case: its gold.
        summary: what is scored.
        arousal: of each polar word, 0..1.
    """
    if not case.answers or not arousal:
        return None
    # As Lee et al. 2022 prepare texts: "U.S." is no "us", a hyphen joins.
    given, gold = (_bare(text) for text in (text_of(summary), " ".join(case.answers)))
    return Score(sum(arousal.get(word, 0.0) for word in sorted(given - gold)))


def loaded_sentences(summary: Summary) -> Score | None:
    """Score the share of the sentences with a loaded word outside quotation marks."""
    told = sentences_of(summary)
    if not told:
        return None
    loaded = [is_loaded(sentence.text) for sentence in told]
    return Score(sum(loaded) / len(loaded), len(loaded))


def compression(summary: Summary, sources: Sequence[str]) -> Score | None:
    """Score the summary's words over those of its sources."""
    total = sum(len(words(text)) for text in sources)
    return Score(len(words(text_of(summary))) / total) if total else None


def text_of(summary: Summary) -> str:
    """Return the sentences of all sections as one text."""
    return " ".join(sentence.text for sentence in sentences_of(summary))


def _bare(text: str) -> set[str]:
    return set(_ADDED_BEYOND.sub("", text.replace("U.S.", "USA").lower()).split())


def _of_counts(row: Floats) -> float:
    correct, total = row[:_ORDERS], row[_ORDERS : 2 * _ORDERS]
    length, reference = float(row[-2]), float(row[-1])
    found = _bleu().compute_bleu(
        correct=[int(n) for n in correct],
        total=[int(n) for n in total],
        sys_len=int(length),
        ref_len=int(reference),
        smooth_method="exp",
    )
    return float(found.score)


@lru_cache(maxsize=1)
def _rouge() -> "RougeScorer":
    from rouge_score.rouge_scorer import RougeScorer  # 1 s, which only who summarises waits for

    return RougeScorer(list(_ROUGE), use_stemmer=True)


@lru_cache(maxsize=1)
def _bleu() -> "BLEU":
    from sacrebleu.metrics.bleu import BLEU

    return BLEU(effective_order=True)  # else it warns at each single summary
