"""A contestant in a process of its own, so that its memory and its start are its own."""

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from eval.bench.contestant import Adder, Asker, Contestant, Served, Server
from eval.bench.memory import Workers, peak, processor_seconds
from eval.bench.texts import Texts
from index.workers import processes


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, and those of all processors."""

    seconds: float
    processor: float


@dataclass(frozen=True, slots=True)
class Held:
    """Megabytes of memory at the peak: of the process, and in sum of its workers."""

    own: float
    workers: float


_adder: Adder | None = None  # in a process of its own, as are the others
_asker: Asker | None = None
_workers: Workers | None = None


class Apart:
    """One contestant and one folder, with a process that ends with the `with` block."""

    def __init__(self, contestant: Contestant, folder: Path) -> None:
        self._contestant = contestant
        self._folder = folder
        self._began = time.perf_counter()
        self._pool: ProcessPoolExecutor = processes(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def add(self, articles: Path) -> Spent:
        """Add a file of articles; what opening takes does not count."""
        return self._pool.submit(_add, self._contestant, self._folder, articles).result()

    def ask(self, questions: Sequence[str]) -> tuple[Mapping[str, float], ...]:
        """Ask questions; return of each its seconds by stage."""
        return self._pool.submit(_ask, self._contestant, self._folder, tuple(questions)).result()

    def serve(
        self, server: Server, questions: Sequence[str], texts: Texts, number: int
    ) -> tuple[Served, ...]:
        """Let many ask at once, while articles from a number on are added, too."""
        given = (self._folder, tuple(questions), texts, number)
        return self._pool.submit(server, *given).result()

    def start(self, question: str) -> float:
        """Ask a first question; return the seconds from the beginning of the process on."""
        self.ask([question])
        return time.perf_counter() - self._began

    def end(self) -> Held:
        """Close what was opened for adding; return the memory that all has taken."""
        return self._pool.submit(_end).result()


def _add(contestant: Contestant, folder: Path, articles: Path) -> Spent:
    global _adder, _workers
    if _adder is None:
        _workers = Workers()
        _adder = contestant.adder(folder)
    began, worked = time.perf_counter(), processor_seconds()
    _adder.add(articles)
    return Spent(time.perf_counter() - began, processor_seconds() - worked)


def _ask(
    contestant: Contestant, folder: Path, questions: Sequence[str]
) -> tuple[Mapping[str, float], ...]:
    global _asker
    if _asker is None:
        _asker = contestant.asker(folder)
    return tuple(map(_asker.ask, questions))


def _end() -> Held:
    if _adder is not None:
        _adder.close()
    return Held(peak(), _workers.peak() if _workers else 0.0)
