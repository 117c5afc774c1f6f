"""Chroma's own embedder: all-MiniLM-L6-v2 by the ONNX runtime."""

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.errors import EmbedderError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Function = Callable[[list[str]], Sequence[NDArray[np.floating | np.signedinteger]]]


class MiniLmEmbedder:
    """The model that Chroma embeds with by default; reads the first 256 tokens of a text.

    Its weights, 80 MB, come from Chroma's cache in the user's folder, or once from the network.

    Args:
        load: returns what embeds, texts → vectors; None for Chroma's own function.
    """

    name = "chroma-minilm"
    model = "all-MiniLM-L6-v2"
    dimensions = 384

    def __init__(self, load: "Callable[[], Function] | None" = None) -> None:
        self._load = load or _chroma_function
        self._function: Function | None = None
        self._loading = threading.Lock()

    def __reduce__(self) -> "tuple[type[MiniLmEmbedder], tuple[()]]":
        """Let another process load the weights for itself."""
        return MiniLmEmbedder, ()

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return `(n, 384) float32` as `Embedder.embed` says.

        Raises:
            EmbedderError: the model is neither in Chroma's cache nor to be had from the network.
        """
        import numpy as np

        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        told = [at for at, text in enumerate(texts) if any(map(str.isalnum, text))]
        if told:
            rows[told] = np.stack(self._embedded([texts[at] for at in told]))
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        lengths[lengths == 0] = 1
        unit: NDArray[np.float32] = rows / lengths
        return unit

    def _embedded(self, texts: list[str]) -> "Sequence[NDArray[np.floating | np.signedinteger]]":
        import httpx  # Chroma's own client, by which it fetches the weights

        with self._loading:  # which are fetched at the first use
            try:
                if self._function is None:
                    self._function = self._load()
                return self._function(texts)
            except (httpx.HTTPError, OSError, ValueError) as error:
                raise EmbedderError(
                    f"The embedder {self.name} has no model: {self.model} is not in Chroma's cache "
                    f"(~/.cache/chroma) and cannot be downloaded ({error}); connect to the network "
                    "once, or set BYLINE_EMBEDDER to another one."
                ) from error


def _chroma_function() -> "Function":
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2  # 1.5 s

    return ONNXMiniLM_L6_V2()
