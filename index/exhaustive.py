"""Nearest neighbours by comparing all vectors, for who must find the same at each run."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.filters import EVERYTHING, Filters
from index.matching import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Facts:
    """What filters need of a vector's article: its id, its outlet in `fold`'s form, its date."""

    article_id: str
    outlet: str | None
    date: dt.date | None


class Exhaustive:
    """All vectors of a map in memory.

    A graph of neighbours, as Chroma's, is built with random levels: it misses another one vector
    in a hundred each time that it is made.
    """

    def __init__(
        self, chunk_ids: Sequence[int], rows: "NDArray[np.float32]", facts: Sequence[Facts]
    ) -> None:
        """Take the vectors.

        Args:
            chunk_ids: of the vectors.
            rows: `(n, dimensions)`, of length 1 or all zeros.
            facts: of the vectors.
        """
        order = sorted(range(len(chunk_ids)), key=chunk_ids.__getitem__)
        self._ids = [chunk_ids[at] for at in order]
        self._rows = rows[order]
        self._facts = [facts[at] for at in order]

    def find(self, row: "NDArray[np.float32]", limit: int, filters: Filters) -> tuple[int, ...]:
        """Return the ids of the chunks nearest to a vector, as `Vectors.find` does."""
        import numpy as np

        distances = 1 - self._rows @ row
        ranked = np.argsort(distances, kind="stable").tolist()  # equal ones are in order of id
        if filters != EVERYTHING:
            ranked = [at for at in ranked if _meets(self._facts[at], filters)]
        return tuple(self._ids[at] for at in ranked[:limit])


def _meets(facts: Facts, filters: Filters) -> bool:
    if filters.article_ids and facts.article_id not in filters.article_ids:
        return False
    if filters.outlet is not None and facts.outlet != fold(filters.outlet):
        return False
    if filters.since and (facts.date is None or facts.date < filters.since):
        return False
    return not (filters.until and (facts.date is None or facts.date > filters.until))
