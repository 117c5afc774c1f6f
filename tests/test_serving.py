"""`byline serve` as programs meet it: endpoints, sign-in, what is closed."""

import asyncio
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest
from served_page import Server, start
from talking_endpoint import talking

from index.page.sign_in import hashed

pytestmark = pytest.mark.server
STORY = "The mill at Oster burned down on Monday night. “It is gone,” said mayor Ada Quill."


def _ended(server: Server) -> None:
    server.process.kill()
    server.process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = start(tmp_path_factory.mktemp("open"), "--mcp")
    server.wait()
    yield server
    _ended(server)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A page that only Anna may read, and nobody change."""
    users = f"anna:{hashed('sesame')}"
    server = start(tmp_path_factory.mktemp("closed"), "--read-only", BYLINE_USERS=users)
    server.wait()
    yield server
    _ended(server)


def call(address: str, name: str, **arguments: object) -> tuple[str, Any]:
    """Call an endpoint as its documentation says; returns the last event's name and its data."""
    with httpx.Client(base_url=f"{address}gradio_api/call/", timeout=30) as client:
        begun = client.post(f"v2/{name}", json=arguments)
        begun.raise_for_status()
        lines = client.get(f"{name}/{begun.json()['event_id']}").text.splitlines()
    events = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    data = [line.removeprefix("data: ") for line in lines if line.startswith("data: ")]
    return events[-1], json.loads(data[-1])


class TestEndpoints:
    def test_an_article_is_added_found_quoted_asked_about_and_summed_up(
        self, server: Server
    ) -> None:
        _, [added] = call(server.address, "add", text=STORY, title="Mill burns", date="2026-02-03")
        [item] = added["items"]
        assert (item["status"], item["title"], item["quotes"]) == ("added", "Mill burns", 1)
        _, [found] = call(server.address, "search", text="mill", k=1)
        assert found["passages"][0]["article_id"] == item["article_id"]
        _, [quoted] = call(server.address, "quotes", speaker="Quill")
        assert [quote["text"] for quote in quoted["quotes"]] == ["It is gone,"]
        _, [answer] = call(server.address, "ask", question="What did Ada Quill say?")
        assert (answer["status"], answer["sentences"][0]["speaker"]) == ("answered", "Ada Quill")
        _, [summary] = call(server.address, "summarize", article=[item["article_id"]])
        assert summary["sections"]

    def test_a_question_does_not_wait_for_one_that_takes_long(self, tmp_path: Path) -> None:
        go_on, begun = Event(), Event()
        said = ["The mill burned down [1].", "It is gone [1]."]
        with talking(said, go_on, begun=begun) as endpoint:
            server = start(tmp_path, OPENAI_BASE_URL=endpoint, BYLINE_MODEL="m")
            try:
                server.wait()
                call(server.address, "add", text=STORY, title="Mill burns", date="2026-02-03")
                asked = {"question": "What burned down at Oster?"}
                with ThreadPoolExecutor(1) as pool:
                    slow = pool.submit(call, server.address, "ask", **asked)
                    assert begun.wait(30)
                    _, [quick] = call(server.address, "ask", **asked, model="none")
                    assert quick["status"] == "answered"
                    assert not slow.done()
                    go_on.set()
                    assert slow.result()[1][0]["model"] == "m"
            finally:
                go_on.set()
                _ended(server)

    def test_what_is_wrong_is_said_in_a_sentence(self, server: Server) -> None:
        for name, arguments, told in (
            ("search", {"text": "mill", "since": "monday"}, "“monday” is no date"),
            ("search", {"text": "mill", "k": 0}, "ask for 1 to 1000 passages"),
            ("ask", {"question": "Who?", "model": "large"}, 'model is "none"'),
            ("ask", {"question": "Who?", "history": [{"q": "a"}]}, "history must be a list"),
            ("summarize", {}, "Give the ids of articles"),
            ("summarize", {"article": ["nobody"]}, "There is no article"),
        ):
            event, data = call(server.address, name, **arguments)
            assert event == "error"
            assert told in str(data), name

    def test_nothing_that_the_views_call_is_offered_to_programs(self, server: Server) -> None:
        info = httpx.get(f"{server.address}gradio_api/info").json()
        offered = {"/add", "/ask", "/quotes", "/search", "/summarize"}
        assert set(info["named_endpoints"]) == offered
        assert not info["unnamed_endpoints"]

    def test_the_model_context_protocol_has_the_same_as_tools(self, server: Server) -> None:
        from mcp import ClientSession
        from mcp.client.streamable_http import streamable_http_client

        async def asked() -> tuple[set[str], str]:
            async with (
                streamable_http_client(f"{server.address}gradio_api/mcp/") as (read, write, _),
                ClientSession(read, write) as session,
            ):
                await session.initialize()
                tools = (await session.list_tools()).tools
                assert all(tool.description for tool in tools)
                found = await session.call_tool("search", {"text": "mill"})
                return {tool.name for tool in tools}, str(found.content)

        # In a thread of its own: the browser's tests leave a loop running in this one.
        with ThreadPoolExecutor(1) as pool:
            names, found = pool.submit(lambda: asyncio.run(asked())).result()
        assert names == {"add", "ask", "quotes", "search", "summarize"}
        assert "passages" in found


