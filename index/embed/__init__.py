"""Turns texts into vectors; each kind of embedder is a module."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Protocol, Self

from index.embed.wordllama import WordLlamaEmbedder

if TYPE_CHECKING:  # numpy takes 0.2 s, which listing and showing need not wait for
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Embedder", "Identity", "WordLlamaEmbedder"]

_FORMER = "wordllama-256 (256 dimensions)"  # how libraries kept it when there was but one


class Embedder(Protocol):
    """A kind of embedding."""

    @property
    def name(self) -> str:
        """What a user sets it by: "wordllama", "openai:MODEL"."""
        ...

    @property
    def model(self) -> str:
        """The model's own name."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector.

        Raises:
            EmbedderError: it is not known before something is embedded, and nothing can be.
        """
        ...

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return `(n, dimensions) float32`, rows of length 1 in the order of the texts.

        A text without a token gives a row of zeros, which is equally far from everything.

        Raises:
            EmbedderError: its model is not here, or its endpoint gives no vectors.
        """
        ...


@dataclass(frozen=True, slots=True)
class Identity:
    """What a library remembers its embedder by; vectors of two identities are never mixed."""

    name: str
    model: str
    dimensions: int

    @classmethod
    def of(cls, embedder: Embedder) -> Self:
        """Return an embedder's; raises EmbedderError as `Embedder.dimensions` does."""
        return cls(embedder.name, embedder.model, embedder.dimensions)

    @classmethod
    def read(cls, kept: str) -> Self:
        """Undo `written`."""
        if kept == _FORMER:
            return cls(WordLlamaEmbedder.name, WordLlamaEmbedder.model, 256)
        return cls(**json.loads(kept))

    def written(self) -> str:
        """Return it as a library keeps it."""
        return json.dumps(asdict(self))

    def __str__(self) -> str:
        model = "" if self.model in self.name else f"{self.model}, "
        return f"{self.name} ({model}{self.dimensions} dimensions)"
