"""The commands that measure: eval run, eval list, eval compare."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.console import print_json, progress, say
from index.options import Json

# What measures imports numpy and the readers, 0.5 s: each command imports it when it is called.
if TYPE_CHECKING:
    from eval.fresh import Means
    from eval.goldset import GoldSet
    from eval.report import EvalReport
    from index.embed import Embedder
    from qa.llm import Chat

_Seed = Annotated[int, typer.Option(min=0, help="Of the random numbers behind the intervals.")]
_Set = Annotated[
    str,
    typer.Argument(
        metavar="SET",
        help="A name of `eval list`, a folder with set.toml, or a JSON Lines file of cases.",
        show_default=False,
    ),
]
_Articles = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The articles, where they don't stand beside the set."),
]
_Data = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="The folder with a public set's files; SET is its name."),
]
_Model = Annotated[
    str | None, typer.Option(metavar="NAME|none", help="The language model; none: without one.")
]
_AsOf = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="The day of the questions; else the set's, else its newest article's.",
    ),
]
_Out = Annotated[Path | None, typer.Option(metavar="DIR", help="Keep report.json in this folder.")]
_First = Annotated[
    str,
    typer.Argument(metavar="A", help="A report, its folder, or its name in the library's runs/."),
]
_Second = Annotated[str, typer.Argument(metavar="B", help="Another; differences are B minus A.")]
_Folder = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="DIR",
        help="The library whose folder keeps the runs; a run never reads or changes it.",
        show_default=False,
    ),
]


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
    group.command("list")(commands.list_sets)
    group.command("compare")(commands.compare)
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
        name: _Set,
        articles: _Articles = None,
        data: _Data = None,
        model: _Model = None,
        as_of: _AsOf = None,
        out: _Out = None,
        seed: _Seed = 0,
        library: _Folder = None,
        json: Json = False,
    ) -> None:
        """Ask a set's questions, score the answers, keep a report."""
        from eval.classify import CLASSIFIERS
        from eval.fresh import run_classifier
        from eval.gates import broken
        from eval.report import report_to_json, write_report
        from eval.tables import report_text

        started = self.now()
        if data and name in CLASSIFIERS:
            means = self._means("none")
            report, checks = run_classifier(name, data, means, started=started, seed=seed), {}
        else:
            gold = self._gold(name, articles, data, started.date())
            report, checks = self._asked(gold, model, as_of, started, seed), dict(gold.checks)
        kept = write_report(report, out or self._runs(library) / _run_name(report.set, started))
        if json:
            print_json(report_to_json(report))
        else:
            typer.echo(report_text(report))
        say(f"The report is in {kept}.")
        faults = (*_failures(report), *broken(checks, report.metrics))
        for fault in faults:
            say(fault)
        if faults:
            raise typer.Exit(1)

    def _gold(self, name: str, articles: Path | None, data: Path | None, day: dt.date) -> "GoldSet":
        from eval.gates import known
        from eval.goldset import load, load_public

        gold = load_public(name, data, day) if data else load(name, day, articles)
        known(gold.checks)
        _say_doubts(gold)
        return gold

    def _asked(
        self,
        gold: "GoldSet",
        model: str | None,
        as_of: dt.datetime | None,
        started: dt.datetime,
        seed: int,
    ) -> "EvalReport":
        from eval.fresh import run_set

        day = as_of.date() if as_of else None
        with progress() as show:
            return run_set(
                gold, self._means(model), as_of=day, started=started, seed=seed, show=show
            )

    def list_sets(self, library: _Folder = None, json: Json = False) -> None:
        """List the sets that come with Byline."""
        from eval.goldset import load, own_sets

        found = {name: load(name, self.now().date()) for name in own_sets()}
        if json:
            print_json({"sets": [_set_to_json(name, gold) for name, gold in found.items()]})
            return
        for name, gold in found.items():
            counts = f"{len(gold.cases)} cases, {len(gold.articles)} articles"
            typer.echo(f"{name}  {counts}\n  {gold.description}")

    def compare(
        self,
        first: _First,
        second: _Second,
        seed: _Seed = 0,
        library: _Folder = None,
        json: Json = False,
    ) -> None:
        """Set two runs side by side."""
        from eval.compare import compare, comparison_to_json
        from eval.report import read_report
        from eval.tables import comparison_text

        runs = self._runs(library)
        one, other = (read_report(_kept(name, runs)) for name in (first, second))
        found = compare(one, other, seed)
        if not found.same_set:
            say("The two runs had other cases or articles: only what both have is compared.")
        if json:
            print_json(comparison_to_json(found))
        else:
            typer.echo(comparison_text(found))

    def _means(self, model: str | None) -> "Means":
        from eval.fresh import Means

        return Means(self.embedder, self.open_chat(model), self.clock, self.version)

    def _runs(self, library: Path | None) -> Path:
        return (library or self.library_folder) / "runs"


def _run_name(name: str, started: dt.datetime) -> str:
    return f"{re.sub(r'[^A-Za-z0-9]+', '-', name)}-{started:%Y%m%dT%H%M%S}"


def _kept(name: str, runs: Path) -> Path:
    path = Path(name)
    return runs / name if not path.exists() and (runs / name).exists() else path


def _say_doubts(gold: "GoldSet") -> None:
    shown = 5
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
