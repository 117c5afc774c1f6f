"""The check of an endpoint: what it tells of one that works, and of one that does not."""

import pytest
from scripted_endpoint import Endpoint, Script, failure, streamed, whole

from qa.trial import checkup, doubts, try_model

GOOD = '{"sentences": [{"text": "The quay needs 17 new piles.", "citations": [1]}]}'


def told(reply: Script, *, takes_format: bool = True) -> tuple[str, tuple[str, ...]]:
    endpoint = Endpoint(reply)
    endpoint.takes_format = takes_format
    found = checkup(try_model(endpoint.chat(), lambda: endpoint.now))
    return "\n".join(found.lines), tuple(found.doubts)


def test_an_endpoint_that_works_has_no_doubts() -> None:
    lines, doubts = told(streamed(GOOD[:20], GOOD[20:]))
    assert "Asked for: JSON by a schema" in lines
    assert "kept: The quay needs 17 new piles." in lines
    assert doubts == ()


def test_plain_text_and_no_stream_are_named() -> None:
    lines, doubts = told(whole("The quay needs 17 new piles [1]."), takes_format=False)
    assert "plain text" in lines
    assert any("does not stream" in doubt for doubt in doubts)


@pytest.mark.parametrize(
    ("reply", "doubt"),
    [
        (streamed("The quay needs 71 new piles [1]. ", "Yes."), "was not answered"),
        (failure(401, "no"), "OPENAI_API_KEY"),
        (failure(400, "maximum context length is 512 tokens"), "context"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(reply: Script, doubt: str) -> None:
    assert any(doubt in one for one in told(reply)[1])


def test_a_small_context_is_named() -> None:
    endpoint = Endpoint(failure(400, "maximum context length is 2048 tokens"), streamed(GOOD, " "))
    endpoint.takes_format = True
    chat = endpoint.chat()
    try_model(chat, lambda: 0.0)
    assert any("2,048 tokens" in doubt for doubt in doubts(try_model(chat, lambda: 0.0)))
