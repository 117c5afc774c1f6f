"""Collections of vectors on a Chroma server."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.endpoints import host, is_address, shown
from index.errors import BylineError, LibraryError, VectorsError
from index.vectors import HNSW, Vectors

if TYPE_CHECKING:
    import httpx
    from chromadb import Collection
    from chromadb.api.fastapi import FastAPI

_CONNECT_SECONDS, _SECONDS = 5.0, 120.0  # Chroma's own client would wait for ever
_ASKED_SECONDS = 10.0  # what a question waits for; it takes milliseconds where all is well
# A server refuses requests of more than 40 MiB; a number may be written in 24 characters.
_PAYLOAD_BYTES, _NUMBER_BYTES = 16_000_000, 24
_BATCH = 1_000  # where the server names no bound
_PAGE = 1_000
_OURS = "byline"  # what the names of all collections begin with


@dataclass(frozen=True, slots=True)
class Address:
    """Where a Chroma server is.

    Attributes:
        url: such as http://127.0.0.1:8000.
        token: sent as a bearer's; None for none.
        seconds: to wait where a question waits for the reply.
    """

    url: str
    token: str | None = field(default=None, repr=False)
    seconds: float = _ASKED_SECONDS


class Server:
    """The collections of one library on a server, by number; usable from several threads.

    A server that was away and comes back is used again.
    """

    kind = "server"

    def __init__(self, address: Address, library_id: str) -> None:
        """Ask nothing yet.

        Args:
            address: the server's.
            library_id: what keeps the collections of two libraries apart.
        """
        self._address = address
        self._beginning = f"{_OURS}-{library_id}-"
        self._connected: FastAPI | None = None
        self._connecting = threading.Lock()

    def exists(self, number: int, chunks: int) -> bool:
        """Tell whether there is a collection; a server keeps its index with it.

        Raises:
            LibraryError: the server is away, refuses, or is another kind of server.
        """
        from chromadb.errors import NotFoundError

        with self.border():
            try:
                self._api().get_collection(self._name(number))
            except NotFoundError:
                return False
        return True

    def open(self, number: int, *, exact: bool = False) -> Vectors:
        """Open a collection, or make it; raises LibraryError as `exists` does."""
        from chromadb import Collection

        with self.border():
            api = self._api()
            model = api.create_collection(
                self._name(number), configuration={"hnsw": HNSW}, get_or_create=True
            )
            return Vectors(
                _OnServer(self, Collection(api, model, embedding_function=None)), exact=exact
            )

    def discard(self, number: int) -> None:
        """Delete a collection if it is there; raises LibraryError as `exists` does."""
        if self.exists(number, 0):
            with self.border():
                self._api().delete_collection(self._name(number))

    def numbers(self) -> frozenset[int]:
        """Return the numbers of the library's collections; raises LibraryError as `exists` does."""
        names: list[str] = []
        with self.border():
            while page := self._api().list_collections(limit=_PAGE, offset=len(names)):
                names += [model.name for model in page]
                if len(page) < _PAGE:
                    break
        ours = (n.removeprefix(self._beginning) for n in names if n.startswith(self._beginning))
        return frozenset(int(number) for number in ours if number.isdigit())

    def most(self, dimensions: int) -> int:
        """Return how many vectors a request may have."""
        bound = self._api().get_max_batch_size()
        fitting = _PAYLOAD_BYTES // (_NUMBER_BYTES * dimensions)
        return max(1, min(bound if bound > 0 else _BATCH, fitting))

    def close(self) -> None:
        """Close the connections; they are opened again when needed."""
        with self._connecting:
            if self._connected is not None:
                self._connected._session.close()  # noqa: SLF001  it offers no other way
            self._connected = None

    @contextmanager
    def border(self) -> Iterator[None]:
        """Turn what Chroma's client raises into one sentence."""
        try:
            yield
        except BylineError:
            raise
        except Exception as error:  # its client raises bare ones, too
            complaint = _complaint(error)
            if complaint is None:
                raise
            raise self._error(complaint, late=complaint is _LATE) from error

    def _api(self) -> "FastAPI":
        with self._connecting:
            if self._connected is None:
                self._connected = self._connect()
            return self._connected

    def _connect(self) -> "FastAPI":
        import httpx
        from chromadb.api.fastapi import FastAPI  # 1.5 s
        from chromadb.config import Settings, System

        if not is_address(self._address.url):
            raise LibraryError(
                f"BYLINE_CHROMA_URL is “{self._address.url}”, which is no web address; "
                "write it like http://127.0.0.1:8000."
            )
        token = self._address.token
        system = System(
            Settings(
                anonymized_telemetry=False,
                # All said, lest somebody's environment or .env say something else.
                chroma_api_impl="chromadb.api.fastapi.FastAPI",
                chroma_server_host=self._address.url.rstrip("/"),
                chroma_server_http_port=0,  # which the address has
                chroma_server_ssl_enabled=self._address.url.startswith("https:"),
                chroma_server_headers={"Authorization": f"Bearer {token}"} if token else {},
                chroma_client_auth_provider=None,
            )
        )
        api = FastAPI(system)
        session = api._session  # noqa: SLF001  it offers no other way
        session.timeout = httpx.Timeout(_SECONDS, connect=_CONNECT_SECONDS)
        session.event_hooks = {"request": [self._hurry]}
        try:
            version = api.get_version()
            if not str(version)[:1].isdigit() or version.startswith("0."):
                raise self._error(_OTHER.format(f"its version is {version}"))
        except BaseException:
            session.close()
            raise
        return api

    def _hurry(self, request: "httpx.Request") -> None:
        """Wait less where a question waits; writing and reading all may take as long as they do."""
        path = request.url.path
        if path.endswith("/query") or (request.method == "GET" and not path.endswith("/count")):
            request.extensions["timeout"]["read"] = self._address.seconds

    def _name(self, number: int) -> str:
        return f"{self._beginning}{number}"

    def _error(self, what: str, *, late: bool = False) -> VectorsError:
        return VectorsError(f"The Chroma server at {host(self._address.url)} {what}.", late=late)


