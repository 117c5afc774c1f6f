"""Sentence borders."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import split


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The U.S. envoy met Dr. Lund at 9 a.m. on Monday. “Prices rose 3.5 percent,” she said.",
            [
                "The U.S. envoy met Dr. Lund at 9 a.m. on Monday.",
                "“Prices rose 3.5 percent,” she said.",
            ],
        ),
        (
            "“Is that all?” he asked. “I expected more!”",
            ["“Is that all?” he asked.", "“I expected more!”"],
        ),
        (
            "“It fell. It broke. Nobody came,” she said.",
            ["“It fell. It broke. Nobody came,” she said."],
        ),
        ("“We hired forty in June. “We also", ["“We hired forty in June.", "“We also"]),
        (
            "Prices fell. (See “X” 3 May 2026.) They rose.",
            ["Prices fell.", "(See “X” 3 May 2026.)", "They rose."],
        ),
        ("", []),
        ("🔥 Fire. Smoke.", ["🔥 Fire.", "Smoke."]),
    ],
)
def test_borders_stand_where_a_reader_sees_them(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@given(st.text(alphabet="abA .!?“”\"'()\n", max_size=120))
def test_sentences_hold_all_that_is_not_white_space(text: str) -> None:
    spans = split(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert "".join("".join(s.split()) for s in sentences(text)) == "".join(text.split())
