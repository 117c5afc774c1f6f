import numpy as np
import pytest

from eval.intervals import Estimate, Score, difference, estimate, percentile, weighted_mean


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_equal_scores_have_an_interval_of_no_width() -> None:
    assert estimate([Score(1.0)] * 5, weighted_mean, rng()) == Estimate(1.0, 1.0, 1.0, 5)


def test_one_case_has_a_figure() -> None:
    assert estimate([Score(0.25)], weighted_mean, rng()) == Estimate(0.25, 0.25, 0.25, 1)


def test_shares_are_pooled_by_their_counts() -> None:
    # 1 of 1 and 1 of 3 are 2 of 4, not two thirds.
    found = estimate([Score(1.0, 1), Score(1 / 3, 3)], weighted_mean, rng())
    assert found.value == pytest.approx(0.5)
    assert (found.low, found.high) == pytest.approx((1 / 3, 1.0))


def test_the_interval_of_a_share_is_near_the_normal_one() -> None:
    found = estimate([Score(1.0)] * 80 + [Score(0.0)] * 20, weighted_mean, rng())
    # 0.8 ± 1.96 × √(0.8 × 0.2 / 100) = 0.8 ± 0.078
    assert found.low == pytest.approx(0.722, abs=0.015)
    assert found.high == pytest.approx(0.878, abs=0.015)


def test_one_seed_gives_one_interval() -> None:
    scores = [Score(value / 10) for value in range(10)]
    assert estimate(scores, weighted_mean, rng()) == estimate(scores, weighted_mean, rng())


def test_a_percentile_lies_between_the_values() -> None:
    scores = [Score(float(value)) for value in range(1, 6)]
    assert estimate(scores, percentile(50), rng()).value == 3.0
    assert estimate(scores, percentile(95), rng()).value == pytest.approx(4.8)


def test_many_cases_are_drawn_in_blocks_without_loss() -> None:
    found = estimate([Score(0.0), Score(1.0)] * 1500, weighted_mean, rng())
    assert found.n == 3000
    assert found.low == pytest.approx(0.482, abs=0.005)


def test_a_paired_difference_is_narrower_than_its_figures() -> None:
    first = [Score(value % 2) for value in range(40)]
    second = [Score(score.value * 0.5 + 0.5) for score in first]
    found = difference(first, second, weighted_mean, rng())
    assert found is not None
    assert (found.first, found.second, found.change.value) == (0.5, 0.75, 0.25)
    assert 0.15 < found.change.low < 0.25 < found.change.high < 0.35


def test_a_case_scored_in_one_run_only_counts_in_that_run() -> None:
    found = difference([Score(1.0), None], [Score(1.0), Score(0.0)], weighted_mean, rng())
    assert found is not None
    assert (found.first, found.second, found.change.n) == (1.0, 0.5, 2)


def test_no_difference_where_one_run_has_no_score() -> None:
    assert difference([None, None], [Score(1.0), None], weighted_mean, rng()) is None
