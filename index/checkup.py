"""What trying something outside of the library came to, in words and for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found.

    Attributes:
        lines: what is as it should be, and figures.
        doubts: what is not, each with what to do.
        facts: the same for programs, as JSON.
    """

    lines: Sequence[str]
    doubts: Sequence[str]
    facts: Mapping[str, object]
