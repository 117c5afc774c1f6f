from pathlib import Path

import numpy as np
import pytest
from eval_examples import citation, sentence

from eval.cases import EvalCase
from eval.errors import SetError
from eval.faults import summary_faults
from eval.intervals import Score
from eval.lexicons import read_arousal
from eval.metrics import SeenSummary, score_summary, sum_up
from eval.summaries import bleu, compression, corpus_bleu, points_covered, polarity, rouge
from qa.answer import Section, Sentence, Summary

FIRE = "The fire destroyed the old cold store on the quay."
BOATS = "Twelve boats were saved by the fire service."


def summary(*sentences: Sentence) -> Summary:
    sections = (Section("What happened", sentences),) if sentences else ()
    return Summary(
        status="answered" if sentences else "refused",
        reason=None if sentences else "Nothing can stand in it.",
        sections=sections,
        citations=(citation(1, f"{FIRE} {BOATS}"),),
        loaded=(),
        origins=1,
        differences=(),
        withheld=(),
        model=None,
        prompt=None,
        seconds=0.1,
    )


def gold(answer: str | None = None, *points: str) -> EvalCase:
    return EvalCase("s1", "Summary", answer, summarize=("a1",), points=points)


def test_equal_texts_score_full_marks() -> None:
    made = summary(sentence(FIRE, 1))
    assert {name: s.value for name, s in rouge(gold(FIRE), made).items()} == {
        "rouge1": 1.0, "rouge2": 1.0, "rougeL": 1.0,
        "rouge1_recall": 1.0, "rouge2_recall": 1.0, "rougeL_recall": 1.0,
    }  # fmt: skip
    found = bleu(gold(FIRE), made)
    assert found is not None
    assert found.value == pytest.approx(100.0)


def test_rouge_counts_words_in_common() -> None:
    # 2 of 4 words of the summary, 2 of 8 of the gold: precision 1/2, recall 1/4, F1 1/3.
    found = rouge(
        gold("the store burned down at one last night"),
        summary(sentence("A store burned again", 1)),
    )
    assert found["rouge1"].value == pytest.approx(1 / 3)
    assert found["rouge1_recall"].value == pytest.approx(1 / 4)


def test_bleu_over_all_cases_is_that_of_their_counts() -> None:
    cases = [
        bleu(gold(FIRE), summary(sentence(FIRE, 1))),
        bleu(gold(BOATS), summary(sentence(BOATS, 1))),
    ]
    counts = np.array([found.counts for found in cases if found])
    assert corpus_bleu(counts, np.ones(2)) == pytest.approx(100.0)
    half = corpus_bleu(counts, np.array([1.0, 0.0]))
    assert half == pytest.approx(100.0)
    figures = sum_up([{"bleu": found} for found in cases if found], seed=0)
    assert figures["bleu"].value == pytest.approx(100.0)


def test_points_are_covered_by_half_of_their_words_in_a_run() -> None:
    made = summary(sentence(FIRE, 1))
    case = gold(None, "destroyed the old cold store", "the mayor resigned on Monday")
    assert points_covered(case, made) == Score(0.5, 2)
    assert points_covered(gold(FIRE), made) is None
    assert summary_faults(SeenSummary(case, made)) == (
        "point missed: the mayor resigned on Monday",
    )


def test_polarity_is_the_arousal_of_polar_words_beyond_the_gold() -> None:
    arousal = {"destroyed": 0.8, "saved": 0.5, "fire": 0.9}
    made = summary(sentence(FIRE, 1), sentence(BOATS, 1))
    found = polarity(gold("A fire burned the store."), made, arousal)
    assert found is not None
    assert found.value == pytest.approx(1.3)
    assert polarity(gold("x"), made, {}) is None


def test_a_lexicon_gives_the_arousal_of_its_polar_words(tmp_path: Path) -> None:
    path = tmp_path / "vad.txt"
    path.write_text(
        "Word\tValence\tArousal\tDominance\nfire\t0.2\t0.9\t0.5\nstone\t0.5\t0.4\t0.5\njoy\t0.9\t0.7\t0.5\n"
    )
    assert read_arousal(path) == {"fire": 0.9, "joy": 0.7}
    path.write_text("fire\t-0.6\t0.8\t0\nstone\t0\t-0.2\t0\n")
    assert read_arousal(path) == {"fire": pytest.approx(0.9)}
    path.write_text("nothing of the kind")
    with pytest.raises(SetError, match="no NRC-VAD lexicon"):
        read_arousal(path)


def test_compression_is_the_share_of_words_kept() -> None:
    made = summary(sentence(FIRE, 1))
    assert compression(made, [f"{FIRE} {FIRE}"]) == Score(0.5)
    assert compression(made, []) is None


def test_a_summary_is_scored_by_all_that_applies() -> None:
    made = summary(sentence(FIRE, 1), sentence("The shameful fire spread.", 1))
    scores = score_summary(SeenSummary(gold(FIRE), made, (FIRE,)))
    assert scores["citation_recall"].value == 0.5
    assert scores["loaded_sentences"].value == 0.5
    assert "polarity" not in scores
    faults = summary_faults(SeenSummary(gold(FIRE), made, (FIRE,)))
    assert faults[-1] == "a loaded word: The shameful fire spread."


def test_an_empty_summary_has_a_fault_and_no_shares() -> None:
    scores = score_summary(SeenSummary(gold(FIRE), summary()))
    assert "citation_recall" not in scores
    assert scores["rouge1"].value == 0.0
    assert summary_faults(SeenSummary(gold(FIRE), summary())) == (
        "nothing was summarised: Nothing can stand in it.",
    )
