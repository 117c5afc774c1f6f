"""The commands that measure: what they print, what they keep, how they end."""

import json
from pathlib import Path

import pytest
from fakes import FakeChat
from measuring import NOTHING, NUMBER, SAID, Measuring, parsed, untimed

from eval.errors import SetError
from eval.labelled import read_labelled
from qa.llm import ModelError

REFUSAL = Path(__file__).parents[2] / "shared" / "cases" / "eval-refusal.jsonl"


@pytest.fixture
def byline(tmp_path: Path) -> Measuring:
    return Measuring(tmp_path)


def values(document: dict[str, object]) -> dict[str, float]:
    metrics = document["metrics"]
    assert isinstance(metrics, dict)
    return {name: figure["value"] for name, figure in metrics.items()}


def test_a_run_asks_the_library_and_scores_its_answers(byline: Measuring) -> None:
    document = byline.json("run", byline.set(NUMBER, SAID, NOTHING))
    found = values(document)
    assert document["set"] == "quays"
    assert found["hits@1"] == 1.0
    assert found["quote_recall"] == found["quotes_found"] == 1.0
    assert found["wrong_speaker"] == 0.0
    assert found["citation_precision"] == found["citation_recall"] == 1.0
    assert found["refusal_precision"] == found["refusal_recall"] == 1.0
    assert found["seconds_p50"] > 0
    assert found["calls"] == 0.0


def test_a_run_says_what_it_was_made_with(byline: Measuring) -> None:
    settings = byline.json("run", byline.set(NUMBER), "--seed", "5")["settings"]
    assert isinstance(settings, dict)
    assert len(settings.pop("fingerprint")) == len(settings.pop("code")) == 64
    assert "tantivy" in settings.pop("versions")
    assert settings == {
        "embedder": "toy-16",
        "model": None,
        "prompts": [],
        "version": "0.1.0",
        "as_of": "2026-02-10",
        "seed": 5,
    }


def test_two_runs_without_a_model_are_equal_but_for_their_times(byline: Measuring) -> None:
    folder = byline.set(NUMBER, SAID, NOTHING)
    assert untimed(byline.json("run", folder)) == untimed(byline.json("run", folder))


def test_a_models_requests_are_counted(byline: Measuring) -> None:
    document = byline.json("run", byline.set(NUMBER, NOTHING), "--model", "silent-1")
    assert values(document)["calls"] > 0
    assert "silent-1" in json.dumps(document["settings"])


def test_what_was_published_after_a_stated_day_is_not_there_yet(byline: Measuring) -> None:
    document = byline.json("run", byline.set(NUMBER), "--as-of", "2026-02-01")
    assert values(document)["refusal_precision"] == 0.0


def test_a_run_prints_its_figures_and_its_worst_cases(byline: Measuring) -> None:
    wrong = {**NUMBER, "id": "w", "answer": None}
    printed = byline.run("run", byline.set(NUMBER, wrong)).stdout
    assert printed.startswith("quays, 2 cases, no model, 2026-03-10T09:00:00+00:00\n\nmetric")
    assert "hits@1" in printed
    assert "  w: How many piles does the quay need?\n    answered wrongly: the articles" in printed


def test_a_report_is_kept_where_out_says(byline: Measuring) -> None:
    kept = byline.folder / "kept"
    document = byline.json("run", byline.set(NUMBER), "--out", str(kept))
    assert parsed((kept / "report.json").read_text(encoding="utf-8")) == document


def test_without_out_a_report_is_kept_by_set_and_time_in_the_library(byline: Measuring) -> None:
    result = byline.run("run", byline.set(NUMBER))
    folder = byline.folder / "library" / "runs" / "quays-20260310T090000"
    kept = {path.name for path in folder.iterdir()}
    assert kept == {"report.json", "report.html", "report.md", "junit.xml"}
    assert f"The report is in {folder / 'report.html'}, with" in result.stderr


def test_a_file_with_its_articles_named_is_a_set(byline: Measuring) -> None:
    byline.set(NUMBER)
    cases = byline.folder / "mine.jsonl"
    cases.write_text(json.dumps(NUMBER), encoding="utf-8")
    articles = str(byline.folder / "quays" / "articles.jsonl")
    assert byline.json("run", str(cases), "--articles", articles)["set"] == "mine"


