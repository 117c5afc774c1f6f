"""A page that is flooded, left, or looked through for secrets and for files of the machine."""

import asyncio
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from threading import Event
from typing import Any

import httpx
import pytest
from served_page import Server, start
from talking_endpoint import talking

pytestmark = pytest.mark.server
_KEY = "sk-planted-7f3a9c"
_STORY = "The lamp burned for 140 years. “It will be switched off,” said Tilda Marsh."
_MANY = 1_000
_PATIENCE = 30.0


@pytest.fixture(scope="module")
def left() -> Event:
    """Set when the model's endpoint is left alone in the middle of an answer."""
    return Event()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, left: Event) -> Iterator[Server]:
    sentences = [f"The lamp burned for {140 + n} years [1]." for n in range(1_000)]
    with talking(sentences, pause=0.05, left=left) as endpoint:
        server = start(
            tmp_path_factory.mktemp("flooded"),
            OPENAI_BASE_URL=endpoint,
            OPENAI_API_KEY=_KEY,
            BYLINE_MODEL="m",
            BYLINE_LOG="text",
        )
        try:
            server.wait()
            _call(server, "add", text=_STORY, title="The lamp")
            yield server
        finally:
            server.process.kill()
            server.process.wait()


def _call(server: Server, name: str, **arguments: object) -> Any:
    with httpx.Client(base_url=f"{server.address}gradio_api/call/", timeout=_PATIENCE) as client:
        begun = client.post(f"v2/{name}", json=arguments)
        told = client.get(f"{name}/{begun.json()['event_id']}").text
    return json.loads([line for line in told.splitlines() if line.startswith("data: ")][-1][6:])


async def _flood(server: Server) -> tuple[int, Any, int]:
    """Open many connections; return the health's status meanwhile, what is found, who is served."""
    opened = [asyncio.open_connection("127.0.0.1", server.port) for _ in range(_MANY)]
    streams = await asyncio.gather(*opened)
    head = f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
    for _, writer in streams:
        writer.write(head.encode())
        await writer.drain()
    health = await asyncio.to_thread(httpx.get, f"{server.address}health", timeout=_PATIENCE)
    found = await asyncio.to_thread(lambda: _call(server, "search", text="lamp"))
    for _, writer in streams:
        writer.write(b"Connection: close\r\n\r\n")
        await writer.drain()
    told = await asyncio.gather(*(reader.read() for reader, _ in streams))
    for _, writer in streams:
        writer.close()
    return health.status_code, found, sum(one.startswith(b"HTTP/1.1 200") for one in told)


def test_a_thousand_connections_keep_nobody_out_and_none_is_lost(server: Server) -> None:
    # In a thread of its own: the browser's tests leave a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        health, [found], served = pool.submit(lambda: asyncio.run(_flood(server))).result()

    assert health == 200
    assert found["passages"][0]["text"].startswith("The lamp burned")
    assert served == _MANY


def test_the_model_is_left_alone_when_the_reader_leaves(server: Server, left: Event) -> None:
    config = httpx.get(f"{server.address}config").json()
    [asking] = [one for one in config["dependencies"] if [t[1] for t in one["targets"]] == ["ask"]]
    event = {"question": "How long did the lamp burn?", "turn": "1", "history": []}
    join = {"data": [], "event_data": event, "fn_index": asking["id"], "session_hash": "leaver"}
    with httpx.Client(base_url=f"{server.address}gradio_api/queue/", timeout=_PATIENCE) as client:
        client.post("join", json=join).raise_for_status()
        with client.stream("GET", "data?session_hash=leaver") as stream:
            for line in stream.iter_lines():
                if "checked" in line:
                    break

    assert left.wait(_PATIENCE)
    assert _logged(server, "ask")["outcome"] == "left"


def _logged(server: Server, kind: str) -> Any:
    """Return the line on a piece of work, which is written when it has ended."""
    over = time.monotonic() + _PATIENCE
    while time.monotonic() < over:
        lines = [json.loads(line) for line in server.said.splitlines() if line.startswith("{")]
        if found := [line for line in lines if line["work"] == kind]:
            return found[-1]
        time.sleep(0.05)
    raise AssertionError(f"there is no line on {kind}: {server.said}")


# What no endpoint asks for, in the place of what it does.
_ODD: tuple[object, ...] = (
    None,
    True,
    -1,
    1e308,
    "",
    "\ud800",
    "a\0b",
    "x" * 100_000,
    [],
    {},
    [[]],
    [{"question": 1}],
)


@pytest.mark.parametrize("name", ["ask", "summarize", "search", "quotes", "add"])
def test_what_is_odd_is_refused_in_a_sentence_or_taken(server: Server, name: str) -> None:
    info = httpx.get(f"{server.address}gradio_api/info").json()["named_endpoints"][f"/{name}"]
    usual = {"model": "none"} if name in ("ask", "summarize") else {}
    bodies = [
        json.dumps({**usual, parameter["parameter_name"]: odd})
        for parameter, odd in zip(cycle(info["parameters"]), _ODD, strict=False)
    ]
    as_json = {"Content-Type": "application/json"}
    with httpx.Client(base_url=f"{server.address}gradio_api/call/", timeout=_PATIENCE) as client:
        begun = [client.post(f"v2/{name}", content=body, headers=as_json) for body in bodies]
        told = [
            client.get(f"{name}/{one.json()['event_id']}").text for one in begun if one.is_success
        ]

    assert {one.status_code for one in begun} <= {200, 400, 422}
    assert told
    assert all("event: complete" in one or "event: error" in one for one in told)
    assert "Traceback" not in server.said


def test_no_key_and_no_password_stands_in_what_the_page_tells(server: Server) -> None:
    paths = ("", "config", "health", "metrics", "gradio_api/info", "gradio_api/startup-events")
    for path in paths:
        assert _KEY not in httpx.get(f"{server.address}{path}").text, path
    assert _KEY not in server.said
    written = b"".join(one.read_bytes() for one in server.folder.rglob("*") if one.is_file())
    assert _KEY.encode() not in written


@pytest.mark.parametrize(
    "name", ["../../escaped.txt", "/tmp/escaped.txt", "a\\..\\escaped.txt", "..", "x" * 300]
)
def test_an_upload_s_name_leads_nowhere(server: Server, name: str) -> None:
    sent = {"files": (name, b"It rained.", "text/plain")}
    answer = httpx.post(f"{server.address}gradio_api/upload", files=sent)
    assert answer.status_code in (200, 400, 422), answer.text
    for path in answer.json() if answer.is_success else []:
        assert "escaped" not in path or path.endswith(("/escaped.txt", "..escaped.txt"))
        assert ".." not in path.split("/")
        assert not path.startswith("/tmp/escaped")
    assert not list(server.folder.rglob("escaped.txt"))


@pytest.mark.parametrize(
    "path",
    [
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e/lib/library.sqlite3",
        "lib/library.sqlite3",
        "a%00b",
        ".env",
    ],
)
def test_a_name_in_an_address_leads_to_no_file(server: Server, path: str) -> None:
    library = (server.folder / "lib" / "library.sqlite3").resolve()
    for route in (
        f"gradio_api/file={path}",
        f"gradio_api/file={library}",
        f"article/{path}",
        f"static/{path}",
    ):
        answer = httpx.get(f"{server.address}{route}")
        assert answer.status_code in (307, 403, 404), route
        assert b"SQLite format 3" not in answer.content
        assert b"root:" not in answer.content
        if answer.status_code == 307:
            assert answer.headers["location"].startswith("/?article=")
