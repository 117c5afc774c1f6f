"""Divides a report: by kind of question, by score, by how sure the answers were."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from eval.intervals import Estimate, estimate, weighted_mean
from eval.metrics import Metric, risk_coverage
from eval.report import EvalReport, ReportCase
from eval.worst import is_faulty

BINS = 10
_NO_KIND = "other"
# 0.3 / 0.1 is a little less than 3 and still belongs to the bin that begins at 0.3.
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Kind:
    """The cases of one kind of question.

    Attributes:
        cases: how many there are.
        right: the share that is right, with its interval; None where no case is scored on it.
        faulty: the share that has a fault or could not be asked.
    """

    name: str
    cases: int
    right: Estimate | None
    faulty: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """How the cases' scores on a metric are spread.

    Attributes:
        counts: number of cases in each of BINS equal parts of the scale, the lowest first. A bin
            has its lower end; the last has both.
    """

    metric: Metric
    counts: tuple[int, ...]

    @property
    def cases(self) -> int:
        """Number of cases that are scored."""
        return sum(self.counts)


def kind_of(case: ReportCase) -> str:
    """Return the kind of question of a case; "other" where the set tells none."""
    return case.type or _NO_KIND


def kinds(report: EvalReport) -> tuple[Kind, ...]:
    """Return the kinds of question, the worst first: the fewest right, then the most faults.

    A kind that is not scored on `right` stands where the share without a fault puts it. Each
    interval starts the report's random numbers anew.
    """
    found: defaultdict[str, list[ReportCase]] = defaultdict(list)
    for case in report.cases:
        found[kind_of(case)].append(case)
    divided = (_kind(name, cases, report.settings.seed) for name, cases in found.items())
    return tuple(sorted(divided, key=_quality))


def distribution(report: EvalReport, metric: Metric) -> Distribution | None:
    """Return how the cases' scores are spread; None where none is scored or the scale is open."""
    values = [
        case.scores[metric.score].value for case in report.cases if metric.score in case.scores
    ]
    if not values or metric.largest is None:
        return None
    counts = [0] * BINS
    for value in values:
        place = int(value / metric.largest * BINS + _SLACK)
        counts[min(max(place, 0), BINS - 1)] += 1
    return Distribution(metric, tuple(counts))


def risk_curve(report: EvalReport) -> list[tuple[float, float]]:
    """Return the risk-coverage curve of the answers that were given, the surest first.

    Each point is (share of the answers, share of these that is wrong); empty where no answer is
    scored on `risk`.
    """
    scores = (case.scores.get("risk") for case in report.cases)
    counts = [score.counts for score in scores if score is not None and len(score.counts) == 2]
    return risk_coverage([(confidence, wrong) for confidence, wrong in counts])


def _kind(name: str, cases: list[ReportCase], seed: int) -> Kind:
    scores = [case.scores["right"] for case in cases if "right" in case.scores]
    right = estimate(scores, weighted_mean, np.random.default_rng(seed)) if scores else None
    return Kind(name, len(cases), right, sum(map(is_faulty, cases)) / len(cases))


def _quality(kind: Kind) -> tuple[float, float, str]:
    return (kind.right.value if kind.right else 1 - kind.faulty, -kind.faulty, kind.name)
