"""Loaded words: kinds, strengths, inflection, what is left to speakers."""

import pytest

from index.article import Article
from index.parse import parse
from qa.loaded import find_loaded, is_loaded
from qa.loaded_lexicon import lexicon


def found(text: str) -> list[tuple[str, str, str]]:
    parsed = parse(Article("a", None, None, None, None, text))
    return [(word.text, word.kind, word.plain) for word in find_loaded(parsed)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brandt slammed the vote.", [("slammed", "speech", "criticised")]),
        ("The regime has not answered.", [("regime", "scorn", "government")]),
        ("The so-called reform was passed.", [("so-called", "scorn", "(left out)")]),
        (
            "They were told what everyone seems to already know.",
            [("what everyone seems to already know", "certainty", "(left out)")],
        ),
        ("The cronies demonised her.", [("cronies", "scorn", "allies"),
                                        ("demonised", "speech", "criticised")]),
        ("Ten protesters were killed.", [("were killed", "hidden actor", "(say who did it)")]),
        ("The two were beaten.", [("were beaten", "hidden actor", "(say who did it)")]),
        ("Ten protesters were killed by soldiers.", []),
        ("Ten people were injured.", []),
        ("Two people were killed and nine injured on Thursday.", []),
        ("Ten people were killed in a crash.", []),
    ],
)  # fmt: skip
def test_a_loaded_word_has_a_kind_and_a_plain_wording(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found(text) == expected


def test_a_word_with_a_plain_sense_is_loaded_in_loaded_company_only() -> None:
    assert not is_loaded("The river flooded the cellars on Tuesday.")
    assert is_loaded("They flooded the country with their propaganda.")


def test_a_passive_is_no_judgement() -> None:
    assert not is_loaded("Ten people were killed.")


def test_the_country_is_not_us() -> None:
    assert not is_loaded("The US silenced the alarm on Tuesday.")


def test_what_only_looks_loaded_weighs_nothing() -> None:
    assert not is_loaded("Everybody is innocent until a court says otherwise.")


def test_loaded_words_are_a_speakers_inside_marks() -> None:
    assert found("“The regime is a disgrace,” Brandt said.") == []


def test_every_plain_wording_is_plain() -> None:
    plain = {entry.plain for entry in lexicon().entries.values() if entry.plain}
    loaded = {wording for wording in plain if is_loaded(f"They {wording} it.")}
    assert loaded == set()


HUMAN = "A father of two, Jonas Weir, lived on the east bank of the river."


def test_labels_that_make_only_one_side_human_are_found() -> None:
    text = f"{HUMAN}\n\nTwo militants from the west bank were seen near the bridge."
    assert found(text) == [
        ("father of two", "one-sided", "(left out)"),
        ("militants", "one-sided", "(say who they are)"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        HUMAN,
        "Two militants were seen near the bridge.",
        f"{HUMAN} “They are militants,” he said.",
        "One of the militants was a father of two.",
    ],
)
def test_one_label_or_both_of_one_side_are_no_one_sided_ones(text: str) -> None:
    assert found(text) == []


def test_a_possessive_is_loaded_like_its_word() -> None:
    assert found("The regime’s answer came late.")[0] == ("regime", "scorn", "government")
