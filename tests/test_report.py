import json
from pathlib import Path

import pytest
from eval_examples import report, scored

from eval.errors import SetError
from eval.intervals import Score
from eval.report import ReportCase, read_report, report_to_json, write_report

SCORES = {"token_f1": Score(1.0), "quote_recall": Score(2 / 3, 3)}
REPORT = report(
    ReportCase(
        "c1", "What did Lund say?", {"status": "answered", "prompt": None}, SCORES, ("late",)
    ),
    ReportCase("c2", "Who won?", None, error="The library is locked."),
)


def test_a_report_has_the_contracts_names() -> None:
    document = report_to_json(REPORT)
    assert list(document) == ["set", "started", "settings", "metrics", "cases"]
    assert document["metrics"] == {
        "token_f1": {"value": 1.0, "low": 1.0, "high": 1.0, "n": 1},
        "quote_recall": {"value": 0.666667, "low": 0.666667, "high": 0.666667, "n": 1},
    }
    assert document["cases"] == [
        {
            "id": "c1",
            "question": "What did Lund say?",
            "type": None,
            "gold": None,
            "answer": {"status": "answered", "prompt": None},
            "scores": {"token_f1": 1.0, "quote_recall": 0.666667},
            "weights": {"quote_recall": 3},
            "counts": {},
            "faults": ["late"],
            "error": None,
        },
        {
            "id": "c2",
            "question": "Who won?",
            "type": None,
            "gold": None,
            "answer": None,
            "scores": {},
            "weights": {},
            "counts": {},
            "faults": [],
            "error": "The library is locked.",
        },
    ]


def test_settings_say_what_the_run_was_made_with() -> None:
    assert report_to_json(REPORT)["settings"] == {
        "embedder": "toy-16",
        "model": None,
        "prompts": [],
        "fingerprint": "f" * 64,
        "version": "0.1.0",
        "as_of": "2026-02-10",
        "seed": 0,
        "code": "",
        "versions": {},
    }


@pytest.mark.parametrize("given", ["run", "run/report.json"])
def test_a_kept_report_is_read_again_from_its_folder_or_file(tmp_path: Path, given: str) -> None:
    path = write_report(REPORT, tmp_path / "run")
    assert path == tmp_path / "run" / "report.json"
    found = read_report(tmp_path / given)
    assert report_to_json(found)["cases"] == report_to_json(REPORT)["cases"]
    assert found.settings == REPORT.settings
    assert found.cases[0].scores["quote_recall"] == Score(0.666667, 3)


def test_a_later_report_replaces_an_earlier_one_whole(tmp_path: Path) -> None:
    write_report(REPORT, tmp_path)
    write_report(report(scored("c9", token_f1=0.5)), tmp_path)
    assert [case.id for case in read_report(tmp_path).cases] == ["c9"]
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"set": "a", "started": "b", "settings": {}}'])
def test_what_is_no_report_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SetError, match=r"report\.json is no report of a run"):
        read_report(path)


def test_a_report_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="--out FOLDER"):
        read_report(tmp_path / "none")


def test_a_report_holds_no_number_that_json_has_not(tmp_path: Path) -> None:
    text = write_report(REPORT, tmp_path).read_text(encoding="utf-8")

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    json.loads(text, parse_constant=refuse)


def test_half_a_surrogate_pair_is_kept_as_it_is(tmp_path: Path) -> None:
    write_report(report(ReportCase("c1", "a\ud83db", None)), tmp_path)
    assert read_report(tmp_path).cases[0].question == "a\ud83db"
