"""The commands that answer, and that check what was answered: ask, summarize, verify."""

import datetime as dt
import json as jsons
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index import options
from index.console import print_json, say, terminal
from index.counted import counted
from index.filters import Filters
from index.options import Articles, AsOf, Folder, Json, Model, Outlet, Since, Until
from qa.digest.lengths import DEFAULT
from qa.digest.span import DAYS
from qa.options import language_asked, length_named

if TYPE_CHECKING:
    from index.library import Library
    from qa.answer import Answer, Summary, Turn
    from qa.chat import Chat
    from qa.digest.event import Gathered

_Save = Annotated[
    Path | None,
    typer.Option(
        "--save",
        metavar="FILE",
        help="Keep it with its sources: FILE ends in .json, .md or .html.",
        show_default=False,
    ),
]
_EVERY = 1_000_000
_Days = Annotated[
    int,
    typer.Option(min=0, help="With --about: how many days before and after the best article."),
]
_Without = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="With --about: leave this article out.", show_default=False),
]
_OnlyShow = Annotated[
    bool, typer.Option("--only-show", help="With --about: show the articles, summarise nothing.")
]
_Language = Annotated[
    str | None,
    typer.Option(
        metavar="LANGUAGE", help="Translated by the model, as in: de.", show_default=False
    ),
]
_Length = Annotated[str, typer.Option("--length", metavar="LENGTH", help="short, medium or long.")]


def add_commands(
    app: typer.Typer,
    *,
    library_folder: Path,
    open_library: "Callable[[Path], Library]",
    open_chat: "Callable[[str | None], Chat | None]",
    today: dt.date,
    clock: Callable[[], float],
    now: Callable[[], dt.datetime],
    version: str,
) -> None:
    """Add the commands to an app.

    Args:
        app: takes the commands.
        library_folder: the library where `--library` names no other.
        open_library: opens the library in a folder.
        open_chat: returns the chat of a model, by what `--model` says; None for no model.
        today: the day of asking where `--as-of` names no other.
        clock: returns seconds.
        now: the time at which an answer is saved.
        version: Byline's, for what is saved.
    """
    commands = _Commands(library_folder, open_library, open_chat, today, clock, now, version)
    app.command("ask")(commands.ask)
    app.command("summarize")(commands.summarize)
    app.command("verify")(commands.verify)


