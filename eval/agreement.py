"""Measures how far a judge agrees with labels on the same cases."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.intervals import Estimate, Floats, Score, estimate, weighted_mean


@dataclass(frozen=True, slots=True)
class Rated:
    """Whether an answer is right, to a judge (None where its reply is no use) and to people."""

    judge: bool | None
    people: bool


@dataclass(frozen=True, slots=True)
class Confusion:
    """How many answers are called right by both, by the judge alone, by people alone, by none."""

    both: int = 0
    judge: int = 0
    people: int = 0
    neither: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a judge and people agree.

    Attributes:
        kappa: Cohen's; None where it is not defined, see `agreement_of`.
        share: of the cases in which both say the same; None without a case.
        confusion: the counts that both figures are made of.
        unusable: cases left out, because the judge said nothing that can be used.
    """

    kappa: Estimate | None
    share: Estimate | None
    confusion: Confusion
    unusable: int


def agreement_of(rated: Sequence[Rated], seed: int) -> Agreement:
    """Sum up what a judge and people say of the same cases.

    Kappa is not defined where both put all cases into one and the same class: they agree, but
    would have done so by chance alone. Draws of the bootstrap of that kind are left out.
    """
    usable = [pair for pair in rated if pair.judge is not None]
    counts = Counter((pair.judge, pair.people) for pair in usable)
    cells = [counts[cell] for cell in _CELLS]
    share = kappa = None
    if usable:
        same = [Score(float(pair.judge == pair.people)) for pair in usable]
        share = estimate(same, weighted_mean, np.random.default_rng(seed))
        if len(usable) not in (cells[0], cells[-1]):
            kappa = estimate(list(map(_score, usable)), cohens_kappa, np.random.default_rng(seed))
    return Agreement(kappa, share, Confusion(*cells), len(rated) - len(usable))


def cohens_kappa(counts: Floats, weights: Floats) -> Floats:
    """Return kappa of cases that count 1 in one of four cells, in `Confusion`'s order: `(…, n, 4)`.

    Cohen 1960, A Coefficient of Agreement for Nominal Scales, Educational and Psychological
    Measurement 20: the agreement beyond that of chance, as a share of what chance leaves open.
    1 is perfect, 0 is chance, less than 0 is worse; NaN where all cases are in one class.
    """
    table = (counts * weights[..., np.newaxis]).sum(axis=-2)
    both, judge, people, neither = np.moveaxis(table, -1, 0)
    total = table.sum(axis=-1)
    with np.errstate(invalid="ignore"):
        observed = (both + neither) / total
        right, wrong = (both + judge) * (both + people), (neither + people) * (neither + judge)
        chance = (right + wrong) / total**2
        return np.asarray((observed - chance) / (1 - chance))


_CELLS = ((True, True), (True, False), (False, True), (False, False))


def _score(pair: Rated) -> Score:
    cell = (pair.judge, pair.people)
    return Score(0.0, counts=tuple(float(cell == other) for other in _CELLS))
