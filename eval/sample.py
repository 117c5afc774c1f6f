"""The sample articles, which are those of the set `news`: file → library."""

import datetime as dt
import io
from contextlib import suppress
from pathlib import Path

from index.errors import BylineError, VectorsError
from index.library import Library
from index.readers import read

ARTICLES = Path(__file__).parent / "sets" / "news" / "articles.jsonl"


def fill(library: Library, today: dt.date) -> int:
    """Add the sample articles to a library; returns how many were added.

    Raises:
        SourceError: the sample articles cannot be read, which is a fault of the installation.
    """
    before = library.count()
    for draft in read(str(ARTICLES), stdin=io.BytesIO(), today=today):
        if isinstance(draft, BylineError):
            raise draft
        library.add(draft)
    with suppress(VectorsError):  # every question tells it, and is answered by words
        library.pay()
    return library.count() - before