def test_a_broken_floor_is_named_and_ends_the_run_with_one(byline: Measuring) -> None:
    folder = byline.set({**NUMBER, "answer": None}, checks="refusal_recall = 0.9\nwrong_speaker=1")
    result = byline.run("run", folder, status=1)
    assert "refusal_recall is 0.000, below the set's floor of 0.9." in result.stderr
    assert "wrong_speaker was measured on no case; the set asks for 1." in result.stderr
    (kept,) = (byline.folder / "library" / "runs").glob("*/junit.xml")
    assert "refusal_recall is 0.000, below the set's floor of 0.9." in kept.read_text("utf-8")


def test_a_met_floor_is_not_spoken_of(byline: Measuring) -> None:
    result = byline.run("run", byline.set(NUMBER, checks='"hits@10" = 1'))
    assert result.stderr.splitlines()[1:] == []


def test_gold_that_cannot_be_met_is_named_before_the_run(byline: Measuring) -> None:
    wrong = {**NUMBER, "evidence": [{"article_id": "q9", "text": "21"}]}
    result = byline.run("run", byline.set(wrong))
    assert "Gold that can't be met: n: the set has no article q9." in result.stderr


def test_an_unknown_set_is_a_set_error(byline: Measuring) -> None:
    with pytest.raises(SetError, match="There is no set harbour: give one of news"):
        byline.run("run", "harbour")


def test_two_runs_stand_side_by_side(byline: Measuring) -> None:
    folder = byline.set(NUMBER, NOTHING)
    for name, words in (("a", ["--as-of", "2026-02-01"]), ("b", [])):
        byline.run("run", folder, "--out", str(byline.folder / name), *words)
    both = [str(byline.folder / name) for name in "ab"]
    printed = byline.run("compare", *both).stdout
    document = byline.json("compare", *both)
    assert "1 of 2 cases got better from A to B:\n  n: How many piles" in printed
    assert document["common"] == 2
    metrics = document["metrics"]
    assert isinstance(metrics, dict)
    assert (metrics["hits@1"]["a"], metrics["hits@1"]["b"]) == (0.0, 1.0)
    assert metrics["hits@1"]["difference"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 1}
    assert metrics["hits@1"]["verdict"] == "better"


def test_runs_kept_in_the_library_are_compared_by_their_names(byline: Measuring) -> None:
    folder = byline.set(NUMBER)
    byline.run("run", folder)
    byline.run("run", folder)
    result = byline.run("compare", "quays-20260310T090000", "quays-20260310T090100")
    assert "No case got worse from A to B." in result.stdout


def test_runs_of_other_cases_are_told_apart(byline: Measuring) -> None:
    byline.run("run", byline.set(NUMBER), "--out", str(byline.folder / "a"))
    byline.run("run", byline.set(NUMBER, SAID), "--out", str(byline.folder / "b"))
    result = byline.run("compare", str(byline.folder / "a"), str(byline.folder / "b"))
    assert "only what both have is compared" in result.stderr


def test_the_own_sets_are_listed_with_their_size(byline: Measuring) -> None:
    document = byline.json("list")
    sets = document["sets"]
    assert isinstance(sets, list)
    news = next(found for found in sets if found["name"] == "news")
    assert news["cases"] >= 40
    assert news["articles"] >= 12
    printed = byline.run("list").stdout
    assert f"news  {news['cases']} cases, {news['articles']} articles\n" in printed
    assert news["description"] in printed


@pytest.mark.skipif(not REFUSAL.exists(), reason="needs ../shared/cases")
def test_a_refusal_is_scored_and_leaves_no_nan(byline: Measuring) -> None:
    articles = str(REFUSAL.with_name("eval-refusal.articles.jsonl"))
    document = byline.json("run", str(REFUSAL), "--articles", articles, "--model", "none")
    cases = document["cases"]
    assert isinstance(cases, list)
    assert [case["id"] for case in cases] == ["r1", "r2", "r3"]
    assert all(case["scores"] for case in cases)
    refused = cases[1]["scores"]
    assert refused["token_f1"] == refused["refusal_precision"] == refused["refusal_recall"] == 1.0
    found = values(document)
    assert found["refusal_precision"] == found["refusal_recall"] == 1.0


