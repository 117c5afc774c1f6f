"""The pipeline that a user would otherwise build: split, embed, keep in Chroma, look up."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eval.bench.contestant import FOUND, WHOLE, Contestant, read_articles
from index.embed import WordLlamaEmbedder

if TYPE_CHECKING:
    from chromadb import Collection

_CHUNK = 800  # code points
_AT_ONCE = 5_000  # chunks; Chroma takes 5,461 at most


def splits(articles: Path) -> list[tuple[str, str]]:
    """Return ids and texts of the chunks of a file's articles."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=_CHUNK, chunk_overlap=0)
    return [
        (f"{article.id}/{number}", chunk)
        for article in read_articles(articles)
        for number, chunk in enumerate(splitter.split_text(article.text))
    ]


class PlainAdder:
    """Puts chunks with their texts into a Chroma collection with its default settings."""

    def __init__(self, folder: Path) -> None:
        self._collection = _collection(folder)
        self._embedder = WordLlamaEmbedder()

    def add(self, articles: Path) -> None:
        """Split, embed and put in."""
        chunks = splits(articles)
        for at in range(0, len(chunks), _AT_ONCE):
            part = chunks[at : at + _AT_ONCE]
            texts = [text for _, text in part]
            self._collection.add(
                ids=[chunk_id for chunk_id, _ in part],
                documents=texts,
                embeddings=self._embedder.embed(texts),
            )

    def close(self) -> None:
        """Do nothing: Chroma keeps what it is given."""


class PlainAsker:
    """Looks up the nearest chunks, as a retriever does; it makes no answer of them."""

    def __init__(self, folder: Path) -> None:
        self._collection = _collection(folder)
        self._embedder = WordLlamaEmbedder()

    def ask(self, question: str) -> Mapping[str, float]:
        """Return the seconds of embedding and of Chroma's query."""
        began = time.perf_counter()
        row = self._embedder.embed([question])
        embedded = time.perf_counter()
        self._collection.query(
            query_embeddings=np.asarray(row, dtype=np.float32),
            n_results=FOUND,
            include=["documents", "distances"],
        )
        done = time.perf_counter()
        return {"embed": embedded - began, "vectors": done - embedded, WHOLE: done - began}


def _collection(folder: Path) -> "Collection":
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    return client.get_or_create_collection("chunks", embedding_function=None)


PLAIN = Contestant(
    "plain pipeline",
    "langchain-text-splitters (800 characters), the same embedder, Chroma with the texts: the ten "
    "nearest chunks, no words, no answer.",
    PlainAdder,
    PlainAsker,
)
