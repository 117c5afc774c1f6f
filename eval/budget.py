"""Says when a run has spent what it may."""

from collections.abc import Callable
from dataclasses import dataclass

from index.counted import counted


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a run may spend; None for no bound.

    Attributes:
        calls: requests to a language model.
        tokens: of these requests and their replies.
        seconds: from its beginning.
    """

    calls: int | None = None
    tokens: int | None = None
    seconds: float | None = None


class Purse:
    """What is left of a budget.

    Args:
        budget: the bounds.
        clock: returns seconds.
    """

    def __init__(self, budget: Budget, clock: Callable[[], float]) -> None:
        self._budget = budget
        self._clock = clock
        self._started = clock()
        self._calls = 0
        self._tokens = 0

    def spend(self, calls: float, tokens: float) -> None:
        """Take the cost of a case out of it."""
        self._calls += round(calls)
        self._tokens += round(tokens)

    def empty(self) -> str | None:
        """Say what is used up; None while nothing is."""
        budget = self._budget
        if budget.calls is not None and self._calls >= budget.calls:
            return f"the budget of {counted(budget.calls, 'call')} is used up"
        if budget.tokens is not None and self._tokens >= budget.tokens:
            return f"the budget of {counted(budget.tokens, 'token')} is used up"
        if budget.seconds is not None and self._clock() - self._started >= budget.seconds:
            return f"the {budget.seconds:g} seconds that the run may take are over"
        return None
