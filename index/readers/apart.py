"""Reads what is large in a process of its own, which ends when it takes too long."""

import datetime as dt
import os
import pickle
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from types import TracebackType
from typing import BinaryIO, Self

from index.article import Draft
from index.errors import SourceError
from index.workers import begin_process

Reading = Callable[[bytes, str, dt.date], Iterator[Draft | SourceError]]

SECONDS = 7  # of a processor, for each article; 30 MB of plain HTML take 5
_PATIENCE = 8 * SECONDS  # by the clock, where others use the processors or the system counts none
_LOOK = 1.0  # seconds between two looks at whether that is over
_MEMORY = 3 * 1024**3  # bytes
_PROGRAM = "from index.readers.apart import main; main()"


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
        self._process: Popen[bytes] | None = None
        self._bell: _Bell | None = None

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
        process, self._process = self._process, None
        if self._bell is not None:
            self._bell.silence()
        if process is not None:
            process.kill()
            with suppress(OSError):  # what was not sent any more
                process.__exit__(None, None, None)

    def read(self, content: bytes, source: str, today: dt.date) -> Iterator[Draft | SourceError]:
        """Read as `reading` does.

        Raises:
            SourceError: as `reading` does, or it takes too long or too much memory.
        """
        process = self._process or self._begin()
        whole = False
        try:
            _send(process, (content, source, today))
            while isinstance(told := self._told(process), Draft | SourceError):
                yield told
            whole = True
            if isinstance(told, _Refused):
                raise told.error
        except (EOFError, OSError, pickle.UnpicklingError) as error:  # it was ended
            raise _too_much(source) from error
        finally:
            if not whole:
                self.close()

    def _begin(self) -> "Popen[bytes]":
        # Not by `multiprocessing`, which would import there what was started here: pytest, say.
        self._process = Popen(  # noqa: S603  the program is ours
            [sys.executable, "-c", _PROGRAM],
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=Path(__file__).parents[2],
        )
        _send(self._process, [path or os.getcwd() for path in sys.path])  # noqa: PTH109
        _send(self._process, self._reading)
        self._bell = _Bell(self._process.kill)
        return self._process

    def _told(self, process: "Popen[bytes]") -> object:
        """Return what comes next; raises EOFError where nothing does within the patience."""
        if process.stdout is None or self._bell is None:
            raise AssertionError("begun with a pipe and a bell")
        self._bell.until = time.monotonic() + _PATIENCE
        try:
            return pickle.load(process.stdout)  # noqa: S301  of our own program
        finally:
            self._bell.until = None


class _Bell:
    """One thread that rings when something takes too long, however often it is begun.

    Attributes:
        until: the time by the monotonic clock at which it rings; None where nothing is waited for.
    """

    def __init__(self, ring: Callable[[], None]) -> None:
        self.until: float | None = None
        self._ring = ring
        self._silent = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def silence(self) -> None:
        """Ring no more; to say it twice changes nothing."""
        self._silent.set()

    def _watch(self) -> None:
        while not self._silent.wait(_LOOK):
            until = self.until
            if until is not None and time.monotonic() > until:
                self._ring()


def main() -> None:
    """Be the process: read what comes on standard input until nothing more does."""
    given, told = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library may print is not told
    begin_process()
    limit_memory()
    sys.path[:] = pickle.load(given)  # noqa: S301  of the process that has begun this one
    reading: Reading = pickle.load(given)  # noqa: S301
    while True:
        try:
            content, source, today = pickle.load(given)  # noqa: S301
        except EOFError:
            return
        refused = _read_on(told, reading(content, source, today), source)
        pickle.dump(refused, told)
        told.flush()


def limit_processor(seconds: int) -> None:
    """Let the system end this process after so many more seconds of work."""
    try:
        import resource
    except ImportError:  # Windows has none
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(usage.ru_utime + usage.ru_stime) + 1 + seconds
    if most != resource.RLIM_INFINITY:
        until = min(until, most)  # only root may raise what `ulimit` has set
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))


def limit_memory() -> None:
    """Let what asks for far more memory than any article needs fail, and leave no dump of it."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bytes_ = _MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (bytes_, bytes_))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _too_much(source: str) -> SourceError:
    return SourceError(
        f"{source} takes more than {SECONDS} seconds or more memory than any article does: "
        "copy the article's words into a text file and add that.",
        source,
    )


def _send(process: "Popen[bytes]", value: object) -> None:
    if process.stdin is None:
        raise AssertionError("begun with a pipe")
    pickle.dump(value, process.stdin)
    process.stdin.flush()


def _read_on(told: BinaryIO, items: Iterator[Draft | SourceError], source: str) -> _Refused | None:
    """Tell what is read; return why it ended early, None where it did not."""
    try:
        limit_processor(SECONDS)
        for item in items:
            pickle.dump(item, told)
            told.flush()
            limit_processor(SECONDS)
    except SourceError as error:
        return _Refused(error)
    except (MemoryError, RecursionError):
        return _Refused(_too_much(source))
    return None
