"""Reads the cases that people labelled, on which a judge is measured."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from eval.errors import SetError
from eval.goldset import OWN_SETS
from eval.rows import Row, read_rows

LABELLED = OWN_SETS / "judge" / "labelled.jsonl"


@dataclass(frozen=True, slots=True)
class LabelledCase:
    """An answer of which people say whether it is right.

    Attributes:
        gold: the right answer; None where it is to refuse.
        given: the answer; None for a refusal.
        right: whether the given answer is right.
        kind: what makes it right or wrong, such as "wrong-number".
    """

    id: str
    question: str
    gold: str | None
    given: str | None
    right: bool
    kind: str


def read_labelled(path: Path = LABELLED) -> tuple[LabelledCase, ...]:
    """Read labelled cases, in order.

    Raises:
        SetError: the file cannot be read or is empty, or a row is none; it names the row.
    """
    cases = tuple(map(_case, read_rows(path)))
    twice = [found for found, times in Counter(case.id for case in cases).items() if times > 1]
    if twice:
        raise SetError(f"{path} has two cases with the id {twice[0]}: give each its own.")
    return cases


def _case(row: Row) -> LabelledCase:
    if row.values.get("right") is None:
        raise SetError(f'{row.place}: "right" must be true or false.')
    return LabelledCase(
        id=row.text("id"),
        question=row.text("question"),
        gold=row.text_or_none("gold"),
        given=row.text_or_none("given"),
        right=row.flag("right", default=False),
        kind=row.text("kind"),
    )
