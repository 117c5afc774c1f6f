"""The Summary view: choose articles, read what they say together."""

import time
from collections.abc import Callable, Iterator, Sequence
from html import escape

import gradio as gr

from index.errors import BylineError
from index.library import Library
from index.page.listing import working_html
from qa.llm import Chat
from qa.page.summaries import choice, summary_html
from qa.summary import summarize

_AT_ONCE = 2  # summaries made at the same time; further ones wait their turn


def add_summary_view(
    library: Library,
    chat: Chat | None,
    on_show: Callable[[Callable[..., object], Sequence[gr.components.Component]], None],
) -> None:
    """Add the view to the Blocks that are open.

    Args:
        library: where the articles are chosen from.
        chat: the model that writes; None for the articles' own sentences.
        on_show: registers a function, and where its results go, to be called whenever the page is
            opened or the library may have changed.
    """
    with gr.Column(elem_id="view-summary", elem_classes="view"):
        gr.HTML("<h1>Summary</h1>", apply_default_css=False)
        with gr.Row(elem_id="choosing"):
            chosen = gr.Dropdown(
                [],
                multiselect=True,
                label="One article, or several on one event",
                elem_id="chosen",
                min_width=0,
            )
            go = gr.Button("Summarise", variant="primary", elem_id="summarise", scale=0)
        shown = gr.HTML("", elem_id="summary", apply_default_css=False)

    def choices() -> gr.Dropdown:
        return gr.Dropdown(choices=[choice(listing) for listing in library.articles()])

    def summarised(article_ids: list[str]) -> Iterator[str]:
        if not article_ids:
            yield '<p class="notice">Choose one or more articles first.</p>'
            return
        counted = "the article" if len(article_ids) == 1 else f"{len(article_ids)} articles"
        yield working_html(f"Reading {counted}")
        try:
            parsed = [library.get(article_id) for article_id in article_ids]
            summary = summarize(parsed, chat=chat, clock=time.monotonic)
            yield summary_html(summary, [one.article for one in parsed])
        except BylineError as error:
            yield f'<p class="notice">{escape(str(error))}</p>'

    go.click(
        summarised,
        chosen,
        shown,
        show_progress="hidden",
        api_visibility="private",
        concurrency_limit=_AT_ONCE,
    )
    on_show(choices, [chosen])
