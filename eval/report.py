"""A run's report as it is kept: values ↔ JSON."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from eval.errors import SetError
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
        code: SHA-256 of Byline's code and prompts.
        versions: of Python and of the packages that decide what is found.
    """

    embedder: str
    model: str | None
    prompts: tuple[str, ...]
    fingerprint: str
    version: str
    as_of: str
    seed: int
    code: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gold:
    """What the right answer is; with neither answer nor quotes it is a refusal."""

    answer: str | None
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportCase:
    """One case of a report.

    Attributes:
        answer: as `byline ask --json` prints it, or `byline summarize --json` for a summary; None
            where asking failed, and for what is no question.
        faults: what is wrong with the answer, gravest first.
        error: why asking failed; None where it did not.
        type: the kind of question; None where the set tells none.
        gold: None for what is no question, such as an article whose quotes are scored.
    """

    id: str
    question: str
    answer: Mapping[str, object] | None
    scores: Mapping[str, Score] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    error: str | None = None
    type: str | None = None
    gold: Gold | None = None


@dataclass(frozen=True, slots=True)
class EvalReport:
    """What a run measured, with every answer that it was measured on.

    Attributes:
        judge: what a judge says of the answers, as `judged_to_json` returns it; None without one.
    """

    set: str
    started: str
    settings: RunSettings
    metrics: Mapping[str, Estimate]
    cases: tuple[ReportCase, ...]
    judge: Mapping[str, object] | None = None


def report_to_json(report: EvalReport) -> dict[str, object]:
    """Return a report under the contract's names; it holds no NaN and no infinity."""
    return {
        "set": report.set,
        "started": report.started,
        "settings": {**asdict(report.settings), "prompts": list(report.settings.prompts)},
        "metrics": {name: figure_to_json(found) for name, found in report.metrics.items()},
        **({"judge": report.judge} if report.judge else {}),
        "cases": [case_to_json(case) for case in report.cases],
    }


def run_name(name: str, started: datetime) -> str:
    """Return what the folder of a set's run is called among the runs of a library."""
    return f"{re.sub(r'[^A-Za-z0-9]+', '-', name)}-{started:%Y%m%dT%H%M%S}"


def write_report(report: EvalReport, folder: Path) -> Path:
    """Keep a report as `report.json` in a folder, made where there is none; return its path.

    An earlier report there is replaced, at once and whole.
    """
    return write_json(report_to_json(report), folder)


def write_json(document: Mapping[str, object], folder: Path) -> Path:
    """Keep a report's JSON, and what a command puts beside it, as `write_report` does."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    folder.mkdir(parents=True, exist_ok=True)
    path, half = folder / "report.json", folder / "report.json.part"
    # Half of a surrogate pair, which is no UTF-8, becomes an escape, which is JSON.
    half.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")
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


def answer_text(case: ReportCase) -> str:
    """Return what was answered as one text: its sentences, or why there are none."""
    if case.answer is None:
        return case.error or ""
    told: list[str] = []
    for part in (case.answer, *_items(case.answer.get("sections"))):
        told += [str(sentence["text"]) for sentence in _items(part.get("sentences"))]
    return " ".join(told) or str(case.answer.get("reason") or "")


def _items(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def figure_to_json(found: Estimate) -> dict[str, float | int]:
    """Return a figure as the contract has it."""
    return {
        "value": round(found.value, PLACES),
        "low": round(found.low, PLACES),
        "high": round(found.high, PLACES),
        "n": found.n,
    }


def case_to_json(case: ReportCase) -> dict[str, object]:
    """Return a case as a report has it.

    Its `weights` are the counts that its shares stand for, where other than 1; its `counts` those
    of which a figure over all cases is made that is no mean.
    """
    return {
        "id": case.id,
        "question": case.question,
        "type": case.type,
        "gold": asdict(case.gold) if case.gold else None,
        "answer": case.answer,
        "scores": {name: round(s.value, PLACES) for name, s in case.scores.items()},
        "weights": {name: s.weight for name, s in case.scores.items() if s.weight != 1},
        "counts": {name: list(s.counts) for name, s in case.scores.items() if s.counts},
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
        cases=tuple(map(case_from_json, document["cases"])),
        judge=document.get("judge"),
    )


def case_from_json(case: Mapping[str, Any]) -> ReportCase:
    """Return a case of a report; raises KeyError, TypeError or ValueError where it is none."""
    gold = case.get("gold")
    return ReportCase(
        id=str(case["id"]),
        question=str(case["question"]),
        answer=case["answer"],
        scores={
            name: Score(
                float(value),
                float(case["weights"].get(name, 1)),
                tuple(map(float, case.get("counts", {}).get(name, ()))),
            )
            for name, value in case["scores"].items()
        },
        faults=tuple(case["faults"]),
        error=case["error"],
        type=case.get("type"),
        gold=Gold(gold["answer"], tuple(gold["quotes"])) if gold else None,
    )
