"""Yes-or-no questions made of sentences, and the table of the verdicts that they get."""

import pytest

from eval.rulings import Asked, Ruled, question_of, rulings_text


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The dam was repaired in May, and the lock too.", "Was the dam repaired in May?"),
        ("Mira Holt has sold 1,200 tickets.", "Has Mira Holt sold 1,200 tickets?"),
        ("She was fined 300 euros in May.", None),
        ("What the mayor says is true of all dams.", None),
        ("The dam was not repaired in May.", None),
        ("Rain fell on the town all day.", None),
    ],
)
def test_a_statement_becomes_a_question(sentence: str, question: str | None) -> None:
    assert question_of(sentence) == question


def test_a_denial_becomes_a_question_without_it_and_a_statement_one_with_it() -> None:
    assert question_of("The dam wasn’t in use.", denied=True) is None
    assert question_of("The dam was not in use.", denied=True) == "Was the dam in use?"
    assert question_of("The dam was in use.", put=" not") == "Was the dam not in use?"


def test_the_table_counts_verdicts_and_names_the_wrong_ones() -> None:
    told, changed = (Asked(kind, "Was it so?", "It was so.") for kind in ("told", "number"))
    found = [Ruled(told, "yes"), Ruled(told, "said no"), Ruled(changed, "yes")]

    assert rulings_text(found).splitlines()[2:] == [
        "| `told` | 2 | 1 | 0 | 0 | 1 | 0 | 0 | 1 |",
        "| `number` | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
        "",
        "  told, said no: Was it so?",
        "    It was so.",
        "  number, yes: Was it so?",
        "    It was so.",
    ]
