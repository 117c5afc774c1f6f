"""Which rows of a long table are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from index.counted import counted

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of `limit` rows; `number` counts from 1."""

    limit: int
    number: int = 1

    @property
    def first(self) -> int:
        """The place of its first row, from 0."""
        return (self.number - 1) * self.limit

    def of(self, rows: Sequence[_Row]) -> Sequence[_Row]:
        """Return the rows that are on it."""
        return rows[self.first : self.first + self.limit]

    def told(self, count: int) -> str:
        """Say which of so many rows are shown, and how to see the others."""
        last = min(self.first + self.limit, count)
        if last <= self.first:
            return f"The last page is page {-(-count // self.limit)}."
        if last - self.first == count:
            return counted(count, "row")
        onward = f"; --page {self.number + 1} goes on" if last < count else ""
        return f"Rows {self.first + 1} to {last} of {count}{onward}."
