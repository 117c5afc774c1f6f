"""The distance between confidence and how many are right."""

import numpy as np
import pytest

from eval.calibration import BINS, calibration_error, confidence_score
from index.confidence import measured


def test_no_quotes_have_no_score() -> None:
    assert confidence_score([]) is None


def test_the_error_is_the_mean_gap_weighted_by_quotes() -> None:
    # 0.95 twice, one right: off by 0.9; 0.55 once and wrong: off by 0.55; over three quotes.
    score = confidence_score([(0.95, True), (0.95, False), (0.55, False)])
    assert score is not None
    assert score.value == pytest.approx((0.9 + 0.55) / 3)
    assert (score.weight, len(score.counts)) == (3.0, 3 * BINS)


def test_articles_are_pooled_before_gaps_are_taken() -> None:
    both = [confidence_score([(0.95, True)]), confidence_score([(0.95, False)])]
    counts = np.array([score.counts for score in both if score])
    assert float(calibration_error(counts, np.ones(2))) == pytest.approx(0.45)


def test_a_rule_is_as_sure_as_it_was_right() -> None:
    assert [measured(score) for score in (0.3, 0.7, 0.9, 0.97)] == [0.55, 0.86, 0.78, 0.97]
