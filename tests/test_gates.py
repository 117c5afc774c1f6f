import pytest

from eval.errors import SetError
from eval.gates import broken, known
from eval.intervals import Estimate


def figure(value: float) -> Estimate:
    return Estimate(value, value, value, 3)


def test_a_bound_that_is_met_is_not_broken() -> None:
    checks = {"token_f1": 0.3, "wrong_speaker": 0.0, "citation_precision": 1.0}
    met = {"token_f1": 0.1 + 0.2, "wrong_speaker": 0.0, "citation_precision": 1.0}
    assert broken(checks, {name: figure(value) for name, value in met.items()}) == ()


def test_a_floor_and_a_ceiling_that_are_broken_are_named_with_both_figures() -> None:
    checks = {"token_f1": 0.5, "wrong_speaker": 0}
    assert broken(checks, {"token_f1": figure(0.4), "wrong_speaker": figure(0.1)}) == (
        "token_f1 is 0.400, below the set's floor of 0.5.",
        "wrong_speaker is 0.100, above the set's ceiling of 0.",
    )


def test_a_bound_on_what_was_not_measured_is_broken() -> None:
    assert broken({"refusal_recall": 0.9}, {}) == (
        "refusal_recall was measured on no case; the set asks for 0.9.",
    )


def test_a_check_of_no_metric_is_refused() -> None:
    with pytest.raises(SetError, match="names token_f: give one of right"):
        known({"token_f1": 0.5, "token_f": 0.5})
