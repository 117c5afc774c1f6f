"""The chat with an endpoint: what real endpoints do, over the real client."""

import httpx2
import pytest
from scripted_endpoint import Endpoint, failure, streamed, whole

from qa.llm import ModelError, OpenAIChat

SLOW_DOWN = {"message": "slow down", "type": "rate_limit_error"}


def ask(chat: OpenAIChat) -> str:
    return "".join(chat.reply("Be short.", "How many piles?"))


def fault(endpoint: Endpoint) -> ModelError:
    with pytest.raises(ModelError) as caught:
        ask(endpoint.chat())
    return caught.value


def test_a_request_has_both_messages_and_nothing_that_an_endpoint_may_refuse() -> None:
    endpoint = Endpoint(whole("17."))
    assert ask(endpoint.chat()) == "17."
    assert endpoint.requests == [
        {
            "model": "m",
            "messages": [
                {"role": "system", "content": "Be short."},
                {"role": "user", "content": "How many piles?"},
            ],
            "stream_options": {"include_usage": True},
            "stream": True,
            "temperature": 0,
        }
    ]


def test_pieces_are_yielded_as_they_stream() -> None:
    reply = streamed("The quay ", "needs ", "17.")
    assert list(Endpoint(reply).chat().reply("", "")) == ["The quay ", "needs ", "17."]


def test_chunks_without_choices_or_text_are_passed_over() -> None:
    first = {"id": "", "choices": [], "prompt_filter_results": []}
    last = {"id": "r", "choices": [], "usage": {"total_tokens": 9}}
    chunks = streamed("The quay ", None, "needs 17.")["stream"]
    assert isinstance(chunks, list)
    endpoint = Endpoint({"status": 200, "stream": [first, *chunks[:-1], last, "[DONE]"]})
    assert ask(endpoint.chat()) == "The quay needs 17."


def test_text_in_typed_parts_is_read_without_the_thinking_part() -> None:
    parts = [{"type": "thinking", "thinking": []}, {"type": "text", "text": "17."}]
    chunk = {"choices": [{"index": 0, "delta": {"content": parts}, "finish_reason": "stop"}]}
    assert ask(Endpoint({"status": 200, "stream": [chunk, "[DONE]"]}).chat()) == "17."


def test_a_line_separator_in_a_chunk_does_not_cut_it() -> None:
    line = '{"choices": [{"delta": {"content": "a\u2028b."}, "finish_reason": "stop"}]}'
    assert ask(Endpoint({"status": 200, "stream": [line, "[DONE]"]}).chat()) == "a\u2028b."


@pytest.mark.parametrize(
    "texts",
    [
        ("<think>99 {", '"a": 1}</think>\n\n17 piles.'),
        ("<TH", "INKING>99</thi", "nking>17 piles."),
        ("99 or so", "</think>17 piles."),
        ("17 <reasoning>or 99?</reasoning>piles.",),
    ],
)
def test_thoughts_are_taken_out(texts: tuple[str, ...]) -> None:
    # One chunk each but for the third, whose opening mark the endpoint has kept to itself.
    reply = streamed("".join(texts)) if texts[0].startswith("99") else streamed(*texts)
    assert ask(Endpoint(reply).chat()).strip() == "17 piles."


@pytest.mark.parametrize(
    "texts",
    [
        ('<THINKING>\nnever closed, {"a":\nThe quay needs 99 piles [1].',),
        ("17 piles. ", "<think>or 99"),
        ("It may be 99. ", "</think>17 piles."),
    ],
)
def test_thoughts_that_cannot_be_told_apart_are_no_reply(texts: tuple[str, ...]) -> None:
    assert fault(Endpoint(streamed(*texts))).kind == "broken"


def test_an_angle_bracket_that_begins_no_tag_is_kept() -> None:
    assert ask(Endpoint(streamed("3 <", " 5 and <Chan", "nel 9> <")).chat()) == (
        "3 < 5 and <Channel 9> <"
    )


@pytest.mark.parametrize("reply", [whole(""), whole(None), streamed(None, "  \n"), streamed()])
def test_an_empty_reply_is_an_error(reply: dict[str, object]) -> None:
    assert fault(Endpoint(reply)).kind == "empty"


