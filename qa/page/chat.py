"""The Chat view: a conversation, the question box under it, earlier conversations beside it."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import gradio as gr

from index.article import Article
from index.errors import BylineError
from index.library import Library
from index.watch import Watch, unwatched, watched
from qa.answer import Answer, Turn
from qa.ask import Partial, Stage, ask, walk
from qa.dossier import Circumstances, dossier
from qa.feedback import VERDICTS, Verdict, keep
from qa.kept import answer_from_json
from qa.llm import Chat
from qa.page.answering import Exchange, answering, turns
from qa.page.noting import noted
from qa.page.thread import exchange_html, suggestions_html, welcome_html
from qa.saving import written
from qa.suggest import further, openers

_FOLDER = Path(__file__).parent
_SCRIPTS = ("conversations.js", "citations.js", "chat.js", "acting.js", "box.js")
SCRIPT = "\n".join((_FOLDER / name).read_text("utf-8") for name in _SCRIPTS)
_AT_ONCE = 4  # questions answered at the same time; further ones wait their turn
_LONGEST = 2000  # code points of a question
_FAILED = "Byline could not answer, by a fault of its own; its window in the terminal says which."
_CONVERSATIONS = """
<h1 class="unseen">Chat</h1>
<nav aria-label="Conversations">
  <p class="bar">
    <button type="button" class="plain" data-show>Conversations</button>
    <button type="button" class="plain" id="new-conversation">New conversation</button>
  </p>
  <div class="kept"></div>
</nav>
"""
_BOX = f"""
<form id="question">
  <p class="editing">Editing an earlier question.
    <button type="button" class="plain" data-cancel>Cancel</button></p>
  <div class="box">
    <textarea rows="1" maxlength="{_LONGEST}" dir="auto" aria-label="Question"
      placeholder="Ask about your articles" enterkeyhint="send" autocomplete="off"></textarea>
    <button type="submit">Ask</button>
  </div>
  <p id="told" class="unseen" role="status"></p>
