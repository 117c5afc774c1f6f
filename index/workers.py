"""Work in other processes, its results in order."""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")


def processes(
    count: int, prepare: Callable[..., None] | None = None, *given: object
) -> ProcessPoolExecutor:
    """Return so many processes of Python, each of which ends with this one, even if it is killed.

    They take a second to begin, so they are worth it for some seconds of work only.

    Args:
        count: of processes.
        prepare: called once in each, before its work, with what is `given`.
        given: to be taken over by another process.
    """
    # Forked, a process would have locks of threads that it does not have.
    return ProcessPoolExecutor(count, get_context("spawn"), _begin, (prepare, given))


def forked(count: int, module: str) -> ProcessPoolExecutor:
    """Return such processes that have a module at once, where the system can do so.

    They are copies of one process that imports it, once, and stays for as long as this one; it has
    no threads, whose locks the copies would have.
    """
    if sys.platform != "linux":
        return processes(count)
    context = get_context("forkserver")
    context.set_forkserver_preload(["__main__", module])
    return ProcessPoolExecutor(count, context, _begin, (None, ()))


def in_order(
    pool: Executor, function: Callable[[S], T], items: Iterable[S], ahead: int
) -> Generator[T, None, None]:
    """Yield what `function` makes of each item, with at most so many begun and not yielded."""
    begun: deque[Future[T]] = deque()
    try:
        for item in items:
            begun.append(pool.submit(function, item))
            if len(begun) >= ahead:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def begin_process() -> None:
    """Make this process one that another waits for, and that ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _begin(prepare: Callable[..., None] | None, given: tuple[object, ...]) -> None:
    begin_process()
    if prepare is not None:
        prepare(*given)


def _end_with_parent() -> None:
    """Wait for the parent's end: the queues of a killed one stay open in its children."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
