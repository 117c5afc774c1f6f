"""The command that measures who is who across articles: eval people."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.console import print_json
from index.options import Json

if TYPE_CHECKING:
    from eval.people import PeopleScores, Shares

_Folder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="A set's; its articles.jsonl is measured on.")
]


def add_people_command(group: typer.Typer, now: Callable[[], dt.datetime]) -> None:
    """Add the command to the group `eval`; no article is of a day after `now`."""

    def people(folder: _Folder, json: Json = False) -> None:
        """Hide some given names, and see whether people are still told apart and together."""
        from eval.goldset import read_articles
        from eval.people import people_scores
        from eval.public import articles_of

        figures = _figures(people_scores(read_articles(articles_of(folder), now().date())))
        if json:
            print_json({"metrics": figures})
            return
        for name, value in figures.items():
            shown = f"{value:.3f}" if isinstance(value, float) else str(value)
            typer.echo(f"{name:18} {shown:>6}")

    group.command("people")(people)


def _figures(scores: "PeopleScores") -> dict[str, float | int]:
    return {
        "hidden": scores.hidden,
        "joined_right": scores.right,
        "joined_wrong": scores.wrong,
        "nobody_else": scores.nobody,
        "left_alone": scores.left,
        **_shares("joined", scores.joined),
        **_shares("b_cubed", scores.b_cubed),
        **_shares("pairs", scores.pairs),
    }


def _shares(name: str, shares: "Shares") -> dict[str, float]:
    found = {"precision": shares.precision, "recall": shares.recall, "f1": shares.f1}
    return {f"{name}_{figure}": round(value, 3) for figure, value in found.items()}
