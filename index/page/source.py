"""The source pane: one article beside whatever view is open, at the words a citation points to."""

from pathlib import Path

import gradio as gr

from index.library import Library
from index.page.article import source_html

SCRIPT = Path(__file__).with_name("source.js")


def add_source_pane(library: Library) -> None:
    """Add the pane to the Blocks that are open; any element with `place_attributes` opens it."""
    pane = gr.HTML(
        "",
        elem_id="source",
        apply_default_css=False,
        js_on_load=SCRIPT.read_text(encoding="utf-8"),
    )

    def opened(event: gr.EventData) -> str:
        asked = (event.start, event.end, event.paragraph)
        return source_html(library, str(event.article), *map(_whole, asked))

    pane.open(
        opened,
        None,
        pane,
        queue=False,
        show_progress="hidden",
        api_visibility="private",
        trigger_mode="always_last",
    )


def _whole(value: object) -> int:
    """Read a number that the page sent; anything else is 0, which points at nothing."""
    return value if isinstance(value, int) and value > 0 else 0
