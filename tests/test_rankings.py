"""Rankings of passages compared: fusion by scores, and the table of lengths and ways."""

from toy_embedder import ToyEmbedder

from eval.cases import EvalCase, Evidence
from eval.rankings import Ranked, by_scores, measure_rankings, rankings_text
from index.article import Draft


def test_scores_are_brought_to_one_scale_before_they_are_added() -> None:
    assert by_scores([(1, 9.0), (2, 5.0), (3, 1.0)], [(3, 0.9), (2, 0.1)], 0.5) == [1, 2, 3]
    assert by_scores([], [(4, 0.3)], 1.0) == [4]


def test_the_table_has_hits_and_mean_reciprocal_rank() -> None:
    ranked = Ranked(400, 1200, "words", (1, 4, None, 10))
    assert rankings_text([ranked]).splitlines()[2] == (
        "| 400 | 1,200 | words | 0.250 / 0.500 / 0.750 | 0.338 |"
    )


def test_each_length_is_ranked_in_each_way() -> None:
    drafts = [
        Draft("a", "The hospital has 241 beds.\n\nRain fell on the port.", id="a", title="Beds"),
        Draft("b", "Barley is dear this year.", id="b"),
    ]
    cases = [
        EvalCase("q", "How many beds has the hospital?", "241", (), (Evidence("a", "241 beds"),)),
        EvalCase("none", "Who won?"),
    ]
    found = measure_rankings(drafts, cases, ToyEmbedder(), (40, 400), lambda *_: None)

    assert [(one.longest, one.chunks) for one in found if one.way == "words"] == [(40, 3), (400, 2)]
    assert {one.way for one in found} >= {"words", "both by ranks, vectors 0.5"}
    assert all(one.ranks == (1,) for one in found if one.way == "words")
