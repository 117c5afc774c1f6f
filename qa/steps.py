"""How an answer was found, step by step: what was understood, looked for, found and dropped."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

What = Literal["understood", "looked for", "found", "dropped", "answered", "refused"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        what: what was done.
        text: what was understood, looked for, found or dropped, and why.
        seconds: since the question was asked.
    """

    what: What
    text: str
    seconds: float


@dataclass(slots=True)
class Steps:
    """Collects the steps of one answer; `clock` returns seconds."""

    clock: Callable[[], float]
    made: list[Step] = field(default_factory=list)
    started: float = field(init=False)

    def __post_init__(self) -> None:
        """Begin to count the time."""
        self.started = self.clock()

    def note(self, what: What, text: str) -> None:
        """Add a step, done now."""
        self.made.append(Step(what, text, round(self.clock() - self.started, 4)))
