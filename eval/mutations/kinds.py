"""Names the kinds of mutation, each with how it is made and what is expected of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from eval.errors import SetError
from eval.mutations import (
    contradicted,
    date,
    instructed,
    negation,
    number,
    order,
    removed,
    replaced,
    speaker,
)
from eval.mutations.mutant import Holds, Mutant, Mutate, is_right
from eval.report import ReportCase
from index.article import Draft


def _was_right(mutant: Mutant, before: ReportCase) -> bool:
    return is_right(before)


def _as_they_are(articles: Sequence[Draft], rng: Random) -> Sequence[Draft]:
    return articles


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mutation.

    Attributes:
        holds: tells what is broken of what is expected.
        counts: tells whether the answer to the original lets a mutant count.
        arranged: the order in which the articles are added.
    """

    mutate: Mutate
    holds: Holds
    counts: Callable[[Mutant, ReportCase], bool] = _was_right
    arranged: Callable[[Sequence[Draft], Random], Sequence[Draft]] = _as_they_are


KINDS: Mapping[str, Kind] = {
    speaker.KIND: Kind(speaker.mutate, speaker.holds),
    number.KIND: Kind(number.mutate, replaced.holds),
    date.KIND: Kind(date.mutate, replaced.holds),
    negation.KIND: Kind(negation.mutate, negation.holds, negation.counts),
    removed.KIND: Kind(removed.mutate, removed.holds),
    contradicted.KIND: Kind(contradicted.mutate, contradicted.holds),
    instructed.KIND: Kind(instructed.mutate, instructed.holds),
    order.KIND: Kind(order.mutate, order.holds, arranged=order.permuted),
}


def known_kind(name: str) -> str:
    """Return a kind's name.

    Raises:
        SetError: there is no such kind.
    """
    if name not in KINDS:
        raise SetError(f"There is no kind of mutation {name}: give one of {', '.join(KINDS)}.")
    return name
