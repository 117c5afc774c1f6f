"""The check of an endpoint: what it tells of one that works, and of one that does not."""

import httpx2
import pytest
from scripted_endpoint import Endpoint, Script, failure, streamed, whole

from qa.trial import checkup, doubts, try_model
from qa.write import BUDGET, fitting

GOOD = '{"sentences": [{"text": "The quay needs 17 new piles.", "citations": [1]}]}'


def told(reply: Script | Exception, *, takes_format: bool = True) -> tuple[str, tuple[str, ...]]:
    endpoint = Endpoint(reply)
    endpoint.takes_format = takes_format
    found = checkup(try_model(endpoint.chat(), lambda: endpoint.now))
    return "\n".join(found.lines), tuple(found.doubts)


def test_an_endpoint_that_works_has_no_doubts() -> None:
    lines, doubts = told(streamed(GOOD[:20], GOOD[20:]))
    assert "Asked for: JSON by a schema" in lines
    assert "kept: The quay needs 17 new piles." in lines
    assert doubts == ()


def test_a_slow_endpoint_is_shown_what_it_reads_in_time() -> None:
    endpoint = Endpoint(streamed(GOOD[:20], GOOD[20:]))
    endpoint.takes_format = True
    chat = endpoint.chat()
    assert fitting(chat.context, BUDGET) == BUDGET
    endpoint.reading = 10.0
    found = try_model(chat, lambda: endpoint.now)
    assert found.pace is not None
    assert 20 < found.pace < 50  # tokens, by their characters
    assert chat.known.pace == found.pace
    assert fitting(chat.context, BUDGET) < BUDGET / 2
    assert any("shown fewer passages" in doubt for doubt in doubts(found))


def test_a_model_that_runs_in_a_circle_is_tried_to_its_first_round() -> None:
    circle = "The quay needs 17 new piles [1]. "
    endpoint = Endpoint(streamed(*[circle] * 400))
    found = try_model(endpoint.chat(), lambda: 0.0)
    assert found.answers
    assert found.pieces < 10


def test_plain_text_and_no_stream_are_named() -> None:
    lines, doubts = told(whole("The quay needs 17 new piles [1]."), takes_format=False)
    assert "plain text" in lines
    assert any("does not stream" in doubt for doubt in doubts)


@pytest.mark.parametrize(
    ("reply", "doubt"),
    [
        (streamed("The quay needs 71 new piles [1]. ", "Yes."), "was not answered"),
        (failure(401, "no"), "OPENAI_API_KEY"),
        (httpx2.ReadTimeout("late"), "The server is slow"),
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
