import datetime as dt
import json
import random
from pathlib import Path

import pytest
from toy_embedder import ToyEmbedder

from eval.cases import read_cases
from eval.errors import SetError
from eval.goldset import load
from eval.proposals import Proposal, propose
from eval.starter import confirm, drop, pending, write_starter
from index.article import Draft
from index.library import Library

TEXT = """The quay needs 17 new piles, the harbour office said. Ida Lund, the treasurer, was there.

“Nobody knows who will pay,” Mara Ostrov said. “The sum is hard to find,” she added.

The damage to the crane alone is put at €19 million. In Oresk, the talks went on."""


@pytest.fixture
def proposals(tmp_path: Path) -> dict[str, Proposal]:
    with Library.open(tmp_path / "library", ToyEmbedder()) as library:
        library.add(Draft("q", TEXT, id="q1", title="Quay report"))
        found = propose(library, 40, random.Random(0))
        write_starter(tmp_path / "set", "mine", found, [library.get("q1")])
    return {str(proposal.type): proposal for proposal in found}


def test_every_kind_is_proposed_with_its_gold(proposals: dict[str, Proposal]) -> None:
    assert set(proposals) == {"said", "number", "who", "unanswerable", "money"}
    said = proposals["said"]
    assert said.question == "What did Mara Ostrov say in the article “Quay report”?"
    assert said.quotes == ("Nobody knows who will pay,", "The sum is hard to find,")
    assert said.evidence[0].text == "“Nobody knows who will pay,” Mara Ostrov said."
    assert proposals["number"].answer == "17 new piles"
    assert (proposals["who"].question, proposals["who"].answer) == (
        "Who is Ida Lund?",
        "the treasurer",
    )
    assert proposals["money"].answer == "€19 million"
    assert proposals["unanswerable"].question == "What did Ida Lund say?"
    assert proposals["unanswerable"].answer is None


def test_what_nobody_has_confirmed_is_not_counted(
    proposals: dict[str, Proposal], tmp_path: Path
) -> None:
    folder = tmp_path / "set"
    assert len(pending(folder)) == 5
    with pytest.raises(SetError, match="5 cases, none of them confirmed"):
        read_cases(folder / "cases.jsonl")
    confirm(folder, proposals["number"].id, question="How many piles?", answer="17")
    drop(folder, proposals["who"].id)
    read = read_cases(folder / "cases.jsonl")
    assert [(case.question, case.answer) for case in read.cases] == [("How many piles?", "17")]
    assert read.unconfirmed == len(pending(folder)) == 3
    gold = load(str(folder), dt.date(2026, 3, 1))
    assert (gold.unconfirmed, gold.doubts) == (3, ())


def test_a_confirmed_answer_can_be_made_a_refusal(
    proposals: dict[str, Proposal], tmp_path: Path
) -> None:
    confirm(tmp_path / "set", proposals["money"].id, question="How much?", answer=" ")
    (case,) = read_cases(tmp_path / "set" / "cases.jsonl").cases
    assert case.expects_refusal


@pytest.mark.parametrize(
    "act", [lambda f: drop(f, "x"), lambda f: confirm(f, "x", question="W?", answer=None)]
)
def test_a_case_that_is_gone_is_named(
    proposals: dict[str, Proposal], tmp_path: Path, act: object
) -> None:
    with pytest.raises(SetError, match="has no case x"):
        act(tmp_path / "set")  # type: ignore[operator]


def test_a_set_is_never_overwritten(proposals: dict[str, Proposal], tmp_path: Path) -> None:
    with pytest.raises(SetError, match="has a set already"):
        write_starter(tmp_path / "set", "mine", [], [])


def test_the_choice_depends_on_the_seed_alone(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        for number in range(6):
            library.add(Draft("q", TEXT.replace("17", str(20 + number)), title=f"Report {number}"))
        first, again = (propose(library, 8, random.Random(3)) for _ in range(2))
    assert first == again
    assert len(first) == 8


def test_the_cases_are_json_lines(proposals: dict[str, Proposal], tmp_path: Path) -> None:
    lines = (tmp_path / "set" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["confirmed"] for line in lines} == {False}
