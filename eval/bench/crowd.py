"""Many clients at once, with and without articles that are added meanwhile."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from eval.bench.contestant import Served
from eval.bench.texts import Texts
from index.embed import WordLlamaEmbedder
from index.library import Library
from index.warm import warm
from qa.ask import ask

_CLIENTS = 16
_ROUNDS = 2  # in which each question is asked by one of many clients
_TODAY = dt.date(2026, 1, 1)
_MOST_ADDED = 10_000
_BETWEEN = 1.0  # seconds from one article added to the next


def serve(folder: Path, questions: Sequence[str], texts: Texts, number: int) -> tuple[Served, ...]:
    """Ask one library of Byline as one client and as many, alone and while articles are added.

    Args:
        folder: the library's, which grows.
        questions: each is asked by each of the four.
        texts: makes the articles that are added.
        number: of the first of them.
    """
    with Library.open(folder, WordLlamaEmbedder()) as library:
        warm(library)
        clock = time.perf_counter

        def answer(question: str) -> float:
            began = clock()
            ask(question, library, chat=None, today=_TODAY, clock=clock)
            return clock() - began

        answer(questions[0])
        many = [*questions] * _ROUNDS
        alone = [_served(1, questions, answer), _served(_CLIENTS, many, answer)]
        with _adding(library, texts, number) as added:
            before = _served(1, questions, answer, added)
            return (*alone, before, _served(_CLIENTS, many, answer, added))


def _served(
    clients: int,
    questions: Sequence[str],
    answer: Callable[[str], float],
    added: Callable[[], int] | None = None,
) -> Served:
    so_far, began = added() if added else 0, time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        asked = [pool.submit(answer, question) for question in questions]
    failed = [one.exception() is not None for one in asked]
    seconds = [one.result() for one, fails in zip(asked, failed, strict=True) if not fails]
    return Served(
        clients,
        added() - so_far if added else None,
        tuple(seconds),
        time.perf_counter() - began,
        sum(failed),
    )


@contextmanager
def _adding(library: Library, texts: Texts, number: int) -> Iterator[Callable[[], int]]:
    """Add an article a second within; gives what tells how many there are."""
    stopped, added = threading.Event(), list[str]()

    def add() -> None:
        for draft in texts.articles(number, number + _MOST_ADDED):
            with library.adding():
                added.append(library.add(draft).article_id)
                library.pay()
            if stopped.wait(_BETWEEN):
                return

    with ThreadPoolExecutor(1) as pool:
        adder = pool.submit(add)
        try:
            yield lambda: len(added)
        finally:
            stopped.set()
    adder.result()  # raises what went wrong
