"""Asks one library the cases of a set, as any user would: case → answer or summary → scored."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from eval.cases import EvalCase
from eval.metrics import Spent
from eval.replies import CountedChat
from eval.report import ReportCase
from eval.run import Bench
from eval.swapping import tone_changes
from index.embed import Embedder
from index.errors import BylineError
from index.filters import Filters
from index.library import Library
from qa.ask import ask
from qa.digest.lengths import DEFAULT
from qa.llm import Chat
from qa.summary import summarize


@dataclass(frozen=True, slots=True)
class Setting:
    """What the cases of one library are asked with; another process can take it over.

    Attributes:
        folder: the library's.
        day: on which the questions are asked.
        bench: scores the answers.
        clock: seconds from any beginning.
    """

    folder: Path
    embedder: Embedder
    day: date
    filters: Filters
    bench: Bench
    clock: Callable[[], float]

    def open(self) -> Library:
        """Open the library, so that equal questions find equal passages at each run."""
        return Library.open(self.folder, self.embedder, exact=True)


class Asker:
    """Asks an open library; usable from several threads."""

    def __init__(self, setting: Setting, library: Library, chat: Chat | None) -> None:
        self._setting = setting
        self._library = library
        self._chat = chat

    def case(self, case: EvalCase) -> ReportCase:
        """Ask and score a case; one whose asking fails has its error and no scores."""
        chat = CountedChat(self._chat) if self._chat else None
        try:
            if case.summarize:
                return self._summarised(case, chat)
            return self._answered(case, chat)
        except BylineError as error:
            return self._setting.bench.failed(case, str(error))

    def _answered(self, case: EvalCase, chat: CountedChat | None) -> ReportCase:
        setting = self._setting
        answer = ask(
            case.question,
            self._library,
            chat=chat,
            today=setting.day,
            filters=setting.filters,
            history=case.history,
            clock=setting.clock,
        )
        return setting.bench.answered(case, answer, _spent(chat))

    def _summarised(self, case: EvalCase, chat: CountedChat | None) -> ReportCase:
        articles = [self._library.get(article_id) for article_id in case.summarize]
        made = partial(summarize, clock=self._setting.clock, length=case.length or DEFAULT)
        summary = made(articles, chat=chat)
        # A model's tone is not asked for twice: it costs, and differs from call to call.
        changed = {} if chat else tone_changes(articles, summary, partial(made, chat=None))
        seen = replace(self._setting.bench.seen(case, summary, _spent(chat)), changed=changed)
        return self._setting.bench.summarised(seen)


def _spent(chat: CountedChat | None) -> Spent:
    return chat.spent if chat else Spent()
