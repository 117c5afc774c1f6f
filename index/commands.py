"""The commands that keep a library: add, list, show, remove, quotes, search, check, rebuild."""

import datetime as dt
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from index import options
from index.checkup import Checkup
from index.console import (
    Interruption,
    Step,
    course_bar,
    interruption,
    print_json,
    progress,
    say,
    terminal,
)
from index.counted import counted
from index.course import Course
from index.embed import Embedder
from index.errors import BylineError, LibraryError, VectorsError
from index.export import (
    article_to_json,
    labels_to_json,
    listing_to_json,
    passages_to_json,
    sayings_to_json,
)
from index.intake import take_in
from index.library import Library
from index.options import Articles, AsOf, Folder, Json, Limit, Outlet, PageNumber, Since, Until
from index.outage import owed
from index.outcomes import Outcome, failures_in_words, in_words, outcome_to_json
from index.pages import Page
from index.people.commands import add_people_commands
from index.printing import (
    print_article,
    print_labels,
    print_listings,
    print_passages,
    print_sayings,
)
from index.sayings_csv import sayings_csv

if TYPE_CHECKING:
    from index.readers.addresses import Fetch, Web

Form = Literal["text", "csv", "json"]
_TryModel = Annotated[
    bool, typer.Option("--model", help="Try the language model: form, context, speed, an answer.")
]
_Ids = Annotated[
    list[str],
    typer.Argument(metavar="ID", help="Ids, or beginnings of them.", show_default=False),
]


