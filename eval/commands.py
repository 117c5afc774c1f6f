"""The commands that measure: eval run, mutate, list, compare, new, judge, checker."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from eval import options
from eval.bench.commands import add_command as add_bench
from eval.checker.commands import add_checker_command
from eval.errors import SetError
from eval.new_command import add_new_command
from eval.people_command import add_people_command
from eval.rankings_command import add_rankings_command
from eval.rulings_command import add_rulings_command
from index.console import print_json, progress_bar, say
from index.counted import counted
from index.options import Json
from qa.options import length_named

# What measures imports numpy and the readers, 0.5 s: each command imports it when it is called.
if TYPE_CHECKING:
    from eval.fresh import Means, Show
    from eval.goldset import GoldSet
    from eval.report import EvalReport
    from index.embed import Embedder
    from qa.llm import Chat

T = TypeVar("T")
_CHATS_AT_ONCE = 4  # more would meet the rate limits of most endpoints


def add_commands(
    app: typer.Typer,
    *,
    library_folder: Path,
    embedder: "Embedder",
    open_chat: "Callable[[str | None], Chat | None]",
    version: str,
    now: Callable[[], dt.datetime],
    clock: Callable[[], float],
) -> None:
    """Add `eval` with its commands to an app.

    Args:
        app: takes the commands.
        library_folder: keeps the runs in `runs/` where neither `--out` nor `--library` says else.
        embedder: embeds the sets' articles.
        open_chat: the model that `--model` names; None: as set up, "none": none.
        version: Byline's, for the record.
        now: the time at which a run starts.
        clock: seconds from any beginning.
    """
    commands = _Commands(library_folder, embedder, open_chat, version, now, clock)
    group = typer.Typer(
        help="Measure Byline on questions with known answers.", no_args_is_help=True
    )
    group.command("run")(commands.run)
    group.command("mutate")(commands.mutate)
    group.command("list")(commands.list_sets)
    group.command("compare")(commands.compare)
    add_new_command(group, library_folder=library_folder, embedder=embedder)
    group.command("judge")(commands.judge)
    add_people_command(group, now)
    add_bench(group, library_folder=library_folder, now=now)
    add_checker_command(group, embedder=embedder, now=now)
    add_rankings_command(group, embedder=embedder, now=now)
    add_rulings_command(group, embedder=embedder, now=now, clock=clock)
    app.add_typer(group, name="eval")


@dataclass(frozen=True, slots=True)
class _Commands:
    """The commands, with what the front door hands down to them."""

    library_folder: Path
    embedder: "Embedder"
    open_chat: "Callable[[str | None], Chat | None]"
    version: str
    now: Callable[[], dt.datetime]
    clock: Callable[[], float]

    def run(
        self,
        name: options.Set,
        articles: options.Articles = None,
        data: options.Data = None,
        model: options.Model = None,
        as_of: options.AsOf = None,
        out: options.Out = None,
        seed: options.Seed = 0,
        workers: options.Workers = None,
        fresh: options.Fresh = False,
        calls: options.Calls = None,
        tokens: options.Tokens = None,
        seconds: options.Seconds = None,
        lexicon: options.Lexicon = None,
        length: options.Length = None,
        judge: options.Judge = None,
        library: options.Folder = None,
        json: Json = False,
    ) -> None:
        """Ask a set's questions, score the answers, keep a report."""
        from eval.budget import Budget
        from eval.classify import CLASSIFIERS
        from eval.fresh import run_classifier
        from eval.gates import broken
        from eval.goldset import of_length
        from eval.opinion import Opinion, opinion_of
        from eval.report import report_to_json, run_name
        from eval.tables import report_text
        from eval.write import write_all

        started = self.now()
        runs = self._runs(library)
        judging = self._judge_of(judge, runs, fresh) if judge else None
        if data and name in CLASSIFIERS:
            means = self._means("none", runs)
            report, checks = run_classifier(name, data, means, started=started, seed=seed), {}
        else:
            gold = self._gold(name, articles, data, lexicon, started.date(), runs.parent / "sets")
            gold = of_length(gold, length_named(length)) if length else gold
            means = replace(
                self._means(model, runs, fresh=fresh, workers=workers),
                budget=Budget(calls, tokens, seconds),
            )
            report, checks = self._asked(gold, means, as_of, started, seed), dict(gold.checks)
        bounds = broken(checks, report.metrics)
        folder = out or runs / run_name(report.set, started)
        kept = write_all(report, folder, bounds)  # before the judge, whatever becomes of that
        at_once = workers or _CHATS_AT_ONCE
        opinion = opinion_of(report, judging, at_once) if judging else Opinion(report)
        if opinion.report.judge:
            write_all(opinion.report, folder, bounds)
        if json:
            print_json(report_to_json(opinion.report))
        else:
            typer.echo(report_text(report, opinion.lines))
        beside = ", with report.json, report.md and junit.xml beside it"
        _end(kept, (*_failures(report), *bounds, *opinion.faults), beside)

    def mutate(
        self,
        name: options.Set,
        articles: options.Articles = None,
        data: options.Data = None,
        model: options.Model = None,
        kinds: options.Kinds = None,
        gates: options.Gates = None,
        out: options.Out = None,
        seed: options.Seed = 0,
        workers: options.Workers = None,
        library: options.Folder = None,
        json: Json = False,
    ) -> None:
        """Change a set's articles so that the right answers change, and ask again."""
        from eval.gates import broken_gates, read_gate
        from eval.mutations.kinds import KINDS, known_kind
        from eval.mutations.robustness import mutate_set, robustness_to_json
        from eval.report import run_name, write_json
        from eval.tables import robustness_text

        names = ["robust", *(f"robust/{kind}" for kind in KINDS)]
        bounds = [options.used(lambda gate: read_gate(gate, names), gate) for gate in gates or ()]
        chosen = [options.used(known_kind, kind) for kind in kinds or KINDS]
        started = self.now()
        runs = self._runs(library)
        gold = self._gold(name, articles, data, None, started.date(), runs.parent / "sets")
        means = self._means(model, runs, workers=workers)
        with _shown() as show:
            found = mutate_set(gold, means, chosen, started=started, seed=seed, show=show)
        document = robustness_to_json(found)
        kept = write_json(document, out or runs / run_name(found.report.set, started))
        if json:
            print_json(document)
        else:
            typer.echo(robustness_text(found))
        _end(
            kept,
            (
                *_failures(found.first),
                *_failures(found.report),
                *broken_gates(bounds, found.named()),
            ),
        )

    def _gold(
        self,
        name: str,
        articles: Path | None,
        data: Path | None,
        lexicon: Path | None,
        day: dt.date,
        sets: Path,
    ) -> "GoldSet":
        from eval.gates import known
        from eval.goldset import found_in, load, load_public
        from eval.lexicons import read_arousal

        gold = load_public(name, data, day) if data else load(found_in(name, sets), day, articles)
        if lexicon:
            gold = replace(gold, arousal=read_arousal(lexicon))
        known(gold.checks)
        _say_doubts(gold)
        return gold

    def _asked(
        self,
        gold: "GoldSet",
        means: "Means",
        as_of: dt.datetime | None,
        started: dt.datetime,
        seed: int,
    ) -> "EvalReport":
        from eval.fresh import run_set

        day = as_of.date() if as_of else None
        with _shown() as show:
            finished = run_set(gold, means, as_of=day, started=started, seed=seed, show=show)
        if finished.resumed:
            say(f"{counted(finished.resumed, 'case')} had been done by an interrupted run.")
        if finished.unasked:
            say(
                f"Stopped, because {finished.unasked}: {counted(finished.left, 'case')} left; "
                "the same command goes on with them."
            )
        return finished.report

    def list_sets(self, library: options.Folder = None, json: Json = False) -> None:
        """List the sets that come with Byline, and those in the library's folder."""
        from eval.goldset import load, own_sets

        day, sets = self.now().date(), (library or self.library_folder) / "sets"
        found = {name: load(name, day) for name in own_sets()}
        for name in own_sets(sets):
            try:
                found[name] = load(str(sets / name), day)
            except SetError as error:  # one that nobody has confirmed yet, or that is broken
                say(str(error))
        if json:
            print_json({"sets": [_set_to_json(name, gold) for name, gold in found.items()]})
            return
        for name, gold in found.items():
            counts = f"{len(gold.cases)} cases, {len(gold.articles)} articles"
            typer.echo(f"{name}  {counts}\n  {gold.description}")

    def compare(
        self,
        first: options.First,
        second: options.Second,
        gate: options.Gate = None,
        no_worse: options.NoWorse = None,
        seed: options.Seed = 0,
        library: options.Folder = None,
        json: Json = False,
    ) -> None:
        """Set two runs side by side; exit status 1 where a gate is broken."""
        from eval.compare import compare, comparison_to_json
        from eval.gates import broken_gates, got_worse, read_gate, read_no_worse
        from eval.report import read_report
        from eval.tables import comparison_text

        gates = [options.used(read_gate, written) for written in gate or ()]
        margins = [options.used(read_no_worse, written) for written in no_worse or ()]
        runs = self._runs(library)
        one, other = (read_report(_kept(name, runs)) for name in (first, second))
        found = compare(one, other, seed)
        if not found.same_set:
            say("The two runs had other cases or articles: only what both have is compared.")
        if json:
            print_json(comparison_to_json(found))
        else:
            typer.echo(comparison_text(found))
        faults = (*broken_gates(gates, other.metrics), *got_worse(margins, found))
        for fault in faults:
            say(fault)
        if faults:
            raise typer.Exit(1)

    def judge(
        self,
        name: options.Judging,
        seed: options.Seed = 0,
        workers: options.Workers = None,
        fresh: options.Fresh = False,
        library: options.Folder = None,
        json: Json = False,
    ) -> None:
        """Measure how far a model that judges agrees with labelled cases."""
        from eval.judge import measure
        from eval.judgement import measured_text, measured_to_json
        from eval.labelled import read_labelled

        chat = self._judge_of(name, self._runs(library), fresh)
        with progress_bar() as show:
            found = measure(chat, read_labelled(), workers or _CHATS_AT_ONCE, show, seed)
        if json:
            print_json(measured_to_json(found))
        else:
            typer.echo(measured_text(found))

    def _judge_of(self, name: str, runs: Path, fresh: bool) -> "Chat":
        chat = self._chat(name, runs, fresh)
        if chat is None:
            raise typer.BadParameter("A judge is a language model: give the name of one.")
        return chat

    def _chat(self, model: str | None, runs: Path, fresh: bool) -> "Chat | None":
        from eval.replies import KeptChat

        opened = self.open_chat(model)
        return KeptChat(opened, runs / "replies", fresh=fresh) if opened else None

    def _means(
        self, model: str | None, runs: Path, *, fresh: bool = False, workers: int | None = None
    ) -> "Means":
        from eval.fresh import Means

        chat = self._chat(model, runs, fresh)
        usual = _CHATS_AT_ONCE if chat else os.cpu_count() or 1
        return Means(
            self.embedder,
            chat,
            self.clock,
            self.version,
            workers=workers or usual,
            journals=runs / "unfinished",
        )

    def _runs(self, library: Path | None) -> Path:
        return (library or self.library_folder) / "runs"


