"""How a run goes on: replies that are kept, journals, budgets, workers."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from eval_examples import case, scored, settings
from fakes import FakeChat
from toy_embedder import ToyEmbedder

from eval.budget import Budget, Purse
from eval.fresh import Finished, Means, run_set
from eval.goldset import GoldSet
from eval.identity import code_hash, versions
from eval.intervals import Score
from eval.journal import Journal
from eval.metrics import Spent
from eval.replies import CountedChat, KeptChat
from eval.report import ReportCase, report_to_json
from index.article import Draft
from qa.llm import ModelError

STARTED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
ARTICLE = Draft(
    "s",
    "The quay needs 21 new piles, the office said.\n\n“Nobody will pay,” said Ida Lund.",
    id="q1",
    title="Quay report",
    date=dt.date(2026, 2, 10),
)


def gold(number: int = 3) -> GoldSet:
    cases = tuple(
        replace(
            case("21", evidence=["The quay needs 21 new piles"], article_id="q1", case_id=f"c{n}"),
            question=f"How many piles does the quay need in {2000 + n}?",
        )
        for n in range(number)
    )
    return GoldSet("quays", "", None, cases, (ARTICLE,), {}, None, "f" * 64, ())


def means(folder: Path | None = None, workers: int = 1, budget: Budget | None = None) -> Means:
    return Means(
        ToyEmbedder(),
        None,
        float,  # always 0.0, and another process can take it over
        "0.1.0",
        workers=workers,
        journals=folder,
        budget=budget or Budget(),
    )


def run(
    found: GoldSet, with_: Means, show: Callable[[int, int, str], None] = lambda *_: None
) -> Finished:
    return run_set(found, with_, as_of=None, started=STARTED, seed=0, show=show)


class Stopped(Exception):
    """Somebody has pressed Ctrl-C."""


def test_a_run_goes_on_where_it_was_interrupted(tmp_path: Path) -> None:
    def stop(done: int, total: int, line: str) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        run(gold(), means(tmp_path), stop)
    shown: list[int] = []
    finished = run(gold(), means(tmp_path), lambda done, *_: shown.append(done))
    assert (finished.resumed, finished.left, shown) == (2, 0, [2, 3])
    straight = run(gold(), means())
    assert report_to_json(finished.report) == report_to_json(straight.report)
    assert list(tmp_path.iterdir()) == []  # a run that has ended leaves no journal


def test_a_journal_is_of_one_setting_and_survives_a_cut_line(tmp_path: Path) -> None:
    done = scored("c1", ("late",), token_f1=0.5)
    failed = ReportCase("c2", "What?", None, error="The library is locked.")
    with Journal(tmp_path, settings()) as journal:
        journal.keep(done)
        journal.keep(failed)
    (path,) = tmp_path.iterdir()
    path.write_text(path.read_text(encoding="utf-8") + '{"id": "c3", "que', encoding="utf-8")
    with Journal(tmp_path, settings()) as journal:
        assert journal.done == {"c1": done}
        journal.keep(scored("c4"))
    assert set(Journal(tmp_path, settings()).done) == {"c1", "c4"}
    assert Journal(tmp_path, replace(settings(), code="other")).done == {}
    assert Journal(None, settings()).done == {}


def test_a_run_stops_when_its_budget_is_used_up(tmp_path: Path) -> None:
    finished = run(gold(), means(tmp_path, budget=Budget(seconds=0)))
    assert finished.unasked == "the 0 seconds that the run may take are over"
    assert (len(finished.report.cases), finished.left) == (1, 2)
    assert run(gold(), means(tmp_path)).resumed == 1


def test_a_purse_counts_calls_and_tokens() -> None:
    purse = Purse(Budget(calls=2, tokens=100), lambda: 0.0)
    purse.spend(1, 60)
    assert purse.empty() is None
    purse.spend(0, 50)
    assert purse.empty() == "the budget of 100 tokens is used up"
    purse.spend(1, 0)
    assert purse.empty() == "the budget of 2 calls is used up"


def test_several_processes_answer_as_one_does() -> None:
    one, two = (run(gold(150), means(workers=workers)).report for workers in (1, 2))
    assert report_to_json(one) == report_to_json(two)


def test_a_chats_requests_and_tokens_are_counted() -> None:
    chat = CountedChat(FakeChat(["x" * 40, "y" * 40]))
    assert list(chat.reply("s" * 30, "u" * 10)) == ["x" * 40]
    assert chat.spent == Spent(1, 20)  # 80 characters
    assert list(chat.reply("", "")) == ["y" * 40]
    assert chat.spent == Spent(2, 30)


def test_a_reply_is_asked_for_once(tmp_path: Path) -> None:
    chat = FakeChat([["The quay ", "needs 21."], "Something else."])
    kept = KeptChat(chat, tmp_path)
    assert list(kept.reply("s", "u")) == list(kept.reply("s", "u")) == ["The quay ", "needs 21."]
    assert len(chat.asked) == 1
    assert list(KeptChat(chat, tmp_path, fresh=True).reply("s", "u")) == ["Something else."]
    assert list(KeptChat(FakeChat([]), tmp_path).reply("s", "u")) == ["Something else."]


def test_a_reply_that_broke_off_is_not_kept(tmp_path: Path) -> None:
    chat = FakeChat([["The quay ", ModelError("It broke off.", "broken")], "21."])
    kept = KeptChat(chat, tmp_path)
    with pytest.raises(ModelError):
        list(kept.reply("s", "u"))
    assert list(kept.reply("s", "u")) == ["21."]


def test_the_code_is_known_by_its_hash(tmp_path: Path) -> None:
    part = tmp_path / "index"
    part.mkdir()
    (part / "a.py").write_text("1", encoding="utf-8")
    before = code_hash(tmp_path)
    (part / "a.txt").write_text("2", encoding="utf-8")
    assert code_hash(tmp_path) == before
    (part / "a.py").write_text("2", encoding="utf-8")
    assert code_hash(tmp_path) != before
    assert versions()["tantivy"]


def test_costs_are_in_the_report() -> None:
    report = run(gold(1), means()).report
    assert report.cases[0].scores["calls"] == Score(0.0)
    assert report.settings.code == code_hash()
