"""A library of its own for some of a set's cases."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from eval.cases import EvalCase
from index.article import Draft

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Round:
    """Articles of one library, and what is asked of it."""

    articles: tuple[Draft, ...]
    cases: tuple[EvalCase, ...]


def apart(items: Iterable[tuple[T, Iterable[Hashable]]]) -> tuple[Sequence[T], ...]:
    """Share items out among as few groups as may be, so that none in a group touch the same.

    Args:
        items: each with what it touches; the first group that has none of it takes the item.
    """
    groups: list[tuple[list[T], set[Hashable]]] = []
    for item, things in items:
        touched = set(things)
        home = next((group for group in groups if not group[1] & touched), None)
        if home is None:
            home = ([], set())
            groups.append(home)
        home[0].append(item)
        home[1].update(touched)
    return tuple(group for group, _ in groups)
