"""What a benchmark came to: figures of each contestant at each size, with ratios and growth."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from eval.bench.contestant import Served
from eval.bench.course import Grown, Plan

_PLACES = 4


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one stage of a question; half, 95 and 99 of a hundred take no longer."""

    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class Figures:
    """One contestant at one size.

    Attributes:
        articles_a_second: added, median of the rounds.
        processor_ms: for an article, of all processes; median of the rounds.
        rate_ratio: of `articles_a_second` to the first baseline's, round by round, median.
        stages: milliseconds by stage; "whole" is all of a question.
        start_seconds: from the beginning of a process to its first answer.
        adding_mb, workers_mb: peak memory of the process that added, and of its workers in sum.
        asking_mb: likewise of the process that asked.
        disk_kb: of all files, for an article.
    """

    contestant: str
    paragraphs: int
    articles: int
    articles_a_second: float
    processor_ms: float
    rate_ratio: float
    stages: Mapping[str, Latency]
    start_seconds: float
    adding_mb: float
    workers_mb: float
    asking_mb: float
    disk_kb: float


@dataclass(frozen=True, slots=True)
class Growth:
    """How many times as much a contestant needs at a size as at the size before."""

    contestant: str
    paragraphs: int
    processor: float
    p95: float
    asking_memory: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """How a contestant at one size serves some clients at once.

    Attributes:
        added: articles that were added meanwhile; None where none were to be.
        whole: milliseconds of a question, from asking to the answer.
        times_single: its p95 beside that of the single client, with or without adding as here.
        a_second: questions answered.
        errors: questions that had no answer.
    """

    contestant: str
    paragraphs: int
    clients: int
    added: int | None
    whole: Latency
    times_single: float
    a_second: float
    errors: int


@dataclass(frozen=True, slots=True)
class Benchmark:
    """All figures of a run.

    Attributes:
        set: of whose sentences the articles are made.
        started: ISO form, to the second.
        machine: processor and system, in words.
        about: each contestant in a sentence.
        versions: of Python and of the packages that count.
    """

    set: str
    started: str
    machine: str
    plan: Plan
    seed: int
    about: Mapping[str, str]
    versions: Mapping[str, str]
    figures: tuple[Figures, ...]
    growth: tuple[Growth, ...]
    crowds: tuple[Crowd, ...]


def figures_of(grown: Sequence[Grown], baseline: str) -> tuple[Figures, ...]:
    """Sum up what was measured; `baseline` names whose rate the others' is a ratio to."""
    base = {one.paragraphs: one for one in grown if one.contestant == baseline}
    return tuple(_figures(one, base[one.paragraphs]) for one in grown)


def growth_of(figures: Sequence[Figures]) -> tuple[Growth, ...]:
    """Compare each contestant's figures with its own at the size before."""
    found: list[Growth] = []
    last: dict[str, Figures] = {}
    for one in figures:
        before = last.get(one.contestant)
        if before is not None:
            found.append(
                Growth(
                    one.contestant,
                    one.paragraphs,
                    _ratio(one.processor_ms, before.processor_ms),
                    _ratio(one.stages["whole"].p95, before.stages["whole"].p95),
                    _ratio(one.asking_mb, before.asking_mb),
                )
            )
        last[one.contestant] = one
    return tuple(found)


def crowds_of(grown: Sequence[Grown]) -> tuple[Crowd, ...]:
    """Sum up what many had who asked at once."""
    return tuple(_crowd(one, served) for one in grown for served in one.served)


def benchmark_to_json(found: Benchmark) -> dict[str, object]:
    """Return a benchmark as it is kept in `bench.json`."""
    return asdict(found)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that so large a share of them does not exceed."""
    ranked = sorted(values)
    return ranked[max(0, -int(-share * len(ranked) // 1) - 1)]


def _figures(one: Grown, base: Grown) -> Figures:
    rounds = list(zip(one.added, one.adding, base.adding, strict=True))
    names = one.asking[0]
    return Figures(
        one.contestant,
        one.paragraphs,
        one.articles,
        round(median(added / own.seconds for added, own, _ in rounds), _PLACES),
        round(median(1000 * own.processor / added for added, own, _ in rounds), _PLACES),
        round(median(other.seconds / own.seconds for _, own, other in rounds), _PLACES),
        {name: _latency([asked[name] for asked in one.asking]) for name in names},
        round(one.start, _PLACES),
        round(one.memory_adding.own, 1),
        round(one.memory_adding.workers, 1),
        round(one.memory_asking.own + one.memory_asking.workers, 1),
        round(1000 * one.disk / one.articles, 1),
    )


def _crowd(one: Grown, served: Served) -> Crowd:
    single = next(
        other
        for other in one.served
        if other.clients == 1 and (other.added is None) == (served.added is None)
    )
    whole = _latency(served.seconds)
    return Crowd(
        one.contestant,
        one.paragraphs,
        served.clients,
        served.added,
        whole,
        _ratio(whole.p95, _latency(single.seconds).p95),
        round(len(served.seconds) / served.whole, _PLACES),
        served.errors,
    )


def _latency(seconds: Sequence[float]) -> Latency:
    p50, p95, p99 = (round(1000 * percentile(seconds, at), _PLACES) for at in (0.5, 0.95, 0.99))
    return Latency(p50, p95, p99)


def _ratio(now: float, before: float) -> float:
    return round(now / before, _PLACES) if before else 0.0
