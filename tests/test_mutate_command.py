"""The command `eval mutate`: what it prints, what it keeps, how it ends."""

from pathlib import Path

import pytest
from measuring import NOTHING, NUMBER, SAID, Measuring, parsed, untimed

from eval.mutations.kinds import KINDS

WHEN = {
    "id": "w",
    "question": "When does the tram begin to run?",
    "answer": "Friday",
    "evidence": [{"article_id": "q2", "text": "The tram will begin to run on Friday"}],
    "type": "when",
}
TRAM = {
    "id": "q2",
    "title": "Tram line",
    "outlet": "Wire",
    "date": "2026-02-11",
    "text": "The tram will begin to run on Friday, the county said.",
}


@pytest.fixture
def byline(tmp_path: Path) -> Measuring:
    return Measuring(tmp_path)


def figures(document: dict[str, object]) -> dict[str, tuple[float, int]]:
    found = document["robustness"]
    assert isinstance(found, dict)
    return {kind: (figure["value"], figure["n"]) for kind, figure in found.items()}


def test_each_kind_has_its_figure(byline: Measuring) -> None:
    folder = byline.set(NUMBER, SAID, WHEN, NOTHING, articles=[TRAM])
    document = byline.json("mutate", folder)
    found = figures(document)
    assert document["set"] == "quays, mutated"
    assert found["number"] == found["date"] == (1.0, 1)
    assert found["order"] == (1.0, 4)
    assert found["removed"][1] == found["instructed"][1] == 3
    mutations = document["mutations"]
    assert isinstance(mutations, dict)
    assert list(mutations) == list(KINDS)
    assert mutations["date"] == {"made": 1, "counted": 1}
    assert mutations["speaker"] == {"made": 0, "counted": 0}
    metrics = document["metrics"]
    assert isinstance(metrics, dict)
    assert metrics["robust"]["n"] == sum(n for _, n in found.values())


def test_a_case_that_is_wrong_unmutated_does_not_count(byline: Measuring) -> None:
    document = byline.json("mutate", byline.set({**NUMBER, "answer": "22 or 21 or so"}))
    assert document["robustness"] == {}
    assert document["cases"] == []
    mutations = document["mutations"]
    assert isinstance(mutations, dict)
    assert mutations["number"] == {"made": 1, "counted": 0}


def test_two_runs_are_equal_and_another_seed_is_not(byline: Measuring) -> None:
    folder = byline.set(NUMBER)
    first = byline.json("mutate", folder, "--kind", "number")
    assert untimed(byline.json("mutate", folder, "--kind", "number")) == untimed(first)
    other = byline.json("mutate", folder, "--kind", "number", "--seed", "1")
    assert other["cases"] != first["cases"]


def test_a_table_has_both_counts_and_what_broke(byline: Measuring) -> None:
    # The other article tempts to an answer where the one with the evidence is gone.
    twin = {**TRAM, "text": "The quay needs 40 piles of sand, the harbour office said."}
    folder = byline.set(NUMBER, articles=[twin])
    printed = byline.run("mutate", folder, "--kind", "removed", "--kind", "order").stdout
    lines = printed.splitlines()
    assert lines[0] == "quays, mutated, 2 cases, no model, 2026-03-10T09:00:00+00:00"
    assert lines[2].split() == ["mutation", "robust", "95", "%", "interval", "n", "made"]
    assert lines[3].split() == ["removed", "0.000", "0.000", "to", "0.000", "1", "1"]
    assert lines[4].split() == ["order", "1.000", "1.000", "to", "1.000", "1", "1"]
    assert "1 expectation broke:\n  removed/n: How many piles does the quay need?\n" in printed
    assert "    expected: a refusal\n    came: “The quay needs 40 piles of sand" in printed


def test_a_result_is_kept_where_out_says_and_compares_as_a_report(byline: Measuring) -> None:
    folder, kept = byline.set(NUMBER), byline.folder / "kept"
    document = byline.json("mutate", folder, "--out", str(kept))
    assert parsed((kept / "report.json").read_text(encoding="utf-8")) == document
    assert "No case got worse" in byline.run("compare", str(kept), str(kept)).stdout


def test_without_out_a_result_is_kept_in_the_library(byline: Measuring) -> None:
    result = byline.run("mutate", byline.set(NUMBER), "--kind", "order")
    path = byline.folder / "library" / "runs" / "quays-mutated-20260310T090000" / "report.json"
    assert path.is_file()
    assert f"The report is in {path}." in result.stderr


def test_a_broken_gate_is_named_and_ends_with_one(byline: Measuring) -> None:
    folder = byline.set(NUMBER)
    byline.run("mutate", folder, "--kind", "order", "--gate", "robust/order>=1")
    gates = ["--gate", "robust/date>=0.5"]
    result = byline.run("mutate", folder, "--kind", "order", *gates, status=1)
    assert "robust/date was measured on no case." in result.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--kind", "rhyme"], "speaker, number, date"),
        (["--gate", "number>0.9"], "is no gate: write one"),
        (["--gate", "robust/rhyme>=0.9"], "There is no figure robust/rhyme"),
    ],
)
def test_an_unknown_kind_or_gate_is_wrong_use(
    byline: Measuring, words: list[str], told: str
) -> None:
    result = byline.run("mutate", byline.set(NUMBER), *words, status=2)
    assert told in " ".join(result.output.replace("│", " ").split())


def test_a_model_is_asked_as_in_a_run(byline: Measuring) -> None:
    words = ["--model", "silent-1", "--kind", "order"]
    document = byline.json("mutate", byline.set(NUMBER, NOTHING), *words)
    metrics = document["metrics"]
    assert isinstance(metrics, dict)
    assert metrics["calls"]["value"] > 0
