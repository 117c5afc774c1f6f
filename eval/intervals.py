"""Turns the scores of single cases into one figure with its bootstrap interval.

Percentile bootstrap over cases (Efron & Tibshirani 1993, An Introduction to the Bootstrap,
chapter 13): cases are drawn anew with replacement, and the middle 95 % of the figures so got is
the interval. A case is drawn whole, so what it holds (its quotes, its citations) stays together.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000
_TAILS = (2.5, 97.5)
# Draws × cases held in memory at once: 8 MB of indices.
_BLOCK = 1_000_000

Floats = NDArray[np.float64]
# (…, n) values, or (…, n, counts), and (…, n) weights → (…) figures; NaN where all weights are 0.
Statistic = Callable[[Floats, Floats], Floats]


@dataclass(frozen=True, slots=True)
class Score:
    """What one case scores.

    Attributes:
        weight: the count that `value` is a share of, else 1.
        counts: what a figure that is no mean is made of over all cases, as many in each case.
    """

    value: float
    weight: float = 1.0
    counts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over `n` cases with the ends of its 95 % interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure in two runs; `change` is second minus first."""

    first: float
    second: float
    change: Estimate


def weighted_mean(values: Floats, weights: Floats) -> Floats:
    """Return the mean of the scores: of shares with their counts as weights, the pooled share."""
    total = weights.sum(axis=-1)
    with np.errstate(invalid="ignore"):
        return np.asarray((values * weights).sum(axis=-1) / total)


def percentile(q: float) -> Statistic:
    """Return the statistic "q-th percentile of the values"; it takes no account of weights."""

    def at_q(values: Floats, weights: Floats) -> Floats:
        return np.asarray(np.percentile(values, q, axis=-1))

    return at_q


def estimate(scores: Sequence[Score], statistic: Statistic, rng: np.random.Generator) -> Estimate:
    """Return the figure of at least one score, with its interval."""
    values, weights = _arrays(scores)
    drawn = [statistic(values[rows], weights[rows]) for rows in _draws(len(scores), rng)]
    return _estimate(statistic(values, weights), np.concatenate(drawn), len(scores))


def difference(
    first: Sequence[Score | None],
    second: Sequence[Score | None],
    statistic: Statistic,
    rng: np.random.Generator,
) -> Difference | None:
    """Set two runs over the same cases, in the same order, side by side.

    Both figures of a draw are taken from the same cases. A case without a score in one run has no
    weight there (another answer may be refused). None where a run has no score at all.
    """
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a is not None or b is not None]
    width = max((len(s.counts) for pair in pairs for s in pair if s), default=0)
    nothing = Score(0.0, 0.0, (0.0,) * width)
    one = _arrays([a or nothing for a, _ in pairs])
    other = _arrays([b or nothing for _, b in pairs])
    if not one[1].sum() or not other[1].sum():
        return None
    drawn = [
        statistic(other[0][rows], other[1][rows]) - statistic(one[0][rows], one[1][rows])
        for rows in _draws(len(pairs), rng)
    ]
    values = statistic(*one), statistic(*other)
    change = _estimate(values[1] - values[0], np.concatenate(drawn), len(pairs))
    return Difference(float(values[0]), float(values[1]), change)


def _arrays(scores: Sequence[Score]) -> tuple[Floats, Floats]:
    values = [s.counts or s.value for s in scores]
    return np.array(values, dtype=float), np.array([s.weight for s in scores])


def _draws(cases: int, rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    rows = max(1, min(DRAWS, _BLOCK // cases))
    for start in range(0, DRAWS, rows):
        yield rng.integers(0, cases, size=(min(rows, DRAWS - start), cases))


def _estimate(value: Floats, drawn: Floats, cases: int) -> Estimate:
    # A draw in which no case has weight says nothing of the figure.
    low, high = np.nanpercentile(drawn, _TAILS)
    return Estimate(float(value), float(low), float(high), cases)
