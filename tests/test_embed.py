import socket
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2
from numpy.typing import NDArray
from processes import run

from index.embed import Embedder, Identity, WordLlamaEmbedder
from index.embed.choice import Access, embedder_named
from index.embed.minilm import MiniLmEmbedder
from index.errors import EmbedderError


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


def test_vectors_are_those_of_the_package_itself_to_the_last_bit(embedder: Embedder) -> None:
    import wordllama  # type: ignore[import-untyped]

    texts = [
        "The harbour master, 61, said: “No – not for £3.4m!”\n\nNobody’s ferry left.",
        "two  spaces,   three, and one at the end ",
        " one before",
        "\ta tab\u00a0and no break",
        "what <s>was</s> struck out",
        "a \u2581 b",
        "港湾 労働者 Überfähre e\u0301 \N{ANCHOR}",
        "https://news.example/" + "a-very-long-address/" * 9,
        "x",
        "   ",
    ]
    model = wordllama.WordLlama.load(
        cache_dir=Path(wordllama.__file__).parent, dim=256, disable_download=True
    )
    rows = model.embed(texts, norm=False)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)

    assert np.array_equal(embedder.embed(texts), rows)


def test_embedding_never_imports_the_package_whose_weights_it_takes() -> None:
    done = run(
        "import sys; from index.embed import WordLlamaEmbedder;"
        "WordLlamaEmbedder().embed(['x']); print('wordllama' in sys.modules)"
    )

    assert (done.stdout, done.stderr) == ("False\n", "")


class TestMiniLm:
    def test_rows_have_length_one_and_a_text_without_a_letter_is_zeros(self) -> None:
        asked: list[list[str]] = []

        def load() -> Callable[[list[str]], list[NDArray[np.float32]]]:
            def embed(texts: list[str]) -> list[NDArray[np.float32]]:
                asked.append(texts)
                return [np.full(384, len(text), dtype=np.float32) for text in texts]

            return embed

        embedder = MiniLmEmbedder(load)
        rows = embedder.embed(["One.", "", "—", "Three."])

        assert rows.shape == (4, embedder.dimensions) == (4, 384)
        assert np.allclose(np.linalg.norm(rows, axis=1), [1, 0, 0, 1])
        assert embedder.embed([]).shape == (0, 384)
        assert asked == [["One.", "Three."]]

    def test_a_model_that_is_neither_cached_nor_to_be_had_is_one_sentence(
        self, tmp_path: Path
    ) -> None:
        def load() -> ONNXMiniLM_L6_V2:
            function = ONNXMiniLM_L6_V2()
            function.DOWNLOAD_PATH = tmp_path / "models"
            with socket.socket() as free:  # which nobody listens on afterwards
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            function.MODEL_DOWNLOAD_URL = f"http://127.0.0.1:{port}/onnx.tar.gz"
            return function

        with pytest.raises(EmbedderError, match=r"chroma-minilm has no model: .* to the network"):
            MiniLmEmbedder(load).embed(["One."])


class TestChoice:
    @pytest.mark.parametrize(
        ("name", "model"),
        [
            ("wordllama", "wordllama-256"),
            ("chroma-minilm", "all-MiniLM-L6-v2"),
            ("openai:text-embedding-3-small", "text-embedding-3-small"),
            ("openai:hf.co/a:b", "hf.co/a:b"),
        ],
    )
    def test_a_name_is_that_of_the_embedder(self, name: str, model: str) -> None:
        embedder = embedder_named(name, Access(api_key="k"))

        assert (embedder.name, embedder.model) == (name, model)

    @pytest.mark.parametrize("name", ["", "word", "openai", "openai:", "openai: ", "minilm"])
    def test_another_name_is_refused_with_those_that_there_are(self, name: str) -> None:
        with pytest.raises(EmbedderError, match="write wordllama, openai:MODEL"):
            embedder_named(name, Access(api_key="k"))

    def test_a_model_without_an_endpoint_is_refused(self) -> None:
        with pytest.raises(EmbedderError, match="BYLINE_EMBEDDINGS_URL or OPENAI_BASE_URL"):
            embedder_named("openai:m", Access())

    def test_an_endpoint_for_embeddings_alone_goes_first(self) -> None:
        embedder = embedder_named("openai:m", Access("http:/own", "http:/both", "k"))
        with pytest.raises(EmbedderError, match="BYLINE_EMBEDDINGS_URL is no web address"):
            embedder.embed(["One."])
        assert "k'" not in repr(Access(api_key="k"))


def test_identities_come_back_as_written_and_read_well() -> None:
    written = Identity("openai:m", "m", 8)

    assert Identity.read(written.written()) == written
    assert str(written) == "openai:m (8 dimensions)"
    assert str(Identity.of(MiniLmEmbedder())) == "chroma-minilm (all-MiniLM-L6-v2, 384 dimensions)"
    assert Identity.read("wordllama-256 (256 dimensions)") == Identity.of(WordLlamaEmbedder())
