"""The command that measures what yes-or-no questions get: eval rulings."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from eval import options
from index.console import progress_bar

if TYPE_CHECKING:
    from index.embed import Embedder


def add_rulings_command(
    group: typer.Typer,
    *,
    embedder: "Embedder",
    now: Callable[[], dt.datetime],
    clock: Callable[[], float],
) -> None:
    """Add the command to the group `eval`.

    Args:
        group: takes the command.
        embedder: embeds the articles that are asked.
        now: the questions are asked on this day, and no article is of a later one.
        clock: seconds from any beginning.
    """

    def rulings(
        articles: options.Articles = None,
        most: options.Trials = 100,
        seed: options.Seed = 0,
    ) -> None:
        """Ask yes-or-no questions made of articles, and tell which verdicts they get."""
        from eval.goldset import load, read_articles
        from eval.rulings import measure_rulings, rulings_text

        day = now().date()
        drafts = read_articles(articles, day) if articles else load("news", day).articles
        with progress_bar() as show:
            found = measure_rulings(
                drafts, embedder, most=most, seed=seed, today=day, clock=clock, show=show
            )
        typer.echo(rulings_text(found))

    group.command("rulings")(rulings)
