"""The command that measures the check of a model's sentences: eval checker."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from eval import options
from index.console import print_json, progress_bar, say
from index.options import Json

if TYPE_CHECKING:
    from index.embed import Embedder


def add_checker_command(
    group: typer.Typer, *, embedder: "Embedder", now: Callable[[], dt.datetime]
) -> None:
    """Add the command to the group `eval`.

    Args:
        group: takes the command.
        embedder: embeds the articles that sentences are checked against.
        now: no article is of a later day.
    """

    def checker(
        articles: options.Articles = None,
        most: options.Trials = 100,
        gates: options.Gates = None,
        seed: options.Seed = 0,
        json: Json = False,
    ) -> None:
        """Measure the check of a model's sentences on true sentences and on doctored ones."""
        from eval.checker.labelled import read_sentences
        from eval.checker.measure import measure_checker
        from eval.checker.told import FIGURES, checked_text, checked_to_json, figures_of
        from eval.gates import broken_gates, read_gate
        from eval.goldset import load, read_articles

        bounds = [options.used(lambda gate: read_gate(gate, FIGURES), gate) for gate in gates or ()]
        day = now().date()
        drafts = read_articles(articles, day) if articles else load("news", day).articles
        labelled = () if articles else read_sentences()
        with progress_bar() as show:
            found = measure_checker(drafts, labelled, embedder, most=most, seed=seed, show=show)
        if json:
            print_json(checked_to_json(found))
        else:
            typer.echo(checked_text(found))
        faults = broken_gates(bounds, figures_of(found))
        for fault in faults:
            say(fault)
        if faults:
            raise typer.Exit(1)

    group.command("checker")(checker)
