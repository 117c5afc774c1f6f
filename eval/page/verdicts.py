"""Says in words how a case went, and why."""

from collections.abc import Sequence

from eval.report import ReportCase
from eval.worst import is_faulty, is_wrong
from index.counted import counted


def is_amiss(case: ReportCase) -> bool:
    """Whether something is wrong with an answer, named or not."""
    return is_faulty(case) or is_wrong(case)


def reasons(case: ReportCase) -> Sequence[str]:
    """Return what is wrong with a case, gravest first; empty where nothing is."""
    if case.error:
        return (case.error,)
    if is_wrong(case) and not case.faults:
        return ("the right answer is not given whole",)
    return case.faults


def verdict(case: ReportCase) -> str:
    """Say in a word or two how a case went; empty where no score tells."""
    if case.error:
        return "failed"
    if "right" in case.scores:
        return "not right" if is_wrong(case) else "right"
    return counted(len(case.faults), "fault") if case.faults else ""