@pytest.mark.parametrize("end", ["CLOSE", "EOF"])
def test_a_connection_lost_in_mid_reply_is_an_error(end: str) -> None:
    endpoint = Endpoint(streamed("The quay needs 1", finish_reason=None, end=end))
    pieces = endpoint.chat().reply("", "")
    assert next(pieces) == "The quay needs 1"
    with pytest.raises(ModelError, match="broke off in the middle of its reply; try again"):
        next(pieces)


@pytest.mark.parametrize("end", ["[DONE]", "EOF"])
def test_a_whole_reply_needs_no_finish_reason(end: str) -> None:
    assert ask(Endpoint(streamed("17 [1].", finish_reason=None, end=end)).chat()) == "17 [1]."


def test_an_error_within_a_stream_is_told_in_the_endpoints_words() -> None:
    error = {"error": {"message": "model\n overloaded."}}
    reply = {"status": 200, "stream": [error]}
    message = str(fault(Endpoint(reply)))
    assert message == "The language model at model.test failed: model overloaded."


@pytest.mark.parametrize(("reason", "kind"), [("length", "length"), ("content_filter", "filtered")])
def test_a_reply_that_was_stopped_says_why(reason: str, kind: str) -> None:
    assert fault(Endpoint(streamed("The quay needs", finish_reason=reason))).kind == kind


def test_a_web_page_in_the_place_of_a_reply_names_the_address_setting() -> None:
    client = httpx2.Client(
        transport=httpx2.MockTransport(lambda _: httpx2.Response(200, html="<html>Hello</html>"))
    )
    with pytest.raises(ModelError, match="check OPENAI_BASE_URL, which usually ends in /v1"):
        ask(OpenAIChat("m", "k", "http://model.test", client=client))


def test_a_short_wait_that_the_endpoint_asks_for_is_kept_once() -> None:
    endpoint = Endpoint(failure(429, SLOW_DOWN, Retry_After="2"), whole("17."))
    assert ask(endpoint.chat()) == "17."
    assert endpoint.waits == [2.0]


def test_a_second_rate_limit_is_not_waited_for() -> None:
    endpoint = Endpoint(failure(429, SLOW_DOWN, Retry_After="2"))
    error = fault(endpoint)
    assert (error.kind, error.status) == ("busy", 429)
    assert (len(endpoint.requests), endpoint.waits) == (2, [2.0])


@pytest.mark.parametrize("after", ["600", "10.5", "nan", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_a_long_wait_is_refused_at_once(after: str) -> None:
    endpoint = Endpoint(failure(429, SLOW_DOWN, Retry_After=after))
    assert fault(endpoint).kind == "busy"
    assert (len(endpoint.requests), endpoint.waits) == (1, [])


def test_a_used_up_quota_is_not_waited_for() -> None:
    endpoint = Endpoint(failure(429, {"message": "quota", "type": "insufficient_quota"}))
    assert "quota of OPENAI_API_KEY is used up" in str(fault(endpoint))
    assert endpoint.waits == []


@pytest.mark.parametrize(
    "trouble", [failure(500, "boom"), failure(503, "boom"), httpx2.ReadError("reset by peer")]
)
def test_a_failing_server_is_asked_twice(trouble: dict[str, object] | Exception) -> None:
    endpoint = Endpoint(trouble, whole("17."))
    assert ask(endpoint.chat()) == "17."
    failing = Endpoint(trouble)
    assert fault(failing).kind in {"busy", "unreachable"}
    assert len(failing.requests) == 2


def test_a_question_costs_at_most_three_requests() -> None:
    endpoint = Endpoint(
        failure(400, "temperature is not supported"),
        failure(429, SLOW_DOWN, Retry_After="1"),
        failure(500, "boom"),
        whole("17."),
    )
    assert fault(endpoint).status == 500
    assert len(endpoint.requests) == 3


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (400, "check BYLINE_MODEL"),
        (401, "does not accept the key; check OPENAI_API_KEY (401)."),
        (403, "check OPENAI_API_KEY and BYLINE_MODEL"),
        (404, "no model m or no chat at this address"),
        (418, "check BYLINE_MODEL"),
    ],
)
def test_a_refusal_says_what_to_set(status: int, advice: str) -> None:
    endpoint = Endpoint(failure(status, {"message": "No."}))
    error = fault(endpoint)
    assert advice in str(error)
    assert (error.kind, error.status, len(endpoint.requests)) == ("setting", status, 1)