def add_commands(
    app: typer.Typer,
    *,
    library_folder: Path,
    open_library: Callable[[Path], Library],
    embedder_named: Callable[[str], Embedder],
    open_fetch: "Callable[[], Fetch] | None" = None,
    try_model: Callable[[], Checkup | None] | None = None,
    today: dt.date,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Add the commands to an app.

    Args:
        app: takes the commands.
        library_folder: the library where `--library` names no other.
        open_library: opens the library in a folder.
        embedder_named: what `rebuild --embedder` names; raises BylineError where there is none.
        open_fetch: makes what opens addresses; None where none may be opened.
        try_model: asks the language model a known question; returns None where there is none.
        today: no web page is published later.
        clock: seconds.
    """
    commands = _Commands(
        library_folder, open_library, embedder_named, open_fetch, try_model, today, clock
    )
    app.command("add")(commands.add)
    app.command("list")(commands.list_articles)
    app.command("show")(commands.show)
    app.command("remove")(commands.remove)
    app.command("quotes")(commands.quotes)
    app.command("search")(commands.search)
    add_people_commands(app, library_folder=library_folder, open_library=open_library)
    app.command("check")(commands.check)
    app.command("rebuild")(commands.rebuild)


@dataclass(frozen=True, slots=True)
class _Commands:
    """The commands, with what the front door hands down to them."""

    library_folder: Path
    open_library: Callable[[Path], Library]
    embedder_named: Callable[[str], Embedder]
    open_fetch: "Callable[[], Fetch] | None"
    try_model: Callable[[], Checkup | None] | None
    today: dt.date
    clock: Callable[[], float]

    def add(
        self,
        sources: Annotated[
            list[str],
            typer.Argument(
                metavar="SOURCE",
                help="Addresses of pages, feeds or sitemaps; files (text, Markdown, HTML, PDF, "
                "Word, mail, CSV, feed, JSON Lines, zip); folders; or - (stdin).",
                show_default=False,
            ),
        ],
        limit: Annotated[
            int,
            typer.Option(
                min=1, metavar="N", help="The newest N articles of a feed or sitemap on the web."
            ),
        ] = 100,
        library: Folder = None,
        json: Json = False,
    ) -> None:
        """Add articles to the library."""
        # Late: the parsers take 0.1 s to import, and no other command reads a source.
        from index.readers.addresses import Web

        web = Web(self.open_fetch(), limit, say) if self.open_fetch else None
        if "-" in sources and sys.stdin.isatty():
            say("Type or paste an article, then Ctrl-D on a line of its own.")
        outcomes: list[Outcome] = []
        with self._opened(library) as opened, interruption() as stop:
            failure = self._take_in(opened, sources, outcomes, stop, web)
        if json:
            print_json({"items": [outcome_to_json(outcome) for outcome in outcomes]})
        else:
            terminal().print(in_words(outcomes))
            for sentence in failures_in_words(outcomes):
                say(sentence)
        if stop.asked:
            say("Stopped; what was added stays, and adding the same again goes on from there.")
            raise typer.Abort
        if outcomes and isinstance(outcomes[-1].result, LibraryError):
            say("Nothing after that was tried; adding the same again goes on from there.")
        if failure:
            raise failure
        if any(outcome.failed for outcome in outcomes):
            raise typer.Exit(1)

    def _take_in(
        self,
        library: Library,
        sources: list[str],
        outcomes: list[Outcome],
        stop: Interruption,
        web: "Web | None",
    ) -> BylineError | None:
        """Add sources, and keep what became of each; return why not all of it can be found yet."""
        course = Course()
        try:
            with course_bar(self.clock) as show:
                for outcome in take_in(
                    library,
                    sources,
                    sys.stdin.buffer,
                    self.today,
                    web,
                    processes=os.cpu_count() or 1,
                    stopped=lambda: stop.asked,
                    course=course,
                    clock=self.clock,
                ):
                    stop.waits = True
                    outcomes.append(outcome)
                    show(Step(len(outcomes), course.done, course.total, outcome.source))
                show(
                    Step(len(outcomes), 0, 0, "indexing what was added")
                )  # what is left is not read
                library.pay()
        except KeyboardInterrupt:
            stop.asked = True
        except VectorsError as error:
            return LibraryError(owed(error))
        except LibraryError as error:
            return error
        return None

    def list_articles(self, library: Folder = None, json: Json = False) -> None:
        """List the articles in the library, newest first."""
        with self._opened(library) as opened:
            listings = opened.articles()
        if json:
            print_json({"articles": [listing_to_json(listing) for listing in listings]})
        elif listings:
            print_listings(terminal(), listings)
        else:
            terminal().print("The library is empty: `byline add FILE` adds an article to it.")

    def show(
        self,
        article_id: Annotated[
            str, typer.Argument(metavar="ID", help="Its id, or the beginning.", show_default=False)
        ],
        library: Folder = None,
        json: Json = False,
    ) -> None:
        """Show one article whole, with its paragraphs, its quotes and what its versions changed."""
        with self._opened(library) as opened:
            parsed = opened.get(article_id)
            versions = opened.versions(parsed.article.id)
        if json:
            print_json(article_to_json(parsed, versions))
        else:
            print_article(terminal(), parsed, versions)

    def remove(self, article_ids: _Ids, library: Folder = None, json: Json = False) -> None:
        """Forget articles completely."""
        with self._opened(library) as opened:
            articles = [opened.get(article_id).article for article_id in article_ids]
            opened.remove([article.id for article in articles])
        if json:
            facts = [{"id": article.id, "title": article.title} for article in articles]
            print_json({"removed": facts})
        for article in () if json else articles:
            terminal().print(f"Forgotten: {article.title or article.id}")

    def quotes(
        self,
        speaker: Annotated[
            str | None, typer.Option(help="Words of any of the speaker's names.")
        ] = None,
        about: Annotated[
            str | None, typer.Option(help="Words that stand in the paragraph.")
        ] = None,
        articles: Articles = None,
        outlet: Outlet = None,
        since: Since = None,
        until: Until = None,
        as_of: AsOf = None,
        limit: Limit = 50,
        page: PageNumber = 1,
        form: Annotated[
            Form, typer.Option("--format", help="text, a page of it; csv or json, all of it.")
        ] = "text",
        everything: Annotated[
            bool, typer.Option("--all", help="Marked words that are no speech too.")
        ] = False,
        library: Folder = None,
        json: Json = False,
    ) -> None:
        """List who said what: what several articles quote is one row, with what differs."""
        filters = options.filters(outlet, since, until, articles, as_of)
        with self._opened(library) as opened:
            found = opened.sayings(speaker=speaker, about=about, filters=filters)
            everything = everything and speaker is None  # they are nobody's
            labels = opened.labels(about=about, filters=filters) if everything else ()
            listings = {listing.id: listing for listing in opened.articles(filters.day)}
        if json or form == "json":
            more = {"labels": labels_to_json(labels)} if everything else {}
            print_json(sayings_to_json(found) | more)
        elif form == "csv":
            sys.stdout.write(sayings_csv(found, listings))
        elif labels:
            print_sayings(terminal(), found, listings, Page(limit, page))
            print_labels(terminal(), labels)
        elif found:
            print_sayings(terminal(), found, listings, Page(limit, page))
        else:
            by = f" by “{speaker}”" if speaker else ""
            on = f" about “{about}”" if about else ""
            terminal().print(f"No quote{by}{on} among {counted(len(listings), 'article')}.")

    def search(
        self,
        text: Annotated[str, typer.Argument(metavar="TEXT", help="Words, or a question.")],
        k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
        outlet: Outlet = None,
        since: Since = None,
        until: Until = None,
        as_of: AsOf = None,
        articles: Articles = None,
        model: Annotated[
            str, typer.Option(metavar="NAME|none", help="Taken as by ask; a search uses no model.")
        ] = "none",
        library: Folder = None,
        json: Json = False,
    ) -> None:
        """Search the articles; the best passages come first."""
        filters = options.filters(outlet, since, until, articles, as_of)
        with self._opened(library) as opened:
            mark = opened.outage.mark()
            found = opened.search(text, k=k, filters=filters)
            lacking = opened.outage.since(mark)
            listings = {listing.id: listing for listing in opened.articles(filters.day)}
        if lacking:
            say(lacking)
        if json:
            print_json({"passages": passages_to_json(found), "notice": lacking})
        elif found:
            print_passages(terminal(), found, listings)
        elif not any(character.isalnum() for character in text):
            terminal().print("There are no words to search for: name a person, a place or a thing.")
        else:
            terminal().print(f"Nothing on “{text}” among {counted(len(listings), 'article')}.")

    def check(self, library: Folder = None, model: _TryModel = False, json: Json = False) -> None:
        """Check the library for faults; with --model, try the language model instead."""
        if model:
            self._check_model(json)
            return
        with self._opened(library) as opened:
            faults = opened.check()
            count = opened.count()
        if json:
            print_json({"faults": [{"text": f.text, "remedy": f.remedy} for f in faults]})
        elif not faults:
            terminal().print(f"No fault in {counted(count, 'article')}.")
        for fault in () if json else faults:
            terminal().print(f"{fault.text}\n  {fault.remedy}")
        if faults:
            raise typer.Exit(1)

    def _check_model(self, json: bool) -> None:
        found = self.try_model() if self.try_model else None
        if found is None:
            raise typer.BadParameter(
                "No language model is set up: set OPENAI_API_KEY, or OPENAI_BASE_URL for a local "
                "server, and BYLINE_MODEL."
            )
        if json:
            print_json({**found.facts, "doubts": list(found.doubts)})
        for line in () if json else (*found.lines, *found.doubts):
            terminal().print(line, highlight=False, markup=False)
        if found.doubts:
            raise typer.Exit(1)

    def rebuild(
        self,
        embedder: Annotated[
            str | None,
            typer.Option(
                metavar="NAME",
                help="wordllama, openai:MODEL or chroma-minilm; without it, as BYLINE_EMBEDDER is.",
            ),
        ] = None,
        library: Folder = None,
        json: Json = False,
    ) -> None:
        """Make the word index and the vectors anew from the articles.

        Until the new vectors are whole, questions are answered from those before.
        """
        chosen = self.embedder_named(embedder) if embedder else None
        with self._opened(library) as opened, progress() as show:
            show("Rebuilding the word index and the vectors")
            passages = opened.rebuild(
                chosen,
                lambda done, all_: show(f"Rebuilding the vectors: {done} of {all_} passages"),
            )
            count, other = opened.count(), opened.embedder != opened.embedder_set
            name = opened.embedder
        if json:
            print_json({"articles": count, "passages": passages, "embedder": name})
            return
        terminal().print(
            f"Rebuilt from {counted(count, 'article')}: {passages} passages can be searched."
        )
        if other:
            say(f"The library is of the embedder {name} now: set BYLINE_EMBEDDER to {name}.")

    def _opened(self, folder: Path | None) -> Library:
        return self.open_library(folder or self.library_folder)
