"""The source pane: one article beside whatever view is open, at the words a citation points to."""

from html import escape
from pathlib import Path

import gradio as gr

from index.errors import LibraryError
from index.library import Library
from index.page.article import article_html

SCRIPT = Path(__file__).with_name("source.js")

_CONTROLS = """
<footer>
  <span class="steps">
    <button type="button" data-step="-1">Previous</button>
    <button type="button" data-step="1">Next citation</button>
  </span>
  <button type="button" data-close>Close</button>
</footer>
"""


def source_html(library: Library, article_id: str, start: int, end: int) -> str:
    """Show an article with `[start, end)` marked, or say in a sentence why it cannot be shown."""
    try:
        shown = article_html(library.get(article_id), start, end)
    except LibraryError as error:
        shown = f'<p class="notice">{escape(str(error))}</p>'
    return f"<article>{shown}</article>{_CONTROLS}"


def add_source_pane(library: Library) -> None:
    """Add the pane to the Blocks that are open; any element with `place_attributes` opens it."""
    pane = gr.HTML(
        "",
        elem_id="source",
        apply_default_css=False,
        js_on_load=SCRIPT.read_text(encoding="utf-8"),
    )

    def opened(event: gr.EventData) -> str:
        return source_html(library, str(event.article), int(event.start), int(event.end))

    pane.open(opened, None, pane, queue=False, show_progress="hidden", api_visibility="private")