@pytest.mark.parametrize(
    ("status", "error", "context"),
    [
        (413, {"message": "No."}, None),
        (400, {"message": "maximum context length is 4096 tokens, you sent 9000"}, 4096),
        (400, {"message": "the request exceeds the available context size"}, None),
        (500, {"message": "prompt is too long: n_ctx 2048"}, 2048),
    ],
)
def test_a_request_that_is_too_long_is_named_and_the_limit_learned(
    status: int, error: object, context: int | None
) -> None:
    endpoint = Endpoint(failure(status, error))
    chat = endpoint.chat()
    with pytest.raises(ModelError, match="give it a larger context") as caught:
        ask(chat)
    assert (caught.value.kind, chat.context, len(endpoint.requests)) == ("context", context, 1)


def test_a_key_is_never_shown() -> None:
    endpoint = Endpoint(failure(400, {"message": "bad header Bearer key-of-a-test"}))
    with pytest.raises(ModelError, match="Bearer …") as caught:
        ask(endpoint.chat(base_url="http://me:secret@model.test/v1"))
    assert "secret" not in str(caught.value)
    assert "key-of-a-test" not in str(caught.value) + repr(endpoint.chat())


@pytest.mark.parametrize(
    ("option", "error"),
    [
        ("temperature", {"message": "Unsupported value", "param": "temperature"}),
        ("temperature", "'temperature' must be 1"),
        ("stream", {"message": "stream is not supported"}),
    ],
)
def test_a_refused_option_is_left_out_then_and_later(option: str, error: object) -> None:
    endpoint = Endpoint(failure(400, error), whole("17."))
    chat = endpoint.chat()
    assert (ask(chat), ask(chat)) == ("17.", "17.")
    sent = [
        bool(option in request and request[option] is not False) for request in endpoint.requests
    ]
    assert sent == [True, False, False]


def test_a_timeout_is_not_tried_again() -> None:
    endpoint = Endpoint(httpx2.ReadTimeout("slow"))
    error = fault(endpoint)
    assert (error.kind, len(endpoint.requests)) == ("timeout", 1)
    assert "did not finish within 60 seconds" in str(error)


def test_a_reply_that_goes_on_too_long_is_ended() -> None:
    endpoint = Endpoint(streamed("One. ", "Two. ", "Three."))
    pieces = endpoint.chat().reply("", "")
    assert next(pieces) == "One. "
    endpoint.now = 61.0
    with pytest.raises(ModelError, match="within 60 seconds"):
        next(pieces)


@pytest.mark.parametrize(
    ("key", "url", "setting"),
    [
        ("k", "localhost:8089/v1", "OPENAI_BASE_URL is no web address"),
        ("k", "http://[::1", "OPENAI_BASE_URL is no web address"),
        ("k…", "http://model.test/v1", "OPENAI_API_KEY has a character"),
    ],
)
def test_a_setting_that_cannot_be_right_is_named(key: str, url: str, setting: str) -> None:
    endpoint = Endpoint(whole("17."))
    with pytest.raises(ModelError, match=setting):
        ask(endpoint.chat(api_key=key, base_url=url))
    assert endpoint.requests == []


LONG = "How many piles? " * 100  # 400 tokens, where four characters are one


def test_how_fast_an_endpoint_reads_is_learned_from_every_request() -> None:
    endpoint = Endpoint(whole("17."))
    endpoint.reading = 10.0
    chat = endpoint.chat()
    list(chat.reply("", LONG))
    assert chat.known.pace == 40
    assert chat.context == 700 + 40 * 30  # what it reads in half of a minute, beside the reply
    endpoint.reading = 4.0
    list(chat.reply("", LONG))
    assert chat.known.pace == 70  # the mean of 40 and 100
    list(chat.reply("", "How many piles?"))  # too few tokens to tell
    assert chat.known.pace == 70


def test_a_request_that_is_not_read_in_time_makes_the_next_one_shorter() -> None:
    endpoint = Endpoint(httpx2.ReadTimeout("late"))
    endpoint.reading = 60.0
    chat = endpoint.chat()
    with pytest.raises(ModelError, match="the next request is fitted to its speed"):
        list(chat.reply("", LONG))
    assert chat.known.pace == 7


def test_what_tells_nothing_of_the_pace_leaves_it_unknown() -> None:
    for reply in (httpx2.ConnectTimeout("away"), failure(401, "no")):
        endpoint = Endpoint(reply)
        endpoint.reading = 5.0
        chat = endpoint.chat()
        with pytest.raises(ModelError):
            list(chat.reply("", LONG))
        assert chat.known.pace is None
