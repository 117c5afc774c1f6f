import pytest
from eval_examples import report, scored
from report_examples import made, scores

from eval.breakdown import distribution, kind_of, kinds, risk_curve
from eval.intervals import Score
from eval.metrics import BY_NAME
from eval.report import ReportCase
from eval.worst import badness, worst_first


def of_kind(kind: str | None, right: float, *faults: str) -> ReportCase:
    return made("c", None, *faults, kind=kind, scores={"right": Score(right)})


def test_kinds_are_counted_and_the_worst_stands_first() -> None:
    found = kinds(
        report(
            of_kind("who", 1.0),
            of_kind("who", 0.0, "late"),
            of_kind("when", 1.0),
            of_kind(None, 0.0),
            of_kind("why", 0.0, "late"),
        )
    )
    assert [(k.name, k.cases, k.right and k.right.value, k.faulty) for k in found] == [
        ("why", 1, 0.0, 1.0),
        ("other", 1, 0.0, 0.0),
        ("who", 2, 0.5, 0.5),
        ("when", 1, 1.0, 0.0),
    ]


def test_a_kinds_interval_is_that_of_a_run_of_its_cases_alone() -> None:
    who = [of_kind("who", right) for right in (1.0, 0.0, 1.0, 1.0, 0.0)]
    mixed = report(of_kind("when", 1.0), *who)
    assert {k.name: k.right for k in kinds(mixed)}["who"] == report(*who).metrics["right"]


def test_a_kind_that_is_not_scored_on_right_stands_by_its_faults() -> None:
    cases = (
        made("a", None, "late", kind="summary"),
        made("b", None, kind="summary"),
        of_kind("who", 0.75),
        made("d", None, kind="quiet"),
    )
    found = kinds(report(*cases))
    assert [kind.name for kind in found] == ["summary", "who", "quiet"]
    assert found[0].right is None


def test_a_case_that_could_not_be_asked_has_a_fault() -> None:
    (kind,) = kinds(report(ReportCase("c1", "Who?", None, error="The library is locked.")))
    assert (kind.name, kind.faulty, kind.right) == ("other", 1.0, None)
    assert kinds(report()) == ()


def test_a_case_without_a_type_is_of_the_kind_other() -> None:
    assert kind_of(made("c", None, kind=None)) == "other"
    assert kind_of(made("c", None, kind="who")) == "who"


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (0.0, 0),
        (0.05, 0),
        (0.1, 1),
        (0.3, 3),
        (0.6, 6),
        (0.7, 7),
        (0.999999, 9),
        (1.0, 9),
        (2.0, 9),
    ],
)
def test_a_score_is_counted_in_the_bin_that_begins_at_or_below_it(value: float, place: int) -> None:
    found = distribution(report(scored("c", token_f1=value)), BY_NAME["token_f1"])
    assert found is not None
    assert [at for at, count in enumerate(found.counts) if count] == [place]
    assert found.cases == 1


def test_a_distribution_has_the_scale_of_its_metric() -> None:
    cases = [scored(f"c{value}", bleu=value) for value in (0.0, 45.0, 100.0)]
    bleu = report(*[], name="summaries")
    found = distribution(
        type(bleu)(bleu.set, bleu.started, bleu.settings, {}, tuple(cases)), BY_NAME["bleu"]
    )
    assert found is not None
    assert found.counts == (1, 0, 0, 0, 1, 0, 0, 0, 0, 1)


def test_what_is_not_scored_or_has_no_end_has_no_distribution() -> None:
    assert distribution(report(scored("c", token_f1=1.0)), BY_NAME["mrr"]) is None
    assert distribution(report(scored("c", polarity=3.0)), BY_NAME["polarity"]) is None


def test_the_curve_takes_the_surest_answers_first() -> None:
    cases = [
        made(str(place), None, scores=scores(right, confidence))
        for place, (right, confidence) in enumerate(
            [(0.0, 0.2), (1.0, 0.9), (1.0, 0.5), (0.0, 0.5)]
        )
    ]
    assert risk_curve(report(*cases)) == [(0.25, 0.0), (0.75, 1 / 3), (1.0, 0.5)]
    assert risk_curve(report(scored("c", token_f1=1.0))) == []


def test_of_equally_many_faults_the_lower_scores_are_worse() -> None:
    cases = [
        scored("good", ("late",), token_f1=0.9),
        scored("bad", ("late",), token_f1=0.1),
        scored("whole", token_f1=0.0),
        ReportCase("failed", "Who?", None, error="The library is locked."),
    ]
    assert [case.id for case in worst_first(cases)] == ["failed", "bad", "good", "whole"]


def test_a_score_counts_as_a_share_of_its_scale() -> None:
    half = badness(scored("c", bleu=50.0)), badness(scored("c", token_f1=0.5))
    assert half[0] == half[1]
