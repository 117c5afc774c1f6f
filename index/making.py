"""Makes what is stored of articles, here or, where there are many, in other processes."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from index.adding import Made, make
from index.article import Article, Mark

# Articles; a process takes half a second to begin, in which one makes so many.
_WORTH_PROCESSES = 64
_TELLING = 4  # after so many, their share of all tells how many there will be
_AT_ONCE = 8  # sent to a process together: half of the cost is in the sending, not in what is sent

_Given = tuple[Article, tuple[Mark, ...]]


class Maker:
    """Makes articles one after another; the results are those of `adding.make`."""

    def __init__(self, processes: int) -> None:
        """Work in so many other processes from some number of articles on; in none where 1."""
        self._processes = processes
        self._made = 0
        self._pool: ProcessPoolExecutor | None = None
        self._ready: Future[None] | None = None
        self._batch = _Batch()

    @property
    def begun(self) -> bool:
        """Whether other processes were begun."""
        return self._pool is not None

    @property
    def spread(self) -> bool:
        """Whether other processes work by now."""
        return self._ready is not None and self._ready.done()

    def begin(
        self, article: Article, marks: tuple[Mark, ...], share: float = 0.0
    ) -> Callable[[], Made]:
        """Begin to make an article; what is returned waits for it.

        Args:
            article: to be made.
            marks: the kinds that its reader knew.
            share: how much of all articles was begun before, 0..1; 0 where that is not known.
        """
        self._made += 1
        if not self.begun and self._is_worth(share):
            from index.workers import forked  # 0.1 s, which few articles need not wait for

            self._pool = forked(self._processes, __name__)
            self._ready = self._pool.submit(_begun)
        if not self.spread:  # while the others begin, too
            made = make(article, marks)
            return lambda: made
        batch = self._batch
        at = batch.add((article, marks))
        if at + 1 == _AT_ONCE:
            self._send(batch)
        return lambda: self._result(batch, at)

    def close(self) -> None:
        """End the other processes; what they have not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = self._ready = None

    def _is_worth(self, share: float) -> bool:
        if self._processes == 1:
            return False
        expected = self._made / share if self._made >= _TELLING and share else self._made
        return expected > _WORTH_PROCESSES

    def _send(self, batch: "_Batch") -> None:
        """Let another process begin with a batch, and gather the next one."""
        self._batch = _Batch()
        if self._pool is not None:
            try:
                batch.future = self._pool.submit(_make_all, batch.given)
            except BrokenProcessPool:  # it is made here, then
                self._give_up()

    def _result(self, batch: "_Batch", at: int) -> Made:
        if batch is self._batch:
            self._send(batch)
        if batch.made is None:
            try:
                batch.made = batch.future.result() if batch.future else _make_all(batch.given)
            except BrokenProcessPool:
                self._give_up()
                batch.made = _make_all(batch.given)
        return batch.made[at]

    def _give_up(self) -> None:
        """Go on without the others, which the system has ended, most likely for want of memory."""
        self.close()
        self._processes = 1


class _Batch:
    """Articles that one process makes together."""

    def __init__(self) -> None:
        self.given: list[_Given] = []
        self.future: Future[list[Made]] | None = None
        self.made: list[Made] | None = None

    def add(self, given: _Given) -> int:
        """Take one more, and return its place."""
        self.given.append(given)
        return len(self.given) - 1


def _begun() -> None:
    """Do nothing, which another process can do once it has begun."""


def _make_all(given: Sequence[_Given]) -> list[Made]:
    return [make(*one) for one in given]
