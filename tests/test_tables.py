from eval_examples import report, scored

from eval.compare import compare
from eval.report import ReportCase
from eval.tables import comparison_text, report_text


def test_a_report_is_a_table_and_its_worst_cases() -> None:
    found = report(
        scored("c1", token_f1=1.0),
        scored("c2", ("refused wrongly",), token_f1=0.0, refusal_precision=0.0),
        scored("c3", ("wrong speaker: Lund", "quote missed: “a”"), token_f1=0.2),
        ReportCase("c4", "Who?", None, error="The library is locked."),
    )
    assert report_text(found).split("\n") == [
        "quays, 4 cases, no model, 2026-02-10T09:00:00",
        "",
        "metric             value   95 % interval  n",
        "token_f1           0.400  0.000 to 1.000  3",
        "refusal_precision  0.000  0.000 to 0.000  1",
        "",
        "3 of 4 cases have a fault:",
        "  c4: Who?",
        "    The library is locked.",
        "  c3: What of c3?",
        "    wrong speaker: Lund",
        "    quote missed: “a”",
        "  c2: What of c2?",
        "    refused wrongly",
    ]


def test_only_the_worst_ten_cases_are_listed_and_it_is_said() -> None:
    cases = [scored(f"c{i}", ("late",), token_f1=i / 20) for i in range(12)]
    lines = report_text(report(*cases)).split("\n")
    assert "12 of 12 cases have a fault; the worst 10:" in lines
    assert [line for line in lines if "c0:" in line] == ["  c0: What of c0?"]
    assert not [line for line in lines if "c11:" in line]


def test_a_run_without_faults_says_so() -> None:
    assert report_text(report(scored("c1", token_f1=1.0))).endswith("\nNo case has a fault.")


def test_a_comparison_has_both_figures_and_the_cases_that_changed() -> None:
    first = report(scored("c1", token_f1=0.0), scored("c2", token_f1=1.0))
    second = report(scored("c1", token_f1=1.0), scored("c2", token_f1=1.0, refusal_precision=1.0))
    assert comparison_text(compare(first, second, seed=0)).split("\n") == [
        "A: quays, 2 cases, no model, 2026-02-10T09:00:00",
        "B: quays, 2 cases, no model, 2026-02-10T09:00:00",
        "2 cases in both; the interval is of the paired difference.",
        "",
        "metric        A      B   B - A     95 % interval  n",
        "token_f1  0.500  1.000  +0.500  +0.000 to +1.000  2",
        "",
        "No case got worse from A to B.",
        "",
        "1 of 2 cases got better from A to B:",
        "  c1: What of c1?",
        "    token_f1 0.00 → 1.00",
    ]
