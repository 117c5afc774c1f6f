"""Quotation marks, paired."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.marks import masked, opens_with_mark, pair


def quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in pair(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We will,” said Sol, “be through by May.”", ["We will,", "be through by May."]),
        ('"We will," said Sol. "Soon."', ["We will,", "Soon."]),
        ("„Zu spät“, sagte er. »Nein«, sagte sie.", ["Zu spät", "Nein"]),
        ("« Oui », dit-il.", [" Oui "]),
        ("「はい」と言った。", ["はい"]),
        ("“He said ‘no’ and “left” early,” she said.", ["He said ‘no’ and “left” early,"]),
        ('"He said "no" and left," she said.', ['He said "no" and left,']),
        ('“Straight after curly," he said.', ["Straight after curly,"]),
        ("'I don't think we'll sail,' said Weir.", ["I don't think we'll sail,"]),
        ("'The dockers' shed has lost its roof.'", ["The dockers' shed has lost its roof."]),
        ("The passengers' tickets, the line's manager said.", []),
        ("rock 'n' roll of the '90s", []),
        ("He “said so. Then “two” came.", ["two"]),
        ('a 6" pipe', []),
    ],
)
def test_outermost_marks_are_paired(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_an_open_quotation_runs_to_the_end_of_the_paragraph() -> None:
    (span,) = pair("“We hired forty nurses.")
    assert not span.closed
    assert quoted("“We hired forty nurses.") == ["We hired forty nurses."]
    assert opens_with_mark("  “And more.”")
    assert not opens_with_mark("And “more.”")


def test_masking_keeps_length_and_closing_punctuation() -> None:
    text = "“Who?” she asked."
    assert masked(text, pair(text), "x") == "“xxx?” she asked."


@given(st.text(alphabet="ab “”„‘’'\"«».,", max_size=120))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for span in pair(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
    assert len(masked(text, pair(text), "x")) == len(text)
