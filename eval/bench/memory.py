"""What a process and its workers have taken: memory at the peak, processor seconds, disk."""

import os
import resource
import sys
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.25  # seconds between two looks at the workers
_MB = 1_000_000
_TIMES = slice(11, 15)  # behind a process's name: its own times, and those of its ended children


def peak() -> float:
    """Return the most megabytes of memory that this process has had at a time."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _MB


def processor_seconds() -> float:
    """Return the processor seconds of this process and of all its workers.

    Of workers that have not ended, and of theirs, only Linux tells it.
    """
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = sum(one.processor for one in _workers())
    return time.process_time() + ended.ru_utime + ended.ru_stime + running


def disk(folder: Path) -> float:
    """Return the megabytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / _MB


class Workers:
    """Looks at the memory of the processes that this one has begun, and of theirs.

    Only Linux tells it while they run; elsewhere the largest counts, once it has ended.
    """

    def __init__(self) -> None:
        self._peaks: dict[str, float] = {}
        self._sees = Path("/proc/self/status").exists()
        if self._sees:
            threading.Thread(target=self._watch, daemon=True).start()

    def peak(self) -> float:
        """Return the sum of the most megabytes that each had."""
        if self._sees:
            return sum(self._peaks.copy().values())
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / _MB

    def _watch(self) -> None:
        while True:
            for number in [one.number for one in _workers()]:
                with suppress(OSError, StopIteration):  # it has just ended
                    lines = Path(f"/proc/{number}/status").read_text("ascii", "replace").split("\n")
                    line = next(line for line in lines if line.startswith("VmHWM:"))
                    self._peaks[number] = int(line.split()[1]) * 1024 / _MB
            time.sleep(_EVERY)


@dataclass(frozen=True, slots=True)
class _Process:
    """A process that runs.

    Attributes:
        parent: the number of that which has begun it.
        processor: seconds of its own, and of those of its workers that have ended.
    """

    number: str
    parent: str
    processor: float


def _workers() -> list[_Process]:
    """Return the processes that this one has begun, and theirs; none where the system is silent."""
    begun: defaultdict[str, list[_Process]] = defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            read = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
            seconds = sum(map(int, read[_TIMES])) / os.sysconf("SC_CLK_TCK")
            begun[read[1]].append(_Process(stat.parent.name, read[1], seconds))
    found = begun[str(os.getpid())]
    for one in found:  # which grows meanwhile
        found += begun[one.number]
    return found
