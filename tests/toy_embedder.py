"""An embedder for tests: each word adds one to the place that its hash names."""

import re
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class ToyEmbedder:
    """Meets `index.embed.Embedder` with 16 dimensions; texts with common words are near."""

    def __init__(self, name: str = "toy-16", dimensions: int = 16) -> None:
        self.name = self.model = name
        self.dimensions = dimensions
        self.embedded = 0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += len(texts)
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[zlib.crc32(word.encode()) % self.dimensions] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        lengths[lengths == 0] = 1
        unit: NDArray[np.float32] = rows / lengths
        return unit
