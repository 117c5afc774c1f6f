"""The Library view: lists the articles, adds and removes them."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

import gradio as gr

from index.browsing import ONLY, ORDERS, Look
from index.errors import BylineError, LibraryError
from index.library import Library
from index.page.adding import Outcome, add_files, add_text
from index.page.listing import (
    EMPTY,
    EMPTY_FOR_READERS,
    files_html,
    outcomes_html,
    outlets_html,
    shelf_html,
    working_html,
)
from index.readers.addresses import Fetch
from index.readers.encoding import MAX_BYTES
from index.watch import Watch, unwatched, watched

SCRIPT = Path(__file__).with_name("library.js")

_LONGEST = 200  # code points of the words that are looked for
_PAGES = 100_000
_REFUSED = f'<ul class="refused" id="refused" aria-live="polite" data-most="{MAX_BYTES}"></ul>'
_LIST = """
<form class="look" role="search">
  <input type="search" name="words" data-slash autocomplete="off"
    aria-label="Look for articles" placeholder="Title, outlet or author">
  <select name="outlet" aria-label="Outlet"><option value="">All outlets</option></select>
  <select name="only" aria-label="Which">
    <option value="">All articles</option>
    <option value="quoted">With quotes</option>
    <option value="changed">With several versions</option>
    <option value="copies">Copies of one report</option>
    <option value="undated">Without a date</option>
  </select>
  <select name="order" aria-label="Sorted by">
    <option value="date">Newest first</option>
    <option value="added">Added last first</option>
    <option value="title">By title</option>
    <option value="outlet">By outlet</option>
  </select>
</form>
<div class="list"></div>
"""
_EVERY = 0.5  # seconds between two steps that are shown
# Tells every view that the library may have changed.
_CHANGED = "() => { document.dispatchEvent(new Event('byline:changed')); }"


def add_library_view(
    library: Library,
    today: Callable[[], dt.date],
    fill: Callable[[], object],
    open_fetch: Callable[[], Fetch] | None = None,
    *,
    read_only: bool = False,
    watch: Watch = unwatched,
) -> None:
    """Add the view to the Blocks that are open.

    Args:
        library: what is shown and changed.
        today: the present day; no article is published later.
        fill: puts the sample articles into the library.
        open_fetch: makes what opens a pasted address; None where none may be opened.
        read_only: articles are shown, none is added or removed.
        watch: is told of what is added and removed.
    """
    events = _Events(library, today, fill, open_fetch, watch)
    with gr.Column(elem_id="view-library", elem_classes="view"):
        gr.HTML("<h1>Library</h1>", apply_default_css=False)
        files = gr.File(
            file_count="multiple", label="Drop articles here", show_label=False, elem_id="drop"
        )
        gr.HTML(_REFUSED, apply_default_css=False)
        outcomes = gr.HTML("", elem_id="outcomes", apply_default_css=False)
        boxes, paste = _paste_boxes()
        articles = gr.HTML(
            _LIST,
            elem_id="articles",
            apply_default_css=False,
            js_on_load=SCRIPT.read_text("utf-8"),
            server_functions=[_shelf_page(library, EMPTY_FOR_READERS if read_only else EMPTY)],
        )

    if read_only:  # the stylesheet hides what would change something; here nothing listens to it
        return
    for listen, fn, inputs, outputs in (
        (files.upload, events.dropped, [files], [outcomes, files]),
        (paste.click, events.pasted, boxes, [outcomes, *boxes]),
        (articles.remove, events.removed, None, [outcomes]),
        (articles.sample, events.filled, None, [outcomes]),
    ):
        changed = listen(
            fn,
            inputs,
            outputs,
            show_progress="hidden",
            api_visibility="private",
            concurrency_id="library",
            trigger_mode="multiple",
        )
        changed.then(None, js=_CHANGED)


def _shelf_page(library: Library, empty: str) -> Callable[[dict[str, object]], dict[str, str]]:
    """Return what the page's script asks for a page of the articles; Gradio marks the function."""

    def shelf_page(told: dict[str, object]) -> dict[str, str]:
        if not library.count():
            return {"list": empty, "outlets": ""}
        look = _look(told)
        try:
            shelf = library.browse(look)
        except LibraryError as error:
            return {"list": f'<p class="notice">{escape(str(error))}</p>', "outlets": ""}
        options = outlets_html(library.outlets(), look.outlet)
        return {"list": shelf_html(shelf, look), "outlets": options}

    return shelf_page