@contextmanager
def _shown() -> "Iterator[Show]":
    """Show how far a run is, and say that it can go on where it is interrupted."""
    try:
        with progress_bar() as show:
            yield show
    except KeyboardInterrupt:
        say("Interrupted; the same command goes on where this run stopped.")
        raise


def _end(kept: Path, faults: Iterable[str], beside: str = "") -> None:
    """Tell where a report is and what is wrong; where something is, end with 1."""
    say(f"The report is in {kept}{beside}.")
    told = tuple(faults)
    for fault in told:
        say(fault)
    if told:
        raise typer.Exit(1)


def _kept(name: str, runs: Path) -> Path:
    path = Path(name)
    return runs / name if not path.exists() and (runs / name).exists() else path


def _say_doubts(gold: "GoldSet") -> None:
    shown = 5
    if gold.unconfirmed:
        say(f"{counted(gold.unconfirmed, 'case')} not confirmed by anybody, so not counted.")
    for doubt in gold.doubts[:shown]:
        say(f"Gold that can't be met: {doubt}")
    if len(gold.doubts) > shown:
        say(f"… and {len(gold.doubts) - shown} more of this kind.")


def _failures(report: "EvalReport") -> tuple[str, ...]:
    failed = [case for case in report.cases if case.error]
    if not failed:
        return ()
    return (
        f"{len(failed)} of {len(report.cases)} cases failed; {failed[0].id}: {failed[0].error}",
    )


def _set_to_json(name: str, gold: "GoldSet") -> dict[str, object]:
    return {
        "name": name,
        "description": gold.description,
        "licence": gold.licence,
        "cases": len(gold.cases),
        "articles": len(gold.articles),
    }
