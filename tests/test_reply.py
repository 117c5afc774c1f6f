"""A model's reply as it streams: where reading ends."""

from collections.abc import Iterator

import pytest

from qa.prose import Written
from qa.reply import read_reply

QUAY = Written("The quay is old.", (1,))


@pytest.mark.parametrize(
    ("begins", "comes_again", "kept"),
    [
        ("The quay is old [1].\n", "[1]\n\n", [QUAY]),
        ("The quay is old [1]. ", "It rains [2]. ", [QUAY, Written("It rains.", (2,))]),
        ("The quay is old [1]. ", "and it rains ", [QUAY]),
        ('{"sentences": [{"text": "The quay is old.", "citations": [1]}, {"text":', "\n ", [QUAY]),
        (
            '{"sentences": [{"text": "The quay is old [1]. ',
            "It rains [2]. ",
            [QUAY, Written("It rains.", (2,))],
        ),
    ],
)
def test_a_reply_that_goes_round_for_ever_is_ended(
    begins: str, comes_again: str, kept: list[Written]
) -> None:
    read = 0

    def pieces() -> Iterator[str]:
        nonlocal read
        yield begins
        while True:
            read += 1
            yield comes_again

    assert list(read_reply(pieces(), {1, 2})) == kept
    assert read < 400


def test_of_a_reply_in_one_piece_that_is_too_long_the_beginning_is_read() -> None:
    assert list(read_reply(iter(["The quay is old [1]. " + "It rains [2]. " * 2000]), {1, 2})) == [
        QUAY,
        Written("It rains.", (2,)),
    ]
