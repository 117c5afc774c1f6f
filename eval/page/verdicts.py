"""Says in words how a case went, and why."""

from collections.abc import Sequence

from eval.report import ReportCase
from index.counted import counted


def is_amiss(case: ReportCase) -> bool:
    """Whether something is wrong with an answer, named or not."""
    return bool(case.error or case.faults) or _right(case) == 0


def reasons(case: ReportCase) -> Sequence[str]:
    """Return what is wrong with a case, gravest first; empty where nothing is."""
    if case.error:
        return (case.error,)
    if case.faults or _right(case) != 0:
        return case.faults
    return ("the right answer is not given whole",)


def verdict(case: ReportCase) -> str:
    """Say in a word or two how a case went; empty where no score tells."""
    if case.error:
        return "failed"
    right = _right(case)
    if right is None:
        return counted(len(case.faults), "fault") if case.faults else ""
    return "right" if right else "not right"


def _right(case: ReportCase) -> float | None:
    found = case.scores.get("right")
    return None if found is None else found.value
