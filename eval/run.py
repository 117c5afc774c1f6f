"""Scores what was asked of a library, and sums it up: answers → cases → report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from eval.answers import GoldQuote
from eval.attribution import Attribution, attribution_scores
from eval.cases import EvalCase
from eval.faults import faults, summary_faults
from eval.goldset import GoldSet
from eval.intervals import Score
from eval.metrics import Seen, SeenSummary, Spent, score, score_summary, sum_up
from eval.report import PLACES, EvalReport, Gold, ReportCase, RunSettings
from index.article import Draft, Quote
from qa.answer import Answer, Summary
from qa.export import answer_to_json, summary_to_json

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bench:
    """Scores the answers and summaries of one library.

    Attributes:
        table: the library's quotes, by article.
        gold_quotes: what the set says that people said, by article.
        texts: the articles' texts, by id.
        arousal: of polar words; empty without a lexicon.
    """

    table: Mapping[str, Sequence[Quote]]
    gold_quotes: Mapping[str, Sequence[GoldQuote]]
    texts: Mapping[str, str]
    arousal: Mapping[str, float]

    @classmethod
    def of(
        cls,
        cases: Iterable[EvalCase],
        table: Iterable[Quote],
        texts: Mapping[str, str],
        arousal: Mapping[str, float],
    ) -> "Bench":
        """Set up a bench for a library with these quotes and texts."""
        return cls(_by_article(table), _gold_quotes(cases), texts, arousal)

    def answered(self, case: EvalCase, answer: Answer, spent: Spent) -> ReportCase:
        """Score an answer."""
        seen = Seen(
            case,
            answer,
            table=_of_articles(self.table, (e.article_id for e in case.evidence)),
            others=_of_articles(self.gold_quotes, (c.article_id for c in answer.citations)),
            spent=spent,
        )
        scores = score(seen)
        return self._case(case, answer_to_json(answer), scores, faults(seen, scores))

    def seen(self, case: EvalCase, summary: Summary, spent: Spent) -> SeenSummary:
        """Put a summary beside what it is scored by."""
        sources = tuple(self.texts.get(article_id, "") for article_id in case.summarize)
        return SeenSummary(case, summary, sources, self.arousal, spent)

    def summarised(self, seen: SeenSummary) -> ReportCase:
        """Score a summary."""
        scores, told = score_summary(seen), summary_to_json(seen.summary)
        return self._case(seen.case, told, scores, summary_faults(seen))

    def failed(self, case: EvalCase, why: str) -> ReportCase:
        """Keep a case whose asking failed, without scores."""
        return replace(self._case(case, None, {}, ()), error=why)

    def _case(
        self,
        case: EvalCase,
        answer: Mapping[str, object] | None,
        scores: Mapping[str, Score],
        found: tuple[str, ...],
    ) -> ReportCase:
        # Rounded here, so that a case that was kept and read again sums up to the same figures.
        rounded = {
            name: replace(s, value=round(s.value, PLACES), weight=round(s.weight, PLACES))
            for name, s in scores.items()
        }
        gold = Gold(case.answer, case.quotes)
        return ReportCase(case.id, case.question, answer, rounded, found, type=case.type, gold=gold)


def report_of(
    gold: GoldSet, cases: Sequence[ReportCase], settings: RunSettings, started: datetime
) -> EvalReport:
    """Sum cases up."""
    prompts = {str(c.answer["prompt"]) for c in cases if c.answer and c.answer["prompt"]}
    return EvalReport(
        set=gold.name,
        started=started.isoformat(timespec="seconds"),
        settings=replace(settings, prompts=tuple(sorted(prompts))),
        metrics=sum_up([case.scores for case in cases], settings.seed),
        cases=tuple(cases),
    )


def with_articles(
    gold: GoldSet, cases: Sequence[ReportCase], table: Iterable[Quote]
) -> tuple[ReportCase, ...]:
    """Put each article, as a case, behind the questions of a set that says who says what in it.

    `quotes_found` is left to the articles, whose gold is whole.
    """
    if not gold.attributions:
        return tuple(cases)
    found = _articles(gold.articles, gold.attributions, _by_article(table))
    return (*map(_without_found, cases), *found)


def _without_found(case: ReportCase) -> ReportCase:
    scores = {name: score for name, score in case.scores.items() if name != "quotes_found"}
    return replace(case, scores=scores)


def _articles(
    drafts: Iterable[Draft],
    attributions: Iterable[Attribution],
    table: Mapping[str, Sequence[Quote]],
) -> Iterator[ReportCase]:
    stated: defaultdict[str, list[Attribution]] = defaultdict(list)
    for item in attributions:
        stated[item.article_id].append(item)
    tells_reported = any(not item.direct for items in stated.values() for item in items)
    for draft in drafts:
        if draft.id is not None and draft.id in stated:
            scores = attribution_scores(stated[draft.id], table.get(draft.id, ()))
            if not tells_reported:
                scores.pop("reported_f1", None)  # the gold leaves reported speech out
            yield ReportCase(f"article:{draft.id}", draft.title or draft.id, None, scores)


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
