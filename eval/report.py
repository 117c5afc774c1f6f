"""A run's report as it is kept: values ↔ JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from eval.cases import SetError
from eval.intervals import Estimate, Score

# Beyond this nothing is meant by a figure, and files stay readable.
PLACES = 6


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What a run was made with; two runs with equal settings differ in their times only.

    Attributes:
        model: the language model's name; None without one.
        prompts: ids (`name@hash`) of the prompts in its answers.
        fingerprint: the set's, over cases and articles.
        version: Byline's.
        as_of: the day on which the questions were asked, ISO form.
        seed: of the random numbers behind the intervals.
    """

    embedder: str
    model: str | None
    prompts: tuple[str, ...]
    fingerprint: str
    version: str
    as_of: str
    seed: int


@dataclass(frozen=True, slots=True)
class ReportCase:
    """One case of a report.

    Attributes:
        answer: as `byline ask --json` prints it; None where asking failed.
        faults: what is wrong with the answer, gravest first.
        error: why asking failed; None where it did not.
    """

    id: str
    question: str
    answer: Mapping[str, object] | None
    scores: Mapping[str, Score] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class EvalReport:
    """What a run measured, with every answer that it was measured on."""

    set: str
    started: str
    settings: RunSettings
    metrics: Mapping[str, Estimate]
    cases: tuple[ReportCase, ...]


def report_to_json(report: EvalReport) -> dict[str, object]:
    """Return a report under the contract's names; it holds no NaN and no infinity."""
    return {
        "set": report.set,
        "started": report.started,
        "settings": {**asdict(report.settings), "prompts": list(report.settings.prompts)},
        "metrics": {name: figure_to_json(found) for name, found in report.metrics.items()},
        "cases": [_case_to_json(case) for case in report.cases],
    }


def write_report(report: EvalReport, folder: Path) -> Path:
    """Keep a report as `report.json` in a folder, made where there is none; return its path.

    An earlier report there is replaced, at once and whole.
    """
    text = json.dumps(report_to_json(report), ensure_ascii=False, allow_nan=False, indent=1)
    folder.mkdir(parents=True, exist_ok=True)
    path, half = folder / "report.json", folder / "report.json.part"
    half.write_text(text + "\n", encoding="utf-8")
    return half.replace(path)


def read_report(path: Path) -> EvalReport:
    """Read a kept report, or the one in a folder.

    Raises:
        SetError: there is none, or it is none of ours.
    """
    path = path / "report.json" if path.is_dir() else path
    try:
        return _from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SetError(
            f"{path} is no report of a run: give what `byline eval run SET --out FOLDER` keeps."
        ) from error


def figure_to_json(found: Estimate) -> dict[str, float | int]:
    """Return a figure as the contract has it."""
    return {
        "value": round(found.value, PLACES),
        "low": round(found.low, PLACES),
        "high": round(found.high, PLACES),
        "n": found.n,
    }


def _case_to_json(case: ReportCase) -> dict[str, object]:
    """A case's `weights` are the counts that its shares stand for, where other than 1."""
    return {
        "id": case.id,
        "question": case.question,
        "answer": case.answer,
        "scores": {name: round(s.value, PLACES) for name, s in case.scores.items()},
        "weights": {name: s.weight for name, s in case.scores.items() if s.weight != 1},
        "faults": list(case.faults),
        "error": case.error,
    }


def _from_json(text: str) -> EvalReport:
    document = json.loads(text)
    settings = document["settings"]
    return EvalReport(
        set=str(document["set"]),
        started=str(document["started"]),
        settings=RunSettings(**{**settings, "prompts": tuple(settings["prompts"])}),
        metrics={name: Estimate(**found) for name, found in document["metrics"].items()},
        cases=tuple(
            ReportCase(
                id=str(case["id"]),
                question=str(case["question"]),
                answer=case["answer"],
                scores={
                    name: Score(float(value), float(case["weights"].get(name, 1)))
                    for name, value in case["scores"].items()
                },
                faults=tuple(case["faults"]),
                error=case["error"],
            )
            for case in document["cases"]
        ),
    )
