"""How long a summary is: three lengths, as words for each section."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Length = Literal["short", "medium", "long"]

HAPPENED = "What happened"
SAID = "Who said what"
CLAIMED = "Claimed by the writer, without a source"
BACKGROUND = "Background"
DISPUTED = "Missing or disputed"
ALL_REPORT, MOST_REPORT = "Reported by all sources", "Reported by more than one source"

DEFAULT: Length = "medium"
LENGTHS: tuple[Length, ...] = ("short", "medium", "long")


@dataclass(frozen=True, slots=True)
class Budget:
    """Words of a summary.

    Attributes:
        total: of all sections together, for one article.
        further: more words for each further origin.
        parts: of a section at most; none where the best of all is told, whatever it is of.
    """

    total: int
    further: int
    parts: Mapping[str, int]

    def words(self, origins: int) -> int:
        """Return the words of a summary of so many origins."""
        return self.total + self.further * (min(origins, _MOST_ORIGINS) - 1)


_MOST_ORIGINS = 6  # from there on a summary gets no longer
# The short one is as long as an editor's summary: NeuS has 67 words of three texts on average.
BUDGETS: Mapping[Length, Budget] = {
    "short": Budget(60, 5, {}),
    "medium": Budget(170, 30, {HAPPENED: 75, SAID: 90, CLAIMED: 35, BACKGROUND: 40, DISPUTED: 40}),
    "long": Budget(420, 70, {HAPPENED: 170, SAID: 200, CLAIMED: 80, BACKGROUND: 90, DISPUTED: 80}),
}
