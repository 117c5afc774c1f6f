"""The Summary view: choose articles, read what they say together."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import gradio as gr

from index.article import ParsedArticle
from index.errors import BylineError, LibraryError
from index.filters import EVERYTHING
from index.library import Library
from index.page.listing import working_html
from index.watch import Watch, unwatched, watched
from qa.answer import Summary
from qa.digest.event import gather
from qa.digest.lengths import DEFAULT, LENGTHS, Length
from qa.languages import LANGUAGES, Language, language_named
from qa.llm import Chat
from qa.page.following import following
from qa.page.noting import note_summary
from qa.page.summaries import choice, gathered_html, summary_html
from qa.summary import summarize

_AT_ONCE = 2  # summaries made at the same time; further ones wait their turn


def add_summary_view(
    library: Library,
    chat: Chat | None,
    on_show: Callable[[Callable[..., object], Sequence[gr.components.Component]], None],
    watch: Watch = unwatched,
) -> None:
    """Add the view to the Blocks that are open.

    Args:
        library: where the articles are chosen from.
        chat: the model that writes; None for the articles' own sentences.
        on_show: registers a function, and where its results go, to be called whenever the page is
            opened or the library may have changed.
        watch: is told of every summary.
    """
    events = _Events(library, chat, watch)
    with gr.Column(elem_id="view-summary", elem_classes="view"):
        gr.HTML("<h1>Summary</h1>", apply_default_css=False)
        with gr.Row(elem_id="gathering"):
            topic = gr.Textbox(
                label="An event", placeholder="What happened, in a few words", elem_id="topic",
                min_width=0,
            )  # fmt: skip
            gather_button = gr.Button("Find its articles", elem_id="gather", scale=0)
        with gr.Row(elem_id="choosing"):
            chosen = gr.Dropdown(
                [],
                multiselect=True,
                label="One article, or several on one event",
                elem_id="chosen",
                min_width=0,
            )
            length = gr.Dropdown(
                list(LENGTHS), value=DEFAULT, label="Length", elem_id="length", scale=0,
                min_width=110,
            )  # fmt: skip
            language = gr.Dropdown(
                [("as the articles", ""), *((one.name, one.code) for one in LANGUAGES)],
                value="", label="Language", elem_id="language", scale=0, min_width=150,
                visible=chat is not None,
            )  # fmt: skip
            go = gr.Button("Summarise", variant="primary", elem_id="summarise", scale=0)
        shown = gr.HTML("", elem_id="summary", apply_default_css=False)

    go.click(
        events.summarised,
        [chosen, length, language],
        shown,
        show_progress="hidden",
        api_visibility="private",
        concurrency_limit=_AT_ONCE,
    )
    for named in (gather_button.click, topic.submit):
        named(
            events.gathered,
            topic,
            [chosen, shown],
            show_progress="hidden",
            api_visibility="private",
        )
    on_show(events.choices, [chosen])


@dataclass(frozen=True, slots=True)
class _Events:
    """What happens in the view."""

    library: Library
    chat: Chat | None
    watch: Watch

    def _summary(
        self,
        parsed: Sequence[ParsedArticle],
        size: Length,
        language: Language | None,
        on_progress: Callable[[str], None],
    ) -> Summary:
        with watched("summarize", "", self.watch, time.monotonic) as notes:
            summary = summarize(
                parsed,
                chat=self.chat,
                clock=time.monotonic,
                length=size,
                language=language,
                on_progress=on_progress,
            )
            note_summary(summary, notes)
        return summary

    def _every_choice(self) -> list[tuple[str, str]]:
        return [choice(listing) for listing in self.library.articles()]

    def choices(self) -> gr.Dropdown:
        return gr.Dropdown(choices=self._every_choice())

    def gathered(self, about: str) -> tuple[gr.Dropdown, str]:
        try:
            if not about.strip():
                raise LibraryError("Name an event first.")
            found = gather(about, self.library, EVERYTHING)
        except BylineError as error:
            return gr.Dropdown(), f'<p class="notice">{escape(str(error))}</p>'
        ids = [one.parsed.article.id for one in found]
        return gr.Dropdown(choices=self._every_choice(), value=ids), gathered_html(found)

    def summarised(self, article_ids: list[str], size: Length, language: str) -> Iterator[str]:
        if not article_ids:
            yield '<p class="notice">Choose one or more articles first.</p>'
            return
        counted = "the article" if len(article_ids) == 1 else f"{len(article_ids)} articles"
        yield working_html(f"Reading {counted}")
        try:
            parsed = [self.library.get(article_id) for article_id in article_ids]
            into = language_named(language) if language else None
            for step in following(partial(self._summary, parsed, size, into)):
                if isinstance(step, str):
                    yield working_html(step.removesuffix("."))
                else:
                    yield summary_html(step, [one.article for one in parsed])
        except BylineError as error:
            yield f'<p class="notice">{escape(str(error))}</p>'
