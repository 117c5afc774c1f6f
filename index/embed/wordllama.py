"""The default embedder: static token embeddings that a package ships."""

import logging
import threading
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # numpy takes 0.2 s, which listing and showing need not wait for
    from collections.abc import Iterator
    from typing import Protocol

    import numpy as np
    from numpy.typing import NDArray

    class _Model(Protocol):
        """What is used of wordllama, which has no types."""

        def embed(
            self, texts: list[str], *, norm: bool, batch_size: int
        ) -> NDArray[np.float32]: ...


class WordLlamaEmbedder:
    """The static token embeddings that the wordllama package ships; loaded at first use."""

    name = "wordllama"
    model = "wordllama-256"
    dimensions = 256

    def __init__(self) -> None:
        self._model: _Model | None = None
        self._loading = threading.Lock()

    def __reduce__(self) -> "tuple[type[WordLlamaEmbedder], tuple[()]]":
        """Let another process load the weights for itself."""
        return WordLlamaEmbedder, ()

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return `(n, 256) float32` as `Embedder.embed` says."""
        import numpy as np

        # 32 at a time: a batch is padded to its longest text; measured 15 % faster than 64 is.
        rows = self._loaded().embed(list(texts), norm=False, batch_size=32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        lengths[lengths == 0] = 1  # its own norm=True gives NaN for a text without a token
        unit: NDArray[np.float32] = rows / lengths
        return unit

    def _loaded(self) -> "_Model":
        with self._loading:
            if self._model is None:
                self._model = _load(self.dimensions)
            return self._model


def _load(dimensions: int) -> "_Model":
    with _root_logger_left_alone():
        # 0.7 s, and only who embeds needs it
        import wordllama  # type: ignore[import-untyped]

    # The package ships `tokenizers/` but looks for `tokenizer/` in itself; as a cache it finds it.
    model: _Model = wordllama.WordLlama.load(
        cache_dir=Path(wordllama.__file__).parent, dim=dimensions, disable_download=True
    )
    return model


@contextmanager
def _root_logger_left_alone() -> "Iterator[None]":
    """Undo `logging.basicConfig(level=INFO)`, which wordllama calls when it is imported."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers
