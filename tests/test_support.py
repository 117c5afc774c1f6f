import pytest
from eval_examples import citation, said, sentence

from eval.support import carries

TEXT = (
    "Mara Ostrov, the harbour master, said on Tuesday that the quay needs 17 new piles, at 2,400 "
    "euros each. “We hired divers,” she added."
)
CITED = [citation(1, TEXT)]


def test_an_articles_own_words_are_carried() -> None:
    assert carries(CITED, sentence("the quay needs 17 new piles", 1))


def test_a_verbatim_sentence_with_a_changed_word_is_not() -> None:
    assert not carries(CITED, sentence("the quay needs 17 old piles", 1))


def test_a_quotation_in_the_cited_text_is_carried_whatever_introduces_it() -> None:
    assert carries(CITED, said("Ostrov said: “We hired divers”.", "Mara Ostrov", 1))


def test_every_quotation_of_a_sentence_must_stand_there() -> None:
    mixed = said("Ostrov said “We hired divers” and “we sold the crane”.", "Mara Ostrov", 1)
    assert not carries(CITED, mixed)


def test_a_number_beside_a_quotation_must_stand_there() -> None:
    assert not carries(CITED, said("All 40 heard “We hired divers”.", "Mara Ostrov", 1))


@pytest.mark.parametrize(
    "text",
    [
        "According to Ostrov, 17 piles are needed at the quay.",
        "The harbour master told them new piles cost 2400 euros each.",
    ],
)
def test_other_words_for_it_are_carried(text: str) -> None:
    assert carries(CITED, sentence(text, 1, support="checked"))


@pytest.mark.parametrize(
    "text",
    [
        "According to Ostrov, 71 piles are needed at the quay.",
        "According to Lund, 17 piles are needed at the quay.",
        "Ostrov blamed a treasurer over delays, cracks plus 17 leaking piles.",
    ],
)
def test_a_number_a_name_or_most_words_from_nowhere_are_not(text: str) -> None:
    assert not carries(CITED, sentence(text, 1, support="checked"))


def test_the_full_name_of_who_is_he_in_the_text_is_no_foreign_name() -> None:
    told = sentence(
        "It was said by Antony Blinken that one era is ending.", 1, support="checked",
        speaker="Antony Blinken", statement="reported",
    )  # fmt: skip
    assert carries([citation(1, "He said that one era is ending.")], told)


def test_no_citation_carries_nothing() -> None:
    assert not carries([], sentence("It rained.", 1))
