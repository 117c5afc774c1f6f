"""What programs ask over the page's address: cited answers, neutral summaries."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from gradio.events import api

from index.errors import BylineError
from index.library import Library
from index.page.api import AT_ONCE, Json, day_of, filters_of, told
from index.page.arguments import typed
from index.watch import Watch, unwatched, watched
from qa.answer import Turn
from qa.ask import ended, walk
from qa.digest.event import gather
from qa.digest.lengths import DEFAULT, LENGTHS
from qa.export import answer_to_json, summary_to_json
from qa.languages import language_named
from qa.llm import Chat
from qa.notices import joined
from qa.page.noting import note_summary, noted
from qa.summary import summarize


def add_questions_api(
    library: Library,
    chat: Chat | None,
    today: Callable[[], dt.date],
    watch: Watch = unwatched,
) -> None:
    """Add the endpoints to the Blocks that are open.

    Args:
        library: what is asked.
        chat: the model that writes; None for the articles' own sentences.
        today: the day of asking.
        watch: is told of what was done.
    """
    endpoints = _Endpoints(library, chat, today, watch)
    for fn in (endpoints.ask, endpoints.summarize):
        api(typed(fn), api_name=fn.__name__, concurrency_limit=AT_ONCE)


@dataclass(frozen=True, slots=True)
class _Endpoints:
    """The endpoints; their docstrings are what callers are told."""

    library: Library
    chat: Chat | None
    today: Callable[[], dt.date]
    watch: Watch

    def ask(
        self,
        question: str = "",
        history: list[dict[str, str]] | None = None,
        as_of: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        article: list[str] | None = None,
        model: str | None = None,
    ) -> Json:
        """Answer a question from the news articles in the library, every sentence cited.

        Where the articles do not say, the answer's status is "refused", with the reason.

        Args:
            question: in plain words.
            history: the conversation before, as [{"question": ..., "answer": ...}].
            as_of: answer as of this day, as in 2024-05-31; later articles do not exist then.
            outlet: only articles of this outlet.
            since: only articles of this day or later.
            until: only articles of this day or before.
            article: only the articles of these ids.
            model: "none" for the articles' own sentences even where a model is set up.
        """
        if not question.strip():
            raise told("question is empty: give one in plain words.")
        filters = filters_of(outlet, since, until, article)
        today = day_of(as_of) or self.today()
        if as_of:
            filters = filters.as_of(today)
        try:
            turns = [Turn(turn["question"], turn["answer"]) for turn in history or ()]
        except (KeyError, TypeError) as error:
            raise told('history must be a list of {"question": ..., "answer": ...}.') from error
        writer = self._writer(model)
        try:
            with watched("ask", question, self.watch, time.monotonic) as notes:
                steps = walk(
                    question,
                    self.library,
                    chat=writer,
                    today=today,
                    clock=time.monotonic,
                    filters=filters,
                    history=turns,
                )
                answer = ended(noted(steps, notes, time.monotonic))
        except BylineError as error:
            raise told(error) from error
        return answer_to_json(answer)

    def summarize(
        self,
        article: list[str] | None = None,
        about: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        length: str = DEFAULT,
        language: str | None = None,
        model: str | None = None,
    ) -> Json:
        """Summarise news articles neutrally: what happened, who said what, what is disputed.

        Args:
            article: the ids of the articles; without them, `about` chooses.
            about: a topic: the articles on this event.
            outlet: with `about`, only articles of this outlet.
            since: with `about`, only articles of this day or later, as in 2024-05-31.
            until: with `about`, only articles of this day or before.
            length: "short", "medium" or "long".
            language: into which the model translates it, as in "de"; left out for the articles'.
            model: "none" for the articles' own sentences even where a model is set up.
        """
        if bool(article) == bool(about):
            raise told("Give the ids of articles, or what they are about.")
        size = next((known for known in LENGTHS if known == length), None)
        if size is None:
            raise told(f"length is “{length}”: it can be {', '.join(LENGTHS)}.")
        filters, writer = filters_of(outlet, since, until, None), self._writer(model)
        mark = self.library.outage.mark()
        try:
            chosen = (
                tuple(one.parsed for one in gather(about, self.library, filters))
                if about
                else tuple(dict.fromkeys(self.library.get(one) for one in article or ()))
            )
            with watched("summarize", about or "", self.watch, time.monotonic) as notes:
                made = summarize(
                    chosen,
                    chat=writer,
                    clock=time.monotonic,
                    length=size,
                    language=language_named(language) if language else None,
                )
                made = replace(made, notice=joined(self.library.outage.since(mark), made.notice))
                note_summary(made, notes)
        except BylineError as error:
            raise told(error) from error
        return summary_to_json(made)

    def _writer(self, model: str | None) -> Chat | None:
        if model not in (None, "", "none"):
            raise told('model is "none", or left out for the model that is set up.')
        return None if model == "none" else self.chat
