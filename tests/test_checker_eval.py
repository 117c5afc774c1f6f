"""Doctored sentences, and the command that measures the check on them."""

from pathlib import Path
from random import Random

import pytest
from measuring import Measuring

from eval.checker.doctor import OPERATIONS, Patient
from eval.checker.joints import truly_joined, with_a_junction, with_another_subject
from eval.checker.labelled import read_sentences
from eval.errors import SetError

SENTENCE = (
    "Mara Lind said on Tuesday that the quay may need 17 new piles, more than the 12 it has, "
    "and 2.4 million euros."
)


@pytest.mark.parametrize(
    ("kind", "lost", "stays"),
    [
        ("number", "", "quay"),
        ("number of elsewhere", "", "quay"),
        ("unit", "", "17 new piles"),
        ("date", "Tuesday", "17 new piles"),
        ("name", "Mara Lind", "17 new piles"),
        ("hedge", "may", "17 new piles"),
        ("direction", "more than", "17 new piles"),
        ("invented clause", "", "17 new piles"),
        ("foreign clause", "", "17 new piles"),
        ("negation", "", "17 new piles"),
    ],
)
def test_an_operation_changes_one_thing(kind: str, lost: str, stays: str) -> None:
    patient = Patient(
        SENTENCE, {"Mara Lind": ("Ines Holt",)}, False, ("31", "9"), (", which is nobody’s fault",)
    )
    made = OPERATIONS[kind](patient, Random(1))
    if kind == "negation":  # its main verb is no auxiliary, so it is not touched
        assert made is None
        return
    assert made is not None
    assert made != SENTENCE
    assert stays in made
    assert not lost or lost not in made


def test_neighbours_are_joined_truly_and_untruly() -> None:
    before, text = "The Linden Line was sold in May.", "The harbour office has 40 clerks."
    joined = truly_joined(text, before)
    assert joined == "The Linden Line was sold in May, and the harbour office has 40 clerks."
    untrue = with_a_junction(text, before, Random(1))
    assert untrue is not None
    assert untrue.startswith("The Linden Line was sold in May")
    assert untrue.endswith(" the harbour office has 40 clerks.")
    assert ", and " not in untrue
    crossed = with_another_subject(text, before)
    assert crossed == "The Linden Line has 40 clerks."
    assert with_another_subject("He has 40 clerks.", before) is None


def test_words_in_quotation_marks_are_not_doctored() -> None:
    patient = Patient("“We need 17 piles,” she said.", {}, True, ("9",), ())
    made = [made for kind, made in OPERATIONS.items() if "clause" not in kind]
    assert all(operation(patient, Random(1)) is None for operation in made)


def test_the_labelled_sentences_are_read() -> None:
    sentences = read_sentences()
    assert len({sentence.id for sentence in sentences}) == len(sentences)
    assert {sentence.true for sentence in sentences} == {True, False}


def test_a_row_without_a_label_is_named(tmp_path: Path) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text('{"id": "a", "article_id": "b", "text": "c", "kind": "d"}', encoding="utf-8")
    with pytest.raises(SetError, match='"true" must be true or false'):
        read_sentences(path)


def test_the_command_measures_and_holds_gates(tmp_path: Path) -> None:
    measuring = Measuring(tmp_path)
    articles = tmp_path / "articles.jsonl"
    articles.write_text(
        '{"id": "q", "title": "Quay", "date": "2026-02-10", "text": "The quay needs 21 new piles, '
        'the harbour office said.\\n\\nThe work will cost 2.4 million euros more than last year."}',
        encoding="utf-8",
    )
    words = ("checker", "--articles", str(articles), "--most", "5")
    found = measuring.json(*words)
    assert isinstance(found["kinds"], dict)
    assert found["kinds"]["own words"]["value"] == 1.0
    assert "Untrue sentences caught" in measuring.run(*words).output
    measuring.run(*words, "--gate", "caught>=1.1", status=1)
    measuring.run(*words, "--gate", "nothing>=1", status=2)
