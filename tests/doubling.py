"""How the time of a piece of work grows with what it is given."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass

_SURE = 0.06  # seconds of a processor, under which its clock and caches decide
_TURNS = 3


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds of a processor for sizes that double.

    Attributes:
        sizes: of what was given.
        seconds: the least of some turns, for each size.
    """

    sizes: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def a_doubling(self) -> float:
        """By what the time grows at each doubling, on the whole; 1 where it is hardly there."""
        if self.seconds[-1] < _SURE:
            return 1.0
        first = max(self.seconds[0], _SURE / 10)
        return float((self.seconds[-1] / first) ** (1 / (len(self.sizes) - 1)))


def growth(work: Callable[[str], object], unit: str, largest: int, most: float) -> Growth:
    """Give a piece of work a text that repeats a unit, in sizes that double.

    Args:
        work: on a text.
        unit: is repeated.
        largest: characters of the last text; the first has a quarter.
        most: growth from which on it is measured again, since other things may have slowed it.
    """
    sizes = (largest // 4, largest // 2, largest)
    texts = [unit * (size // len(unit)) for size in sizes]  # whole ones: their ends are alike
    seconds = [_seconds(work, text) for text in texts]
    for _ in range(_TURNS - 1):
        if Growth(sizes, tuple(seconds)).a_doubling < most:
            break
        seconds = [
            min(took, _seconds(work, text)) for took, text in zip(seconds, texts, strict=True)
        ]
    return Growth(sizes, tuple(seconds))


def _seconds(work: Callable[[str], object], text: str) -> float:
    gc.disable()  # to look through what other tests have left in memory is not its work
    try:
        begun = time.process_time()
        work(text)
        return time.process_time() - begun
    finally:
        gc.enable()
