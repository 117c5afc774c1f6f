"""What a process and its workers have taken: memory at the peak, processor seconds, disk."""

import os
import resource
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

_EVERY = 0.25  # seconds between two looks at the workers
_MB = 1_000_000


def peak() -> float:
    """Return the most megabytes of memory that this process has had at a time."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _MB


def processor_seconds() -> float:
    """Return the processor seconds of this process and of its workers that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def disk(folder: Path) -> float:
    """Return the megabytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / _MB


class Workers:
    """Looks at the memory of the processes that this one has begun.

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
            for number in _children():
                with suppress(OSError, StopIteration):  # it has just ended
                    lines = Path(f"/proc/{number}/status").read_text("ascii", "replace").split("\n")
                    line = next(line for line in lines if line.startswith("VmHWM:"))
                    self._peaks[number] = int(line.split()[1]) * 1024 / _MB
            time.sleep(_EVERY)


def _children() -> list[str]:
    found: list[str] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            parent = stat.read_text("utf-8", "replace").rpartition(")")[2].split()[1]
            found += [stat.parent.name] * (parent == str(os.getpid()))
    return found
