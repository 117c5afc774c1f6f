"""The name in what a question calls somebody."""

import pytest

from qa.called import name_in


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("President Lund", "Lund"),
        ("U.S. Secretary of State Ida Lund", "Ida Lund"),
        ("Foreign Minister Teodora Vasil", "Teodora Vasil"),
        ("Bank of England Governor Ida Lund", "Ida Lund"),
        ("the Bank of England", "Bank of England"),
        ("the University of Oresk", "University of Oresk"),
        ("the White House", "White House"),
        ("lund", "lund"),
        ("King", "King"),
    ],
)
def test_a_name_is_told_without_titles(asked: str, name: str) -> None:
    assert name_in(asked) == name


@pytest.mark.parametrize(
    "asked",
    [
        "the Prime Minister",
        "the Prime Minister of Kestria",
        "the Mayor of Port Ellery",
        "the Secretary of State",
        "the Governor of the Bank of England",
        "chief financial officer of the Linden Line",
        "the line’s spokeswoman",
        "the firm that bought the Line",
        "the harbour master",
    ],
)
def test_a_role_is_no_name(asked: str) -> None:
    assert name_in(asked) == ""
