import pytest

from eval.agreement import Agreement, Confusion, Rated, agreement_of
from eval.intervals import Estimate


def rated(both: int = 0, judge: int = 0, people: int = 0, neither: int = 0) -> list[Rated]:
    return [
        *[Rated(True, True)] * both,
        *[Rated(True, False)] * judge,
        *[Rated(False, True)] * people,
        *[Rated(False, False)] * neither,
    ]


def kappa(**cells: int) -> Estimate:
    found = agreement_of(rated(**cells), seed=7).kappa
    assert found is not None
    return found


def test_full_agreement_is_one() -> None:
    assert kappa(both=6, neither=4) == Estimate(1.0, 1.0, 1.0, 10)


def test_agreement_as_by_chance_is_zero() -> None:
    assert kappa(both=10, judge=10, people=10, neither=10).value == 0.0


def test_agreement_worse_than_chance_is_negative() -> None:
    # None of 10 the same; by chance half would be: (0 - 0.5) / (1 - 0.5).
    assert kappa(judge=5, people=5).value == -1.0


def test_kappa_is_the_agreement_beyond_chance() -> None:
    # The same in 35 of 50; by chance 0.5 × 0.6 + 0.5 × 0.4 = 0.5; (0.7 - 0.5) / 0.5.
    found = agreement_of(rated(both=20, judge=5, people=10, neither=15), seed=7)
    assert found.kappa is not None
    assert found.share is not None
    assert found.kappa.value == pytest.approx(0.4)
    assert found.share.value == pytest.approx(0.7)
    assert found.confusion == Confusion(20, 5, 10, 15)


def test_the_interval_is_near_the_normal_one() -> None:
    found = kappa(both=20, judge=5, people=10, neither=15)
    # 0.4 ± 1.96 × √(0.7 × 0.3 / (50 × 0.5²)) = 0.4 ± 0.254
    assert found.low == pytest.approx(0.146, abs=0.04)
    assert found.high == pytest.approx(0.654, abs=0.04)
    assert found == kappa(both=20, judge=5, people=10, neither=15)


@pytest.mark.parametrize("cells", [{"both": 5}, {"neither": 5}])
def test_kappa_is_not_defined_where_all_is_of_one_class(cells: dict[str, int]) -> None:
    found = agreement_of(rated(**cells), seed=7)
    assert found.kappa is None
    assert found.share == Estimate(1.0, 1.0, 1.0, 5)


def test_a_judge_that_always_says_the_same_is_no_better_than_chance() -> None:
    assert kappa(both=7, judge=3) == Estimate(0.0, 0.0, 0.0, 10)


def test_what_the_judge_left_open_is_counted_and_left_out() -> None:
    found = agreement_of([*rated(both=2, neither=2), Rated(None, True)], seed=7)
    assert found.kappa == Estimate(1.0, 1.0, 1.0, 4)
    assert found.unusable == 1


def test_without_a_usable_reply_there_is_no_figure() -> None:
    assert agreement_of([Rated(None, True)], seed=7) == Agreement(None, None, Confusion(), 1)
