"""Runs a set over a fresh library of its articles, asked as any user would ask."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.cases import EvalCase
from eval.classify import CLASSIFIERS, fingerprint, judged_cases
from eval.goldset import GoldSet
from eval.metrics import sum_up
from eval.report import EvalReport, RunSettings
from eval.run import run
from index.article import Draft
from index.embed import Embedder
from index.filters import EVERYTHING, Filters
from index.library import Library
from qa.answer import Answer
from qa.ask import ask as ask_library
from qa.llm import Chat


@dataclass(frozen=True, slots=True)
class Means:
    """What a run asks with.

    Attributes:
        chat: None for answers without a language model.
        clock: seconds from any beginning, for the answers' times.
        version: Byline's, for the record.
    """

    embedder: Embedder
    chat: Chat | None
    clock: Callable[[], float]
    version: str


class CountedChat:
    """A chat that counts the requests sent through it."""

    def __init__(self, chat: Chat) -> None:
        self.model = chat.model
        self.calls = 0
        self._chat = chat

    def reply(self, system: str, user: str) -> Iterator[str]:
        """Pass a request on; raises ModelError as the chat does."""
        self.calls += 1
        return self._chat.reply(system, user)


def run_set(
    gold: GoldSet,
    means: Means,
    *,
    as_of: date | None,
    started: datetime,
    seed: int,
    show: Callable[[str], None],
) -> EvalReport:
    """Run a set over a fresh library of its articles, kept in a temporary folder.

    The questions are asked on the day `as_of`, else the set's own, else that of its newest
    article, so that a run on another day is equal; else on that of `started`. As with `byline ask`,
    what was published after a stated `as_of` is not there yet. `show` takes a line on how far the
    run is.

    Raises:
        SourceError, LibraryError: an article cannot be added.
    """
    day = as_of or gold.as_of or _newest(gold.articles) or started.date()
    filters = Filters(until=as_of) if as_of else EVERYTHING
    chat = CountedChat(means.chat) if means.chat else None
    settings = _settings(gold.fingerprint, means, day, seed)
    with (
        TemporaryDirectory(prefix="byline-eval-") as folder,
        Library.open(Path(folder), means.embedder) as library,
    ):
        show(f"Adding {len(gold.articles)} articles")
        ids = _fill(library, gold.articles)

        def ask(case: EvalCase) -> Answer:
            show(f"Asking: {case.question}")
            return ask_library(
                case.question,
                library,
                chat=chat,
                today=day,
                filters=filters,
                history=case.history,
                clock=means.clock,
            )

        return run(
            replace(gold, cases=tuple(_localised(case, ids) for case in gold.cases)),
            ask,
            table=library.quotes(),
            settings=settings,
            started=started,
            calls=lambda: chat.calls if chat else 0,
        )


def run_classifier(
    name: str, folder: Path, means: Means, *, started: datetime, seed: int
) -> EvalReport:
    """Judge a labelled set, by its name in `CLASSIFIERS`, from the folder with its files.

    Raises:
        SetError: its files are not there or cannot be read.
    """
    judged = tuple(CLASSIFIERS[name].judge(folder, means.embedder.embed))
    cases = judged_cases(judged)
    settings = _settings(fingerprint(judged), means, started.date(), seed)
    return EvalReport(
        set=name,
        started=started.isoformat(timespec="seconds"),
        settings=replace(settings, model=None),
        metrics=sum_up([case.scores for case in cases], seed),
        cases=cases,
    )


def _settings(fingerprint: str, means: Means, day: date, seed: int) -> RunSettings:
    return RunSettings(
        embedder=means.embedder.name,
        model=means.chat.model if means.chat else None,
        prompts=(),  # told by the answers
        fingerprint=fingerprint,
        version=means.version,
        as_of=day.isoformat(),
        seed=seed,
    )


def _fill(library: Library, articles: Iterable[Draft]) -> Mapping[str, str]:
    """Add a set's articles; return the library's id of each, another's where it is a duplicate."""
    ids: dict[str, str] = {}
    for draft in articles:
        added = library.add(draft)
        ids[draft.id or added.article_id] = added.article_id
    library.pay()
    return ids


def _localised(case: EvalCase, ids: Mapping[str, str]) -> EvalCase:
    evidence = (replace(e, article_id=ids.get(e.article_id, e.article_id)) for e in case.evidence)
    return replace(case, evidence=tuple(evidence))


def _newest(articles: Iterable[Draft]) -> date | None:
    return max((draft.date for draft in articles if draft.date), default=None)