def _look(told: Mapping[str, object]) -> Look:
    """Read what the page's script asks for; what makes no sense there is left out."""
    page, only, order = told.get("page"), told.get("only"), told.get("order")
    return Look(
        words=str(told.get("words") or "")[:_LONGEST],
        outlet=str(told.get("outlet") or ""),
        only=ONLY[ONLY.index(only)] if only in ONLY else "",
        order=ORDERS[ORDERS.index(order)] if order in ORDERS else "date",
        page=page if isinstance(page, int) and 0 <= page < _PAGES else 0,
    )


@dataclass(frozen=True, slots=True)
class _Events:
    """What happens in the view."""

    library: Library
    today: Callable[[], dt.date]
    fill: Callable[[], object]
    open_fetch: Callable[[], Fetch] | None
    watch: Watch

    def dropped(self, paths: list[str] | None) -> Iterator[tuple[str, object]]:
        """Add files, and empty the field for the next ones."""
        files = [Path(path) for path in paths or []]
        names = [file.name for file in files]
        yield files_html(names, (), done=False), gr.skip()
        outcomes: list[Outcome] = []
        shown = time.monotonic()
        with watched("add", "", self.watch, time.monotonic) as notes:
            for outcome in add_files(self.library, files, self.today()):
                outcomes.append(outcome)
                notes.counts["articles"] = len(outcomes)
                if time.monotonic() - shown >= _EVERY:
                    shown = time.monotonic()
                    yield files_html(names, outcomes, done=False), gr.skip()
        yield files_html(names, outcomes, done=True), None

    def pasted(self, text: str, title: str, outlet: str, date: str) -> Iterator[tuple[object, ...]]:
        """Add a text; the boxes are emptied unless something is to be put right in them."""
        working = working_html("Adding what was pasted")
        yield working, *[gr.skip()] * 4
        added: list[Outcome] = []
        shown = time.monotonic()
        with watched("add", "", self.watch, time.monotonic) as notes:
            for outcome in add_text(
                self.library,
                text,
                self.today(),
                self.open_fetch() if self.open_fetch else None,
                title=title,
                outlet=outlet,
                date=date,
            ):
                added.append(outcome)
                notes.counts["articles"] = len(added)
                if time.monotonic() - shown >= _EVERY:
                    shown = time.monotonic()
                    yield working + outcomes_html(added), *[gr.skip()] * 4
        kept = gr.skip() if any(outcome.failed for outcome in added) else ""
        yield outcomes_html(added), kept, kept, kept, kept

    def removed(self, event: gr.EventData) -> object:
        """Remove an article; where it is gone already, all is as it should be."""

        def remove() -> None:
            with watched("remove", "", self.watch, time.monotonic):
                self.library.remove([str(event.article)])

        return self._told(remove) or gr.skip()

    def filled(self) -> Iterator[str]:
        yield working_html("Adding the sample articles")
        yield self._told(self.fill)

    def _told(self, change: Callable[[], object]) -> str:
        """Change the library; what went well shows in the list, what did not is said."""
        try:
            change()
        except BylineError as error:
            return outcomes_html([Outcome(str(error), failed=True)])
        return ""


def _paste_boxes() -> tuple[list[gr.Textbox], gr.Button]:
    """Add the boxes for a pasted text: text, title, outlet, date, and the button that adds it."""
    with gr.Accordion("Or paste a text or an address", open=False, elem_id="paste"):
        text = gr.Textbox(label="Text or address", lines=8, max_lines=20)
        with gr.Row():
            title = gr.Textbox(label="Title (optional)", max_lines=1, scale=2)
            outlet = gr.Textbox(label="Outlet (optional)", max_lines=1)
            date = gr.Textbox(label="Date (optional)", max_lines=1, placeholder="2024-05-31")
        add = gr.Button("Add it", variant="primary", elem_id="add-text", scale=0)
    return [text, title, outlet, date], add
