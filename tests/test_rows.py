from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.cases import EvalCase, Evidence, read_cases
from eval.errors import SetError
from eval.rows import Row, read_rows
from eval.squad import read_squad


def put(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_becomes_cases(tmp_path: Path, mark: str) -> None:
    rows = [
        ["Question", "Answer", "Quotes", "Evidence", "Article ID", "Confirmed"],
        ["How many piles?", "17", "", "17 new piles", "e1", "yes"],
        ["What did Ida Lund say?", "", "hard to find | too late", "", "", ""],
        ["Who won?", "", "", "", "", "no"],
        ["", "", "", "", "", ""],
        ["Who is the Pope?", "", "", "", "", "TRUE"],
    ]
    path = put(tmp_path / "cases.csv", "\n".join(mark.join(row) for row in rows))
    read = read_cases(path)
    assert read.unconfirmed == 1
    assert read.cases == (
        EvalCase("row-2", "How many piles?", "17", evidence=(Evidence("e1", "17 new piles"),)),
        EvalCase(
            "row-3",
            "What did Ida Lund say?",
            quotes=("hard to find", "too late"),
            person="Ida Lund",
        ),
        EvalCase("row-6", "Who is the Pope?"),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1252", "utf-16"])
def test_a_spreadsheets_encoding_does_not_matter(tmp_path: Path, encoding: str) -> None:
    path = put(tmp_path / "c.csv", "question,answer\nWer schrieb das Buch?,Jörg Müller\n", encoding)
    assert read_cases(path).cases[0].answer == "Jörg Müller"


def test_a_cell_may_hold_lines_and_commas(tmp_path: Path) -> None:
    path = put(tmp_path / "c.csv", 'id,question,answer\nx,"What, and\nwhen?","2,100"\n')
    (case,) = read_cases(path).cases
    assert (case.id, case.question, case.answer) == ("x", "What, and\nwhen?", "2,100")


def test_a_table_without_questions_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="no column called question"):
        read_rows(put(tmp_path / "c.csv", "q,a\nx,y\n"))


def test_yaml_leaves_words_words(tmp_path: Path) -> None:
    text = "- question: Did it rain?\n  answer: No\n- id: y\n  question: When?\n  answer: 2021\n"
    text += "  quotes: [so it was]\n- question: Who?\n  answer: null\n  confirmed: true\n"
    cases = read_cases(put(tmp_path / "c.yaml", text)).cases
    assert [(case.id, case.answer) for case in cases] == [
        ("case-1", "No"),
        ("y", "2021"),
        ("case-3", None),
    ]
    assert cases[1].quotes == ("so it was",)


@pytest.mark.parametrize("text", ["a: [", "just words", "- just words", "cases: 3"])
def test_what_is_no_list_of_cases_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SetError, match=r"c\.yaml"):
        read_rows(put(tmp_path / "c.yaml", text))


def test_a_summary_is_asked_for_by_its_articles(tmp_path: Path) -> None:
    line = '{"id": "s", "summarize": ["a", "b"], "answer": "It burned.", "points": ["it burned"]}'
    (case,) = read_cases(put(tmp_path / "c.jsonl", line)).cases
    assert (case.question, case.type) == ("Summary of a, b", "summary")
    assert (case.summarize, case.points) == (("a", "b"), ("it burned",))
    assert not case.expects_refusal


@given(st.dictionaries(st.sampled_from(["text", "list", "flag"]), st.none() | st.integers()))
def test_a_field_of_another_kind_is_a_set_error(values: dict[str, object]) -> None:
    row = Row(values, "here")
    if values.get("list") is not None:
        with pytest.raises(SetError, match='here: "list" must be'):
            list(row.texts("list"))
    with pytest.raises(SetError, match='here: "text" must be'):
        row.text("text")


SQUAD = """{"version": "v2.0", "data": [{"title": "Old_Quay", "paragraphs": [
  {"context": "The quay needs 17 new piles. It rained.", "qas": [
    {"id": "q1", "question": "How many piles?", "answers": [
      {"text": "17", "answer_start": 15}, {"text": "17 new piles", "answer_start": 15}]},
    {"id": "q2", "question": "Who paid?", "answers": [], "is_impossible": true}]}]}]}"""


def test_squads_form_becomes_cases_and_articles(tmp_path: Path) -> None:
    cases, drafts = read_squad(put(tmp_path / "dev.json", SQUAD))
    assert [(draft.id, draft.title) for draft in drafts] == [("squad-0", "Old Quay")]
    first, second = cases
    assert (first.answer, first.other_answers) == ("17", ("17 new piles",))
    assert first.evidence == (Evidence("squad-0", "The quay needs 17 new piles."),)
    assert second.expects_refusal


@pytest.mark.parametrize("text", ["[]", '{"data": [{}]}', '{"data": []}', "no json"])
def test_what_is_not_in_squads_form_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SetError, match=r"dev\.json"):
        read_squad(put(tmp_path / "dev.json", text))
