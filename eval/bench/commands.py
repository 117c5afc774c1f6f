"""The command that measures speed: eval bench."""

import datetime as dt
import json as jsons
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.console import print_json, say
from index.options import Json

if TYPE_CHECKING:  # what measures imports numpy and the readers
    from eval.goldset import GoldSet

_Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SET",
        help="Of whose sentences articles are made; left out: news.",
        show_default=False,
    ),
]
_Data = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="The folder that holds a folder of files for each SET."),
]
_Sizes = Annotated[
    list[int] | None,
    typer.Option(
        "--paragraphs",
        metavar="N",
        min=1,
        help="A size; may be given again, in rising order. Left out: 1000, 10000 and 100000.",
        show_default=False,
    ),
]
_Rounds = Annotated[
    int, typer.Option(min=1, help="In which a size's articles are added, by turns.")
]
_Questions = Annotated[int, typer.Option(min=1, help="Asked at each size.")]
_Seed = Annotated[int, typer.Option(min=0, help="Of the made articles.")]
_Out = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Keep bench.html, .json and .md in this folder.")
]


def add_command(
    group: typer.Typer, *, library_folder: Path, now: Callable[[], dt.datetime]
) -> None:
    """Add `bench` to the commands that measure.

    Args:
        group: takes it.
        library_folder: keeps the report in `runs/` where `--out` says nothing else.
        now: the time at which it starts.
    """

    def bench(
        names: _Names = None,
        data: _Data = None,
        paragraphs: _Sizes = None,
        rounds: _Rounds = 3,
        questions: _Questions = 120,
        seed: _Seed = 0,
        out: _Out = None,
        json: Json = False,
    ) -> None:
        """Measure speed, memory and disk beside what you would otherwise build."""
        from eval.bench.course import Plan
        from eval.bench.figures import benchmark_to_json
        from eval.bench.run import run_bench, usual_field
        from eval.bench.shown import html, markdown

        started = now()
        sizes = tuple(sorted(set(paragraphs or Plan().sizes)))
        found = run_bench(
            [_gold(name, data, started.date()) for name in names or ["news"]],
            Plan(sizes, rounds, questions),
            usual_field(),
            started=started,
            seed=seed,
            show=say,
        )
        folder = out or library_folder / "runs" / f"bench-{started:%Y%m%d-%H%M%S}"
        folder.mkdir(parents=True, exist_ok=True)
        document = benchmark_to_json(found)
        kept = (
            ("bench.json", jsons.dumps(document, indent=1, ensure_ascii=False) + "\n"),
            ("bench.md", markdown(found)),
            ("bench.html", html(found)),
        )
        for name, text in kept:
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        if json:
            print_json(document)
        else:
            typer.echo(markdown(found))
        say(f"The report is in {folder / 'bench.html'}, with bench.json and bench.md beside it.")

    group.command("bench")(bench)


def _gold(name: str, data: Path | None, day: dt.date) -> "GoldSet":
    from eval.goldset import load, load_public

    return load_public(name, data / name, day) if data else load(name, day)
