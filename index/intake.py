"""Sources into a library, with what became of each article."""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from index.article import Draft
from index.course import Course, size_of
from index.errors import SourceError
from index.library import Library
from index.making import Maker
from index.outcomes import Outcome
from index.pipeline import Pipeline

if TYPE_CHECKING:
    from index.readers.addresses import Web


def take_in(
    library: Library,
    sources: Sequence[str],
    stdin: BinaryIO,
    today: dt.date,
    web: "Web | None" = None,
    *,
    processes: int = 1,
    stopped: Callable[[], bool] = lambda: False,
    course: Course | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Outcome]:
    """Add the articles of sources, in order; what fails does not stop the others.

    An outcome is told once its article is in the record, from which nothing takes it. A file that
    was read before, and has not changed, is not read again. Where the library itself fails, the
    outcome that says so is the last.

    Args:
        library: to be added to; a little of what its maps are owed is left to be paid.
        sources: addresses, files, folders, or `-` for standard input.
        stdin: what `-` reads.
        today: no web page is published later.
        web: opens addresses; None where none may be opened.
        processes: how many may work, where there are many articles.
        stopped: asked before each article; true ends the adding.
        course: is told how far it has come.
        clock: seconds.
    """
    # Late: the parsers take 0.1 s to import, and no other command reads a source.
    from index.readers import files_of, read, reading_apart

    course = course or Course()
    course.total = sum(size_of(path) for source in sources for path in files_of(source))
    pipeline = Pipeline(library, Maker(processes), course, clock)
    with reading_apart() as apart:
        items = (
            item
            for source in sources
            for item in read(
                source, stdin=stdin, today=today, web=web, skip=pipeline.skip, apart=apart
            )
        )
        yield from pipeline.run(items, stopped)


def add_all(
    library: Library,
    items: Iterable[Draft | SourceError],
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Outcome]:
    """Add drafts, in order, as `take_in` does."""
    yield from Pipeline(library, Maker(1), Course(), clock).run(items, lambda: False)
