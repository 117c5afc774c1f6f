"""The head of the page: its name, the way to its views, what the library holds."""

from collections.abc import Callable, Sequence
from pathlib import Path

import gradio as gr

from index.library import Library
from index.page.listing import masthead_html

SCRIPT = Path(__file__).with_name("masthead.js")


def add_masthead(
    views: Sequence[str], library: Library, model: str | None, *, read_only: bool = False
) -> Callable[[Callable[..., object], Sequence[gr.components.Component]], None]:
    """Add the head to the Blocks that are open.

    Args:
        views: their names, the first one shown first; each stands in an element `view-name`.
        library: whose articles are counted.
        model: the name of the model that is set up.
        read_only: what changes the library is not shown.

    Returns:
        What registers a function, and where its results go, to be called whenever the page is
        opened, another view is, or the library may have changed.
    """
    masthead = gr.HTML(
        masthead_html(views, library.count(), model, read_only=read_only),
        elem_id="masthead",
        apply_default_css=False,
        js_on_load=SCRIPT.read_text("utf-8"),
    )

    def on_show(fn: Callable[..., object], outputs: Sequence[gr.components.Component]) -> None:
        masthead.shown(
            fn,
            None,
            outputs,
            queue=False,
            show_progress="hidden",
            api_visibility="private",
            trigger_mode="always_last",  # what changed while it was looked up is looked up, too
        )

    on_show(lambda: masthead_html(views, library.count(), model, read_only=read_only), [masthead])
    return on_show