class TestAddresses:
    def test_health_is_told(self, server: Server) -> None:
        assert httpx.get(f"{server.address}health").json() == {"status": "ok"}

    def test_an_article_s_address_leads_to_the_page(self, server: Server) -> None:
        led = httpx.get(f"{server.address}article/a/b%3Fc?p=7")
        assert (led.status_code, led.headers["location"]) == (307, "/?article=a%2Fb%3Fc&p=7")

    def test_every_response_tells_the_browser_to_ask_no_other_host(self, server: Server) -> None:
        for path in ("", "health", "gradio_api/info"):
            headers = httpx.get(f"{server.address}{path}").headers
            assert headers["content-security-policy"].startswith("default-src 'self'")
            assert headers["x-content-type-options"] == "nosniff"

    @pytest.mark.parametrize("path", ["/etc/passwd", "pyproject.toml", "../lib/library.sqlite"])
    def test_no_file_of_the_machine_can_be_read(self, server: Server, path: str) -> None:
        for route in ("gradio_api/file=", "file=", "static/", "assets/"):
            assert httpx.get(f"{server.address}{route}{path}").status_code in (403, 404)

    def test_what_documents_a_server_s_inside_is_off(self, server: Server) -> None:
        for path in ("docs", "redoc", "openapi.json", "monitoring", "gradio_api/docs"):
            answer = httpx.get(f"{server.address}{path}")
            assert answer.status_code in (403, 404), path


class TestOtherSites:
    def test_their_pages_are_not_answered(self, server: Server) -> None:
        for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
            refused = httpx.get(f"{server.address}gradio_api/info", headers=headers)
            assert refused.status_code == 403
            assert refused.text.endswith(".")


class TestSignIn:
    def test_nobody_reads_or_asks_without(self, closed: Server) -> None:
        for path in ("config", "gradio_api/info"):
            assert httpx.get(f"{closed.address}{path}").status_code == 401
        asked = httpx.post(f"{closed.address}gradio_api/call/v2/search", json={"text": "mill"})
        assert asked.status_code == 401
        assert httpx.get(f"{closed.address}health").status_code == 200

    def test_a_wrong_password_stays_out_and_the_right_one_may_only_read(
        self, closed: Server
    ) -> None:
        with httpx.Client(base_url=closed.address) as client:
            wrong = {"username": "anna", "password": "simsim"}
            assert client.post("login", data=wrong).status_code == 400
            assert client.get("config").status_code == 401
            right = {"username": "anna", "password": "sesame"}
            assert client.post("login", data=right).status_code == 200
            assert '"further_questions"' in client.get("config").text
            assert '"noted_verdict"' not in client.get("config").text
            offered = client.get("gradio_api/info").json()["named_endpoints"]
        assert set(offered) == {"/ask", "/quotes", "/search", "/summarize"}

    def test_who_a_proxy_names_comes_in(self, tmp_path: Path) -> None:
        server = start(tmp_path, BYLINE_USER_HEADER="X-Remote-User")
        try:
            server.wait()
            config = f"{server.address}config"
            assert httpx.get(config).status_code == 401
            assert httpx.get(config, headers={"X-Remote-User": "anna"}).status_code == 200
        finally:
            _ended(server)


class TestWatching:
    def test_what_was_done_is_counted_for_prometheus_without_a_word_of_it(
        self, server: Server
    ) -> None:
        call(server.address, "add", text=STORY, title="Mill burns", date="2026-02-03")
        call(server.address, "ask", question="What did Ada Quill say about zebras?")
        call(server.address, "ask", question="What did Ada Quill say?")
        told = httpx.get(f"{server.address}metrics")
        assert told.headers["content-type"].startswith("text/plain")
        assert re.search(
            r'byline_work_seconds_count\{outcome="answered",work="ask"\} [1-9]', told.text
        )
        assert re.search(r'byline_stage_seconds_sum\{stage="search",work="ask"\} 0\.\d+', told.text)
        assert re.search(r'byline_counts_total\{what="sentences",work="ask"\} [1-9]', told.text)
        assert re.search(r"byline_articles 1\.0", told.text)
        assert "zebra" not in told.text.lower()
        assert "Quill" not in told.text

    def test_a_line_is_logged_for_each_piece_of_work_without_a_word_of_it(
        self, server: Server
    ) -> None:
        call(server.address, "ask", question="What did Ada Quill say about zebras?")
        [*_, line] = [line for line in server.said.splitlines() if line.startswith("{")]
        told = json.loads(line)
        assert (told["work"], told["outcome"]) == ("ask", "refused")
        assert set(told) == {"time", "id", "work", "outcome", "seconds", "stages", "counts"}
        assert "zebra" not in server.said

    def test_where_people_sign_in_programs_do_too(self, closed: Server) -> None:
        metrics = f"{closed.address}metrics"
        assert httpx.get(metrics).status_code == 401
        assert httpx.get(metrics, auth=("anna", "simsim")).status_code == 401
        assert httpx.get(metrics, auth=("anna", "sesame")).status_code == 200
        assert httpx.get(metrics, headers={"Authorization": "Basic ?"}).status_code == 401