</form>
"""


def add_chat_view(
    library: Library,
    chat: Chat | None,
    on_show: Callable[[Callable[..., object], Sequence[gr.components.Component]], None],
    *,
    folder: Path,
    now: Callable[[], dt.datetime],
    version: str,
    read_only: bool = False,
    watch: Watch = unwatched,
) -> None:
    """Add the view to the Blocks that are open.

    Args:
        library: what is asked.
        chat: the model that writes the answers; None for the articles' own sentences.
        on_show: registers a function, and where its results go, to be called whenever the page is
            opened or the library may have changed.
        folder: the library's, where verdicts on answers are kept.
        now: the time; "yesterday" in a question is counted from its day.
        version: Byline's, for saved answers.
        read_only: nobody's verdict on an answer is kept.
        watch: is told of every question.
    """
    desk = _Desk(library, chat, folder, now, version, watch, read_only)
    with gr.Column(elem_id="view-chat", elem_classes="view"):
        gr.HTML(_CONVERSATIONS, elem_id="conversations", apply_default_css=False)
        welcome = gr.HTML(
            welcome_html(library.count(), (), read_only=read_only),
            elem_id="welcome",
            apply_default_css=False,
        )
        gr.HTML('<div class="thread"></div>', elem_id="past", apply_default_css=False)
        with gr.Column(elem_id="current"):
            under_way = gr.HTML(
                "",
                elem_id="now",
                apply_default_css=False,
                js_on_load=SCRIPT,
                server_functions=_answers_at_once(desk),
            )
            gr.HTML('<div class="further"></div>', elem_id="further", apply_default_css=False)
        gr.HTML(_BOX, elem_id="asking", apply_default_css=False)

    asked = under_way.ask(
        desk.asked,
        None,
        [under_way],
        show_progress="hidden",
        api_visibility="private",
        concurrency_limit=_AT_ONCE,
        concurrency_id="ask",
        trigger_mode="multiple",  # an answer is read, and the next asked, before Gradio ends it
    )
    # Gradio also says so of what was stopped or left; the page's script knows.
    asked.failure(None, js="() => { document.dispatchEvent(new Event('byline:failed')); }")
    under_way.stop(None, cancels=[asked])
    on_show(desk.welcome, [welcome])


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the view asks for; the browser keeps the conversation, and sends what is needed."""

    library: Library
    chat: Chat | None
    folder: Path
    now: Callable[[], dt.datetime]
    version: str
    watch: Watch
    read_only: bool

    def asked(self, event: gr.EventData) -> Iterator[str]:
        """Send an exchange as it grows: the rest of the conversation never goes over the wire."""
        question = str(event.question).strip()[:_LONGEST]
        turn = str(event.turn)
        steps = answering(question, turns(event.history), self._walk, self._article, time.monotonic)
        try:
            for exchange in steps:
                yield exchange_html(exchange, turn)
        except Exception:  # Gradio tells the terminal, but the page not of which question
            yield exchange_html(Exchange(question, ended=_FAILED), turn)
            raise

    def welcome(self) -> str:
        """Return what a conversation may begin with; looked up anew when the library changes."""
        names = self.library.most_quoted(12)
        found = _openers(self, names)
        return welcome_html(self.library.count(), found, read_only=self.read_only)

    def further(self, told: Mapping[str, object]) -> str:
        answer = answer_from_json(told.get("answer"))
        named = told.get("articles")
        articles = [str(one) for one in named[:8]] if isinstance(named, list) else []
        return suggestions_html(further(answer, articles, self.library, self.answers))

    def saved(self, told: Mapping[str, object]) -> dict[str, str]:
        answer = answer_from_json(told.get("answer"))
        ids = dict.fromkeys(citation.article_id for citation in answer.citations)
        articles = [self._article(article_id) for article_id in ids]
        saved = self.now().isoformat(timespec="seconds")
        circumstances = Circumstances(saved, self.version, {})
        ending = str(told.get("form"))
        text = written(dossier(answer, articles, circumstances), f".{ending}")
        return {"name": f"byline-answer.{ending}", "text": text}

    def noted(self, told: Mapping[str, object]) -> None:
        answer, chosen = answer_from_json(told.get("answer")), told.get("verdict")
        reasons = told.get("reasons")
        verdict = Verdict(
            next((known for known in VERDICTS if known == chosen), "none"),
            tuple(map(str, reasons)) if isinstance(reasons, list) else (),
            str(told.get("note") or ""),
        )
        noted = self.now().isoformat(timespec="seconds")
        keep(self.folder, answer, turns(told.get("history")), verdict, noted)

    def answers(self, question: str) -> bool:
        """Tell whether the articles' own sentences answer a question."""
        answer = ask(
            question, self.library, chat=None, today=self.now().date(), clock=time.monotonic
        )
        return answer.status == "answered"

    def _walk(self, question: str, history: Sequence[Turn]) -> Iterator[Stage | Partial | Answer]:
        with watched("ask", question, self.watch, time.monotonic) as notes:
            steps = walk(
                question,
                self.library,
                chat=self.chat,
                today=self.now().date(),
                history=history,
                clock=time.monotonic,
            )
            yield from noted(steps, notes, time.monotonic)

    def _article(self, article_id: str) -> Article:
        return self.library.get(article_id).article


@lru_cache(maxsize=16)
def _openers(desk: _Desk, _: tuple[str, ...]) -> tuple[str, ...]:
    return openers(desk.library, desk.answers)


def _answers_at_once(desk: _Desk) -> list[Callable[..., object]]:
    """Return what the page's script calls for an answer in return; Gradio marks the functions."""

    def further_questions(told: dict[str, object]) -> str:
        try:
            return desk.further(told)
        except BylineError:
            return ""

    def saved_answer(told: dict[str, object]) -> dict[str, str]:
        try:
            return desk.saved(told)
        except BylineError as error:
            return {"error": str(error)}

    def noted_verdict(told: dict[str, object]) -> str:
        try:
            desk.noted(told)
        except BylineError as error:
            return str(error)
        return ""

    reading: list[Callable[..., object]] = [further_questions, saved_answer]
    return reading if desk.read_only else [*reading, noted_verdict]
