"""An OpenAI-compatible endpoint that plays scripted replies, without a network."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

import httpx2
from fakes import numbered

from qa.ladder import Memory
from qa.llm import OpenAIChat

Script = Mapping[str, object]


class Endpoint:
    """Plays replies in order, the last one for ever; keeps the bodies of the requests.

    A reply has `status`, `headers`, and a `body` or a `stream`: one event each, `"CLOSE"` drops the
    connection. With `when`, it answers only requests that have that key. A reply that is an
    exception is raised in the place of an answer. Without a reply that says otherwise, a request
    with `response_format` is refused, so that plain text is asked for.

    Attributes:
        requests: what was sent, in order.
        waits: the seconds that the chat slept.
        takes_format: whether `response_format` is taken, though nothing of the script says so.
        reading: seconds to the first word of a reply, or to where it is no longer waited for.
    """

    def __init__(self, *replies: Script | Exception) -> None:
        self.requests: list[dict[str, object]] = []
        self.waits: list[float] = []
        self.now = 0.0
        self.takes_format = False
        self.reading = 0.0
        self._conditional = [r for r in replies if not isinstance(r, Exception) and "when" in r]
        self._replies = [r for r in replies if r not in self._conditional]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Take the replies of a file of `../shared/cases`."""
        return cls(*json.loads(path.read_text(encoding="utf-8"))["replies"])

    def chat(
        self,
        api_key: str = "key-of-a-test",
        base_url: str = "http://model.test/v1",
        memory: Memory | None = None,
    ) -> OpenAIChat:
        """Return a chat with this endpoint; its clock moves while it sleeps or reads."""
        client = httpx2.Client(transport=httpx2.MockTransport(self._answer))
        return OpenAIChat(
            "m",
            api_key,
            base_url,
            client=client,
            sleep=self._sleep,
            clock=lambda: self.now,
            memory=memory,
        )

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        if request.method == "GET":  # its list of models
            return httpx2.Response(200, json={"object": "list", "data": []})
        sent = json.loads(request.content)
        self.requests.append(sent)
        prompt = sent["messages"][-1]["content"]
        reply = self._next(sent)
        self.now += self.reading
        if isinstance(reply, Exception):
            raise reply
        stream = reply.get("stream")
        if isinstance(stream, Sequence) and sent["stream"]:
            headers = {"Content-Type": "text/event-stream"}
            return httpx2.Response(200, headers=headers, content=_events(stream, prompt))
        content = numbered_json(reply.get("body"), prompt)
        headers = {"Content-Type": "application/json", **_headers(reply)}
        return httpx2.Response(int(str(reply["status"])), headers=headers, content=content)

    def _next(self, sent: Mapping[str, object]) -> Script | Exception:
        for reply in self._conditional:
            if str(reply["when"]) in sent:
                return reply
        if "response_format" in sent and not self.takes_format:
            return failure(400, {"message": "response_format is not supported"})
        return self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]


def whole(text: str | None, finish_reason: str = "stop") -> Script:
    """Return a reply that is not streamed."""
    message = {"role": "assistant", "content": text}
    choices = [{"index": 0, "finish_reason": finish_reason, "message": message}]
    return {"status": 200, "body": {"id": "r", "object": "chat.completion", "choices": choices}}


def streamed(*texts: str | None, finish_reason: str | None = "stop", end: str = "[DONE]") -> Script:
    """Return a streamed reply, a chunk for each text, then the reason, then the end."""
    chunks: list[object] = [_chunk({"content": text}, None) for text in texts]
    if finish_reason:
        chunks.append(_chunk({}, finish_reason))
    return {"status": 200, "stream": [*chunks, end]}


def failure(status: int, error: object, **headers: str) -> Script:
    """Return an error of the endpoint; `_` in a header's name stands for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"status": status, "headers": named, "body": {"error": error}}


def numbered_json(body: object, prompt: str) -> str:
    """Write a reply's body with the prompt's numbers in their places."""
    return json.dumps(_filled(body, prompt))


def _filled(value: object, prompt: str) -> object:
    if isinstance(value, dict):
        return {key: _filled(item, prompt) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, prompt) for item in value]
    return numbered(value, prompt) if isinstance(value, str) else value


def _chunk(delta: Mapping[str, object], finish_reason: str | None) -> dict[str, object]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    return {"id": "r", "object": "chat.completion.chunk", "choices": [choice]}


def _headers(reply: Script) -> dict[str, str]:
    headers = reply.get("headers")
    return dict(headers) if isinstance(headers, Mapping) else {}


def _events(stream: Sequence[object], prompt: str) -> Iterator[bytes]:
    for event in stream:
        if event == "CLOSE":
            raise httpx2.RemoteProtocolError("peer closed connection")
        if event == "EOF":
            return
        text = event if isinstance(event, str) else numbered_json(event, prompt)
        yield f"data: {text}\n\n".encode()
