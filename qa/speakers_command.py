"""The command that asks a model about quotes whose speaker the rules leave open: speakers."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from index import options
from index.console import print_json, progress_bar, say, terminal
from index.counted import counted
from index.library import Library
from index.options import Articles, Folder, Json, Outlet, Since, Until
from qa.llm import Chat
from qa.undecided import MOST, Decided, decide

_SHOWN = 120  # characters of a quote
_Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="The model that is asked.", show_default=False),
]
_Most = Annotated[int, typer.Option(min=1, metavar="N", help="Ask about so many quotes at most.")]
_NO_MODEL = (
    "Only a language model can be asked who speaks: set one up (OPENAI_API_KEY, or OPENAI_BASE_URL "
    "for a local one), and leave out --model none."
)


def add_speakers_command(
    app: typer.Typer,
    *,
    library_folder: Path,
    open_library: Callable[[Path], Library],
    open_chat: Callable[[str | None], Chat | None],
) -> None:
    """Add the command to an app; the arguments are those of `qa.commands.add_commands`."""
    app.command("speakers")(_Command(library_folder, open_library, open_chat).speakers)


@dataclass(frozen=True, slots=True)
class _Command:
    """The command, with what the front door hands down to it."""

    library_folder: Path
    open_library: Callable[[Path], Library]
    open_chat: Callable[[str | None], Chat | None]

    def speakers(
        self,
        model: _Model = None,
        article: Articles = None,
        outlet: Outlet = None,
        since: Since = None,
        until: Until = None,
        most: _Most = MOST,
        library: Folder = None,
        json: Json = False,
    ) -> None:
        """Ask a model who says the quotes whose speaker is open; a choice is kept as a guess."""
        chat = self.open_chat(model)
        if chat is None:
            raise typer.BadParameter(_NO_MODEL)
        filters = options.filters(outlet, since, until, article)
        with self.open_library(library or self.library_folder) as opened, progress_bar() as show:
            made = decide(opened, chat, filters=filters, most=most, show=show)
        if json:
            print_json(decided_to_json(made))
        else:
            _print(made)
        if made.error:
            say(f"{made.error} What was decided before stays.")
            raise typer.Exit(1)


def decided_to_json(made: Decided) -> dict[str, object]:
    """Return what came of asking, with the place of each quote that has a speaker now."""
    return {
        "asked": made.asked,
        "decided": [
            {
                "article_id": quote.article_id,
                "paragraph": quote.paragraph,
                "start": quote.start,
                "end": quote.end,
                "speaker": quote.speaker,
            }
            for quote in made.decided
        ],
        "left": made.left,
    }


def _print(made: Decided) -> None:
    console = terminal()
    for quote in made.decided:
        words = textwrap.shorten(quote.text, _SHOWN, placeholder=" …")
        place = f" ({quote.article_id}, paragraph {quote.paragraph})"
        console.print(Text.assemble((quote.speaker or "", "bold"), f": “{words}”", (place, "dim")))
    asked = f"Asked about {counted(made.asked, 'quote')}"
    console.print(f"{asked}: {len(made.decided)} decided; {made.left} left open in all.")
