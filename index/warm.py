"""Reads into memory what questions need, before the first one is asked."""

import gc
from contextlib import suppress

from index.errors import LibraryError
from index.library import Library


def warm(library: Library) -> None:
    """Load the maps and what is remembered of the record, for a process that answers for long.

    What goes wrong is left to the first question, which tells its user.
    """
    with suppress(LibraryError):
        library.search("news", k=1)
        library.titles()
        library.outlets()
        library.people.of_quotes()
    gc.collect()
    # What is there now stays until the end. Looked through at every full collection, it made one
    # question in a hundred wait for 75 ms longer (300,000 paragraphs).
    gc.freeze()
