import pytest

from eval.wording import has_half, quotations, shows_quote, squad_tokens, stands_in

EVIDENCE = "the quay needs 17 new piles"


def test_half_of_the_words_in_one_run_are_half() -> None:
    assert has_half(EVIDENCE, "It is said that the Quay needs repair")


def test_half_of_the_words_scattered_are_not_half() -> None:
    assert not has_half(EVIDENCE, "The harbour needs the new crane and 17 men")


def test_less_than_half_in_one_run_is_not_half() -> None:
    assert not has_half(EVIDENCE, "Ida Lund says the quay is old")


def test_of_an_odd_number_of_words_the_larger_half_is_wanted() -> None:
    assert has_half("one two three", "one two")
    assert not has_half("one two three", "one")


def test_a_run_begins_and_ends_at_whole_words() -> None:
    assert not has_half("art", "the party")


def test_a_wording_without_words_stands_nowhere() -> None:
    assert not has_half("“…”", "“…”")
    assert not stands_in("“…”", "“…”")


@pytest.mark.parametrize(
    "text", ["She called it “hard\u00a0to find”.", 'called it "hard to find."', "‘hard  to find’"]
)
def test_marks_and_spaces_do_not_hide_a_quote(text: str) -> None:
    assert stands_in("hard to find.", text)


def test_a_changed_word_is_no_quote() -> None:
    assert not stands_in("hard to find", "hardly to be found")
    assert not stands_in("hard to find", "Hard to find")


def test_a_part_of_a_word_is_no_quote_but_a_later_whole_word_is() -> None:
    assert not stands_in("fair", "That is unfair.")
    assert stands_in("fair", "Unfair or fair?")


def test_a_long_quote_may_be_given_cut_short_and_a_short_one_may_not() -> None:
    long = " ".join(f"word{i}" for i in range(30))
    assert shows_quote(long, "She said: “" + " ".join(long.split()[:15]) + " …”")
    assert not shows_quote(long, "She said: “" + " ".join(long.split()[:14]) + " …”")
    assert not shows_quote("One era is ending", "“One era is”")


def test_quotations_are_found_between_marks_of_every_kind() -> None:
    text = '“One”, „zwei“, »drei«, «quatre», "five" and ‘the dockers\' six’ don’t'
    assert quotations(text) == ("One", "zwei", "drei", "quatre", "five", "the dockers' six")


def test_squad_tokens_have_no_case_marks_or_articles() -> None:
    assert squad_tokens("The “new” quay: a cost of €2.4 million.") == [
        "new", "quay", "cost", "of", "€24", "million",
    ]  # fmt: skip
