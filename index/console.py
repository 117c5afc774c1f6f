"""What the commands of every package share in talking to the terminal."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_WIDEST = 100  # columns; longer lines of text are hard to read


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
