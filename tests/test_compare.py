import pytest
from eval_examples import report, scored

from eval.compare import Contrast, compare
from eval.errors import SetError
from eval.report import ReportCase

BEFORE = report(
    scored("c1", token_f1=0.0, refusal_precision=0.0, seconds=0.2, calls=0),
    scored("c2", token_f1=1.0, wrong_speaker=0.0, seconds=0.2, calls=0),
    scored("c3", token_f1=0.5, seconds=0.2, calls=0),
)
AFTER = report(
    scored("c1", token_f1=1.0, seconds=0.4, calls=1),
    scored("c2", token_f1=1.0, wrong_speaker=1.0, seconds=0.4, calls=1),
    scored("c3", token_f1=0.5, seconds=0.4, calls=1),
)


def contrasts() -> dict[str, Contrast]:
    return {found.metric.name: found for found in compare(BEFORE, AFTER, seed=0).contrasts}


def test_figures_stand_side_by_side_with_their_difference() -> None:
    found = contrasts()["token_f1"].difference
    assert [found.first, found.second] == pytest.approx([0.5, 5 / 6])
    assert found.change.value == pytest.approx(1 / 3)
    assert found.change.n == 3


def test_a_difference_whose_interval_holds_nought_is_no_verdict() -> None:
    found = contrasts()["token_f1"]
    assert found.difference.change.low == 0.0
    assert found.verdict == "equal"


def test_more_is_worse_where_less_is_better() -> None:
    assert contrasts()["wrong_speaker"].verdict == "worse"
    assert contrasts()["seconds_p50"].verdict == "worse"
    assert compare(AFTER, BEFORE, seed=0).contrasts[0].metric.name == "token_f1"


def test_a_metric_that_one_run_did_not_measure_is_left_out() -> None:
    assert "refusal_precision" not in contrasts()
    assert "mrr" not in contrasts()


def test_cases_that_got_better_or_worse_are_named_with_what_changed() -> None:
    found = compare(BEFORE, AFTER, seed=0)
    assert [(case.id, case.verdict) for case in found.changed] == [
        ("c1", "better"),
        ("c2", "worse"),
    ]
    assert found.changed[0].scores == {"token_f1": (0.0, 1.0), "refusal_precision": (0.0, None)}
    assert found.changed[1].scores == {"wrong_speaker": (0.0, 1.0)}


def test_only_cases_in_both_runs_are_compared() -> None:
    found = compare(BEFORE, report(scored("c3", token_f1=1.0), scored("c4", token_f1=0.0)), seed=0)
    assert found.common == 1
    assert found.contrasts[0].difference.change.value == 0.5


def test_a_case_that_failed_in_one_run_counts_there_for_nothing() -> None:
    failed = report(ReportCase("c1", "What?", None, error="locked"), *AFTER.cases[1:])
    found = {c.metric.name: c.difference for c in compare(failed, AFTER, seed=0).contrasts}
    assert found["token_f1"].first == 0.75
    assert found["seconds_p50"].change.n == 2


def test_runs_of_other_cases_or_articles_are_told_apart() -> None:
    assert compare(BEFORE, AFTER, seed=0).same_set
    assert not compare(BEFORE, report(*AFTER.cases, fingerprint="0" * 64), seed=0).same_set


def test_runs_without_a_common_case_are_refused() -> None:
    with pytest.raises(SetError, match="no case in common"):
        compare(BEFORE, report(scored("z", token_f1=1.0), name="bridges"), seed=0)


def test_a_run_is_equal_to_itself() -> None:
    found = compare(BEFORE, BEFORE, seed=0)
    assert found.changed == ()
    assert {c.verdict for c in found.contrasts} == {"equal"}
