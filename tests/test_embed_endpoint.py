"""The embedder at an endpoint: what real endpoints do, over the real client."""

import json
import pickle
from collections.abc import Callable, Mapping, Sequence

import httpx2
import numpy as np
import pytest

from index.embed.endpoint import EndpointEmbedder
from index.errors import EmbedderError

Reply = httpx2.Response | Exception
Answer = Callable[[list[str]], Reply]


class Endpoint:
    """Answers each request by the next function, the last one for ever.

    Attributes:
        requests: the texts of each request.
        waits: the seconds that the embedder slept.
    """

    def __init__(self, *answers: Answer) -> None:
        self.requests: list[list[str]] = []
        self.bodies: list[dict[str, object]] = []
        self.waits: list[float] = []
        self._answers = list(answers)

    def embedder(
        self, api_key: str = "key-of-a-test", url: str = "http://m.test/v1"
    ) -> EndpointEmbedder:
        client = httpx2.Client(transport=httpx2.MockTransport(self._answer))
        return EndpointEmbedder(
            "small", api_key, url, "BYLINE_EMBEDDINGS_URL", client=client, sleep=self.waits.append
        )

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content)
        self.bodies.append(body)
        self.requests.append(body["input"])
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        reply = answer(body["input"])
        if isinstance(reply, Exception):
            raise reply
        return reply


def vectors(texts: list[str]) -> httpx2.Response:
    """Return (characters, 1) for each text, the last text first."""
    items = [{"index": at, "embedding": [len(text), 1.0]} for at, text in enumerate(texts)]
    return httpx2.Response(200, json={"object": "list", "data": items[::-1]})


