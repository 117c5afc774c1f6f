"""Runs a set over fresh libraries of its articles, asked as any user would ask."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.asking import Setting
from eval.budget import Budget, Purse
from eval.cases import EvalCase
from eval.classify import CLASSIFIERS, fingerprint, judged_cases
from eval.goldset import GoldSet
from eval.identity import code_hash, versions
from eval.journal import Journal
from eval.metrics import sum_up
from eval.report import EvalReport, ReportCase, RunSettings
from eval.rounds import Round
from eval.run import Bench, report_of, with_articles
from eval.workers import ask_all
from index.article import Draft, Quote
from index.counted import counted
from index.embed import Embedder
from index.filters import EVERYTHING, Filters
from index.library import Library
from qa.llm import Chat


@dataclass(frozen=True, slots=True)
class Means:
    """What a run asks with.

    Attributes:
        chat: None for answers without a language model.
        clock: seconds from any beginning, for the answers' times.
        version: Byline's, for the record.
        workers: processes, or with a chat threads, that ask at a time.
        journals: the folder that keeps what unfinished runs have done; None to keep nothing.
        budget: the most that the run may spend.
    """

    embedder: Embedder
    chat: Chat | None
    clock: Callable[[], float]
    version: str
    workers: int = 1
    journals: Path | None = None
    budget: Budget = field(default_factory=Budget)


@dataclass(frozen=True, slots=True)
class Finished:
    """A run that has come to its end.

    Attributes:
        resumed: number of cases that an earlier, interrupted run had done.
        unasked: why the rest of the cases was not asked; None where all were.
        left: number of cases that were not asked.
    """

    report: EvalReport
    resumed: int = 0
    unasked: str | None = None
    left: int = 0


# Takes how many cases are done, how many there are, and what is being done.
Show = Callable[[int, int, str], None]


def run_set(
    gold: GoldSet, means: Means, *, as_of: date | None, started: datetime, seed: int, show: Show
) -> Finished:
    """Run a set over fresh libraries of its articles, kept in temporary folders.

    The questions are asked on the day `as_of`, else the set's own, else that of its newest
    article, so that a run on another day is equal; else on that of `started`. As with `byline ask`,
    what was published after a stated `as_of` is not there yet. An interrupted run goes on where it
    stopped, if it is run again with equal settings.

    Raises:
        SourceError, LibraryError: an article cannot be added.
    """
    day = as_of or gold.as_of or _newest(gold.articles) or started.date()
    settings = _settings(gold.fingerprint, means, day, seed)
    filters = EVERYTHING.as_of(as_of) if as_of else EVERYTHING
    with Journal(means.journals, settings) as journal:
        run = _Run(gold, means, day, filters, journal, show)
        cases = run.cases()
        report = report_of(gold, cases, settings, started)
    left = len(gold.cases) - len(run.done)
    if run.unasked is None:
        journal.forget()
    return Finished(report, run.resumed, run.unasked, left)


class _Run:
    """A run as it goes on."""

    def __init__(
        self,
        gold: GoldSet,
        means: Means,
        day: date,
        filters: Filters,
        journal: Journal,
        show: Show,
    ) -> None:
        self.done = {c.id: journal.done[c.id] for c in gold.cases if c.id in journal.done}
        self.resumed = len(self.done)
        self.unasked: str | None = None
        self._gold = gold
        self._means = means
        self._day = day
        self._filters = filters
        self._journal = journal
        self._show = show
        self._purse = Purse(means.budget, means.clock)

    def cases(self) -> tuple[ReportCase, ...]:
        """Ask what is not done; return all that is, in the set's order."""
        table: tuple[Quote, ...] = ()
        for one in self._gold.libraries():
            table = self._round(one)
        asked = [self.done[case.id] for case in self._gold.cases if case.id in self.done]
        return with_articles(self._gold, asked, table)

    def _round(self, one: Round) -> tuple[Quote, ...]:
        """Ask one library; return its quotes."""
        todo = [case for case in one.cases if case.id not in self.done]
        if self.unasked or not (todo or self._gold.attributions):
            return ()
        total = len(self._gold.cases)
        self._show(len(self.done), total, f"Adding {counted(len(one.articles), 'article')}")
        with TemporaryDirectory(prefix="byline-eval-") as folder:
            setting, ids, table = self._filled(one, Path(folder) / "library")
            localised = [_localised(case, ids) for case in todo]
            asking = ask_all(setting, localised, self._means.chat, self._means.workers)
            with closing(asking):
                for case in asking:
                    self._keep(case)
                    self._show(len(self.done), total, case.question)
                    self.unasked = self._purse.empty() if len(self.done) < total else None
                    if self.unasked:
                        break
        return table

    def _filled(
        self, one: Round, folder: Path
    ) -> tuple[Setting, Mapping[str, str], tuple[Quote, ...]]:
        with Library.open(folder, self._means.embedder) as library:
            ids = _fill(library, one.articles)
            table = library.quotes()
        texts = {ids[draft.id]: draft.text for draft in one.articles if draft.id}
        bench = Bench.of(
            [_localised(case, ids) for case in one.cases], table, texts, self._gold.arousal
        )
        setting = Setting(
            folder, self._means.embedder, self._day, self._filters, bench, self._means.clock
        )
        return setting, ids, table

    def _keep(self, case: ReportCase) -> None:
        self.done[case.id] = case
        self._journal.keep(case)
        cost = (case.scores.get(name) for name in ("calls", "tokens"))
        self._purse.spend(*(found.value if found else 0.0 for found in cost))


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
        embedder=means.embedder.model,
        model=means.chat.model if means.chat else None,
        prompts=(),  # told by the answers
        fingerprint=fingerprint,
        version=means.version,
        as_of=day.isoformat(),
        seed=seed,
        code=code_hash(),
        versions=versions(),
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
    wanted = (ids.get(article_id, article_id) for article_id in case.summarize)
    return replace(case, evidence=tuple(evidence), summarize=tuple(dict.fromkeys(wanted)))


def _newest(articles: Iterable[Draft]) -> date | None:
    return max((draft.date for draft in articles if draft.date), default=None)
