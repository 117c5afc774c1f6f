"""Lets few do at a time what takes the processor, the others in the order in which they came.

Python carries out one thread at a time. Where all work at once, each of sixteen takes sixteen times
as long, the short as well as the long; one after another, half of them are done in half that time.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Turns of some work, so many at a time."""

    def __init__(self, at_once: int) -> None:
        """Let so many work at once; two use what databases leave free of one another's time."""
        self._free = at_once
        self._waiting: deque[threading.Event] = deque()
        self._mutex = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and have it within; not to be taken again by who has one."""
        with self._mutex:
            mine = threading.Event()
            if self._free:
                self._free -= 1
                mine.set()
            else:
                self._waiting.append(mine)
        try:
            mine.wait()
            yield
        finally:
            self._pass_on(mine)

    def _pass_on(self, mine: threading.Event) -> None:
        with self._mutex:
            if not mine.is_set():  # interrupted while it waited
                self._waiting.remove(mine)
            elif self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1
