"""Reads a chat completion, streamed or in one piece, as an endpoint sends it."""

import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.endpoints import words
from qa.chat import Usage

# What ends a sentence, a list or a block of JSON, also behind a citation.
_ENDS = '.!?…]}`)"”’'
_DONE = "[DONE]"


class EndpointFailure(Exception):
    """An error that came where text was due; its message is the endpoint's own words."""


class UnreadableReply(Exception):
    """A body that is no chat completion, such as a web page."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a reply ended.

    Attributes:
        reason: the endpoint's finish reason ("stop", "length", "content_filter", …), "cut" where a
            stream ended before the reply did.
        usage: tokens of request and reply; None where the endpoint does not count them.
    """

    reason: str
    usage: Usage | None


def texts(blocks: Iterable[bytes]) -> Generator[str, None, Ending]:
    """Yield the pieces of the reply's text.

    Chunks without choices, without a delta or with usage only pass without a word; comments and
    events' names are left out.

    Args:
        blocks: the response's body, cut anywhere.

    Returns:
        how the reply ended.

    Raises:
        UnreadableReply: a line, or the body, is not JSON.
        EndpointFailure: the endpoint sent an error instead of more text.
    """
    reason, last = "", ""
    usage: Usage | None = None
    for value in _parts(_lines(blocks)):
        if value == _DONE:
            return Ending(reason or "stop", usage)
        part = _mapping(value)
        usage = _usage(_mapping(part.get("usage"))) or usage
        if part.get("error"):
            raise EndpointFailure(words(part))
        for choice in map(_mapping, _list(part.get("choices"))):
            reason = str(choice.get("finish_reason") or reason)
            message = _mapping(choice["delta"] if "delta" in choice else choice.get("message"))
            if text := _content(message.get("content")):
                last = text
                yield text
    # Some endpoints give neither a reason nor an end; then the text must look whole.
    return Ending(reason or ("stop" if last.rstrip()[-1:] in _ENDS else "cut"), usage)


def _usage(counts: Mapping[str, object]) -> Usage | None:
    """Read an endpoint's counts; some give only the total."""
    read, written, total = (counts.get(f"{of}_tokens") for of in ("prompt", "completion", "total"))
    if isinstance(read, int) and isinstance(written, int):
        details = _mapping(counts.get("prompt_tokens_details"))
        cached = details.get("cached_tokens")
        return Usage(read, written, cached if isinstance(cached, int) else 0)
    return Usage(total, 0) if isinstance(total, int) else None


def _lines(blocks: Iterable[bytes]) -> Iterator[str]:
    """Cut at line feeds only: `str.splitlines` also cuts at U+2028, which may stand in a text."""
    held = b""
    for block in blocks:
        *whole, held = (held + block).split(b"\n")
        for line in whole:
            yield line.decode(errors="replace").removesuffix("\r")
    yield held.decode(errors="replace")


def _parts(lines: Iterable[str]) -> Iterator[object]:
    """Yield the values of a stream's events, or of a body that is one document, and the end."""
    other = []
    streamed = False
    for line in lines:
        if not line.startswith("data:"):
            other.append(line)
            continue
        streamed = True
        payload = line.removeprefix("data:").strip()
        yield payload if payload == _DONE else _value(payload)
    if not streamed:
        yield _value("\n".join(other))
        yield _DONE


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableReply(str(error)) from error


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _content(content: object) -> str:
    """Return a message's text; some endpoints give it as a list of typed parts."""
    if isinstance(content, list):
        parts = (p.get("text") for p in content if isinstance(p, dict) and p.get("type") == "text")
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""
