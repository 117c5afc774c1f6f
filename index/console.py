"""What the commands of every package share in talking to the terminal."""

import json
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from index.counted import counted

_WIDEST = 100  # columns; longer lines of text are hard to read
_EVERY = 5.0  # seconds between two lines on progress


def print_json(value: object) -> None:
    """Print one JSON document, and nothing else, on standard output."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # A file's name may hold bytes that are no UTF-8; JSON writes these as \udcXX.
    sys.stdout.write(text.encode(errors="backslashreplace").decode() + "\n")


def say(text: str) -> None:
    """Write a message on standard error, where it disturbs no output."""
    sys.stderr.write(f"{text}\n")


def terminal() -> Console:
    """Return standard output as a page that prints articles' words literally.

    Without markup "[link]" stays, without highlighting a number is no more than its digits.
    """
    console = Console(markup=False, emoji=False, highlight=False)
    console.width = min(console.width, _WIDEST)
    return console


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar on standard error, with the time that is left.

    Yields:
        What sets how many are done, how many there are, and a line on what is being done. Where
        standard error is no terminal, nothing is shown.
    """
    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    if not console.is_terminal:
        yield lambda _, __, ___: None
        return
    columns = (
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int, line: str) -> None:
            room = max(console.width - 50, 20)
            bar.update(task, completed=done, total=total, description=line[:room])

        yield show


@dataclass(frozen=True, slots=True)
class Step:
    """How far a long work over articles has come.

    Attributes:
        articles: how many are done.
        done: of `total`, in whatever can be counted beforehand; total 0 where nothing can.
        line: what is being done.
    """

    articles: int
    done: int
    total: int
    line: str


@contextmanager
def course_bar(
    clock: Callable[[], float] = time.monotonic, *, terminal: bool | None = None
) -> Iterator[Callable[[Step], None]]:
    """Show on standard error how far a work has come, its rate, and the time that is left.

    A bar on a terminal; elsewhere a line every few seconds, so that a short work says nothing.

    Args:
        clock: seconds.
        terminal: whether standard error is one; found out where None.

    Yields:
        What shows a step.
    """
    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    begun = clock()
    if not (console.is_terminal if terminal is None else terminal):
        told = begun

        def tell(step: Step) -> None:
            nonlocal told
            if clock() - told >= _EVERY:
                told = clock()
                say(pace(step, told - begun))

        yield tell
        return
    columns = (BarColumn(bar_width=24), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(step: Step) -> None:
            line = f"{pace(step, clock() - begun)} · {step.line}"
            room = max(console.width - 28, 20)
            bar.update(task, completed=step.done, total=step.total or None, description=line[:room])

        yield show


def pace(step: Step, seconds: float) -> str:
    """Say how far a work has come after so many seconds.

    Such as "1,234 articles, 13.0 a second, about 2 minutes left".
    """
    told = counted(step.articles, "article")
    if seconds < 1:
        return told
    told += f", {step.articles / seconds:.1f} a second"
    if not 0 < step.done < step.total:
        return told
    left = seconds * (step.total - step.done) / step.done
    return f"{told}, about {_roughly(left)} left"


def _roughly(seconds: float) -> str:
    if seconds < 90:
        return counted(max(1, round(seconds)), "second")
    if seconds < 5_400:
        return counted(round(seconds / 60), "minute")
    return counted(round(seconds / 3600), "hour")


class Interruption:
    """Whether Ctrl-C was pressed.

    Attributes:
        asked: so that a work may end where nothing is left in half.
        waits: whether the first Ctrl-C does no more than ask; the second ends all at once.
    """

    def __init__(self) -> None:
        self.asked = False
        self.waits = False

    def press(self, _signal: int, _frame: FrameType | None) -> None:
        """Take a Ctrl-C."""
        if self.asked or not self.waits:
            raise KeyboardInterrupt
        self.asked = True


@contextmanager
def interruption() -> Iterator[Interruption]:
    """Take Ctrl-C as a question while something goes on."""
    taken = Interruption()
    if threading.current_thread() is not threading.main_thread():
        yield taken  # only the main thread is told of signals
        return
    before = signal.signal(signal.SIGINT, taken.press)
    try:
        yield taken
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show one changing line on standard error while something takes time.

    Yields:
        What sets the line. Where standard error is no terminal, nothing is shown.
    """
    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("") as status:

        def show(line: str) -> None:
            status.update(line[: max(console.width - 4, 20)])

        yield show
