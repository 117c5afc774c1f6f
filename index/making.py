"""Makes what is stored of articles, here or, where there are many, in other processes."""

from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from index.adding import Made, make
from index.article import Article, Mark

# A process takes about a second to begin, in which one makes so many.
_WORTH_PROCESSES = 64


class Maker:
    """Makes articles one after another; the results are those of `adding.make`."""

    def __init__(self, processes: int) -> None:
        """Work in so many other processes from some number of articles on; in none where 1."""
        self._processes = processes
        self._made = 0
        self._pool: ProcessPoolExecutor | None = None

    @property
    def spread(self) -> bool:
        """Whether other processes work by now."""
        return self._pool is not None

    def begin(self, article: Article, marks: tuple[Mark, ...]) -> Callable[[], Made]:
        """Begin to make an article; what is returned waits for it."""
        self._made += 1
        if self._pool is None and self._processes > 1 and self._made > _WORTH_PROCESSES:
            from index.workers import processes  # 0.1 s, which few articles need not wait for

            self._pool = processes(self._processes)
        if self._pool is None:
            made = make(article, marks)
            return lambda: made
        try:
            future = self._pool.submit(make, article, marks)
        except BrokenProcessPool:
            return self._begin_here(article, marks)
        return lambda: self._result(future, article, marks)

    def close(self) -> None:
        """End the other processes; what they have not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _begin_here(self, article: Article, marks: tuple[Mark, ...]) -> Callable[[], Made]:
        """Go on without the others, which the system has ended, most likely for want of memory."""
        self.close()
        self._processes = 1
        return self.begin(article, marks)

    def _result(self, future: Future[Made], article: Article, marks: tuple[Mark, ...]) -> Made:
        try:
            return future.result()
        except BrokenProcessPool:
            return self._begin_here(article, marks)()
