"""Nearest neighbours by comparing all vectors, for who must find the same at each run."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.filters import EVERYTHING, Filters
from index.vectors.facts import Facts, key, outlet_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
            rows: `(n, dimensions)`, of any length.
            facts: of the vectors.
        """
        import numpy as np

        order = sorted(range(len(chunk_ids)), key=chunk_ids.__getitem__)
        kept = [facts[at] for at in order]
        self._ids = [chunk_ids[at] for at in order]
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        self._rows = (rows / np.where(lengths == 0, 1, lengths))[order]
        self._articles = np.array([fact.article for fact in kept], dtype=object)
        self._outlets = np.array([fact.outlet for fact in kept], dtype=object)
        self._days = np.array([fact.date.toordinal() if fact.date else 0 for fact in kept])

    def find(self, row: "NDArray[np.float32]", limit: int, filters: Filters) -> tuple[int, ...]:
        """Return the ids of the chunks nearest to a vector, as `Vectors.find` does."""
        import numpy as np

        distances = 1 - self._rows @ row
        ranked = np.argsort(distances, kind="stable").tolist()  # equal ones are in order of id
        if filters != EVERYTHING:
            meets = self._meeting(filters)
            ranked = [at for at in ranked if meets[at]]
        return tuple(self._ids[at] for at in ranked[:limit])

    def _meeting(self, filters: Filters) -> "NDArray[np.bool_]":
        """Tell of each vector whether its article meets the conditions."""
        import numpy as np

        meets = np.ones(len(self._ids), dtype=bool)
        if filters.article_ids:
            wanted = frozenset(map(key, filters.article_ids))
            meets &= np.fromiter((i in wanted for i in self._articles), bool, len(self._ids))
        if filters.outlet is not None:
            meets &= self._outlets == outlet_key(filters.outlet)
        if filters.since:
            meets &= self._days >= filters.since.toordinal()
        if filters.until:
            meets &= (self._days > 0) & (self._days <= filters.until.toordinal())
        return meets
