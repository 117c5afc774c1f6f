import pytest
from eval_examples import answer, case, citation, passage, said, sentence

from eval.faults import faults
from eval.metrics import Seen, score


def faults_of(seen: Seen) -> tuple[str, ...]:
    return faults(seen, score(seen))


def test_a_right_answer_and_a_right_refusal_have_no_fault() -> None:
    cited = [citation(1, "It needs 17 piles.")]
    given = answer(sentence("It needs 17 piles.", 1), citations=cited)
    assert faults_of(Seen(case("17 piles"), given)) == ()
    assert faults_of(Seen(case(None), answer())) == ()


def test_an_answer_where_none_is_right_is_a_fault() -> None:
    given = answer(sentence("It rained.", 1), citations=[citation(1, "It rained.")])
    assert faults_of(Seen(case(None), given)) == ("answered wrongly: the articles have no answer",)


@pytest.mark.parametrize(("text", "found"), [("It needs 17 piles.", "was"), ("No.", "was not")])
def test_a_wrong_refusal_says_whether_its_evidence_was_found(text: str, found: str) -> None:
    seen = Seen(case("17", evidence=["needs 17 piles"]), answer(passages=[passage(text)]))
    assert faults_of(seen) == (f"refused wrongly, its evidence {found} among the first ten",)


def test_every_fault_of_an_answer_is_named_gravest_first() -> None:
    gold = case("a shame", ["a shame"], evidence=["Lund called it “a shame”"], person="Ida Lund")
    given = answer(
        said("Ostrov said “17 piles”.", "Mara Ostrov", 1),
        citations=[citation(1, "It rained.")],
        passages=[passage("It rained.")],
    )
    assert faults_of(Seen(gold, given)) == (
        "wrong speaker: Ida Lund was asked about, the answer gives Mara Ostrov",
        "its citations do not carry: Ostrov said “17 piles”.",
        "quote missed: “a shame”",
        "nothing of the right answer is given: a shame",
        "its evidence is not among the first ten passages",
    )
