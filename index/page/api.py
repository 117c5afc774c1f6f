"""What programs ask of the library over the page's address: add, quotes, search."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass

import gradio as gr
from gradio.events import api

from index.article import Draft
from index.errors import BylineError, VectorsError
from index.export import passages_to_json, quotes_to_json
from index.filters import Filters
from index.intake import add_all
from index.library import Library
from index.outage import owed
from index.outcomes import outcome_to_json
from index.page.arguments import typed
from index.page.pasted import drafts_of
from index.readers.addresses import Fetch
from index.watch import Watch, unwatched, watched

_MOST = 1000  # passages that one search may ask for
_SENT = "the text sent"

Json = dict[str, object]

AT_ONCE = 4  # calls of an endpoint that are answered at the same time; Gradio's own is one


def add_library_api(
    library: Library,
    today: Callable[[], dt.date],
    open_fetch: Callable[[], Fetch] | None,
    *,
    read_only: bool,
    watch: Watch = unwatched,
) -> None:
    """Add the endpoints to the Blocks that are open.

    Args:
        library: what is asked and added to.
        today: the present day; no article is published later.
        open_fetch: makes what opens an address; None where none may be opened.
        read_only: leave out what changes the library.
        watch: is told of what was done.
    """
    endpoints = _Endpoints(library, today, open_fetch, watch)
    for fn in (endpoints.search, endpoints.quotes):
        api(typed(fn), api_name=fn.__name__, concurrency_limit=AT_ONCE)
    if not read_only:
        api(typed(endpoints.add), api_name="add")


def filters_of(
    outlet: str | None, since: str | None, until: str | None, article: list[str] | None
) -> Filters:
    """Return the conditions that a program sends.

    Raises:
        gr.Error: a date is none.
    """
    return Filters(outlet or None, day_of(since), day_of(until), tuple(article or ()))


def day_of(written: str | None) -> dt.date | None:
    """Read a day as in 2024-05-31; None stays None.

    Raises:
        gr.Error: it is none.
    """
    try:
        return dt.date.fromisoformat(written) if written else None
    except ValueError as error:
        raise told(f"“{written}” is no date: write it like 2024-05-31.") from error


def told(why: BylineError | str) -> gr.Error:
    """Return an error whose sentence the caller gets."""
    return gr.Error(str(why), print_exception=False)


@dataclass(frozen=True, slots=True)
class _Endpoints:
    """The endpoints; their docstrings are what callers are told."""

    library: Library
    today: Callable[[], dt.date]
    open_fetch: Callable[[], Fetch] | None
    watch: Watch

    def search(
        self,
        text: str = "",
        k: int = 10,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        article: list[str] | None = None,
    ) -> Json:
        """Search the news articles in the library by words and meaning, best passages first.

        Args:
            text: words, or a question.
            k: how many passages, 1 to 1000.
            outlet: only articles of this outlet.
            since: only articles of this day or later, as in 2024-05-31.
            until: only articles of this day or before.
            article: only the articles of these ids.
        """
        if not text.strip():
            raise told("text is empty: give words to search for.")
        if not 1 <= k <= _MOST:
            raise told(f"k is {k}: ask for 1 to {_MOST} passages.")
        filters = filters_of(outlet, since, until, article)
        try:
            with watched("search", text, self.watch, time.monotonic) as notes:
                mark = self.library.outage.mark()
                found = self.library.search(text, k=k, filters=filters)
                notes.counts["passages"] = len(found)
        except BylineError as error:
            raise told(error) from error
        return {"passages": passages_to_json(found), "notice": self.library.outage.since(mark)}

    def quotes(
        self,
        speaker: str | None = None,
        about: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        article: list[str] | None = None,
    ) -> Json:
        """List who said what in the news articles: direct quotations and reported speech.

        Args:
            speaker: words of the speaker's name.
            about: words that stand in the paragraph.
            outlet: only articles of this outlet.
            since: only articles of this day or later, as in 2024-05-31.
            until: only articles of this day or before.
            article: only the articles of these ids.
        """
        filters = filters_of(outlet, since, until, article)
        try:
            words = " ".join(filter(None, (speaker, about)))
            with watched("quotes", words, self.watch, time.monotonic) as notes:
                found = self.library.quotes(speaker=speaker, about=about, filters=filters)
                notes.counts["quotes"] = len(found)
        except BylineError as error:
            raise told(error) from error
        return {"quotes": quotes_to_json(found)}

    def add(
        self,
        text: str = "",
        title: str | None = None,
        outlet: str | None = None,
        date: str | None = None,
    ) -> Json:
        """Add news articles to the library.

        Args:
            text: an article as plain text, Markdown or HTML, several as JSON Lines, or the http(s)
                address of a page, a feed or a sitemap, alone.
            title: of an article that states none.
            outlet: who published it, where it states none.
            date: the day it was published on, as in 2024-05-31, where it states none.
        """
        if not text.strip():
            raise told("text is empty: give an article or an address.")
        known = Draft(_SENT, "", title=title or None, outlet=outlet or None, date=day_of(date))
        fetch, left_out = self.open_fetch() if self.open_fetch else None, list[str]()
        drafts = drafts_of(text, known, self.today(), fetch, left_out.append)
        notice: str | None = None
        try:
            with (
                self.library.adding(),
                watched("add", "", self.watch, time.monotonic) as notes,
            ):
                items = [outcome_to_json(outcome) for outcome in add_all(self.library, drafts)]
                try:
                    self.library.pay()
                except VectorsError as error:  # all is in the record
                    notice = owed(error)
                notes.counts["articles"] = len(items)
        except BylineError as error:
            raise told(error) from error
        return {"items": items, "left_out": left_out, "notice": notice}
