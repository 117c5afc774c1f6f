"""Typing errors in questions."""

from collections.abc import Sequence

import pytest

from qa.spelling import corrected, slips, with_capitals, with_names

TEXT = "The traffic on the quay stopped before the election, said Ida Halvorsen."


def near(words: Sequence[str]) -> dict[str, Sequence[str]]:
    return {word: (TEXT,) for word in words if word.lower() not in TEXT.lower()}


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("who won the electon", "who won the election"),
        ("waht about the trafic", "what about the traffic"),
        ("What did Halvrosen say?", "What did Halvorsen say?"),
        ("What did Merkel say about chess?", "What did Merkel say about chess?"),
    ],
)
def test_a_word_that_no_article_has_becomes_a_near_one(asked: str, meant: str) -> None:
    assert corrected(asked, near) == meant


def test_neighbours_that_are_swapped_are_one_slip() -> None:
    assert slips("waht", "what") == 1
    assert slips("trafic", "traffic") == 1
    assert slips("", "abc") == 3


@pytest.mark.parametrize(
    ("turn", "written"),
    [
        ("and lind?", "and Lind?"),
        ("no, i meant mara lind", "no, i meant Mara Lind"),
        ("and about lind?", "and about lind?"),
        ("and fish?", "and fish?"),
    ],
)
def test_a_name_that_is_all_of_a_turn_gets_its_capitals(turn: str, written: str) -> None:
    quoted = {"lind": ("Mara Lind",), "mara lind": ("Mara Lind",)}
    assert with_capitals(turn, lambda words: quoted.get(words, ())) == written


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("did halvorsen stop the traffic", "did Halvorsen stop the traffic"),
        ("did Ida stop halvorsen", "did Ida stop halvorsen"),
        ("is the quay closed", "is the quay closed"),
    ],
)
def test_a_question_without_capitals_gets_those_of_names(asked: str, written: str) -> None:
    told = ("The traffic stopped, said Ida Halvorsen.", "Quay closed. The quay is old.")
    assert with_names(asked, told) == written