def saying(status: int, error: object = None, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: httpx2.Response(status, json={"error": error}, headers=named)


def sending(data: object) -> Answer:
    return lambda _: httpx2.Response(200, json={"data": data})


def fault(endpoint: Endpoint, texts: Sequence[str] = ("One.",)) -> str:
    with pytest.raises(EmbedderError) as caught:
        endpoint.embedder().embed(texts)
    told = str(caught.value)
    assert "\n" not in told
    assert "key-of-a-test" not in told
    return told


def test_rows_are_in_the_order_of_the_texts_and_of_length_one() -> None:
    endpoint = Endpoint(vectors)
    rows = endpoint.embedder().embed(["four", "seventeen letters", "x"])

    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert np.allclose(rows[:, 0] / rows[:, 1], [4, 17, 1])
    assert endpoint.bodies == [
        {
            "model": "small",
            "input": ["four", "seventeen letters", "x"],
            "encoding_format": "float",
        }
    ]


def test_texts_without_a_letter_are_zeros_and_are_not_sent() -> None:
    endpoint = Endpoint(vectors)
    rows = endpoint.embedder().embed(["", "one", " \n"])

    assert endpoint.requests == [["one"]]
    assert not rows[[0, 2]].any()
    assert rows[1].any()


def test_the_dimensions_are_asked_for_once_and_only_where_nothing_was_embedded() -> None:
    endpoint = Endpoint(vectors)
    embedder = endpoint.embedder()

    assert embedder.embed([]).shape == (0, 2)
    assert embedder.dimensions == 2
    assert embedder.embed(["", ""]).shape == (2, 2)
    assert len(endpoint.requests) == 1


def test_many_texts_are_sent_in_batches_by_number_and_by_size() -> None:
    endpoint = Endpoint(vectors)
    short = [f"Text {number}." for number in range(1_100)]
    assert endpoint.embedder().embed(short).shape == (1_100, 2)
    assert [len(texts) for texts in endpoint.requests] == [512, 512, 76]

    endpoint = Endpoint(vectors)
    assert endpoint.embedder().embed(["x" * 9_000] * 60).shape == (60, 2)
    assert [len(texts) for texts in endpoint.requests] == [25, 25, 10]
    assert {len(text) for text in endpoint.requests[0]} == {8_000}


def test_a_batch_that_is_refused_is_halved_and_the_rest_comes_in_halves() -> None:
    def at_most_32(texts: list[str]) -> httpx2.Response:
        return vectors(texts) if len(texts) <= 32 else httpx2.Response(413, json={})

    endpoint = Endpoint(at_most_32)
    texts = ["x" * number for number in range(1, 201)]
    rows = endpoint.embedder().embed(texts)

    assert [round(float(a / b)) for a, b in rows] == list(range(1, 201))
    assert [len(sent) for sent in endpoint.requests] == [200, 100, 50, *[25] * 8]


@pytest.mark.parametrize(
    ("answers", "waits"),
    [
        ([saying(429), vectors], [1.0]),
        ([saying(429, retry_after="7"), vectors], [7.0]),
        ([saying(503), saying(500), saying(429), vectors], [1.0, 2.0, 4.0]),
        ([lambda _: httpx2.ConnectError("refused"), vectors], [1.0]),
    ],
)
def test_what_may_pass_is_asked_again(answers: list[Answer], waits: list[float]) -> None:
    endpoint = Endpoint(*answers)

    assert endpoint.embedder().embed(["One."]).shape == (1, 2)
    assert endpoint.waits == waits


@pytest.mark.parametrize(
    ("answer", "requests", "told"),
    [
        (saying(401, "no key-of-a-test"), 1, "does not accept the key; check OPENAI_API_KEY (401)"),
        (saying(403), 1, "does not let this key use the model small"),
        (saying(404, {"message": "no such model"}), 1, "BYLINE_EMBEDDINGS_URL, which usually ends"),
        (saying(400, {"message": "bad key-of-a-test"}), 1, "is a model for embeddings (400: bad …"),
        (saying(429), 4, "is at its rate limit"),
        (saying(429, retry_after="3600"), 1, "is at its rate limit"),
        (saying(429, {"code": "insufficient_quota"}), 1, "the quota of OPENAI_API_KEY is used up"),
        (saying(500), 4, "failed; try again later (500)"),
        (lambda _: httpx2.ConnectError("refused"), 2, "cannot be reached; check BYLINE_EMBEDDINGS"),
        (lambda _: httpx2.ReadTimeout("slow"), 1, "did not answer within 60 seconds"),
    ],
)
def test_what_does_not_pass_is_one_sentence(answer: Answer, requests: int, told: str) -> None:
    endpoint = Endpoint(answer)

    said = fault(endpoint)
    assert said.startswith("The embeddings endpoint at m.test ")
    assert told in said
    assert len(endpoint.requests) == requests


def _item(index: object, *numbers: object) -> Mapping[str, object]:
    return {"index": index, "embedding": list(numbers)}


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: httpx2.Response(200, text="<html>"),
        lambda _: httpx2.Response(200, json=[1]),
        sending(None),
        sending([]),
        sending([_item(0, 1.0)]),
        sending([_item(0, 1.0), _item(0, 1.0)]),
        sending([_item(0, 1.0), _item(2, 1.0)]),
        sending([_item(0, 1.0), _item(None, 1.0)]),
        sending([_item(0, 1.0), _item(1, "x")]),
        sending([_item(0), _item(1)]),
        sending([_item(0, 1.0), {"index": 1, "embedding": "AACAPw=="}]),
        lambda _: httpx2.Response(
            200, text='{"data": [{"index": 0, "embedding": [NaN]}, {"index": 1, "embedding": [1]}]}'
        ),
    ],
)
def test_a_reply_that_is_no_vector_for_each_text_is_refused(answer: Answer) -> None:
    assert "something else than a vector for each text" in fault(Endpoint(answer), ["a", "b"])


def test_vectors_of_several_lengths_are_refused_within_a_reply_and_between_two() -> None:
    within = Endpoint(sending([_item(0, 1.0), _item(1, 1.0, 2.0)]))
    assert "sent vectors of 1 and 2 numbers where 1 were due" in fault(within, ["a", "b"])

    embedder = Endpoint(vectors, sending([_item(0, 1.0, 2.0, 3.0)])).embedder()
    embedder.embed(["a"])
    with pytest.raises(EmbedderError, match="sent vectors of 3 numbers where 2 were due"):
        embedder.embed(["a"])


@pytest.mark.parametrize(
    ("key", "url", "told"),
    [
        ("k", "localhost:8089/v1", "BYLINE_EMBEDDINGS_URL is no web address"),
        ("k…", "http://m.test/v1", "OPENAI_API_KEY has a character"),
    ],
)
def test_a_setting_that_cannot_be_right_is_named(key: str, url: str, told: str) -> None:
    endpoint = Endpoint(vectors)
    with pytest.raises(EmbedderError, match=told):
        endpoint.embedder(key, url).embed(["One."])
    assert endpoint.requests == []


def test_another_process_takes_it_over_without_its_client() -> None:
    again = pickle.loads(pickle.dumps(Endpoint(vectors).embedder()))

    assert (again.name, again.model) == ("openai:small", "small")
    assert again._given is None
