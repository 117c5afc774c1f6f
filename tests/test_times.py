"""The time that a question names."""

import datetime as dt

import pytest

from qa.times import read_period

TODAY = dt.date(2026, 10, 20)  # a Tuesday


@pytest.mark.parametrize(
    ("asked", "since", "until", "rest"),
    [
        ("What did Lund say last week?", (10, 12), (10, 19), "What did Lund say?"),
        ("Who was convicted this month?", (10, 1), (10, 20), "Who was convicted?"),
        ("How many died in September?", (9, 1), (10, 1), "How many died?"),
        ("What has opened since May?", (5, 1), (10, 20), "What has opened?"),
        ("What burned yesterday?", (10, 19), (10, 20), "What burned?"),
        ("What burned on Friday?", (10, 16), (10, 17), "What burned?"),
        ("What burned on 3 March 2026 in town?", (3, 3), (3, 4), "What burned in town?"),
    ],
)
def test_a_time_is_read_as_days_of_articles(
    asked: str, since: tuple[int, int], until: tuple[int, int], rest: str
) -> None:
    period = read_period(asked, TODAY)
    assert period is not None
    assert (period.since, period.until) == (dt.date(2026, *since), dt.date(2026, *until))
    assert period.rest == rest


def test_a_month_that_has_not_begun_is_last_years() -> None:
    period = read_period("Who won in November?", TODAY)
    assert period is not None
    assert period.since == dt.date(2025, 11, 1)


@pytest.mark.parametrize(
    "asked",
    ["May teachers keep phones?", "When was that, on Friday?", "Who won?", "Who won on 31 June?"],
)
def test_other_questions_name_no_time(asked: str) -> None:
    assert read_period(asked, TODAY) is None
