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
        own_url: of an endpoint for embeddings alone.
        base_url: of the endpoint for everything; None for OpenAI's own.
        api_key: None where the endpoint wants none.
    """

    own_url: str | None = None
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)


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
        url = access.own_url or access.base_url
        if not (url or access.api_key):
            raise EmbedderError(
                f"The embedder {name} has no endpoint: set OPENAI_API_KEY, or "
                "BYLINE_EMBEDDINGS_URL or OPENAI_BASE_URL for a local one."
            )
        setting = "BYLINE_EMBEDDINGS_URL" if access.own_url else "OPENAI_BASE_URL"
        return EndpointEmbedder(model, access.api_key, url, setting)
    raise EmbedderError(
        f"There is no embedder “{name}”: write wordllama, openai:MODEL (as in "
        "openai:text-embedding-3-small) or chroma-minilm."
    )
