"""Judges' figures as JSON, and as text for a terminal."""

from collections.abc import Sequence

from eval.agreement import Agreement, Rated
from eval.columns import columns
from eval.intervals import Estimate
from eval.judge import Judged, Measured
from eval.report import figure_to_json
from eval.verdict import Verdict
from index.counted import counted

# Above 0.6 Landis & Koch 1977 (Biometrics 33) call an agreement substantial.
ENOUGH = 0.6
_WARNING = (
    "Warning: don’t rely on this judge: the lower end of its kappa is below "
    f"{ENOUGH:g}, so people would often judge otherwise."
)


def judged_to_json(judged: Judged) -> dict[str, object]:
    """Return what a judge says of a run, as a report has it under `judge`."""
    return {
        **_judge_to_json(judged.measured),
        "unusable": judged.unusable,
        "right": figure_to_json(judged.right) if judged.right else None,
        "cases": {case_id: _verdict_to_json(v) for case_id, v in judged.verdicts.items()},
    }


def measured_to_json(measured: Measured) -> dict[str, object]:
    """Return a judge's measure, with its verdict on each labelled case; null: unusable."""
    return {
        **_judge_to_json(measured),
        "kinds": {kind: _counts(pairs) for kind, pairs in measured.kinds.items()},
        "cases": {
            case_id: _verdict_to_json(verdict) if verdict else None
            for case_id, verdict in measured.verdicts.items()
        },
    }


def judged_lines(judged: Judged) -> list[str]:
    """Return a judge's score of a run, beside it how far it agrees with people."""
    measured = judged.measured
    right = "gave no score" if judged.right is None else f"right {_figure(judged.right)}"
    cases = counted(len(judged.verdicts), "case")
    lines = [f"Judge {measured.model}: {right} on {cases}; {_agrees(measured.agreement)}"]
    if judged.unusable:
        unusable = counted(judged.unusable, "case")
        lines.append(f"Its replies on {unusable} of the run could not be used.")
    return lines + _doubts(measured)


def measured_text(measured: Measured) -> str:
    """Return how far a judge agrees with people, by kind of case."""
    rows: list[tuple[str, ...]] = [("kind", "cases", "agrees", "called right", "unusable")]
    rows += [_row(kind, _counts(pairs)) for kind, pairs in measured.kinds.items()]
    every = [pair for pairs in measured.kinds.values() for pair in pairs]
    rows.append(_row("all", _counts(every)))
    confusion = measured.agreement.confusion
    return "\n".join(
        [
            f"Judge {measured.model}, {measured.prompt}, {counted(len(every), 'labelled case')}",
            "",
            *columns(rows),
            "",
            f"It {_agrees(measured.agreement)}",
            f"Called right by both {confusion.both}, by the judge alone {confusion.judge}, "
            f"by people alone {confusion.people}, by neither {confusion.neither}.",
            *_doubts(measured),
        ]
    )


def _judge_to_json(measured: Measured) -> dict[str, object]:
    agreement = measured.agreement
    confusion = agreement.confusion
    share = figure_to_json(agreement.share) if agreement.share else {"value": None, "n": 0}
    return {
        "model": measured.model,
        "prompt": measured.prompt,
        "kappa": figure_to_json(agreement.kappa) if agreement.kappa else None,
        "agreement": {
            **share,
            "both_right": confusion.both,
            "judge_only": confusion.judge,
            "people_only": confusion.people,
            "both_wrong": confusion.neither,
            "unusable": agreement.unusable,
        },
    }


def _verdict_to_json(verdict: Verdict) -> dict[str, object]:
    return {"right": verdict.right, "why": verdict.why}


def _counts(pairs: Sequence[Rated]) -> dict[str, int]:
    return {
        "cases": len(pairs),
        "agrees": sum(pair.judge == pair.people for pair in pairs),
        "called_right": sum(pair.judge is True for pair in pairs),
        "unusable": sum(pair.judge is None for pair in pairs),
    }


def _row(kind: str, counts: dict[str, int]) -> tuple[str, ...]:
    return (kind, *map(str, counts.values()))


def _agrees(agreement: Agreement) -> str:
    kappa, share = agreement.kappa, agreement.share
    cases = counted(share.n if share else 0, "labelled case")
    told = f"kappa {kappa.value:.2f} ({_ends(kappa, 2)})" if kappa else "no kappa can be told"
    return f"agrees with the labels on {cases}: {told}"


def _doubts(measured: Measured) -> list[str]:
    agreement = measured.agreement
    lines = []
    if agreement.unusable:
        unusable = counted(agreement.unusable, "labelled case")
        lines.append(f"Its replies on {unusable} could not be used; kappa leaves them out.")
    if measured.fault:
        lines.append(f"The last fault of a reply: {measured.fault}")
    if agreement.kappa is None or agreement.kappa.low < ENOUGH:
        lines.append(_WARNING)
    return lines


def _figure(found: Estimate) -> str:
    return f"{found.value:.3f} ({_ends(found, 3)})"


def _ends(found: Estimate, places: int) -> str:
    return f"{found.low:.{places}f} to {found.high:.{places}f}"
