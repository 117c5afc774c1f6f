"""A served OpenAI-compatible endpoint that always says the same, for the tests in a browser."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

_BODY = {"id": "r", "object": "chat.completion", "created": 0, "model": "m"}


@contextmanager
def talking(
    sentences: Sequence[str],
    go_on: Event | None = None,
    *,
    pause: float = 0,
    left: Event | None = None,
    begun: Event | None = None,
) -> Iterator[str]:
    """Serve the endpoint; gives its address.

    Args:
        sentences: of every answer, each with its citations.
        go_on: waited for before the second sentence; None for no wait.
        pause: seconds before each further one.
        left: set where nobody listens any more.
        begun: set where it is asked.
    """

    class Talker(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if begun:
                begun.set()
            self.send_response(200)
            streamed = bool(asked.get("stream"))
            kind = "text/event-stream" if streamed else "application/json"
            self.send_header("Content-Type", kind)
            self.end_headers()
            for piece in _streamed(sentences, go_on) if streamed else [_whole(sentences)]:
                try:
                    self.wfile.write(piece.encode())
                    self.wfile.flush()
                except OSError:
                    if left:
                        left.set()
                    return
                time.sleep(pause)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Talker)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        if go_on:
            go_on.set()
        server.shutdown()
        server.server_close()


def _streamed(sentences: Sequence[str], go_on: Event | None) -> Iterator[str]:
    for number, sentence in enumerate(sentences):
        if number == 1 and go_on:
            go_on.wait(30)
        delta = {"role": "assistant", "content": f"{sentence} "}
        choices = [{"index": 0, "delta": delta, "finish_reason": None}]
        chunk = {**_BODY, "object": "chat.completion.chunk", "choices": choices}
        yield f"data: {json.dumps(chunk)}\n\n"
    yield "data: [DONE]\n\n"


def _whole(sentences: Sequence[str]) -> str:
    message = {"role": "assistant", "content": " ".join(sentences)}
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    return json.dumps({**_BODY, "choices": choices})


@contextmanager
def echoing() -> Iterator[str]:
    """Serve an endpoint that refuses every key, and sends it back; gives its address."""

    class Echo(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            message = f"Incorrect API key provided: {self.headers['Authorization']}"
            self.send_response(401)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps({"error": {"message": message}}).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
