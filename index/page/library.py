"""The Library view: lists the articles, adds and removes them."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import gradio as gr

from index.errors import BylineError
from index.library import Library
from index.page.adding import Outcome, add_files, add_text
from index.page.listing import adding_html, library_html, outcomes_html, working_html
from index.readers.addresses import Fetch

SCRIPT = Path(__file__).with_name("library.js")

_EVERY = 0.5  # seconds between two steps that are shown
# Tells every view that the library may have changed.
_CHANGED = "() => { document.dispatchEvent(new Event('byline:changed')); }"


def add_library_view(
    library: Library,
    today: Callable[[], dt.date],
    fill: Callable[[], object],
    on_show: Callable[[Callable[..., object], Sequence[gr.components.Component]], None],
    open_fetch: Callable[[], Fetch] | None = None,
) -> None:
    """Add the view to the Blocks that are open.

    Args:
        library: what is shown and changed.
        today: the present day; no article is published later.
        fill: puts the sample articles into the library.
        on_show: registers a function, and where its results go, to be called whenever the page is
            opened or the library may have changed.
        open_fetch: makes what opens a pasted address; None where none may be opened.
    """
    events = _Events(library, today, fill, open_fetch)
    with gr.Column(elem_id="view-library", elem_classes="view"):
        gr.HTML("<h1>Library</h1>", apply_default_css=False)
        files = gr.File(
            file_count="multiple", label="Drop articles here", show_label=False, elem_id="drop"
        )
        outcomes = gr.HTML("", elem_id="outcomes", apply_default_css=False)
        boxes, paste = _paste_boxes()
        articles = gr.HTML(
            "", elem_id="articles", apply_default_css=False, js_on_load=SCRIPT.read_text("utf-8")
        )

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
        )
        changed.then(None, js=_CHANGED)
    on_show(lambda: library_html(library.articles()), [articles])


@dataclass(frozen=True, slots=True)
class _Events:
    """What happens in the view."""

    library: Library
    today: Callable[[], dt.date]
    fill: Callable[[], object]
    open_fetch: Callable[[], Fetch] | None

    def dropped(self, paths: list[str] | None) -> Iterator[tuple[str, object]]:
        """Add files, and empty the field for the next ones."""
        files = [Path(path) for path in paths or []]
        doing = f"Adding {files[0].name if len(files) == 1 else 'the files'}"
        yield working_html(doing), gr.skip()
        outcomes: list[Outcome] = []
        shown = time.monotonic()
        for outcome in add_files(self.library, files, self.today()):
            outcomes.append(outcome)
            if time.monotonic() - shown >= _EVERY:
                shown = time.monotonic()
                yield adding_html(outcomes, doing), gr.skip()
        yield outcomes_html(outcomes), None

    def pasted(self, text: str, title: str, outlet: str, date: str) -> Iterator[tuple[object, ...]]:
        """Add a text; the boxes are emptied unless something is to be put right in them."""
        yield working_html("Adding what was pasted"), *[gr.skip()] * 4
        added = [
            *add_text(
                self.library,
                text,
                self.today(),
                self.open_fetch() if self.open_fetch else None,
                title=title,
                outlet=outlet,
                date=date,
            )
        ]
        kept = gr.skip() if any(outcome.failed for outcome in added) else ""
        yield outcomes_html(added), kept, kept, kept, kept

    def removed(self, event: gr.EventData) -> str:
        return self._told(lambda: self.library.remove([str(event.article)]))

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
