"""The measure of who is who."""

import datetime as dt

import pytest

from eval.people import Shares, b_cubed, pairwise, people_scores
from index.article import Draft


def test_b_cubed_and_pairs_of_a_small_example() -> None:
    # Gold aaabb, found as xxyyy: one a went to the b.
    labelled = [("a", "x"), ("a", "x"), ("a", "y"), ("b", "y"), ("b", "y")]
    found = b_cubed(labelled)
    assert found.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert pairwise(labelled) == Shares(2 / 4, 2 / 4)
    assert pairwise(labelled).f1 == 0.5
    assert Shares(0.0, 0.0).f1 == 0.0


def _draft(number: int) -> Draft:
    text = (
        "Monica Weir met Jonas Reyl and Petra Velling in Vardholm.\n\n"
        f"“It is the start of day {number},” said Mary Halvorsen, the mayor."
    )
    return Draft("-", text, id=f"a{number}", date=dt.date(2026, 1, 1))


def test_hidden_given_names_are_found_by_the_company_they_keep() -> None:
    scores = people_scores(_draft(number) for number in range(12))
    assert scores.hidden > 0
    assert (scores.right, scores.wrong, scores.nobody) == (scores.hidden, 0, 0)
    assert scores.joined == scores.b_cubed == scores.pairs == Shares(1.0, 1.0)


def test_who_is_named_in_one_article_only_is_left_alone() -> None:
    drafts = [
        Draft("-", f"“It is day {n},” said Mary Weir{chr(97 + n)}.", id=f"a{n}") for n in range(12)
    ]
    scores = people_scores(drafts)
    assert scores.nobody > 0
    assert (scores.left, scores.hidden, scores.wrong) == (scores.nobody, 0, 0)
