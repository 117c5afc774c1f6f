"""Asks the cases of a set and scores the answers: cases → answers → scores → report."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from eval.attribution import Attribution, attribution_scores
from eval.cases import EvalCase
from eval.faults import faults
from eval.goldset import GoldSet
from eval.metrics import GoldQuote, Seen, score, sum_up
from eval.report import EvalReport, ReportCase, RunSettings
from index.article import Quote
from index.errors import BylineError
from qa.answer import Answer
from qa.export import answer_to_json

T = TypeVar("T")
Ask = Callable[[EvalCase], Answer]


def run(
    gold: GoldSet,
    ask: Ask,
    *,
    table: Sequence[Quote],
    settings: RunSettings,
    started: datetime,
    calls: Callable[[], int] = lambda: 0,
) -> EvalReport:
    """Ask every case in order and score its answer.

    A case whose asking fails is kept with its error and without scores; the others go on. Where
    the set says who says what in its articles, each article is a case behind the questions.
    `table` are the library's quotes; `calls` tells how many requests a model had until now.
    """
    bench = _Bench(ask, calls, _by_article(table), _gold_quotes(gold.cases))
    cases = tuple(bench.case(case) for case in gold.cases)
    if gold.attributions:
        cases = (*map(_without_found, cases), *_articles(gold, bench.table))
    prompts = {str(c.answer["prompt"]) for c in cases if c.answer and c.answer["prompt"]}
    return EvalReport(
        set=gold.name,
        started=started.isoformat(timespec="seconds"),
        settings=replace(settings, prompts=tuple(sorted(prompts))),
        metrics=sum_up([case.scores for case in cases], settings.seed),
        cases=cases,
    )


def _without_found(case: ReportCase) -> ReportCase:
    """Leave `quotes_found` to the articles, whose gold is whole."""
    scores = {name: score for name, score in case.scores.items() if name != "quotes_found"}
    return replace(case, scores=scores)


def _articles(gold: GoldSet, table: Mapping[str, Sequence[Quote]]) -> Iterator[ReportCase]:
    stated: defaultdict[str, list[Attribution]] = defaultdict(list)
    for item in gold.attributions:
        stated[item.article_id].append(item)
    tells_reported = any(not item.direct for item in gold.attributions)
    for draft in gold.articles:
        if draft.id is not None and draft.id in stated:
            scores = attribution_scores(stated[draft.id], table.get(draft.id, ()))
            if not tells_reported:
                scores.pop("reported_f1", None)  # the gold leaves reported speech out
            yield ReportCase(f"article:{draft.id}", draft.title or draft.id, None, scores)


@dataclass(frozen=True, slots=True)
class _Bench:
    ask: Ask
    calls: Callable[[], int]
    table: Mapping[str, Sequence[Quote]]
    gold_quotes: Mapping[str, Sequence[GoldQuote]]

    def case(self, case: EvalCase) -> ReportCase:
        before = self.calls()
        try:
            answer = self.ask(case)
        except BylineError as error:
            return ReportCase(case.id, case.question, None, error=str(error))
        seen = Seen(
            case,
            answer,
            table=_of_articles(self.table, (e.article_id for e in case.evidence)),
            others=_of_articles(self.gold_quotes, (c.article_id for c in answer.citations)),
            calls=self.calls() - before,
        )
        scores = score(seen)
        return ReportCase(
            case.id, case.question, answer_to_json(answer), scores, faults(seen, scores)
        )


def _of_articles(by_article: Mapping[str, Sequence[T]], ids: Iterable[str]) -> tuple[T, ...]:
    return tuple(item for id_ in dict.fromkeys(ids) for item in by_article.get(id_, ()))


def _by_article(table: Iterable[Quote]) -> Mapping[str, Sequence[Quote]]:
    found: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in table:
        found[quote.article_id].append(quote)
    return found


def _gold_quotes(cases: Iterable[EvalCase]) -> Mapping[str, Sequence[GoldQuote]]:
    found: defaultdict[str, list[GoldQuote]] = defaultdict(list)
    for case in cases:
        if case.person:
            for article_id in {e.article_id for e in case.evidence}:
                found[article_id] += [GoldQuote(case.person, text) for text in case.quotes]
    return found
