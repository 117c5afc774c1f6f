"""The commands about who is who: people, people merge, split, undo."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from index.console import print_json, say, terminal
from index.export import people_to_json
from index.library import Library
from index.options import Folder, Json, Limit, PageNumber
from index.pages import Page
from index.printing import print_people

_Name = Annotated[str, typer.Argument(metavar="NAME", help="A name, or words of it.")]


def add_people_commands(
    app: typer.Typer, *, library_folder: Path, open_library: Callable[[Path], Library]
) -> None:
    """Add the commands to an app.

    Args:
        app: takes the commands.
        library_folder: the library where `--library` names no other.
        open_library: opens the library in a folder.
    """
    commands = _Commands(library_folder, open_library)
    group = typer.Typer(help="Who is quoted, under which names.", invoke_without_command=True)
    group.callback()(commands.people)
    group.command("list")(commands.list_people)
    group.command("merge")(commands.merge)
    group.command("split")(commands.split)
    group.command("undo")(commands.undo)
    app.add_typer(group, name="people")


@dataclass(frozen=True, slots=True)
class _Commands:
    """The commands, with what the front door hands down to them."""

    library_folder: Path
    open_library: Callable[[Path], Library]

    def people(
        self,
        context: typer.Context,
        limit: Limit = 50,
        page: PageNumber = 1,
        library: Folder = None,
        json: Json = False,
    ) -> None:
        """List who is quoted, under which names; `merge` and `split` say who is who."""
        if context.invoked_subcommand is None:
            self.list_people(None, limit, page, library, json)

    def list_people(
        self,
        name: Annotated[
            str | None, typer.Argument(metavar="NAME", help="Only who is called so.")
        ] = None,
        limit: Limit = 50,
        page: PageNumber = 1,
        library: Folder = None,
        json: Json = False,
    ) -> None:
        """List who is quoted, those with the most quotes first."""
        with self._opened(library) as opened:
            people = opened.people.all()
            if name is not None:
                named = set(opened.people.named(name))
                people = tuple(person for person in people if person.name in named)
        if json:
            print_json({"people": people_to_json(people)})
        elif people:
            print_people(terminal(), people, Page(limit, page))
        else:
            called = f" is called “{name}”" if name else ""
            terminal().print(f"Nobody who is quoted{called}." if name else "Nobody is quoted.")

    def merge(self, first: _Name, second: _Name, library: Folder = None) -> None:
        """Say that two people are one; `byline people undo` takes it back."""
        with self._opened(library) as opened:
            terminal().print(f"Kept: {opened.people.merge(first, second)}.")

    def split(
        self,
        person: _Name,
        names: Annotated[
            list[str] | None,
            typer.Argument(
                metavar="[OTHER]…",
                help="The names that are somebody else’s, as `byline people` gives them.",
                show_default=False,
            ),
        ] = None,
        articles: Annotated[
            list[str] | None,
            typer.Option("--article", metavar="ID", help="Only in this article; may be repeated."),
        ] = None,
        library: Folder = None,
    ) -> None:
        """Say that some names of a person, or their name in some articles, are somebody else’s."""
        if not names and not articles:
            say("Name what is somebody else’s: other names, or articles with --article.")
            raise typer.Exit(2)
        with self._opened(library) as opened:
            ids = [opened.get(article_id).article.id for article_id in articles or ()]
            terminal().print(f"Kept: {opened.people.split(person, names or (), ids)}.")

    def undo(self, library: Folder = None) -> None:
        """Take back the last merge or split; again, the one before."""
        with self._opened(library) as opened:
            said = opened.people.undo()
        terminal().print(f"Taken back: {said}." if said else "There is nothing to take back.")

    def _opened(self, folder: Path | None) -> Library:
        return self.open_library(folder or self.library_folder)
