"""How far the adding of files has come."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Course:
    """Bytes of files that are done, for how many articles are in a file shows at its end only.

    Attributes:
        total: of all files; 0 where nothing but standard input is read.
    """

    total: int = 0
    _finished: int = 0
    _size: int = 0  # of the file that is being read
    _share: float = 0.0  # of it that was read

    @property
    def done(self) -> int:
        """How many bytes are done."""
        return min(self.total, self._finished + int(self._size * self._share))

    @property
    def share(self) -> float:
        """Which share of all bytes is done, 0..1; 0 where it is not known how many there are."""
        return self.done / self.total if self.total else 0.0

    def begin(self, size: int) -> None:
        """Go on to the next file."""
        self._finished += self._size
        self._size, self._share = size, 0.0

    def read(self, share: float) -> None:
        """Say which share of the file was read, 0..1."""
        self._share = min(1.0, share)


def size_of(path: Path) -> int:
    """Return how many bytes are in a file; 0 where it is gone."""
    with suppress(OSError):
        return path.stat().st_size
    return 0
