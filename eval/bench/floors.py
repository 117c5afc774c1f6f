"""What one half of a search costs by itself: BM25 over words, or all vectors compared."""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eval.bench.contestant import FOUND, WHOLE, Contestant
from eval.bench.plain import splits
from index.embed import WordLlamaEmbedder

if TYPE_CHECKING:
    from numpy.typing import NDArray


class WordsAdder:
    """Keeps chunks, and makes an index of all of them at the end: bm25s cannot add to one."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def add(self, articles: Path) -> None:
        """Split, keep, and index all there is."""
        import bm25s

        with (self._folder / "chunks.jsonl").open("a", encoding="utf-8") as kept:
            kept.writelines(json.dumps(text) + "\n" for _, text in splits(articles))
        index = bm25s.BM25()
        index.index(_tokens(_texts(self._folder)), show_progress=False)
        index.save(self._folder / "index")

    def close(self) -> None:
        """Do nothing: the index is whole after each file."""


class WordsAsker:
    """Ranks all chunks by BM25."""

    def __init__(self, folder: Path) -> None:
        import bm25s

        self._index = bm25s.BM25.load(folder / "index")
        self._texts = _texts(folder)

    def ask(self, question: str) -> Mapping[str, float]:
        """Return the seconds of ranking."""
        began = time.perf_counter()
        k = min(FOUND, len(self._texts))
        places, _ = self._index.retrieve(_tokens([question]), k=k, show_progress=False)
        for place in places[0]:
            self._texts[int(place)]
        return {WHOLE: time.perf_counter() - began}


class VectorsAdder:
    """Keeps the vectors of chunks in files."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._embedder = WordLlamaEmbedder()

    def add(self, articles: Path) -> None:
        """Split, embed and keep."""
        rows = self._embedder.embed([text for _, text in splits(articles)])
        np.save(self._folder / f"{articles.stem}.npy", rows)

    def close(self) -> None:
        """Do nothing: a file is whole once it is written."""


class VectorsAsker:
    """Compares a question's vector with all others."""

    def __init__(self, folder: Path) -> None:
        parts = [np.load(path) for path in sorted(folder.glob("*.npy"))]
        self._rows: NDArray[np.float32] = np.concatenate(parts)
        self._embedder = WordLlamaEmbedder()

    def ask(self, question: str) -> Mapping[str, float]:
        """Return the seconds of embedding and of comparing."""
        began = time.perf_counter()
        row = self._embedder.embed([question])[0]
        embedded = time.perf_counter()
        likeness = self._rows @ row
        k = min(FOUND, len(likeness)) - 1
        nearest = np.argpartition(-likeness, k)[: k + 1]
        nearest[np.argsort(-likeness[nearest])]
        done = time.perf_counter()
        return {"embed": embedded - began, "vectors": done - embedded, WHOLE: done - began}


def _texts(folder: Path) -> list[str]:
    with (folder / "chunks.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _tokens(texts: list[str]) -> object:
    import bm25s

    return bm25s.tokenize(texts, stopwords="en", show_progress=False)


BM25 = Contestant(
    "BM25 alone",
    "The same chunks in bm25s, which indexes all of them anew at every addition.",
    WordsAdder,
    WordsAsker,
)
BRUTE_FORCE = Contestant(
    "brute force",
    "The same chunks’ vectors in one array of numpy, all compared: the floor of vector search.",
    VectorsAdder,
    VectorsAsker,
)
