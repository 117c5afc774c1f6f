"""Measures whether confidences are what they say: of quotes with 0.9, nine in ten are right."""

from collections.abc import Iterable

import numpy as np

from eval.intervals import Floats, Score

BINS = 10


def confidence_score(judged: Iterable[tuple[float, bool]]) -> Score | None:
    """Count confidences and whether they were right, by tenths; None where there are none.

    Args:
        judged: confidence, 0..1, and whether it was right.

    Returns:
        As counts for each tenth: how many, the sum of their confidences, how many are right; as
        value the expected calibration error of these alone.
    """
    table = np.zeros((BINS, 3))
    for confidence, right in judged:
        table[min(BINS - 1, int(confidence * BINS))] += (1.0, confidence, float(right))
    total = table[:, 0].sum()
    if not total:
        return None
    counts = table.reshape(1, 1, -1)
    error = float(calibration_error(counts[0], np.ones(1)))
    return Score(error, float(total), tuple(float(count) for count in table.ravel()))


def calibration_error(counts: Floats, weights: Floats) -> Floats:
    """Return the expected calibration error (Guo et al. 2017, ICML) of `(…, n, 30)` counts.

    The mean distance between the confidence and the share that is right, over tenths of
    confidence, weighted by how many quotes are in each.
    """
    table = counts.sum(axis=-2).reshape(*counts.shape[:-2], BINS, 3)
    gaps = np.abs(table[..., 1] - table[..., 2]).sum(axis=-1)
    return np.asarray(gaps / table[..., 0].sum(axis=-1))
