"""The command that measures how passages are ranked: eval rankings."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from eval import options
from index.console import progress_bar

if TYPE_CHECKING:
    from index.embed import Embedder

_LENGTHS = [400, 800, 1200, 1600, 2000]


def add_rankings_command(
    group: typer.Typer, *, embedder: "Embedder", now: Callable[[], dt.datetime]
) -> None:
    """Add the command to the group `eval`.

    Args:
        group: takes the command.
        embedder: makes the vectors.
        now: no article is of a later day.
    """

    def rankings(
        name: options.Set,
        data: options.Data = None,
        lengths: options.Lengths = _LENGTHS,
    ) -> None:
        """Rank a set's passages by words, by vectors and by both, in chunks of several lengths."""
        from eval.goldset import load, load_public
        from eval.rankings import measure_rankings, rankings_text

        day = now().date()
        gold = options.used(lambda of: load_public(of, data, day) if data else load(of, day), name)
        with progress_bar() as show:
            found = measure_rankings(gold.articles, gold.cases, embedder, lengths, show)
        typer.echo(rankings_text(found))

    group.command("rankings")(rankings)
