"""Reads what is large in a process of its own, which ends when it takes too long."""

import datetime as dt
import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from index.article import Draft
from index.errors import SourceError
from index.workers import begin_process

Reading = Callable[[bytes, str, dt.date], Iterator[Draft | SourceError]]

SECONDS = 7  # of a processor, for each article; 30 MB of plain HTML take 5
_PATIENCE = 8 * SECONDS  # by the clock, where others use the processors or the system counts none
_MEMORY = 3 * 1024**3  # bytes


@dataclass(frozen=True, slots=True)
class _Refused:
    """Why there is nothing more to be read."""

    error: SourceError


class Apart:
    """One process for reading, begun when it is needed; used by one thread at a time."""

    def __init__(self, reading: Reading) -> None:
        """Begin nothing yet.

        Args:
            reading: a function of a module, so that another process finds it by its name.
        """
        self._reading = reading
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; another one is begun when it is needed."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None

    def read(self, content: bytes, source: str, today: dt.date) -> Iterator[Draft | SourceError]:
        """Read as `reading` does.

        Raises:
            SourceError: as `reading` does, or it takes too long or too much memory.
        """
        connection = self._connection or self._begin()
        whole = False
        try:
            connection.send((content, source, today))
            while connection.poll(_PATIENCE):
                told = connection.recv()
                if isinstance(told, Draft | SourceError):
                    yield told
                    continue
                whole = True
                if isinstance(told, _Refused):
                    raise told.error
                return
            raise _too_much(source)
        except (EOFError, OSError) as error:  # it has ended, most likely by its own limits
            raise _too_much(source) from error
        finally:
            if not whole:
                self.close()

    def _begin(self) -> Connection:
        context = multiprocessing.get_context("spawn")  # as `workers` has it
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._reading), daemon=True)
        self._process.start()
        theirs.close()
        return self._connection


def limit_processor(seconds: int) -> None:
    """Let the system end this process after so many more seconds of work."""
    try:
        import resource
    except ImportError:  # Windows has none
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    used = int(usage.ru_utime + usage.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (used + 1 + seconds, most))


def limit_memory() -> None:
    """Let what asks for far more memory than any article needs fail, and leave no dump of it."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _too_much(source: str) -> SourceError:
    return SourceError(
        f"{source} takes more than {SECONDS} seconds or more memory than any article does: "
        "copy the article's words into a text file and add that.",
        source,
    )


def _serve(connection: Connection, reading: Reading) -> None:
    """Be the process: read what comes until nothing more can."""
    begin_process()
    limit_memory()
    while True:
        try:
            content, source, today = connection.recv()
        except EOFError:
            return
        connection.send(_read_on(connection, reading(content, source, today), source))


def _read_on(
    connection: Connection, items: Iterator[Draft | SourceError], source: str
) -> _Refused | None:
    """Send what is read; return why it ended early, None where it did not."""
    try:
        limit_processor(SECONDS)
        for item in items:
            connection.send(item)
            limit_processor(SECONDS)
    except SourceError as error:
        return _Refused(error)
    except (MemoryError, RecursionError):
        return _Refused(_too_much(source))
    return None
