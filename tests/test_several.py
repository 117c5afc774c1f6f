"""Several questions in one, taken apart."""

import pytest

from qa.several import points_back, questions_in


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Who said that the sum is hard to find, and when was the wall approved?",
            ("Who said that the sum is hard to find?", "When was the wall approved?"),
        ),
        (
            "What did Holt say about piles and what did Lind say?",
            ("What did Holt say about piles?", "What did Lind say about piles?"),
        ),
        ("How long is it? Who pays?", ("How long is it?", "Who pays?")),
        (
            "How many jobs is the yard cutting? And why?",
            ("How many jobs is the yard cutting?", "Why is the yard cutting jobs?"),
        ),
        (
            "When did the fire break out and where, and how many were hurt?",
            (
                "When did the fire break out?",
                "Where did the fire break out?",
                "How many were hurt?",
            ),
        ),
        (
            "What did the council decide and by how many votes?",
            ("What did the council decide?", "By how many votes did the council decide?"),
        ),
        (
            "Was the wall approved, and did Holt agree?",
            ("Was the wall approved?", "Did Holt agree?"),
        ),
    ],
)
def test_questions_are_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    assert questions_in(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "What did Holt say about the quay and the wall?",
        "Who are Holt and Lind?",
        "And what did she say?",
        "What did she say about who pays and what was done?",
        "Why was the quay closed and the wall built?",
        "Tell me about the quay and how it was built.",
        "What did Holt say about the quay and when it will open?",
        "shorter, please",
        "Holt? Lind?",
        "",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert questions_in(text) == (text,)


def test_what_points_back_needs_the_part_before() -> None:
    assert points_back("What does Calloway say about it?")
    assert not points_back("What does Calloway say about the wall?")
