import numpy as np
import pytest
from processes import run

from index.embed import Embedder, WordLlamaEmbedder


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return WordLlamaEmbedder()


def test_the_shipped_weights_are_found_and_rows_have_length_one(embedder: Embedder) -> None:
    rows = embedder.embed(["The harbour reopened.", "Rain is expected."])

    assert rows.shape == (2, embedder.dimensions) == (2, 256)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_texts_on_one_matter_are_nearer_than_others(embedder: Embedder) -> None:
    ship, boat, bank = embedder.embed(
        ["The ship left the port.", "A vessel sailed from the harbour.", "Interest rates rose."]
    )

    assert ship @ boat > ship @ bank + 0.2


def test_an_empty_text_gives_zeros_and_never_nan(embedder: Embedder) -> None:
    rows = embedder.embed(["", "word"])

    assert not rows[0].any()
    assert np.isclose(np.linalg.norm(rows[1]), 1)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, 256)


def test_a_text_has_the_same_vector_alone_and_beside_a_longer_one(embedder: Embedder) -> None:
    alone = embedder.embed(["Seventeen piles"])[0]
    beside = embedder.embed(["Seventeen piles", "The quay needs many new piles. " * 50])[0]

    assert np.allclose(alone, beside, atol=1e-6)


def test_loading_leaves_the_root_logger_alone() -> None:
    script = (
        "import logging; from index.embed import WordLlamaEmbedder;"
        "WordLlamaEmbedder().embed(['x']);"
        "root = logging.getLogger(); print(root.level == logging.WARNING, root.handlers)"
    )
    done = run(script)

    assert (done.stdout, done.stderr) == ("True []\n", "")
