import json
from pathlib import Path

import pytest

from eval.cases import EvalCase, Evidence, read_cases
from eval.errors import SetError
from qa.answer import Turn

ROW = {
    "id": "r1",
    "question": "How many piles does the quay need?",
    "answer": "17",
    "quotes": [],
    "evidence": [{"article_id": "e1", "text": "17 new piles"}],
    "type": "number",
    "history": [{"question": "What of the quay?", "answer": "It is old."}],
}


def written(folder: Path, *rows: object) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    return path


def test_a_line_becomes_a_case(tmp_path: Path) -> None:
    assert read_cases(written(tmp_path, ROW)).cases == (
        EvalCase(
            id="r1",
            question="How many piles does the quay need?",
            answer="17",
            evidence=(Evidence("e1", "17 new piles"),),
            type="number",
            history=(Turn("What of the quay?", "It is old."),),
        ),
    )


def test_a_case_needs_no_more_than_an_id_and_a_question(tmp_path: Path) -> None:
    (case,) = read_cases(written(tmp_path, {"id": "r2", "question": "Who won?"})).cases
    assert case == EvalCase("r2", "Who won?")
    assert case.expects_refusal


@pytest.mark.parametrize("gold", [{"answer": "17"}, {"answer": None, "quotes": ["hard to find"]}])
def test_an_answer_or_a_quote_expects_an_answer(tmp_path: Path, gold: dict[str, object]) -> None:
    (case,) = read_cases(written(tmp_path, {"id": "r", "question": "What?", **gold})).cases
    assert not case.expects_refusal


def test_the_person_asked_about_is_the_golds_before_the_questions(tmp_path: Path) -> None:
    told, read, neither = read_cases(
        written(
            tmp_path,
            {"id": "1", "question": "What did she say?", "person": "Ida Lund"},
            {"id": "2", "question": "What did Ida Lund say?"},
            {"id": "3", "question": "How many piles?"},
        )
    ).cases
    assert (told.person, read.person, neither.person) == ("Ida Lund", "Ida Lund", None)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ([], "is not a JSON object"),
        ({"question": "What?"}, '"id" must be text'),
        ({"id": "1"}, '"question" must be text'),
        ({"id": "1", "question": " "}, '"question" must be text'),
        ({"id": "1", "question": "What?", "answer": 17}, '"answer" must be text'),
        ({"id": "1", "question": "What?", "quotes": "hard"}, '"quotes" must be a list'),
        ({"id": "1", "question": "What?", "quotes": [1]}, '"quotes" must be text'),
        ({"id": "1", "question": "What?", "evidence": ["e1"]}, '"evidence" must be a list of obj'),
        ({"id": "1", "question": "What?", "evidence": [{}]}, 'evidence: "text" must be'),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, row: object, fault: str) -> None:
    with pytest.raises(SetError, match=rf"cases\.jsonl:2.*{fault}"):
        read_cases(written(tmp_path, ROW, row))


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "1",\n', encoding="utf-8")
    with pytest.raises(SetError, match=r"cases\.jsonl:1 is not JSON"):
        read_cases(path)


def test_two_cases_with_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="two cases with the id r1"):
        read_cases(written(tmp_path, ROW, ROW))


def test_a_file_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="is empty"):
        read_cases(written(tmp_path))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SetError, match=r"none\.jsonl cannot be read"):
        read_cases(tmp_path / "none.jsonl")
