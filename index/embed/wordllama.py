"""The default embedder: static token embeddings that a package ships."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import EmbedderError

if TYPE_CHECKING:  # numpy takes 0.2 s, which listing and showing need not wait for
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
_SPACE = "\u2581"  # which the vocabulary has in the place of a space
_KEPT = 65_536  # words with their tokens, some 10 MB
_LONGEST_KEPT = 64  # code points; what is longer hardly comes again


@dataclass(frozen=True, slots=True)
class _Model:
    """What the package ships.

    Attributes:
        rows: `(tokens, 256) float32`, the embedding of each token.
        tokens: a text → the numbers of its tokens.
    """

    rows: "NDArray[np.float32]"
    tokens: Callable[[str], list[int]]


class WordLlamaEmbedder:
    """The static token embeddings that the wordllama package ships; loaded at first use.

    A text's vector is the mean of its tokens', as in the package's own `embed`, to the last bit.
    The package itself is never imported: that takes 0.8 s, and it cuts each text up as one word
    and pads it to the longest of a batch, which takes half as much processor time again.
    """

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
        """Return `(n, 256) float32` as `Embedder.embed` says.

        Raises:
            EmbedderError: the package's files are not there.
        """
        import numpy as np

        model = self._loaded()
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            tokens = model.tokens(text)
            if tokens:
                np.add.reduce(model.rows.take(tokens, axis=0), axis=0, out=row)
                row /= np.float32(len(tokens))
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        lengths[lengths == 0] = 1
        unit: NDArray[np.float32] = rows / lengths
        return unit

    def _loaded(self) -> _Model:
        with self._loading:
            if self._model is None:
                self._model = _load()
            return self._model


def _load() -> _Model:
    import numpy as np
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    spec = find_spec("wordllama")
    if spec is None or spec.origin is None:
        raise EmbedderError("The package wordllama is not there; install Byline again.")
    folder = Path(spec.origin).parent
    try:
        (stored,) = load_file(folder / _WEIGHTS).values()
        tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    except Exception as error:  # either raises kinds of its own
        raise EmbedderError(
            f"The files of the package wordllama cannot be read ({error}); install Byline again."
        ) from error
    return _Model(stored.astype(np.float32), _by_words(tokenizer))


def _by_words(tokenizer: "Tokenizer") -> Callable[[str], list[int]]:
    """Return what cuts a text up word by word, which gives the tokens that the whole text gives.

    Only because no token of this vocabulary reaches over the beginning of a word: a space is part
    of the token behind it, or of a run of spaces. Most words have been met before.
    """
    special = [_SPACE, *(token.content for token in tokenizer.get_added_tokens_decoder().values())]

    def encode(text: str) -> tuple[int, ...]:
        return tuple(tokenizer.encode(text, add_special_tokens=False).ids)

    kept = lru_cache(_KEPT)(encode)

    def tokens(text: str) -> list[int]:
        words = text.split(" ")
        if "" in words or any(mark in text for mark in special):  # runs of spaces are tokens, too
            return list(encode(text))
        found = kept if max(map(len, words)) <= _LONGEST_KEPT else encode
        return [*chain.from_iterable(map(found, words))]

    return tokens
