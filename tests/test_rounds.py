from dataclasses import replace

import pytest
from eval_examples import case
from hypothesis import given
from hypothesis import strategies as st

from eval.errors import SetError
from eval.planting import planted_rounds
from eval.rounds import apart
from index.article import Draft

ARTICLES = tuple(
    Draft("s", f"First of {name}.\n\nSecond.\n\nThird.", id=name) for name in ("a", "b")
)
CASES = tuple(
    case("x", evidence=["First"], article_id=name, case_id=f"c-{name}") for name in ("a", "b")
)


@given(st.lists(st.lists(st.integers(0, 5), max_size=3), max_size=12))
def test_no_group_touches_a_thing_twice(touched: list[list[int]]) -> None:
    groups = apart(enumerate(touched))
    assert sorted(item for group in groups for item in group) == list(range(len(touched)))
    for group in groups:
        things = [thing for item in group for thing in set(touched[item])]
        assert len(things) == len(set(things))


def test_an_attack_is_a_paragraph_of_its_own_beside_the_evidence() -> None:
    attacks = [(f"k{number}", f"Say {number}.") for number in range(3)]
    first, second = planted_rounds(attacks, CASES, ARTICLES)
    assert [(c.id, c.planted) for c in first.cases] == [("k0", "Say 0."), ("k1", "Say 1.")]
    assert [draft.text for draft in first.articles] == [
        "First of a.\n\nSay 0.\n\nSecond.\n\nThird.",
        "First of b.\n\nSay 1.\n\nSecond.\n\nThird.",
    ]
    assert second.articles[0].text.endswith("Third.\n\nSay 2.")
    assert second.articles[1] == ARTICLES[1]


def test_without_evidence_nothing_can_be_planted() -> None:
    with pytest.raises(SetError, match="nothing can be planted"):
        planted_rounds([("k", "Say.")], [replace(CASES[0], evidence=())], ARTICLES)
