"""The options that the commands of `eval` share."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from eval.errors import SetError

T = TypeVar("T")

Seed = Annotated[int, typer.Option(min=0, help="Of the random numbers behind the intervals.")]
Set = Annotated[
    str,
    typer.Argument(
        metavar="SET",
        help="A name of `eval list`, a folder with set.toml, or a file of cases (JSON Lines, CSV, "
        "YAML, SQuAD's JSON).",
        show_default=False,
    ),
]
Articles = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The articles, where they don't stand beside the set."),
]
Data = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="The folder with a public set's files; SET is its name."),
]
Model = Annotated[
    str | None, typer.Option(metavar="NAME|none", help="The language model; none: without one.")
]
AsOf = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="The day of the questions; else the set's, else its newest article's.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="How many ask at a time; left out: what suits this machine."),
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Ask the model anew, also what it has answered before.")
]
Calls = Annotated[
    int | None, typer.Option("--calls", min=1, help="Stop after so many requests to the model.")
]
Tokens = Annotated[
    int | None, typer.Option("--tokens", min=1, help="Stop after so many tokens of the model.")
]
Seconds = Annotated[
    float | None, typer.Option("--seconds", min=0, help="Stop after so many seconds.")
]
Judge = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Let this model judge the answers too; its requests count in no budget.",
    ),
]
Judging = Annotated[str, typer.Argument(metavar="NAME", help="The language model that judges.")]
Lexicon = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="An NRC-VAD lexicon, for the polarity of summaries."),
]
Length = Annotated[
    str | None,
    typer.Option("--length", metavar="LENGTH", help="Of summaries: short, medium or long."),
]
New = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="The new set's name, kept in the library's sets/; or a folder."
    ),
]
Most = Annotated[int, typer.Option("--most", min=1, help="The most cases to propose.")]
FromFeedback = Annotated[
    bool,
    typer.Option("--from-feedback", help="Those that readers judged in the page, instead."),
]
Out = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Keep report.html, .json, .md and junit.xml in this folder."),
]
Trials = Annotated[int, typer.Option("--most", min=1, help="The most trials of each kind.")]
Lengths = Annotated[
    list[int],
    typer.Option("--chunks", min=50, help="The most characters of a chunk; may be given again."),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Only this kind of mutation; may be given again.",
        show_default=False,
    ),
]
Gates = Annotated[
    list[str] | None,
    typer.Option(
        "--gate",
        metavar="GATE",
        help="A floor, such as robust/number>=0.9: below it the command fails.",
        show_default=False,
    ),
]
First = Annotated[
    str,
    typer.Argument(metavar="A", help="A report, its folder, or its name in the library's runs/."),
]
Second = Annotated[str, typer.Argument(metavar="B", help="Another; differences are B minus A.")]
Gate = Annotated[
    list[str] | None,
    typer.Option(metavar="METRIC>=N", help="A bound on B's figure; with <= a ceiling."),
]
NoWorse = Annotated[
    list[str] | None,
    typer.Option(
        "--no-worse", metavar="METRIC:N", help="B's figure may be worse than A's by N at most."
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="DIR",
        help="The library whose folder keeps the runs; a run never reads or changes it.",
        show_default=False,
    ),
]


def used(read: Callable[[str], T], text: str) -> T:
    """Read an option's text; what it cannot be is wrong use, which ends with 2."""
    try:
        return read(text)
    except SetError as error:
        raise typer.BadParameter(str(error)) from error
