"""What the settings name, opened: the library, its embedder, the door to the web."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.embed import Embedder
from index.errors import EmbedderError
from index.readers.addresses import Fetch
from index.settings import Settings, UseError

if TYPE_CHECKING:
    from index.library import Library


def fetch_of(settings: Settings, version: str) -> Fetch:
    """Return what opens addresses within one piece of work; made when the first one comes.

    Args:
        settings: the hosts of a private network that may be opened.
        version: Byline's, which it tells to who is asked.
    """

    @cache
    def door() -> Fetch:
        from index.web.door import open_door

        return open_door(settings.allow_hosts, version)

    return lambda address: door()(address)


def embedder_of(settings: Settings, name: str | None = None) -> Embedder:
    """Return the embedder that is set up, or that of a name; raises UseError where it can't be."""
    from index.embed.choice import Access, embedder_named

    access = Access(settings.embeddings_url, settings.base_url, settings.api_key)
    try:
        return embedder_named(name or settings.embedder, access)
    except EmbedderError as error:
        raise UseError(str(error)) from error


def open_library(settings: Settings, folder: Path) -> "Library":
    """Open the library in a folder, as the settings say; made where there is none."""
    from index.library import Library
    from index.vectors.server import Address

    server = Address(settings.chroma_url, settings.chroma_token) if settings.chroma_url else None
    return Library.open(folder, embedder_of(settings), server=server, database=settings.database)
