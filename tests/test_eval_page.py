"""What the page shows of sets, runs and cases, from the functions that make it."""

import datetime as dt
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from eval_examples import report, scored
from evaluate_examples import DOUBTED, NOTHING, NUMBER, SAID, UNSURE, WRONG, write_set
from numpy.typing import NDArray
from page_examples import words
from toy_embedder import ToyEmbedder

from eval.compare import compare
from eval.errors import SetError
from eval.fresh import Means
from eval.metrics import BY_NAME
from eval.page.asked import PAGE, cases_html, given_html, gold_html
from eval.page.confirming import confirming_html
from eval.page.contrast import changed_html, contrast_html
from eval.page.figures import Dot, dots_html
from eval.page.head import Offer, kinds_of, no_run_html, run_html, set_html
from eval.page.lists import moment_html, progress_html, sets_html
from eval.page.measures import LEADING, grouped
from eval.page.place import Place, go
from eval.page.running import Progress, Runner
from eval.page.shelf import KeptRun, KeptSet, Shelf
from eval.page.verdicts import is_amiss, verdict
from eval.report import EvalReport, Gold, ReportCase, write_report
from eval.starter import drop, pending

NOW = dt.datetime(2026, 3, 10, 9, 5, tzinfo=dt.UTC)
RUN = KeptRun("quays-1", "quays", None, NOW.isoformat(), 2)
ANSWER = {
    "status": "answered",
    "sentences": [
        {"text": "21 <piles> & more.", "citations": [1]},
        {"text": "Lund knows.", "citations": [2]},
    ],
    "citations": [
        {"number": 1, "outlet": "Echo", "title": "Quay", "date": "2026-02-10", "text": "A pile"},
        {"number": 2, "outlet": None, "title": "<Q>", "date": "soon", "text": "Lund knows."},
    ],
}


def case(case_id: str = "c1", **changes: object) -> ReportCase:
    return replace(scored(case_id, right=1.0), **changes)  # type: ignore[arg-type]


def kept(folder: Path | None = None, **changes: object) -> KeptSet:
    return replace(KeptSet("library/quays", "quays", folder), **changes)  # type: ignore[arg-type]


