"""What the commands of every package share in talking to the terminal."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

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