@dataclass(frozen=True, slots=True)
class _Commands:
    """The commands, with what the front door hands down to them.

    Each loads what it needs when it is called: a third of a second that `byline list` need not pay.
    """

    library_folder: Path
    open_library: "Callable[[Path], Library]"
    open_chat: "Callable[[str | None], Chat | None]"
    today: dt.date
    clock: Callable[[], float]
    now: Callable[[], dt.datetime]
    version: str

    def ask(
        self,
        question: Annotated[str, typer.Argument(metavar="QUESTION", show_default=False)],
        library: Folder = None,
        json: Json = False,
        model: Model = None,
        outlet: Outlet = None,
        since: Since = None,
        until: Until = None,
        article: Articles = None,
        history: Annotated[
            Path | None,
            typer.Option(metavar="FILE", help="The conversation before, as JSON."),
        ] = None,
        as_of: AsOf = None,
        trace: Annotated[
            bool, typer.Option("--trace", help="Tell on standard error how the answer was found.")
        ] = False,
        every: Annotated[
            bool, typer.Option("--all", help="Give all statements, not the most telling ones.")
        ] = False,
        save_to: _Save = None,
    ) -> None:
        """Answer a question, with every sentence cited."""
        from qa.ask import ask
        from qa.export import answer_to_json
        from qa.extract import MOST
        from qa.printing import print_answer
        from qa.trace import say_trace

        filters = options.filters(outlet, since, until, article, as_of)
        today = filters.day or self.today
        turns = _turns(history) if history else ()
        chat = self.open_chat(model)
        with self.open_library(library or self.library_folder) as opened:
            answer = ask(
                question,
                opened,
                chat=chat,
                today=today,
                clock=self.clock,
                filters=filters,
                history=turns,
                most=_EVERY if every else MOST,
            )
            if save_to:
                asked = {"as_of": today.isoformat(), **_conditions(filters)}
                self._save(answer, opened, asked, save_to, filters.day)
        if trace:
            say_trace(answer)
        if json:
            print_json(answer_to_json(answer))
        else:
            print_answer(terminal(), answer)

    def summarize(
        self,
        articles: Annotated[
            list[str] | None,
            typer.Argument(metavar="ID", help="Ids, or beginnings of them.", show_default=False),
        ] = None,
        about: Annotated[
            str | None, typer.Option(metavar="TOPIC", help="The articles on this event instead.")
        ] = None,
        library: Folder = None,
        json: Json = False,
        model: Model = None,
        outlet: Outlet = None,
        since: Since = None,
        until: Until = None,
        as_of: AsOf = None,
        article: Articles = None,
        length: _Length = DEFAULT,
        language: _Language = None,
        days: _Days = DAYS,
        without: _Without = None,
        only_show: _OnlyShow = False,
        save_to: _Save = None,
    ) -> None:
        """Summarise one article, or several on one event, in neutral words."""
        from qa.digest.event import gather
        from qa.export import summary_to_json
        from qa.printing import print_summary
        from qa.summary import summarize

        size, into = length_named(length), language_asked(language)
        wanted = [*(articles or ()), *(article or ())]
        if bool(wanted) == bool(about):
            raise typer.BadParameter("Give the ids of articles, or --about TOPIC.")
        chat, day = self.open_chat(model), as_of.date() if as_of else None
        with self.open_library(library or self.library_folder) as opened:
            if about:
                filters = options.filters(outlet, since, until, None, as_of)
                mark = opened.outage.mark()
                gathered = gather(about, opened, filters, days, without or ())
                say_gathered(gathered)
                if lacking := opened.outage.since(mark):
                    say(lacking)
                if only_show:
                    return
                chosen = tuple(one.parsed for one in gathered)
            else:
                chosen = tuple(dict.fromkeys(opened.get(one, day) for one in wanted))
            summary = summarize(
                chosen,
                chat=chat,
                clock=self.clock,
                length=size,
                language=into,
                on_progress=say,
            )
            if save_to:
                asked = {"about": about} if about else {}
                self._save(summary, opened, asked, save_to, day)
        if json:
            print_json(summary_to_json(summary))
        else:
            print_summary(terminal(), summary)

    def verify(
        self,
        file: Annotated[
            Path, typer.Argument(metavar="FILE", help="An answer that was saved.", exists=False)
        ],
        json: Json = False,
    ) -> None:
        """Check a saved answer, offline, against the sources in it."""
        from qa.printing import print_verdict
        from qa.saving import altered, read_saved
        from qa.verify import verdict_to_json, verify

        verdict = verify(read_saved(file), altered(file))
        if json:
            print_json(verdict_to_json(verdict))
        else:
            print_verdict(terminal(), verdict)
        if not verdict.holds:
            raise typer.Exit(1)

    def _save(
        self,
        made: "Answer | Summary",
        library: "Library",
        settings: Mapping[str, str],
        path: Path,
        day: dt.date | None,
    ) -> None:
        from qa.dossier import Circumstances, dossier
        from qa.saving import save

        ids = dict.fromkeys(citation.article_id for citation in made.citations)
        articles = [library.get(article_id, day).article for article_id in ids]
        saved = self.now().isoformat(timespec="seconds")
        circumstances = Circumstances(saved, self.version, settings)
        save(dossier(made, articles, circumstances), path)
        say(f"Saved to {path}.")


def say_gathered(gathered: "Sequence[Gathered]") -> None:
    """Tell which articles are on an event, and how to have others."""
    from qa.digest.event import in_words

    say(f"Summarising {counted(len(gathered), 'article')}.")
    for one in gathered:
        say(f"  {one.parsed.article.id}  {in_words(one)}")
    say("Others: --days for a wider time, --without ID, or give the ids themselves.")


def _conditions(filters: Filters) -> dict[str, str]:
    """Return the conditions on articles, those that there are, in words."""
    told = {
        "outlet": filters.outlet,
        "since": filters.since.isoformat() if filters.since else None,
        "until": filters.until.isoformat() if filters.until else None,
        "articles": ", ".join(filters.article_ids),
    }
    return {name: value for name, value in told.items() if value}


def _turns(file: Path) -> "tuple[Turn, ...]":
    """Read a conversation: a JSON list of objects with "question" and "answer".

    Raises:
        typer.BadParameter: it is no such file.
    """
    from qa.answer import Turn

    try:
        told = jsons.loads(file.read_text(encoding="utf-8"))
        return tuple(Turn(str(turn["question"]), str(turn["answer"])) for turn in told)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise typer.BadParameter(
            f'{file} is no conversation; it must be a JSON list of {{"question", "answer"}}.'
        ) from error
