"""The source pane: one article beside whatever view is open, at the words a citation points to."""

from collections.abc import Callable, Sequence
from pathlib import Path

import gradio as gr

from index.article import ParsedArticle
from index.library import Library
from index.page.article import Note, source_html

SCRIPT = Path(__file__).with_name("source.js")


def add_source_pane(library: Library, noted: Callable[[ParsedArticle], Sequence[Note]]) -> None:
    """Add the pane to the Blocks that are open; any element with `place_attributes` opens it.

    Args:
        library: has the articles.
        noted: what is told of an article's words where the element stands in one with `data-noted`.
    """
    pane = gr.HTML(
        "",
        elem_id="source",
        apply_default_css=False,
        js_on_load=SCRIPT.read_text(encoding="utf-8"),
    )

    def opened(event: gr.EventData) -> str:
        start, end, paragraph = map(_whole, (event.start, event.end, event.paragraph))
        notes = noted if event.noted is True else _nothing
        return source_html(library, str(event.article), start, end, paragraph, notes)

    pane.open(
        opened,
        None,
        pane,
        queue=False,
        show_progress="hidden",
        api_visibility="private",
        trigger_mode="always_last",
    )


def _nothing(parsed: ParsedArticle) -> Sequence[Note]:
    return ()


def _whole(value: object) -> int:
    """Read a number that the page sent; anything else is 0, which points at nothing."""
    return value if isinstance(value, int) and value > 0 else 0
