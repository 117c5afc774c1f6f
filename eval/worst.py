"""Orders a report's cases, the worst first."""

from collections.abc import Iterable

from eval.metrics import METRICS
from eval.report import ReportCase


def is_faulty(case: ReportCase) -> bool:
    """Tell whether asking a case failed, or its answer has a fault."""
    return bool(case.error or case.faults)


def is_wrong(case: ReportCase) -> bool:
    """Tell whether an answer is scored as not right on the whole."""
    return "right" in case.scores and not case.scores["right"].value


def worst_first(cases: Iterable[ReportCase]) -> list[ReportCase]:
    """Return cases in order of `badness`; equally bad ones stay as they were."""
    return sorted(cases, key=badness)


def badness(case: ReportCase) -> tuple[int, float]:
    """Return a key that sorts the worst first.

    Failures come first, then what has the most faults, then what the quality scores lose the most
    on, each as a share of its scale.
    """
    lost = 0.0
    for metric in METRICS:
        if metric.quality and metric.score in case.scores:
            share = case.scores[metric.score].value / (metric.largest or 1.0)
            lost += share if metric.lower_is_better else 1 - share
    return (-1000 if case.error else -len(case.faults), -lost)
