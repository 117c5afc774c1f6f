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
    gr.HTML(
        "",
        elem_id="source",
        apply_default_css=False,
        js_on_load=SCRIPT.read_text(encoding="utf-8"),
        server_functions=[_opened(library, noted)],
    )


def _opened(
    library: Library, noted: Callable[[ParsedArticle], Sequence[Note]]
) -> Callable[[dict[str, object]], str]:
    """Return what the pane's script asks for an article; Gradio marks the function."""

    def opened_article(told: dict[str, object]) -> str:
        start, end, paragraph = (_whole(told.get(name)) for name in ("start", "end", "paragraph"))
        notes = noted if told.get("noted") is True else _nothing
        return source_html(library, str(told.get("article")), start, end, paragraph, notes)

    return opened_article


def _nothing(parsed: ParsedArticle) -> Sequence[Note]:
    return ()


def _whole(value: object) -> int:
    """Read a number that the page sent; anything else is 0, which points at nothing."""
    return value if isinstance(value, int) and value > 0 else 0
