"""Outlets that a question names."""

import pytest

from qa.outlets import mentions, reported_by, unknown

OUTLETS = ("BBC News - Arts", "Ledger & Freight", "The Free Mariner", "Wired")


@pytest.mark.parametrize(
    ("asked", "rest"),
    [
        ("What did The Free Mariner report about ice?", "What ice?"),
        ("Who found the bell, according to the Free Mariner?", "Who found the bell?"),
        ("What does the columnist of The Free Mariner think of the rules?", "What the rules?"),
        ("Who bought The Free Mariner?", None),
    ],
)
def test_an_outlets_report_is_asked_for(asked: str, rest: str | None) -> None:
    (mention,) = mentions(asked, OUTLETS)
    assert mention.outlet == "The Free Mariner"
    assert reported_by(asked, mention) == rest


def test_a_short_name_means_the_outlet_in_an_articles_place_only() -> None:
    assert [m.outlet for m in mentions("In a BBC article and one by Wired", OUTLETS)] == [
        "BBC News - Arts",
        "Wired",
    ]
    assert mentions("Was the house wired?", OUTLETS) == ()


def test_an_outlet_that_the_library_has_not_is_told() -> None:
    assert unknown("What does an article from The Daily Crab say?", OUTLETS) == "The Daily Crab"
    assert unknown("What does an article from Wired say?", OUTLETS) is None
    assert unknown("What does the report of November say?", OUTLETS) is None
    assert unknown("What does an article from The Daily Crab say?", ()) is None