def test_a_broken_gate_ends_a_comparison_with_status_one(byline: Measuring) -> None:
    for _ in range(2):
        byline.run("run", byline.set(NUMBER, SAID))
    runs = "quays-20260310T090000", "quays-20260310T090100"
    byline.run("compare", *runs, "--gate", "citation_precision>=1", "--no-worse", "token_f1:0.02")
    failed = byline.run("compare", *runs, "--gate", "hits@1<=0.5", status=1)
    assert "hits@1 is 1.000, above the gate of 0.5." in failed.stderr
    wrong = byline.run("compare", *runs, "--gate", "good enough", status=2)
    assert "is no gate: write one" in wrong.output


def verdicts(*of_the_run: str) -> FakeChat:
    """Return a judge that says of each labelled case what people say, then this of the run's."""
    labels = [json.dumps({"right": case.right, "why": "so"}) for case in read_labelled()]
    return FakeChat([*labels, *of_the_run], "fair-1")


def test_a_judges_figures_stand_beside_the_runs_own(byline: Measuring) -> None:
    alone = byline.json("run", byline.set(NUMBER, SAID, NOTHING))
    byline.chat = verdicts("yes", '{"right": false, "why": "cut"}', "Yes.")
    words = ("run", byline.set(NUMBER, SAID, NOTHING), "--judge", "fair-1", "--workers", "1")
    document = byline.json(*words, "--out", str(byline.folder / "kept"))
    judge = document.pop("judge")
    assert isinstance(judge, dict)
    assert untimed(document) == untimed(alone)
    assert (judge["model"], judge["kappa"]["value"]) == ("fair-1", 1.0)
    assert judge["right"]["n"] == 3
    assert judge["cases"]["s"] == {"right": False, "why": "cut"}
    kept = parsed((byline.folder / "kept" / "report.json").read_text(encoding="utf-8"))
    assert kept["judge"] == judge
    printed = byline.run(*words).stdout  # its replies were kept, so the script is not needed again
    number = len(read_labelled())
    assert f"on {number} labelled cases: kappa 1.00 (1.00 to 1.00)\n\nNo case has" in printed


def test_a_judge_that_fails_loses_nothing_of_the_run(byline: Measuring) -> None:
    byline.chat = FakeChat([ModelError("The model cannot be reached.", "unreachable")])
    words = ("--judge", "gone-1", "--workers", "1", "--out", str(byline.folder / "kept"))
    result = byline.run("run", byline.set(NUMBER), *words, "--json", status=1)
    assert "The judge failed, the run did not. The model cannot be reached." in result.stderr
    document = parsed(result.stdout)
    assert values(document)["hits@1"] == 1.0
    assert "judge" not in document
    assert parsed((byline.folder / "kept" / "report.json").read_text("utf-8")) == document


def test_a_judge_without_a_usable_reply_is_warned_of(byline: Measuring) -> None:
    printed = byline.run("run", byline.set(NUMBER), "--judge", "silent-1").stdout
    assert "Judge silent-1: gave no score on 0 cases" in printed
    assert "Warning: don’t rely on this judge" in printed


def test_a_judge_alone_is_measured_on_the_labelled_cases(byline: Measuring) -> None:
    byline.chat = verdicts()
    printed = byline.run("judge", "fair-1", "--workers", "1").stdout
    assert "kappa 1.00 (1.00 to 1.00)" in printed
    document = byline.json("judge", "fair-1")
    assert document["kappa"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": len(read_labelled())}


@pytest.mark.parametrize("words", [("judge", "none"), ("run", "news", "--judge", "none")])
def test_no_model_is_no_judge(byline: Measuring, words: tuple[str, ...]) -> None:
    assert "A judge is a language model" in byline.run(*words, status=2).stderr


def test_a_set_in_the_librarys_folder_is_run_by_its_name(byline: Measuring) -> None:
    folder = Path(byline.set(NUMBER))
    (byline.folder / "library" / "sets").mkdir(parents=True)
    folder.rename(byline.folder / "library" / "sets" / "mine")
    assert byline.json("run", "mine")["set"] == "quays"
    listed = byline.json("list")["sets"]
    assert isinstance(listed, list)
    assert [found["name"] for found in listed] == ["news", "mine"]
