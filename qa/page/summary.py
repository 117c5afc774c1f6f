"""The Summary view: choose articles, read what they say together."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path

import gradio as gr

from index.article import ParsedArticle
from index.counted import counted
from index.errors import BylineError
from index.filters import EVERYTHING
from index.library import Library
from index.watch import Watch, unwatched, watched
from qa.answer import Summary
from qa.digest.event import gather
from qa.digest.lengths import DEFAULT, LENGTHS, Length
from qa.languages import Language, language_named
from qa.llm import Chat
from qa.page.choosing import Choice, form_html, gathered, matching
from qa.page.following import following
from qa.page.noting import note_summary
from qa.page.summaries import summary_html
from qa.summary import summarize

SCRIPT = Path(__file__).with_name("choosing.js")
_AT_ONCE = 2  # summaries made at the same time; further ones wait their turn


def add_summary_view(
    library: Library,
    chat: Chat | None,
    watch: Watch = unwatched,
) -> None:
    """Add the view to the Blocks that are open.

    Args:
        library: where the articles are chosen from.
        chat: the model that writes; None for the articles' own sentences.
        watch: is told of every summary.
    """
    events = _Events(library, chat, watch)
    with gr.Column(elem_id="view-summary", elem_classes="view"):
        form = gr.HTML(
            form_html(translates=chat is not None),
            elem_id="choosing",
            apply_default_css=False,
            js_on_load=SCRIPT.read_text("utf-8"),
            server_functions=_answers_at_once(library),
        )
        shown = gr.HTML("", elem_id="summary", apply_default_css=False)
    made = form.summarise(
        events.summarised,
        None,
        shown,
        show_progress="hidden",
        api_visibility="private",
        concurrency_limit=_AT_ONCE,
        trigger_mode="multiple",  # after Stop, too, while the one before is still being left
    )
    # Gradio also says so of what was stopped or left; the page's script knows.
    made.failure(None, js="() => { document.dispatchEvent(new Event('byline:summary-failed')); }")
    form.stop(None, cancels=[made])


def _answers_at_once(library: Library) -> list[Callable[..., object]]:
    """Return what the form's script calls for an answer in return; Gradio marks the functions."""

    def matching_articles(words: str) -> list[Choice]:
        return matching(str(words), library)

    def articles_on_event(about: str) -> dict[str, object]:
        mark = library.outage.mark()
        try:
            found = gathered(gather(str(about), library, EVERYTHING))
            return {"articles": found, "notice": library.outage.since(mark)}
        except BylineError as error:
            return {"error": str(error)}

    return [matching_articles, articles_on_event]


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

    def summarised(self, event: gr.EventData) -> Iterator[str]:
        article_ids = [str(one) for one in event.articles]
        size = next((known for known in LENGTHS if known == event.size), DEFAULT)
        yield _working(f"Reading {counted(len(article_ids), 'article')}")
        try:
            parsed = [self.library.get(article_id) for article_id in article_ids]
            into = language_named(str(event.language)) if event.language else None
            for step in following(partial(self._summary, parsed, size, into)):
                if isinstance(step, str):
                    yield _working(step.removesuffix("."))
                else:
                    yield summary_html(step, [one.article for one in parsed])
        except BylineError as error:
            yield f'<p class="notice">{escape(str(error))}</p>'


def _working(doing: str) -> str:
    """Say what is being done, with a button that stops it."""
    return (
        f'<p class="status"><span role="status">{escape(doing)} …</span> '
        '<button type="button" data-stop>Stop</button></p>'
    )