class TestShelf:
    def test_sets_of_byline_of_the_library_and_of_runs_alone(self, tmp_path: Path) -> None:
        write_set(tmp_path / "sets" / "mine", [NUMBER, UNSURE])
        write_report(report(scored("c1", right=1.0), name="far"), tmp_path / "runs" / "far-1")
        news, mine, far = Shelf(tmp_path).sets()
        assert (news.key, news.own, news.can_run) == ("own/news", True, True)
        assert mine.outline is not None
        assert (mine.name, mine.outline.cases, mine.outline.unconfirmed) == ("quays", 1, 1)
        assert (far.key, far.name, far.can_run) == ("runs/far", "far", False)

    def test_a_set_that_nobody_has_confirmed_is_no_fault(self, tmp_path: Path) -> None:
        write_set(tmp_path / "sets" / "mine", [UNSURE])
        mine = Shelf(tmp_path).sets()[1]
        assert (mine.fault, mine.can_run) == (None, False)

    def test_a_set_that_cannot_be_read_says_so_at_its_place(self, tmp_path: Path) -> None:
        write_set(tmp_path / "sets" / "mine", [NUMBER])
        (tmp_path / "sets" / "mine" / "cases.jsonl").write_text("{", "utf-8")
        mine = Shelf(tmp_path).sets()[1]
        assert "is not JSON" in words(set_html(mine, Offer(None, ())))
        assert "cannot be read" in words(sets_html([mine], []))

    def test_a_set_is_read_anew_when_its_file_has_changed(self, tmp_path: Path) -> None:
        folder = write_set(tmp_path / "sets" / "mine", [NUMBER])
        shelf = Shelf(tmp_path)
        shelf.sets()
        (folder / "cases.jsonl").write_text("{}", "utf-8")
        assert '"question" must be text' in str(shelf.sets()[1].fault)

    def test_a_set_whose_last_case_was_dropped_is_empty_not_broken(self, tmp_path: Path) -> None:
        folder = write_set(tmp_path / "sets" / "mine", [UNSURE])
        drop(folder, "u")
        mine = Shelf(tmp_path).sets()[1]
        assert (mine.fault, mine.can_run) == (None, False)
        assert "has no cases" in no_run_html(mine)

    def test_runs_are_listed_newest_first_and_broken_ones_left_out(self, tmp_path: Path) -> None:
        runs = tmp_path / "runs"
        for name, started in (("a", "2026-01-01T00:00:00"), ("b", "2026-01-02T00:00:00")):
            write_report(replace(report(case()), started=started), runs / name)
        (runs / "c").mkdir()
        (runs / "c" / "report.json").write_text("{}", "utf-8")
        assert [run.name for run in Shelf(tmp_path).runs()] == ["b", "a"]

    def test_a_run_after_the_clocks_were_put_back_is_the_newer_one(self, tmp_path: Path) -> None:
        summer, winter = "2026-10-25T02:40:00+02:00", "2026-10-25T02:10:00+01:00"
        for name, started in (("a", winter), ("b", summer), ("c", "at no time")):
            write_report(replace(report(case()), started=started), tmp_path / "runs" / name)
        assert [run.name for run in Shelf(tmp_path).runs()] == ["a", "b", "c"]
        assert Shelf(tmp_path).comparison("a", "b").first.started == summer

    def test_only_a_run_of_the_list_can_be_read(self, tmp_path: Path) -> None:
        write_report(report(case()), tmp_path / "elsewhere")
        (tmp_path / "runs").mkdir()
        with pytest.raises(SetError, match="is not kept any more"):
            Shelf(tmp_path).report("../elsewhere")

    def test_the_earlier_of_two_runs_comes_first(self, tmp_path: Path) -> None:
        for name, started in (("a", "2026-01-02T00:00:00"), ("b", "2026-01-01T00:00:00")):
            write_report(replace(report(case()), started=started), tmp_path / "runs" / name)
        found = Shelf(tmp_path).comparison("a", "b")
        assert found.first.started < found.second.started


