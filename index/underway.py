"""Whether articles are being added: then whoever asks waits for nothing that the adder will do."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Underway:
    """Counts who adds articles to one library in this process, each of whom pays at the end."""

    def __init__(self) -> None:
        self._adders = 0
        self._mutex = threading.Lock()

    @property
    def now(self) -> bool:
        """Whether anybody adds."""
        return self._adders > 0

    @contextmanager
    def adding(self) -> Iterator[None]:
        """Count one more within."""
        with self._mutex:
            self._adders += 1
        try:
            yield
        finally:
            with self._mutex:
                self._adders -= 1
