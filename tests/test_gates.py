import pytest
from eval_examples import report, scored

from eval.compare import compare
from eval.errors import SetError
from eval.gates import broken, broken_gates, got_worse, known, read_gate, read_no_worse
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
    with pytest.raises(SetError, match="no metric token_f: give one of right"):
        known({"token_f1": 0.5, "token_f": 0.5})


def test_a_gate_is_a_floor_or_a_ceiling() -> None:
    figures = {"mrr": Estimate(0.8, 0.7, 0.9, 10), "wrong_speaker": Estimate(0.1, 0.0, 0.2, 10)}
    assert broken_gates([read_gate("mrr>=0.8"), read_gate("wrong_speaker <= 0.1")], figures) == ()
    assert broken_gates([read_gate("mrr>=0.81"), read_gate("wrong_speaker<=0")], figures) == (
        "mrr is 0.800, below the gate of 0.81.",
        "wrong_speaker is 0.100, above the gate of 0.",
    )
    assert broken_gates([read_gate("hits@1>=0")], figures) == ("hits@1 was measured on no case.",)


@pytest.mark.parametrize("written", ["mrr", "mrr>0.5", "mrr>=much", ">=1", ""])
def test_what_is_no_gate_is_refused_in_a_sentence(written: str) -> None:
    with pytest.raises(SetError, match="is no gate: write one like"):
        read_gate(written)


@pytest.mark.parametrize("written", ["mrrr>=1", "mrrr<=1"])
def test_a_gate_of_no_metric_is_refused(written: str) -> None:
    with pytest.raises(SetError, match="no figure mrrr"):
        read_gate(written)


def test_a_figure_may_be_worse_by_its_margin() -> None:
    before = report(scored("c1", mrr=1.0, wrong_speaker=0.0), scored("c2", mrr=0.8))
    after = report(scored("c1", mrr=0.9, wrong_speaker=0.5), scored("c2", mrr=0.8))
    found = compare(before, after, seed=0)
    assert got_worse([read_no_worse("mrr:0.05")], found) == ()
    assert got_worse([read_no_worse("mrr"), read_no_worse("wrong_speaker:0.1")], found) == (
        "mrr went from 0.900 to 0.850, worse by 0.050; 0 is allowed.",
        "wrong_speaker went from 0.000 to 0.500, worse by 0.500; 0.1 is allowed.",
    )
    assert got_worse([read_no_worse("mrr")], compare(after, before, seed=0)) == ()
    assert got_worse([read_no_worse("hits@1")], found) == ("hits@1 was not measured in both runs.",)
