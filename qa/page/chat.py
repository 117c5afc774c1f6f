"""The Chat view: a question box under a conversation."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import gradio as gr

from index.article import Article
from index.library import Library
from qa.answer import Answer, Turn
from qa.ask import Partial, Stage, walk
from qa.llm import Chat
from qa.page.answering import answering
from qa.page.conversations import Conversations
from qa.page.thread import exchange_html, thread_html, welcome_html

SCRIPT = Path(__file__).with_name("chat.js")

_FAILED = "Byline could not answer, by a fault of its own; its window in the terminal says which."
_AT_ONCE = 4  # questions answered at the same time; further ones wait their turn

# What goes to the conversation so far, to the exchange under way, to the question box.
_Shown = tuple[object, object, object]


def add_chat_view(
    library: Library,
    chat: Chat | None,
    today: Callable[[], dt.date],
    on_show: Callable[[Callable[..., object], Sequence[gr.components.Component]], None],
) -> None:
    """Add the view to the Blocks that are open.

    Args:
        library: what is asked.
        chat: the model that writes the answers; None for the articles' own sentences.
        today: the day that "yesterday" in a question is counted from.
        on_show: registers a function, and where its results go, to be called whenever the page is
            opened or the library may have changed.
    """
    events = _Events(library, chat, today, Conversations())
    with gr.Column(elem_id="view-chat", elem_classes="view"):
        past = gr.HTML("", elem_id="past", apply_default_css=False)
        now = gr.HTML(
            "", elem_id="now", apply_default_css=False, js_on_load=SCRIPT.read_text("utf-8")
        )
        with gr.Column(elem_id="asking"):
            box = _question_box()
            new = gr.Button("New conversation", elem_id="new-conversation", elem_classes="quiet")

    asks = [
        listen(
            fn,
            inputs,
            [past, now, box],
            show_progress="hidden",
            api_visibility="private",
            concurrency_limit=_AT_ONCE,
            concurrency_id="ask",
        )
        for listen, fn, inputs in ((box.submit, events.asked, box), (now.ask, events.chosen, None))
    ]
    for ask in asks:
        ask.failure(events.failed, None, now, queue=False, api_visibility="private")
    for listen, fn, outputs in (
        (now.stop, events.stopped, [now]),
        (new.click, events.begun_anew, [past, now]),
    ):
        listen(
            fn,
            None,
            outputs,
            cancels=asks,
            queue=False,
            show_progress="hidden",
            api_visibility="private",
        )
    on_show(events.welcome, [now])


@dataclass(frozen=True, slots=True)
class _Events:
    """What happens in the view; who is meant is told by the session of the request."""

    library: Library
    chat: Chat | None
    today: Callable[[], dt.date]
    conversations: Conversations

    def asked(self, question: str, request: gr.Request) -> Iterator[_Shown]:
        """Send the conversation so far once, then only what changes."""
        if not question.strip():
            return
        session = _session(request)
        first: tuple[object, object] = (thread_html(self.conversations.of(session)), "")
        for exchange in answering(
            question.strip(),
            session,
            self.conversations,
            self._walk,
            self._article,
            time.monotonic,
        ):
            yield first[0], exchange_html(exchange), first[1]
            first = (gr.skip(), gr.skip())

    def chosen(self, event: gr.EventData, request: gr.Request) -> Iterator[_Shown]:
        """Ask a question that the page suggested."""
        yield from self.asked(str(event.question), request)

    def stopped(self, request: gr.Request) -> str:
        return thread_html(self.conversations.stop(_session(request), "Stopped.")[-1:])

    def failed(self, request: gr.Request) -> object:
        """Say that an answer failed; Gradio also calls this when one was stopped or left."""
        exchanges = self.conversations.of(_session(request))
        if not exchanges or exchanges[-1].stage is None:
            return gr.skip()
        return thread_html(self.conversations.stop(_session(request), _FAILED)[-1:])

    def begun_anew(self, request: gr.Request) -> tuple[object, object]:
        self.conversations.end(_session(request))
        return "", self.welcome(request)

    def welcome(self, request: gr.Request) -> object:
        if self.conversations.of(_session(request)):
            return gr.skip()
        return welcome_html(self.library.count(), self.library.quotes())

    def _walk(self, question: str, history: Sequence[Turn]) -> Iterator[Stage | Partial | Answer]:
        return walk(
            question,
            self.library,
            chat=self.chat,
            today=self.today(),
            history=history,
            clock=time.monotonic,
        )

    def _article(self, article_id: str) -> Article:
        return self.library.get(article_id).article


def _session(request: gr.Request) -> str:
    return str(request.session_hash)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        elem_id="question",
        label="Question",
        placeholder="Ask about your articles",
        show_label=False,
        container=False,
        lines=1,
        max_lines=8,
        max_length=2000,
        submit_btn="Ask",
    )