class _OnServer:
    """One collection on a server."""

    def __init__(self, server: Server, collection: "Collection") -> None:
        self._server = server
        self.collection = collection
        self.border = server.border
        self.most = server.most

    def close(self) -> None:
        """Do nothing: the server's connections serve the next collection too."""


_AWAY = "cannot be reached; start it, or check BYLINE_CHROMA_URL"
_LATE = "did not answer in time; try again, and where it stays so, start it anew"
_REFUSED = "refuses the token; check BYLINE_CHROMA_TOKEN"
_OTHER = (
    "does not answer as Chroma 1 does ({}); check BYLINE_CHROMA_URL, or start a server of "
    "that version with `chroma run`"
)
_LOST = "has lost the library's vectors; try again, and they are made anew"
_UNFIT = "cannot use these vectors ({}); run `byline rebuild`"
_FAILED = "failed ({}); try again, and where it goes on failing run `byline rebuild`"


def _complaint(error: BaseException) -> str | None:
    """Return what is wrong with the server; None where the fault is not the server's."""
    import httpx
    from chromadb import errors

    chain = list(_chain(error))
    status = next(
        (e.response.status_code for e in chain if isinstance(e, httpx.HTTPStatusError)), None
    )
    if any(isinstance(e, httpx.TimeoutException) for e in chain):
        return _LATE
    if any(isinstance(e, httpx.TransportError) for e in chain):
        return _AWAY
    refused = (errors.ChromaAuthError, errors.AuthorizationError)
    if isinstance(error, refused) or status in {401, 403}:
        return _REFUSED
    if isinstance(error, errors.NotFoundError):
        return _LOST
    if isinstance(error, errors.InvalidArgumentError | errors.InvalidDimensionException):
        return _UNFIT.format(shown(str(error), ""))
    if isinstance(error, errors.ChromaError) or (status or 0) >= 500:
        return _FAILED.format(shown(str(error), "") or status)
    if status is not None:
        return _OTHER.format(f"status {status}")
    # What is no JSON, or none of Chroma's, makes its client raise these.
    unread = isinstance(error, json.JSONDecodeError | KeyError)
    return _OTHER.format("its reply is of another kind") if unread else None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
