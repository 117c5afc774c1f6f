"""Verdicts of readers: kept in the library's folder, proposed as cases of a set."""

from pathlib import Path

import pytest
from page_examples import answer

from eval.cases import read_cases
from eval.errors import SetError
from eval.feedback import propose_from_feedback
from eval.starter import confirm, pending, write_starter
from index.errors import LibraryError
from qa.answer import Sentence, Turn
from qa.feedback import Verdict, keep

SAID = answer(Sentence("“One,” said Lund.", (1,), "quoted", "Ida Lund", "direct"))
REFUSED = answer(reason="Nobody says so.")
BEFORE = (Turn("Who?", "Ida Lund."),)


def test_a_good_answer_is_proposed_as_it_was(tmp_path: Path) -> None:
    keep(tmp_path, SAID, BEFORE, Verdict("good"), "2026-02-01T10:00:00")
    (proposal,) = propose_from_feedback(tmp_path, 10)
    assert proposal.question == SAID.question
    assert proposal.answer == "“One,” said Lund."
    assert [place.article_id for place in proposal.evidence] == ["h1", "h1"]
    assert proposal.history == BEFORE


def test_a_poor_answer_is_no_gold_and_keeps_its_reasons(tmp_path: Path) -> None:
    verdict = Verdict("bad", ("wrong", "<made up>"), "It was <Two>.")
    keep(tmp_path, SAID, (), verdict, "2026-02-01T10:00:00")
    (proposal,) = propose_from_feedback(tmp_path, 10)
    assert (proposal.answer, proposal.evidence) == (None, ())
    assert proposal.note == (
        "A reader found the answer poor (It is wrong; It was <Two>.). It was: ““One,” said Lund.”"
    )


@pytest.mark.parametrize("verdict", [Verdict("good"), Verdict("bad", ("unanswerable",))])
def test_a_right_refusal_is_one(tmp_path: Path, verdict: Verdict) -> None:
    judged = REFUSED if verdict.verdict == "good" else SAID
    keep(tmp_path, judged, (), verdict, "2026-02-01T10:00:00")
    (proposal,) = propose_from_feedback(tmp_path, 10)
    assert (proposal.answer, proposal.type) == (None, "unanswerable")


def test_the_last_verdict_on_an_answer_counts(tmp_path: Path) -> None:
    for second, verdict in enumerate(("good", "bad", "none")):
        told = Verdict(verdict)  # type: ignore[arg-type]  # one of the three
        keep(tmp_path, SAID, (), told, f"2026-02-01T10:00:0{second}")
    keep(tmp_path, SAID, BEFORE, Verdict("good"), "2026-02-01T10:00:09")
    (proposal,) = propose_from_feedback(tmp_path, 10)
    assert proposal.history == BEFORE


def test_a_judged_answer_becomes_a_case_that_counts_when_it_is_confirmed(tmp_path: Path) -> None:
    keep(tmp_path, SAID, BEFORE, Verdict("bad", (), "No."), "2026-02-01T10:00:00")
    proposals = propose_from_feedback(tmp_path, 10)
    write_starter(tmp_path / "set", "judged", proposals, [])
    assert pending(tmp_path / "set") == proposals
    confirm(tmp_path / "set", proposals[0].id, question="Who said one?", answer="Lund")
    (case,) = read_cases(tmp_path / "set" / "cases.jsonl").cases
    assert (case.question, case.answer, case.history) == ("Who said one?", "Lund", BEFORE)


def test_without_verdicts_it_says_how_to_give_one(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="two thumbs"):
        propose_from_feedback(tmp_path, 10)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "feedback.jsonl").mkdir()
    with pytest.raises(LibraryError, match=r"feedback\.jsonl"):
        keep(tmp_path, SAID, (), Verdict("good"), "2026-02-01T10:00:00")
