"""One request to a machine that was checked → its reply, within limits; only home of httpcore2."""

import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import httpcore2

from index.errors import SourceError
from index.readers.encoding import MAX_BYTES
from index.web.guard import Target, shown_address

_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 47}  # zlib's name for each form
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take.

    Attributes:
        seconds: from connecting to the last byte.
        connect_seconds: to connect, of these.
        size: bytes of the body, as sent and unpacked. That of the header is 100 KB.
    """

    seconds: float = 30.0
    connect_seconds: float = 10.0
    size: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Reply:
    """What a machine replied.

    Attributes:
        headers: names in small letters; of one that is there twice, the first.
        body: unpacked; empty where the status is not 200.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class Transport:
    """Sends requests, each on a connection of its own: no cookie, no proxy, no second look-up."""

    def __init__(
        self,
        user_agent: str,
        limits: Limits | None = None,
        context: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Set it up.

        Args:
            user_agent: what it calls itself.
            limits: for each request.
            context: says which certificates are trusted; None for those of the system.
            clock: seconds from some moment on.
        """
        self._user_agent = user_agent
        self._limits = limits or Limits()
        self._context = context
        self._clock = clock

    def get(self, target: Target, address: str) -> Reply:
        """Ask for a page; redirects are not followed.

        Args:
            target: where it is.
            address: what the user named, for the sentences on what goes wrong.

        Raises:
            SourceError: nobody or nothing sensible replies, or not within the limits.
        """
        with _told(address):
            return self._get(target, address)

    def _get(self, target: Target, address: str) -> Reply:
        if target.scheme == "https" and self._context is None:
            self._context = httpcore2.default_ssl_context(_trust_env=False)
        connection = httpcore2.HTTPConnection(
            httpcore2.Origin(target.scheme.encode(), target.host.encode(), target.port),
            ssl_context=self._context,
            network_backend=_Backend(target.numbers, self._limits, self._clock),
        )
        request = httpcore2.Request(
            "GET",
            httpcore2.URL(
                scheme=target.scheme.encode(),
                host=target.host.encode(),
                port=target.port,
                target=target.path.encode(),
            ),
            headers={
                "Host": target.authority,
                "User-Agent": self._user_agent,
                "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
                "Accept-Encoding": "gzip",
                "Connection": "close",
            },
        )
        try:
            response = connection.handle_request(request)
            headers = _headers(response.headers)
            body = b""
            if response.status == 200:
                body = _body(response.iter_stream(), headers, self._limits.size, address)
            return Reply(response.status, headers, body)
        finally:
            connection.close()


class _Backend(httpcore2.NetworkBackend):
    """Connects to the numbers that were judged and to nothing else, and keeps the time."""

    def __init__(self, numbers: Sequence[str], limits: Limits, clock: Callable[[], float]) -> None:
        self._numbers = numbers
        self._time = _Time(clock() + limits.seconds, limits.connect_seconds, clock)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first number that answers; the host's name is not looked at."""
        real = httpcore2.SyncBackend()
        *others, last = self._numbers
        for number in others:
            # As with a machine that has an IPv6 number where no way leads to it.
            with suppress(httpcore2.ConnectError, httpcore2.ConnectTimeout):
                stream = real.connect_tcp(number, port, self._time.to_connect())
                return _Stream(stream, self._time)
        stream = real.connect_tcp(last, port, self._time.to_connect())
        return _Stream(stream, self._time)


class _Stream(httpcore2.NetworkStream):
    """A connection on which each step may take no longer than there is time left in all."""

    def __init__(self, inner: httpcore2.NetworkStream, time_left: "_Time") -> None:
        self._inner = inner
        self._time = time_left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._time.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._time.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        seconds = self._time.to_connect()
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, seconds), self._time)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


@dataclass(frozen=True, slots=True)
class _Time:
    """How long a request may still take."""

    deadline: float
    connect_seconds: float
    clock: Callable[[], float]

    def left(self) -> float:
        seconds = self.deadline - self.clock()
        if seconds <= 0:
            raise httpcore2.ReadTimeout("the time is over")
        return seconds

    def to_connect(self) -> float:
        return min(self.left(), self.connect_seconds)


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Turn the errors of the network into sentences."""
    try:
        yield
    except httpcore2.TimeoutException as error:
        raise _failed(address, "took too long to answer", "try again later") from error
    except httpcore2.ConnectError as error:
        told = error.__cause__ or error.__context__
        if isinstance(told, ssl.SSLError):
            raise _failed(
                address,
                "has no valid certificate for its name or speaks no safe HTTPS",
                "save the page in your browser and add the file",
            ) from error
        raise _failed(address, "cannot be reached", "check the address and the network") from error
    except (httpcore2.NetworkError, OSError) as error:
        raise _failed(address, "broke off the connection", "try again later") from error
    except (httpcore2.ProtocolError, zlib.error) as error:
        raise _failed(
            address, "sent a reply that is broken or cut short", "try again later"
        ) from error


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in raw:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip())
    return headers


def _body(parts: Iterable[bytes], headers: Mapping[str, str], size: int, address: str) -> bytes:
    """Read a body to its end and unpack it, no further than `size` bytes."""
    packing = headers.get("content-encoding", "").lower()
    if packing not in ("", "identity", *_PACKED):
        raise _failed(
            address,
            f"sent its page packed in a way that was not asked for ({packing[:40]})",
            "save the page in your browser and add the file",
        )
    form = _PACKED.get(packing)
    unpacked, received = bytearray(), 0
    unpack = zlib.decompressobj(form) if form else None
    for part in parts:
        received += len(part)
        if unpack is None:
            unpacked += part
        else:
            unpacked += unpack.decompress(part, size + 1 - len(unpacked))
        if max(received, len(unpacked)) > size:
            raise _failed(
                address,
                f"is larger than {size // _MEGABYTE} MB",
                "add a smaller page, or its text as a file",
            )
    if unpack is not None and received and not unpack.eof:
        raise zlib.error("cut short")
    return bytes(unpacked)


def _failed(address: str, what: str, remedy: str) -> SourceError:
    return SourceError(f"{shown_address(address)} {what}: {remedy}.", address)
