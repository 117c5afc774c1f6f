"""The command that proposes a set of gold answers: eval new."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from eval import options
from eval.errors import SetError
from index.console import print_json, say
from index.counted import counted
from index.options import Json

if TYPE_CHECKING:
    from index.embed import Embedder


def add_new_command(group: typer.Typer, *, library_folder: Path, embedder: "Embedder") -> None:
    """Add the command to the group `eval`.

    Args:
        group: takes the command.
        library_folder: has the articles where `--library` names no other.
        embedder: embeds the question's words.
    """

    def new(
        name: options.New,
        most: options.Most = 40,
        from_feedback: options.FromFeedback = False,
        seed: options.Seed = 0,
        library: options.Folder = None,
        json: Json = False,
    ) -> None:
        """Propose questions with answers from the library, for you to confirm."""
        from random import Random

        from eval.feedback import propose_from_feedback
        from eval.proposals import propose
        from eval.starter import write_starter
        from index.library import Library

        folder = library or library_folder
        path = Path(name) if len(Path(name).parts) > 1 else folder / "sets" / name
        with Library.open(folder, embedder) as opened:
            articles = [opened.get(listing.id) for listing in opened.articles()]
            if from_feedback:
                found = propose_from_feedback(folder, most)
            else:
                found = propose(opened, most, Random(seed))  # noqa: S311  chooses, hides nothing
        if not found:
            raise SetError(
                "The library has nothing to ask about: add articles with people, quotes or numbers."
            )
        write_starter(path, path.name, found, articles)
        if json:
            print_json({"folder": str(path), "cases": len(found), "articles": len(articles)})
        say(
            f"{counted(len(found), 'case')} in {path / 'cases.jsonl'}, none of them counted yet: "
            "confirm them in the page's Evaluate view, or read them in an editor, mend what is "
            'wrong, delete what is useless and set "confirmed" to true. Then '
            f"`byline eval run {path.name if path.parent.name == 'sets' else path}`."
        )

    group.command("new")(new)
