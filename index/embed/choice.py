"""From the name in a setting to the embedder."""

from dataclasses import dataclass, field

from index.embed import Embedder
from index.embed.endpoint import EndpointEmbedder
from index.embed.minilm import MiniLmEmbedder
from index.embed.wordllama import WordLlamaEmbedder
from index.errors import EmbedderError

_AT_AN_ENDPOINT = "openai:"


@dataclass(frozen=True, slots=True)
class Access:
    """Where embeddings are had, and with which key.

    Attributes:
        base_url: None for OpenAI's own endpoint.
        api_key: None where the endpoint wants none.
        setting: the variable that the address comes from.
    """

    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    setting: str = "OPENAI_BASE_URL"


def embedder_named(name: str, access: Access) -> Embedder:
    """Return the embedder that a setting names; nothing is loaded or asked yet.

    Args:
        name: "wordllama", "openai:MODEL" or "chroma-minilm".
        access: for the models of an endpoint.

    Raises:
        EmbedderError: there is no such embedder, or no endpoint is set for it.
    """
    if name == WordLlamaEmbedder.name:
        return WordLlamaEmbedder()
    if name == MiniLmEmbedder.name:
        return MiniLmEmbedder()
    model = name.removeprefix(_AT_AN_ENDPOINT).strip()
    if model and name.startswith(_AT_AN_ENDPOINT):
        if not (access.base_url or access.api_key):
            raise EmbedderError(
                f"The embedder {name} has no endpoint: set OPENAI_API_KEY, or "
                "BYLINE_EMBEDDINGS_URL or OPENAI_BASE_URL for a local one."
            )
        return EndpointEmbedder(model, access.api_key, access.base_url, access.setting)
    raise EmbedderError(
        f"There is no embedder “{name}”: write wordllama, openai:MODEL (as in "
        "openai:text-embedding-3-small) or chroma-minilm."
    )