class GatedEmbedder(ToyEmbedder):
    """Embeds nothing before its gate is open."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = Event()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        assert self.gate.wait(30)
        return super().embed(texts)


class TestRuns:
    def test_one_at_a_time_and_a_stopped_one_goes_on(self, tmp_path: Path) -> None:
        write_set(tmp_path / "sets" / "mine", [NUMBER, SAID, NOTHING])
        shelf = Shelf(tmp_path)
        mine = shelf.sets()[1]
        embedder = GatedEmbedder()
        runner = Runner(Means(embedder, None, lambda: 0.0, "0"), shelf.runs_folder, lambda: NOW)
        assert runner.progress() is None
        assert runner.begin(mine, with_model=True)
        assert not runner.begin(mine, with_model=False)
        runner.stop()
        embedder.gate.set()
        assert re.match("Stopped(:| before)", ended(runner).ended or "")
        assert shelf.runs() == ()
        assert runner.begin(mine, with_model=False)
        told = ended(runner)
        assert (told.ended or "").startswith("Done: 3 cases asked")
        assert told.kept == "quays-20260310T090500"
        assert [run.name for run in shelf.runs()] == [told.kept]

    def test_a_set_that_cannot_be_run_says_why(self, tmp_path: Path) -> None:
        folder = write_set(tmp_path / "sets" / "mine", [NUMBER], checks="nonsense = 1.0")
        means = Means(ToyEmbedder(), None, lambda: 0.0, "0")
        runner = Runner(means, tmp_path / "runs", lambda: NOW)
        assert runner.begin(kept(folder), with_model=False)
        assert "no metric nonsense" in str(ended(runner).ended)


def ended(runner: Runner) -> Progress:
    for _ in range(3000):
        found = runner.progress()
        if found is not None and found.ended is not None:
            return found
        time.sleep(0.01)
    raise AssertionError("the run does not end")


class TestProgress:
    def test_it_says_how_far_it_is_and_what_was_asked(self) -> None:
        html = progress_html(Progress("k", "<quays>", None, 3, 12, "Who <is> it?"))
        assert 'value="3" max="12"' in html
        said = words(html)
        assert "Asking <quays>, no model" in said
        assert "3 of 12" in said
        assert "Answered: Who <is> it? …" in said

    def test_who_comes_second_is_told_so(self) -> None:
        going = Progress("k", "quays", None)
        assert "one at a time" in words(progress_html(going, busy=True))
        assert "one at a time" not in words(progress_html(going))

    def test_a_kept_run_can_be_shown(self) -> None:
        html = progress_html(Progress("k", "quays", "m", ended="Done.", kept="quays-1"))
        assert "Show its figures" in html
        assert "Show its figures" not in progress_html(Progress("k", "q", "m", ended="Stopped."))


class TestLists:
    def test_the_runs_of_a_set_stand_under_it_the_older_folded(self) -> None:
        runs = [replace(RUN, name=f"r{number}", model="<m>") for number in range(7)]
        html = sets_html([kept()], [*runs, replace(RUN, set="other", name="no")])
        assert html.count("data-run-name") == 7
        assert "2 older" in words(html)
        assert "<m>" not in html
        assert "no model" not in words(html)

    def test_a_time_is_written_in_words_and_a_strange_one_as_it_is(self) -> None:
        assert words(moment_html("2026-03-10T09:05:00+00:00")) == "10 March 2026, 09:05"
        assert moment_html("<now>") == "&lt;now&gt;"

    def test_a_button_s_place_is_escaped(self) -> None:
        assert go(set='"><b>') == 'data-go="{&quot;set&quot;: &quot;\\&quot;&gt;&lt;b&gt;&quot;}"'


class TestPlace:
    def test_what_the_browser_says_is_read_with_care(self) -> None:
        stated = {"set": "own/news", "page": -3, "faulty": "yes", "later": "x", "more": 1}
        assert Place.read(stated) == Place(set="own/news")
        assert Place.read(None) == Place()
        assert Place.read({"later": ["a"], "page": 2}) == Place(later=("a",), page=2)


class TestHead:
    def test_a_model_is_offered_only_where_there_is_one(self, tmp_path: Path) -> None:
        write_set(tmp_path / "sets" / "mine", [NUMBER, UNSURE])
        mine = Shelf(tmp_path).sets()[1]
        html = words(set_html(mine, Offer("gpt <5>", ())))
        assert "with gpt <5>" in html
        assert "Confirm 1 case" in html
        assert "1 case · 1 not confirmed yet" in html
        assert "with " not in words(set_html(mine, Offer(None, ())))
        assert "No run of this set is kept yet" in no_run_html(mine)

    def test_a_run_can_be_compared_with_the_others_of_its_set(self) -> None:
        other = replace(RUN, name="quays-0", model="<m>", started="2026-03-09T08:00:00+00:00")
        offer = Offer(None, (RUN, other))
        html = run_html(kept(), RUN, report(case()), offer, Place(other="quays-0"))
        assert 'value="quays-0"' in html
        assert 'value="quays-1"' not in html
        assert "2026-03-09, 08:00 (<m>)" in words(html)

    def test_what_nobody_has_confirmed_cannot_be_run(self, tmp_path: Path) -> None:
        write_set(tmp_path / "sets" / "mine", [UNSURE])
        mine = Shelf(tmp_path).sets()[1]
        assert "data-run" not in set_html(mine, Offer(None, ()))
        assert "nothing to ask" in no_run_html(mine)

    def test_a_broken_bound_is_said(self, tmp_path: Path) -> None:
        write_set(tmp_path / "sets" / "mine", [NUMBER], checks="right = 0.9")
        mine = Shelf(tmp_path).sets()[1]
        found = report(scored("a", right=0.0), scored("b", right=1.0))
        html = run_html(mine, RUN, found, Offer(None, (RUN,)), Place())
        assert "right is 0.500, below the set" in words(html)
        assert 'class="bound"' in html

    def test_figures_by_kind_stand_worst_first(self) -> None:
        found = report(
            case("a", type="said"),
            replace(scored("b", right=0.0), type="number"),
            replace(scored("c", mrr=1.0), type="other"),
        )
        rows = kinds_of(found, BY_NAME["right"])
        assert [(kind, one.value, one.n) for kind, one in rows] == [
            ("number", 0.0, 1),
            ("said", 1.0, 1),
        ]
        assert "By kind of question" in run_html(kept(), RUN, found, Offer(None, ()), Place())

    def test_no_figure_is_lost_not_even_one_of_another_version(self) -> None:
        assert set(LEADING) <= set(BY_NAME)
        assert {name for _, names in grouped([*BY_NAME, "new"]) for name in names} == {
            *BY_NAME,
            "new",
        }


class TestFigures:
    def test_a_dot_stands_where_its_figure_is(self) -> None:
        html = dots_html([Dot("a", 0.5, 0.25, 0.75, "0.50", "")], "c")
        assert '<circle cx="50.00%"' in html
        assert 'class="interval" x1="26.00%" x2="74.00%"' in html
        assert "zero" not in html

    def test_a_change_is_drawn_from_a_line_at_nought(self) -> None:
        html = dots_html([Dot("a", 0.1, 0.0, 0.2, "+0.10", "")], "c", -0.2, 0.2)
        assert 'class="zero" x1="50.00%"' in html
        assert '<circle cx="74.00%"' in html

    def test_what_leaves_the_scale_stays_at_its_end(self) -> None:
        assert '<circle cx="98.00%"' in dots_html([Dot("a", 7.0, 1.0, 9.0, "", "")], "c")


class TestCases:
    def test_gold_answer_citations_scores_and_faults_show_as_they_are(self) -> None:
        found = case(
            question="Who <b>?",
            answer=ANSWER,
            faults=("quote missed: “<i>”",),
            gold=Gold("Lund & Co", ("<quote>",)),
            type="<kind>",
        )
        html = cases_html(report(found), Place())
        said = words(html)
        for shown in (
            "Who <b>?",
            "21 <piles> & more.1",
            "Echo · 10 February 2026 · Quay",
            "A pile",
            "<Q> · word for word",
            "quote missed: “<i>”",
            "Lund & Co",
            "<quote>",
            "Right on the whole: 1",
        ):
            assert shown in said, shown
        assert 'href="#chat" data-put="Who &lt;b&gt;?"' in html
        assert not re.search("<(piles|kind|quote|Q)>", html)

    def test_the_worst_come_first_and_the_faulty_alone_on_wish(self) -> None:
        cases = (case("good"), scored("bad", ("a fault",), right=0.0), scored("mute", right=0.0))
        html = cases_html(report(*cases), Place())
        assert re.findall('id="case-(.*?)"', html) == ["bad", "mute", "good"]
        html = cases_html(report(*cases), Place(faulty=True))
        assert re.findall('id="case-(.*?)"', html) == ["bad", "mute"]
        assert "the right answer is not given whole" in words(html)

    def test_they_are_narrowed_to_a_kind_and_paged(self) -> None:
        found = report(
            *(case(f"s{number:03}", type="said") for number in range(PAGE + 1)),
            case("n", type="number"),
        )
        first = cases_html(found, Place(kind="said"))
        assert first.count("<li><details") == PAGE
        assert "1 to 50 of 51" in words(first)
        last = cases_html(found, Place(kind="said", page=9))
        assert re.findall('id="case-(.*?)"', last) == [f"s{PAGE:03}"]
        assert "No case is like that." in cases_html(found, Place(kind="gone"))

    def test_a_refusal_an_error_and_no_question(self) -> None:
        refused = case(answer={"status": "refused", "reason": "Nothing <here>."})
        assert words(given_html(refused)) == "Refused. Nothing <here>."
        alone = case(answer={"sentences": [{"text": "All."}], "notice": "No <model> answered."})
        assert words(given_html(alone)) == "All.No <model> answered."
        failed = case(answer=None, error="no <net>")
        assert "asking failed: no <net>" in words(given_html(failed))
        assert (verdict(failed), is_amiss(failed)) == ("failed", True)
        assert given_html(case(answer=None)) == ""
        assert "no article of the set" in gold_html(Gold(None))

    def test_a_summary_is_shown_by_its_sections(self) -> None:
        summary = {"sections": [{"title": None, "sentences": [{"text": "All."}]}], "citations": []}
        assert words(given_html(case(answer=summary))) == "All."

    def test_an_answer_of_another_shape_is_no_fault_of_the_page(self) -> None:
        assert "Refused." in given_html(case(answer={"sentences": "?", "citations": [3]}))

    def test_what_was_withheld_is_told(self) -> None:
        held = case(answer={"withheld": [{"text": "<All>", "why": "no source"}]})
        assert "1 sentence withheld" in words(given_html(held))
        assert "<All> no source" in words(given_html(held))


class TestContrast:
    def two(self) -> tuple[EvalReport, EvalReport]:
        first = report(*(replace(scored(f"c{n}", right=0.0), type="said") for n in range(9)))
        second = report(*(replace(scored(f"c{n}", right=1.0), type="said") for n in range(9)))
        return first, second

    def test_better_and_worse_are_said_in_words(self) -> None:
        first, second = self.two()
        html = words(contrast_html(compare(first, second, 0), ""))
        assert "Better: Right on the whole." in html
        assert "0.00 → 1.00, better" in html
        assert "Worse: Right on the whole." in words(contrast_html(compare(second, first, 0), ""))
        assert "None of 1 figure changed" in words(contrast_html(compare(first, first, 0), ""))

    def test_changed_cases_have_both_answers_side_by_side(self) -> None:
        first, second = self.two()
        other = replace(second, cases=(replace(second.cases[0], answer=ANSWER), *second.cases[1:]))
        html = changed_html(compare(first, other, 0), Place())
        assert "9 cases of 9 changed · 0 worse · 9 better" in words(html)
        assert "Earlier answer" in html
        assert "21 <piles> & more." in words(html)
        assert "better · said" in words(html)

    def test_other_cases_are_said(self) -> None:
        first, second = self.two()
        other = replace(second, settings=replace(second.settings, fingerprint="e" * 64))
        assert "other cases or articles" in contrast_html(compare(first, other, 0), "")


class TestConfirming:
    def test_one_case_at_a_time_with_what_it_rests_on(self, tmp_path: Path) -> None:
        folder = write_set(tmp_path / "sets" / "mine", [WRONG, UNSURE, DOUBTED])
        titles = Shelf(tmp_path).titles(folder, NOW.date())
        html = confirming_html(kept(folder), pending(folder), titles, Place())
        said = words(html)
        assert "2 cases to look at" in said
        assert "How many <new> piles?" in said
        assert "Quay report" in said
        html = confirming_html(kept(folder), pending(folder), titles, Place(later=("u",)))
        assert 'data-case="v"' in html
        assert "1 case to look at, 1 put off" in words(html)

    def test_when_none_is_left(self, tmp_path: Path) -> None:
        folder = write_set(tmp_path / "sets" / "mine", [UNSURE])
        left = pending(folder)
        put_off = confirming_html(kept(folder), left, {}, Place(later=("u",)))
        assert "1 case put off" in words(put_off)
        done = confirming_html(kept(folder), (), {}, Place(), told="<gone>")
        assert "No case of this set is left to confirm" in words(done)
        assert "<gone>" in words(done)
