"""A web server on this machine that replies as a test wishes, and keeps what it was asked."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Reply = bytes | Callable[[socket.socket], None]


def reply(
    body: bytes | str = b"", status: int = 200, headers: Mapping[str, str] | None = None
) -> bytes:
    """Return a whole reply, its length stated."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Told", f"Content-Length: {len(content)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "", ""]).encode() + content


@dataclass
class WebServer:
    """What is asked for by its path; what is not there is answered with 404.

    Attributes:
        replies: a reply for each path; a list gives one after the other, and then its last.
        asked: the paths that were asked for, in order, robots.txt left out.
        heads: the whole head of each request.
    """

    port: int = 0
    host: str = "127.0.0.1"
    replies: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    connections: int = 0

    def url(self, path: str = "/") -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{name}:{self.port}{path}"

    def answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            received = connection.recv(65536)
            if not received:
                return
            head += received
        path = head.split(b" ")[1].decode()
        self.heads.append(head.decode("latin-1"))
        if path != "/robots.txt":
            self.asked.append(path)
        found = self.replies.get(path, reply(status=404))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if isinstance(found, bytes):
            connection.sendall(found)
        else:
            found(connection)


@contextmanager
def serving(host: str = "127.0.0.1", context: ssl.SSLContext | None = None) -> Iterator[WebServer]:
    """Serve on a free port until the end."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listening:
        listening.bind((host, 0))
        listening.listen()
        server = WebServer(listening.getsockname()[1], host)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    server.connections += 1
                    connection.settimeout(10)
                    with suppress(OSError), connection:
                        if context is None:
                            server.answer(connection)
                        else:
                            with context.wrap_socket(connection, server_side=True) as safe:
                                server.answer(safe)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(10)
