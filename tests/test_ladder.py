"""The forms that an endpoint is asked for, from JSON by a schema down to plain text."""

from pathlib import Path

import pytest
from scripted_endpoint import Endpoint, Script, failure, streamed, whole

from qa.chat import Shape
from qa.ladder import FileMemory, Known
from qa.llm import ModelError, OpenAIChat

SHAPE = Shape("answer", {"type": "object"}, "Write JSON.")
JSON = '{"sentences": []}'


def ask(chat: OpenAIChat) -> str:
    return "".join(chat.reply("Be short.", "How many?", SHAPE))


def forms(endpoint: Endpoint) -> list[str]:
    found = []
    for request in endpoint.requests:
        form = request.get("response_format")
        found.append(str(form["type"]) if isinstance(form, dict) else "plain")
    return found


def test_a_schema_is_asked_for_first_and_the_words_say_the_same() -> None:
    endpoint = Endpoint(whole(JSON))
    endpoint.takes_format = True
    assert ask(endpoint.chat()) == JSON
    assert forms(endpoint) == ["json_schema"]
    assert "Write JSON." in str(endpoint.requests[0]["messages"])


@pytest.mark.parametrize(
    ("error", "asked"),
    [
        ({"message": "response_format is not supported"}, ["json_schema", "plain"]),
        ("'response_format.type' must be 'json_schema' or 'text'", ["json_schema", "plain"]),
        (
            {"message": "json_schema is not supported with this model"},
            ["json_schema", "json_object", "plain"],
        ),
    ],
)
def test_what_is_refused_is_asked_for_once_and_then_remembered(
    error: object, asked: list[str], tmp_path: Path
) -> None:
    refusal: Script = {**failure(400, error), "when": "response_format"}
    endpoint = Endpoint(refusal, whole("17 [1]."))
    memory = FileMemory(tmp_path / "endpoints.json")
    assert ask(endpoint.chat(memory=memory)) == "17 [1]."
    assert forms(endpoint) == asked
    again = endpoint.chat(memory=FileMemory(tmp_path / "endpoints.json"))
    assert ask(again) == "17 [1]."
    assert forms(endpoint) == [*asked, "plain"]
    assert "Write JSON." not in str(endpoint.requests[-1]["messages"])


def test_a_form_that_is_taken_and_not_kept_to_is_not_asked_for_again() -> None:
    endpoint = Endpoint(whole("The quay needs 17."), whole("17 [1]."))
    endpoint.takes_format = True
    chat = endpoint.chat()
    ask(chat)
    assert ask(chat) == "17 [1]."
    assert forms(endpoint) == ["json_schema", "plain"]


def test_an_empty_reply_to_a_form_is_not_asked_for_in_that_form_again() -> None:
    endpoint = Endpoint(streamed(""), whole("17 [1]."))
    endpoint.takes_format = True
    chat = endpoint.chat()
    with pytest.raises(ModelError, match="wrote nothing"):
        ask(chat)
    assert ask(chat) == "17 [1]."


def test_a_wrong_key_is_no_reason_to_go_down() -> None:
    endpoint = Endpoint({**failure(401, "no"), "when": "response_format"}, whole("17."))
    with pytest.raises(ModelError, match="OPENAI_API_KEY"):
        ask(endpoint.chat())
    assert forms(endpoint) == ["json_schema"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"http://a m": 3}', '{"http://a m": {"rung": 3}}']
)
def test_a_broken_file_is_as_good_as_none(text: str, tmp_path: Path) -> None:
    path = tmp_path / "endpoints.json"
    path.write_text(text, encoding="utf-8")
    memory = FileMemory(path)
    assert memory.recall("http://a", "m") == Known()
    memory.keep("http://a", "m", Known("plain", 4096))
    assert FileMemory(path).recall("http://a", "m") == Known("plain", 4096)
