"""Keeps what Prometheus asks for; the only home of its client."""

from collections.abc import Callable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from index.watch import Work

CONTENT_TYPE = CONTENT_TYPE_LATEST
# Seconds; from an answer without a model to a model's that takes all it may.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    """What the page has done since it started; names of kinds and stages only, no texts.

    Args:
        articles: tells how many there are in the library.
    """

    def __init__(self, articles: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._work = Histogram(
            "byline_work_seconds",
            "Pieces of work by their kind and how they ended, and how long they took",
            ["work", "outcome"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._stages = Histogram(
            "byline_stage_seconds",
            "The parts of a piece of work, and how long they took",
            ["work", "stage"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._counts = Counter(
            "byline_counts",
            "What pieces of work found or made, such as passages, sentences and tokens",
            ["work", "what"],
            registry=self._registry,
        )
        there = Gauge("byline_articles", "Articles in the library", registry=self._registry)
        there.set_function(articles)

    def watch(self, work: Work) -> None:
        """Count a piece of work."""
        self._work.labels(work.kind, work.outcome).observe(work.seconds)
        for stage, seconds in work.stages.items():
            self._stages.labels(work.kind, stage).observe(seconds)
        for what, count in work.counts.items():
            self._counts.labels(work.kind, what).inc(count)

    def text(self) -> bytes:
        """Return all of it in Prometheus' text form, of `CONTENT_TYPE`."""
        return generate_latest(self._registry)
