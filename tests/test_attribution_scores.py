"""An article's quotes against gold attributions, computed by hand."""

import json
from pathlib import Path

import pytest

from eval.attribution import Attribution, attribution_scores
from eval.errors import SetError
from eval.intervals import Score
from eval.public import articles_of, read_attributions, read_questions
from index.article import Quote


def quote(start: int, end: int, speaker: str | None, direct: bool = True) -> Quote:
    written = None if direct else "the mayor"
    return Quote("a", 1, start, end, "x" * (end - start), speaker, written, None, direct, None, 0.9)


def gold(start: int, end: int, name: str | None, direct: bool = True) -> Attribution:
    return Attribution("a", start, end, direct, "the mayor", name)


def test_half_of_the_content_must_be_inside_a_direct_quote() -> None:
    found = attribution_scores([gold(0, 10, None), gold(20, 30, None)], [quote(5, 12, None)])
    assert found["quotes_found"] == Score(0.5, 2)
    assert found["quote_precision"] == Score(1.0, 1)
    assert "speaker_accuracy" not in found


def test_a_speaker_is_right_by_surname_and_only_where_found() -> None:
    items = [gold(0, 10, "Jonas Weir"), gold(20, 30, "Mara Lind"), gold(40, 50, "Ida Holt")]
    quotes = [quote(0, 10, "Weir"), quote(20, 30, "Jonas Weir"), quote(40, 44, "Ida Holt")]
    assert attribution_scores(items, quotes)["speaker_accuracy"] == Score(1 / 3, 3)


def test_a_quote_beside_all_content_is_imprecise() -> None:
    found = attribution_scores([gold(0, 10, None)], [quote(0, 10, None), quote(30, 40, None)])
    assert found["quote_precision"] == Score(0.5, 2)


def test_reported_content_needs_the_right_source() -> None:
    items = [gold(0, 10, "Jonas Weir", direct=False), gold(20, 30, None, direct=False)]
    quotes = [quote(0, 10, "Mara Lind", direct=False), quote(20, 28, None, direct=False)]
    quotes += [quote(50, 60, None, direct=False)]
    # Of 2 gold and 3 of ours: the first agrees by the words for its source, as the second does.
    assert attribution_scores(items, quotes)["reported_f1"] == Score(4 / 5, 5)


def test_a_public_sets_files_are_read(tmp_path: Path) -> None:
    row = {"id": "q", "question": "What did X say?", "question_titled": "What did X say in Y?"}
    questions = [
        {**row, "answer": "No.", "quotes": ["No."], "person": "X", "evidence": []},
        {"id": "r", "question": "Who won?", "answer": "Lind", "answer_string_in": ["p1", "p2"]},
    ]
    lines = "\n".join(json.dumps(question) for question in questions)
    (tmp_path / "questions.jsonl").write_text(lines, encoding="utf-8")
    one, two = read_questions(tmp_path)
    assert (one.question, one.quotes, one.person) == ("What did X say in Y?", ("No.",), "X")
    assert [(e.article_id, e.text) for e in two.evidence] == [("p1", "Lind"), ("p2", "Lind")]
    with pytest.raises(SetError, match=r"has no attributions\.jsonl"):
        read_attributions(tmp_path)
    with pytest.raises(SetError, match=r"has no articles\.jsonl"):
        articles_of(tmp_path)


def test_the_shared_set_is_read(shared: Path) -> None:
    folder = shared / "data" / "gum_wikinews"
    assert len(read_questions(folder)) == 27
    assert len(read_attributions(folder)) == 24
