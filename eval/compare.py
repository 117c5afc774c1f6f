"""Sets two reports side by side: figures with paired intervals, cases better and worse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from eval.errors import SetError
from eval.intervals import Difference, Estimate, Score, difference
from eval.metrics import METRICS, Metric
from eval.report import PLACES, EvalReport, ReportCase, answer_text, figure_to_json

# Below this two scores differ only by their rounding in the report.
_SAME = 1e-5
Verdict = Literal["better", "worse", "equal"]
Pair = tuple[ReportCase, ReportCase]


@dataclass(frozen=True, slots=True)
class Contrast:
    """A metric in two runs, over the cases that both have.

    Attributes:
        verdict: on the second run; "equal" where the interval of the change holds 0.
    """

    metric: Metric
    difference: Difference
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ChangedCase:
    """A case whose scores differ.

    Attributes:
        scores: (first, second) by name, None where not scored.
        answers: what was answered in the first run and in the second, as one text each.
    """

    id: str
    question: str
    verdict: Verdict
    scores: Mapping[str, tuple[float | None, float | None]]
    answers: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side.

    Attributes:
        same_set: whether cases and articles are equal in both.
        common: number of cases in both.
        changed: the cases that got better or worse, in the order of the first run.
    """

    first: EvalReport
    second: EvalReport
    same_set: bool
    common: int
    contrasts: tuple[Contrast, ...]
    changed: tuple[ChangedCase, ...]


def compare(first: EvalReport, second: EvalReport, seed: int) -> Comparison:
    """Compare two runs over the cases whose ids both have.

    Raises:
        SetError: they have no case in common.
    """
    others = {case.id: case for case in second.cases}
    pairs = [(case, others[case.id]) for case in first.cases if case.id in others]
    if not pairs:
        raise SetError(
            f"The runs of {first.set} ({first.started}) and {second.set} ({second.started}) have "
            "no case in common: compare two runs of one set."
        )
    contrasts = (_contrast(metric, pairs, seed) for metric in METRICS)
    changed = (_changed(a, b) for a, b in pairs)
    return Comparison(
        first,
        second,
        same_set=first.settings.fingerprint == second.settings.fingerprint,
        common=len(pairs),
        contrasts=tuple(found for found in contrasts if found is not None),
        changed=tuple(case for case in changed if case.verdict != "equal"),
    )


def comparison_to_json(found: Comparison) -> dict[str, object]:
    """Return a comparison as `byline eval compare --json` prints it."""
    return {
        "a": {"set": found.first.set, "started": found.first.started},
        "b": {"set": found.second.set, "started": found.second.started},
        "same_set": found.same_set,
        "common": found.common,
        "metrics": {
            contrast.metric.name: {
                "a": round(contrast.difference.first, PLACES),
                "b": round(contrast.difference.second, PLACES),
                "difference": figure_to_json(contrast.difference.change),
                "verdict": contrast.verdict,
            }
            for contrast in found.contrasts
        },
        "cases": [
            {
                "id": case.id,
                "verdict": case.verdict,
                "question": case.question,
                "scores": {name: {"a": a, "b": b} for name, (a, b) in case.scores.items()},
                "answers": {"a": case.answers[0], "b": case.answers[1]},
            }
            for case in found.changed
        ],
    }


def _contrast(metric: Metric, pairs: Sequence[Pair], seed: int) -> Contrast | None:
    scores = [(a.scores.get(metric.score), b.scores.get(metric.score)) for a, b in pairs]
    if not metric.quality:
        # Cost is measured on every answer: a case that failed in one run is left out of both.
        scores = [(a, b) for a, b in scores if a is not None and b is not None]
    found = difference(
        [a for a, _ in scores],
        [b for _, b in scores],
        metric.statistic,
        np.random.default_rng(seed),
    )
    return None if found is None else Contrast(metric, found, _verdict(metric, found.change))


def _verdict(metric: Metric, change: Estimate) -> Verdict:
    if change.low <= 0 <= change.high:
        return "equal"
    return "worse" if (change.value > 0) == metric.lower_is_better else "better"


def _changed(first: ReportCase, second: ReportCase) -> ChangedCase:
    """Weigh a case by the sum of its changes in quality; what isn't scored in one run has none."""
    gain = 0.0
    scores: dict[str, tuple[float | None, float | None]] = {}
    for metric in METRICS:
        one, other = first.scores.get(metric.score), second.scores.get(metric.score)
        if not metric.quality or (one is None and other is None):
            continue
        if one is not None and other is not None:
            change = other.value - one.value
            gain -= change if metric.lower_is_better else -change
            if abs(change) <= _SAME:
                continue
        scores[metric.name] = (_value(one), _value(other))
    verdict: Verdict = "equal" if abs(gain) <= _SAME else "better" if gain > 0 else "worse"
    answers = answer_text(first), answer_text(second)
    return ChangedCase(first.id, first.question, verdict, scores, answers)


def _value(score: Score | None) -> float | None:
    return None if score is None else score.value
