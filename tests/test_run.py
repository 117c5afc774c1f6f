import datetime as dt
import json
from collections.abc import Callable

from eval_examples import answer, case, citation, passage, said, sentence, settings, table_quote

from eval.cases import EvalCase
from eval.goldset import GoldSet
from eval.metrics import Spent
from eval.report import EvalReport, Gold, report_to_json
from eval.run import Bench, report_of
from qa.answer import Answer

FREE = Spent()
STARTED = dt.datetime(2026, 2, 10, 9, 0, 0, 123, tzinfo=dt.UTC)
SUM = "Ida Lund called the sum “hard to find.”"
PILES = case("17", evidence=["the quay needs 17 new piles"], case_id="r1")
POPE = case(None, case_id="r2")
LUND = case(
    "hard to find", ["hard to find"], ["called the sum “hard to find.”"], "Ida Lund", case_id="r3"
)
ANSWERS = {
    "r1": answer(
        sentence("The quay needs 17 new piles.", 1),
        citations=[citation(1, "The quay needs 17 new piles. It rained.")],
        passages=[passage("the quay needs 17 new piles")],
        seconds=0.1,
        prompt="answer@12345678",
    ),
    "r2": answer(seconds=0.2),
    "r3": answer(
        said(SUM, "Ida Lund", 1),
        citations=[citation(1, SUM)],
        passages=[passage("It rained."), passage(SUM)],
        seconds=0.3,
    ),
}


def gold(*cases: EvalCase) -> GoldSet:
    return GoldSet("quays", "", None, cases, (), {}, None, "f" * 64, ())


def run_with(
    ask: Callable[[EvalCase], Answer], *cases: EvalCase, spent: Spent = FREE
) -> EvalReport:
    bench = Bench.of(cases, [table_quote("hard to find.")], {}, {})
    scored = [bench.answered(case, ask(case), spent) for case in cases]
    return report_of(gold(*cases), scored, settings(), STARTED)


def given(asked: EvalCase) -> Answer:
    return ANSWERS[asked.id]


def test_every_case_is_scored_and_a_right_refusal_counts_one() -> None:
    report = run_with(given, PILES, POPE, LUND)
    assert [found.id for found in report.cases] == ["r1", "r2", "r3"]
    assert report.cases[1].scores["token_f1"].value == 1.0
    values = {name: (f.value, f.n) for name, f in report.metrics.items()}
    assert values["refusal_precision"] == (1.0, 1)
    assert values["refusal_recall"] == (1.0, 1)
    assert values["hits@1"] == (0.5, 2)
    assert values["mrr"] == (0.75, 2)
    assert values["quotes_found"] == (1.0, 1)
    assert values["wrong_speaker"] == (0.0, 1)
    assert values["citation_precision"] == (1.0, 2)
    assert values["seconds_p50"] == (0.2, 3)


def test_a_report_says_what_it_was_made_with() -> None:
    report = run_with(given, PILES, POPE, LUND)
    assert (report.set, report.started) == ("quays", "2026-02-10T09:00:00+00:00")
    assert report.settings.prompts == ("answer@12345678",)


def test_a_report_keeps_whole_answers_and_no_nan() -> None:
    document = report_to_json(run_with(given, PILES, POPE, LUND))
    text = json.dumps(document, allow_nan=False)
    kept = json.loads(text)["cases"][1]["answer"]
    assert (kept["status"], kept["reason"]) == ("refused", "Nothing was found on it.")


def test_two_runs_with_equal_answers_are_equal() -> None:
    first, second = run_with(given, PILES, POPE, LUND), run_with(given, PILES, POPE, LUND)
    assert report_to_json(first) == report_to_json(second)


def test_a_case_that_failed_has_its_error_and_no_scores() -> None:
    bench = Bench.of((), (), {}, {})
    failed = bench.failed(POPE, "The library is locked: try again.")
    assert (failed.id, failed.answer, failed.scores) == ("r2", None, {})
    assert failed.error == "The library is locked: try again."
    report = report_of(gold(POPE), [failed], settings(), STARTED)
    assert report.metrics == {}


def test_what_a_model_costs_is_in_its_case() -> None:
    report = run_with(given, PILES, spent=Spent(2, 300))
    assert (report.metrics["calls"].value, report.metrics["tokens"].value) == (2.0, 300.0)


def test_a_case_has_its_kind_and_its_gold() -> None:
    (kept,) = run_with(given, LUND).cases
    assert kept.gold == Gold("hard to find", ("hard to find",))


def test_a_quote_that_gold_gives_to_another_person_is_found_by_the_cited_article() -> None:
    ostrov = case(None, person="Mara Ostrov", case_id="r4")
    wrong = answer(
        said("Mara Ostrov called the sum “hard to find”.", "Mara Ostrov", 1),
        citations=[citation(1, SUM)],
    )
    report = run_with(lambda asked: wrong if asked.id == "r4" else given(asked), LUND, ostrov)
    assert report.cases[1].scores["wrong_speaker"].value == 1.0
    assert report.cases[1].faults[0] == "answered wrongly: the articles have no answer"
