"""The benchmark of speed: what it measures has the right shape; no test looks at a time."""

import datetime as dt
import json
from pathlib import Path

import pytest
from bench_fakes import ONE, OTHER

from eval.bench.contestant import WHOLE, read_articles, write_articles
from eval.bench.course import Plan
from eval.bench.crowd import serve
from eval.bench.figures import Benchmark, benchmark_to_json, percentile
from eval.bench.ours import OURS, OurAdder, OurAsker
from eval.bench.plain import PlainAdder, PlainAsker
from eval.bench.run import Field, run_bench
from eval.bench.shown import html, markdown
from eval.bench.texts import WORDS, Texts
from eval.errors import SetError
from eval.goldset import load
from index.article import Article, Draft
from index.clean import paragraphs
from index.copies import is_copy, shingles

DAY = dt.date(2026, 3, 1)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(load("news", DAY).articles, 0)


@pytest.fixture(scope="module")
def found() -> Benchmark:
    return run_bench(
        [load("news", DAY)],
        Plan(sizes=(50, 200), rounds=2, questions=7),
        Field((ONE, OTHER), "other"),
        started=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
        seed=0,
        show=lambda _: None,
    )


def test_an_article_hangs_on_its_number_alone(texts: Texts) -> None:
    three = list(texts.articles(0, 3))

    assert list(texts.articles(2, 3)) == three[2:]
    assert len({draft.text for draft in three}) == 3
    assert all(len(draft.text.split()) > 0.9 * WORDS for draft in three)


def test_made_articles_are_no_copies_of_each_other(texts: Texts) -> None:
    drafts = list(texts.articles(0, 30))
    found = [
        shingles(paragraphs(Article(str(draft.id), None, None, None, None, draft.text)))
        for draft in drafts
    ]

    assert not any(is_copy(one, other) for at, one in enumerate(found) for other in found[:at])


def test_questions_are_the_same_at_every_run_and_a_third_is_given(texts: Texts) -> None:
    mixed = texts.mixed(["a?", "b?", "c?", "d?"], 9, 20)

    assert mixed == texts.mixed(["a?", "b?", "c?", "d?"], 9, 20)
    assert len(mixed) == 9
    assert len(set(mixed) & {"a?", "b?", "c?", "d?"}) == 3
    assert any(question.startswith("What did ") for question in mixed)


def test_a_set_with_too_few_sentences_is_refused() -> None:
    with pytest.raises(SetError, match="too few"):
        Texts([Draft("s", "One sentence is here.")], 0)


def test_libraries_grow_from_size_to_size(found: Benchmark) -> None:
    shape = [(one.paragraphs, one.contestant) for one in found.figures]

    assert shape == [(50, "one"), (50, "other"), (200, "one"), (200, "other")]
    small, large = found.figures[0], found.figures[2]
    assert large.articles > small.articles
    # Of all articles so far, each once: the fake answers with their number.
    assert small.stages[WHOLE].p50 == pytest.approx(small.articles)
    assert large.stages[WHOLE].p99 == pytest.approx(large.articles)


def test_ratios_are_to_the_baseline_and_growth_to_the_size_before(found: Benchmark) -> None:
    assert [one.rate_ratio for one in found.figures if one.contestant == "other"] == [1, 1]
    assert [(one.contestant, one.paragraphs) for one in found.growth] == [
        ("one", 200),
        ("other", 200),
    ]
    grown = found.figures[2].articles / found.figures[0].articles
    assert found.growth[0].p95 == pytest.approx(grown, abs=1e-3)


def test_many_at_once_are_measured_beside_one_client_on_a_copy(found: Benchmark) -> None:
    assert [(one.contestant, one.paragraphs, one.clients) for one in found.crowds] == [
        ("one", size, clients) for size in (50, 200) for clients in (1, 16)
    ]
    single, many = found.crowds[:2]
    assert (single.whole.p95, single.times_single, single.a_second) == (7.0, 1.0, 7.0)
    assert (many.whole.p95, many.times_single, many.a_second) == (70.0, 10.0, 3.5)
    assert (many.added, many.errors) == (6, 1)
    assert "| 50 | one | 16 | 6 | 40.0 / 70.0 / 70.0 | 10.00 × | 3.5 | 1 |" in markdown(found)


def test_the_reports_tell_every_contestant(found: Benchmark) -> None:
    json.dumps(benchmark_to_json(found))
    for text in (markdown(found), html(found)):
        assert "The first." in text
        assert "The second." in text
    assert "<script" not in html(found)


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([3.0, 1.0, 2.0, 4.0], 0.5) == 2.0
    assert percentile([3.0, 1.0, 2.0, 4.0], 0.95) == 4.0
    assert percentile([7.0], 0.01) == 7.0


def test_byline_and_the_plain_pipeline_find_what_they_were_given(
    texts: Texts, tmp_path: Path
) -> None:
    path = tmp_path / "articles.jsonl"
    write_articles(path, list(texts.articles(0, 3)))
    assert [one.id for one in read_articles(path)] == ["made-0-0", "made-0-1", "made-0-2"]

    ours = OurAdder(tmp_path / "ours")
    ours.add(path)
    ours.close()
    assert {"embed", "words", "vectors", "search", WHOLE} == set(
        OurAsker(tmp_path / "ours").ask("What did the mayor say?")
    )
    PlainAdder(tmp_path / "plain").add(path)
    stages = PlainAsker(tmp_path / "plain").ask("What did the mayor say?")
    assert set(stages) == {"embed", "vectors", WHOLE}
    alone, many, adding, crowd = serve(tmp_path / "ours", ["Who spoke?", "And why?"], texts, 3)
    assert [one.errors for one in (alone, many, adding, crowd)] == [0, 0, 0, 0]
    assert [len(one.seconds) for one in (alone, many, adding, crowd)] == [2, 4, 2, 4]
    assert (alone.added, many.added) == (None, None)
    assert OURS.server is serve
