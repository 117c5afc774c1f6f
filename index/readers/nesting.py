"""What of a packed source may be unpacked: a bomb ends here, at whatever level it goes off."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from index.article import Draft
from index.errors import SourceError

_MAX_UNPACKED = 256 * 1024 * 1024  # bytes of all files inside one source
_MAX_FILES = 5_000
_MAX_LEVELS = 4  # an archive, an archive in it, a mail, a mail attached to it


@dataclass(slots=True)
class _Left:
    files: int = _MAX_FILES
    bytes: int = _MAX_UNPACKED


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may still be unpacked of one source; all levels draw on the same.

    Attributes:
        level: how many packed files stand around this one.
    """

    level: int = 0
    _left: _Left = field(default_factory=_Left)

    def inside(self, content: bytes, source: str) -> "Allowance":
        """Return the allowance for what is in a file, having drawn it off.

        Raises:
            SourceError: too much was unpacked, or it lies too deep.
        """
        self._left.files -= 1
        self._left.bytes -= len(content)
        if self.level >= _MAX_LEVELS:
            raise SourceError(
                f"{source} lies inside {self.level} other files: unpack them and add it by itself.",
                source,
            )
        if self.spent:
            raise SourceError(
                f"{source} and the files before it are more than the {_MAX_FILES:,} files or "
                f"{_MAX_UNPACKED // 1024**2} MB that are unpacked of one source: "
                "unpack it and add its folder.",
                source,
            )
        return replace(self, level=self.level + 1)

    @property
    def spent(self) -> bool:
        """Whether nothing more may be unpacked."""
        return self._left.files < 0 or self._left.bytes < 0


# Reads a file that was inside another: its bytes, its name with that of the other before it.
Inner = Callable[[bytes, str], Iterator[Draft | SourceError]]
