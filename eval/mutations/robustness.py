"""Asks a set as it is and mutated, and sums up per kind what held."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

import numpy as np

from eval.fresh import Means, Show, run_set
from eval.goldset import GoldSet
from eval.intervals import Estimate, Score, estimate, weighted_mean
from eval.metrics import sum_up
from eval.mutations.kinds import KINDS
from eval.mutations.libraries import mutants_of, mutated_set
from eval.mutations.mutant import Break, Mutant
from eval.report import EvalReport, ReportCase, figure_to_json, report_to_json

# Of a mutated case's scores, those that mean the same as in a run of the set as it is.
_KEPT = ("obeyed", "seconds", "calls", "tokens")


@dataclass(frozen=True, slots=True)
class Count:
    """Of a kind: the cases to which it applies, and those of them that count.

    Attributes:
        counted: those that are right without a mutation.
    """

    made: int
    counted: int


@dataclass(frozen=True, slots=True)
class BrokenCase:
    """A mutated case of which not everything held that is expected."""

    id: str
    kind: str
    original: str
    question: str
    expected: str
    came: str


@dataclass(frozen=True, slots=True)
class Robustness:
    """What mutations show of a set.

    Attributes:
        report: the mutated cases that were asked, with `robust` as their metric.
        first: the run of the set as it is.
        figures: the share that held, by kind; a kind of which no case counts has none.
        broken: in the order of kinds and cases.
    """

    report: EvalReport
    first: EvalReport
    figures: Mapping[str, Estimate]
    counts: Mapping[str, Count]
    broken: tuple[BrokenCase, ...]

    def named(self) -> Mapping[str, Estimate]:
        """Return the figures under the names that gates use: `robust`, `robust/number`."""
        return dict(self.report.metrics) | {f"robust/{kind}": f for kind, f in self.figures.items()}


def mutate_set(
    gold: GoldSet,
    means: Means,
    kinds: Iterable[str],
    *,
    started: datetime,
    seed: int,
    show: Show,
) -> Robustness:
    """Ask a set as it is, then the mutants of what was right, on the same day.

    An interrupted run goes on where it stopped, if it is run again with equal settings.

    Raises:
        SetError: a kind is unknown, or the set has several libraries.
        SourceError, LibraryError: an article cannot be added.
    """
    made = mutants_of(gold, kinds, seed)
    plain = replace(gold, attributions=())
    first = run_set(plain, means, as_of=None, started=started, seed=seed, show=show).report
    before = {case.id: case for case in first.cases}
    counted = {
        kind: [m for m in found if KINDS[kind].counts(m, before[m.original.id])]
        for kind, found in made.items()
    }
    day = date.fromisoformat(first.settings.as_of)
    mutated = mutated_set(gold, counted, day, seed)
    report = run_set(mutated, means, as_of=None, started=started, seed=seed, show=show).report
    asked = {case.id: case for case in report.cases}
    judged = [
        (mutant, _judged(mutant, asked, before[mutant.original.id]))
        for found in counted.values()
        for mutant in found
    ]
    return Robustness(
        report=_scored(report, judged, seed),
        first=first,
        figures=_figures(judged, seed),
        counts={kind: Count(len(made[kind]), len(found)) for kind, found in counted.items()},
        broken=tuple(_broken(judged)),
    )


def robustness_to_json(found: Robustness) -> dict[str, object]:
    """Return a result as its report, with the figure of each kind, both counts, and what broke."""
    return {
        **report_to_json(found.report),
        "robustness": {kind: figure_to_json(figure) for kind, figure in found.figures.items()},
        "mutations": {kind: asdict(count) for kind, count in found.counts.items()},
        "broken": [asdict(case) for case in found.broken],
    }


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Whether a mutant's expectation holds; `failed` where asking did, which tells nothing."""

    broken: Break | None = None
    failed: bool = False


def _judged(mutant: Mutant, asked: Mapping[str, ReportCase], before: ReportCase) -> _Verdict:
    came = [asked[case.id] for case in mutant.cases]
    if any(case.error for case in came):
        return _Verdict(failed=True)
    return _Verdict(KINDS[mutant.kind].holds(mutant, came, before))


_Judged = Sequence[tuple[Mutant, _Verdict]]


def _score(verdict: _Verdict) -> Score:
    return Score(float(verdict.broken is None))


def _figures(judged: _Judged, seed: int) -> dict[str, Estimate]:
    figures: dict[str, Estimate] = {}
    for kind in dict.fromkeys(mutant.kind for mutant, _ in judged):
        scores = [_score(v) for mutant, v in judged if mutant.kind == kind and not v.failed]
        if scores:
            figures[kind] = estimate(scores, weighted_mean, np.random.default_rng(seed))
    return figures


def _scored(report: EvalReport, judged: _Judged, seed: int) -> EvalReport:
    """Give each mutated case its score and its faults; a mutant's first case has them."""
    verdicts = {mutant.cases[0].id: verdict for mutant, verdict in judged}
    cases = tuple(_with_verdict(case, verdicts.get(case.id)) for case in report.cases)
    return replace(report, metrics=sum_up([case.scores for case in cases], seed), cases=cases)


def _with_verdict(case: ReportCase, verdict: _Verdict | None) -> ReportCase:
    scores = {name: case.scores[name] for name in _KEPT if name in case.scores}
    if verdict is None or verdict.failed:
        return replace(case, scores=scores, faults=())
    told = verdict.broken
    faults = (f"expected: {told.expected}", f"came: {told.came}") if told else ()
    return replace(case, scores={"robust": _score(verdict), **scores}, faults=faults)


def _broken(judged: _Judged) -> Iterator[BrokenCase]:
    for mutant, verdict in judged:
        if verdict.broken is not None:
            case = mutant.cases[0]
            yield BrokenCase(
                id=case.id,
                kind=mutant.kind,
                original=mutant.original.id,
                question=case.question,
                expected=verdict.broken.expected,
                came=verdict.broken.came,
            )
