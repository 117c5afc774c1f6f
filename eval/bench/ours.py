"""Byline itself: added to and asked as its commands do, without a language model."""

import datetime as dt
import io
import os
import time
from collections.abc import Mapping
from pathlib import Path

from eval.bench.contestant import FOUND, WHOLE, Contestant
from eval.bench.crowd import serve
from index.embed import WordLlamaEmbedder
from index.errors import LibraryError
from index.intake import take_in
from index.library import Library
from index.vectors.folder import Folders
from index.warm import warm
from index.words import Words
from qa.ask import ask

_TODAY = dt.date(2026, 1, 1)
_CANDIDATES = 100  # of each map, as search asks for


class OurAdder:
    """Adds as `byline add FILE` does, with everything on."""

    def __init__(self, folder: Path) -> None:
        self._library = Library.open(folder, WordLlamaEmbedder())

    def add(self, articles: Path) -> None:
        """Add a file with as many processes as the command takes, and pay what the maps are owed.

        Raises:
            LibraryError: an article is not there afterwards.
        """
        for outcome in take_in(
            self._library, [str(articles)], io.BytesIO(), _TODAY, processes=os.cpu_count() or 1
        ):
            if outcome.failed:
                raise LibraryError(f"{outcome.source} was not added: {outcome.result}")
        self._library.pay()

    def close(self) -> None:
        """Close the library."""
        self._library.close()


class OurAsker:
    """Asks as `byline ask --model none` does, and its parts once more for themselves."""

    def __init__(self, folder: Path) -> None:
        self._library = Library.open(folder, WordLlamaEmbedder())
        warm(self._library)  # as the page does
        self._words = Words(folder / "words")
        self._vectors = Folders(folder).open(0)

    def ask(self, question: str) -> Mapping[str, float]:
        """Return the seconds of all, of the search in it, and of what a search is made of."""
        began = time.perf_counter()
        ask(question, self._library, chat=None, today=_TODAY, clock=time.perf_counter)
        asked = time.perf_counter()
        self._library.search(question, k=FOUND)
        searched = time.perf_counter()
        row = self._library.embed([question])[0]
        embedded = time.perf_counter()
        self._words.find(question, _CANDIDATES)
        by_words = time.perf_counter()
        self._vectors.find(row, _CANDIDATES)
        return {
            "embed": embedded - searched,
            "words": by_words - embedded,
            "vectors": time.perf_counter() - by_words,
            "search": searched - asked,
            WHOLE: asked - began,
        }


OURS = Contestant(
    "byline",
    "All of Byline without a language model: kinds, quotes, copies, words and vectors; a question "
    "gets a cited answer or a refusal.",
    OurAdder,
    OurAsker,
    serve,
)
