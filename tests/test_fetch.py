"""Pages come over real connections: redirects, limits, robots, pauses, and what goes wrong."""

import gzip
import socket
import ssl
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from web_fetching import FakeTime, Names, fetcher
from web_server import WebServer, reply, serving

from index.errors import SourceError
from index.web.fetch import Fetched, Fetcher
from index.web.guard import Guard, Target
from index.web.transport import Limits, Reply, Transport

PAGE = b"<p>The ferry sailed.</p>"


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as server:
        yield server


def failure(address: str, **settings: object) -> str:
    with pytest.raises(SourceError) as caught:
        fetcher(**settings)(address)  # type: ignore[arg-type]
    assert caught.value.source == address
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_page_comes_with_its_charset_and_a_clear_user_agent(server: WebServer) -> None:
    server.replies["/a?b=1"] = reply(PAGE, headers={"Content-Type": 'text/html; Charset="KOI8-R"'})
    address = server.url("/a?b=1#part")
    assert fetcher()(address) == Fetched(server.url("/a?b=1"), PAGE, "koi8-r")
    robots, page = server.heads
    assert robots.startswith("GET /robots.txt HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{server.port}\r\n" in page
    assert "User-Agent: Byline/9 (test)\r\n" in page


def test_no_cookie_is_kept(server: WebServer) -> None:
    server.replies["/"] = reply(PAGE, headers={"Set-Cookie": "a=1"})
    door = fetcher()
    door(server.url())
    door(server.url())
    assert not any("cookie" in head.lower() for head in server.heads)


def test_no_proxy_is_taken_from_the_environment(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.replies["/"] = reply(PAGE)
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetcher()(server.url()).content == PAGE


def test_redirects_are_followed_to_the_last_address(server: WebServer) -> None:
    server.replies["/1"] = reply(status=301, headers={"Location": "2?x=ü"})
    server.replies["/2?x=%C3%BC"] = reply(status=307, headers={"Location": server.url("/3#a")})
    server.replies["/3"] = reply(PAGE)
    assert fetcher()(server.url("/1")).url == server.url("/3")


@pytest.mark.parametrize(
    "place",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "//10.0.0.1/",
        "file:///etc/passwd",
        "http://127.0.0.2:8000/",
        "http://site.example@127.0.0.1/",
        "http://[",
        "",
    ],
)
def test_a_redirect_to_a_private_place_is_not_followed(server: WebServer, place: str) -> None:
    server.replies["/"] = reply(status=302, headers={"Location": place} if place else None)
    failure(server.url())
    assert server.asked in (["/"], ["/"] * 6)


def test_redirects_in_a_circle_end(server: WebServer) -> None:
    server.replies["/"] = reply(status=302, headers={"Location": "/"})
    assert "passed on from address to address too often" in failure(server.url())
    assert len(server.asked) == 6


def test_redirects_end_when_they_take_too_long(server: WebServer) -> None:
    server.replies["/"] = reply(status=302, headers={"Location": "/"})
    assert "too often or for too long" in failure(server.url(), time=FakeTime(tick=4.0))
    assert len(server.asked) < 3


class Recording:
    """A transport that connects to nothing, and keeps where it was sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, tuple[str, ...]]] = []

    def get(self, target: Target, address: str) -> Reply:
        self.sent.append((target.path, target.numbers))
        return Reply(200, {}, b"")


def test_what_a_name_means_a_moment_later_does_not_count() -> None:
    names = Names({"site.example": [("93.184.215.14",), ("127.0.0.1",)]})
    transport, time = Recording(), FakeTime()
    door = Fetcher(Guard((), names), transport, time.clock, time.sleep)
    door("http://site.example/")
    assert names.asked == ["site.example"]
    assert transport.sent == [(path, ("93.184.215.14",)) for path in ("/robots.txt", "/")]
    with pytest.raises(SourceError, match="private network"):
        door("http://site.example/")
    assert len(transport.sent) == 2


def test_the_number_that_was_judged_is_the_one_connected_to(server: WebServer) -> None:
    server.replies["/"] = reply(PAGE)
    names = Names({"site.example": [("127.0.0.1",), ("127.0.0.9",)]})
    door = fetcher(allowed=("site.example",), resolve=names)
    assert door(f"http://site.example:{server.port}/").content == PAGE
    assert names.asked == ["site.example"]


def test_the_next_number_is_tried_where_one_does_not_answer(server: WebServer) -> None:
    server.replies["/"] = reply(PAGE)
    with socket.socket() as unused:
        unused.bind(("127.0.0.3", 0))
    names = Names({"site.example": [("127.0.0.3", "127.0.0.1")]})
    door = fetcher(allowed=("site.example",), resolve=names)
    assert door(f"http://site.example:{server.port}/").content == PAGE
    assert f"Host: site.example:{server.port}" in server.heads[-1]


def test_ipv6_works() -> None:
    try:
        with serving("::1") as server:
            server.replies["/"] = reply(PAGE)
            assert fetcher()(server.url()).content == PAGE
            assert f"Host: [::1]:{server.port}" in server.heads[-1]
    except OSError:
        pytest.skip("there is no IPv6 here")


def test_without_a_network_it_is_said_that_the_address_cannot_be_reached() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    assert failure(address) == (f"{address} cannot be reached: check the address and the network.")


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b""])
def test_a_reply_that_drips_is_given_up_when_the_time_is_over(
    server: WebServer, start: bytes
) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(b"a")
            sleep(0.002)  # else many bytes would come at once

    server.replies["/"] = drip
    assert "took too long to answer" in failure(server.url(), time=FakeTime(tick=2.0))


def wait_for_the_end(connection: socket.socket) -> None:
    connection.recv(1)


def test_who_never_answers_is_given_up(server: WebServer) -> None:
    server.replies["/"] = wait_for_the_end
    assert "took too long to answer" in failure(server.url(), limits=Limits(seconds=0.3))


def test_an_endless_body_is_cut_off(server: WebServer) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(bytes(65536))

    server.replies["/"] = endless
    assert "is larger than 2 MB" in failure(server.url(), limits=Limits(size=2 * 1024 * 1024))


@pytest.mark.parametrize(("packing", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_packed_pages_are_unpacked_and_bombs_are_not(
    server: WebServer, packing: str, pack: object
) -> None:
    assert callable(pack)
    headers = {"Content-Encoding": packing}
    server.replies["/"] = reply(pack(PAGE * 1000), headers=headers)
    server.replies["/bomb"] = reply(pack(bytes(3 * 1024 * 1024)), headers=headers)
    server.replies["/cut"] = reply(pack(PAGE * 1000)[:-9], headers=headers)
    server.replies["/broken"] = reply(b"no such form", headers=headers)
    assert fetcher()(server.url()).content == PAGE * 1000
    limits = Limits(size=2 * 1024 * 1024)
    assert "is larger than 2 MB" in failure(server.url("/bomb"), limits=limits)
    assert "broken or cut short" in failure(server.url("/cut"))
    assert "broken or cut short" in failure(server.url("/broken"))


def test_a_packing_that_was_not_asked_for_is_refused(server: WebServer) -> None:
    server.replies["/"] = reply(b"\x1b\xff\xff", headers={"Content-Encoding": "br"})
    assert "packed in a way that was not asked for (br)" in failure(server.url())


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 40_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000,
        b"HTTP/1.1 999999 OK\r\n\r\n",
        b"",
    ],
)
def test_a_broken_reply_is_said_to_be_one(server: WebServer, raw: bytes) -> None:
    server.replies["/"] = raw
    sentence = failure(server.url())
    assert "broken or cut short" in sentence or "broke off the connection" in sentence


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "is only for those who have signed in: save the page in your browser"),
        (403, "was refused by its host: save the page"),
        (404, "does not exist: check the address."),
        (410, "does not exist any more"),
        (418, "was answered with 418 instead of a page"),
        (204, "was answered with 204 instead of a page"),
        (500, "because its host is out of order (500): try again later."),
    ],
)
def test_a_refusal_is_told_in_words(server: WebServer, status: int, words: str) -> None:
    server.replies["/"] = reply(status=status)
    assert words in failure(server.url())


class TestManners:
    def test_what_robots_may_not_open_is_not_opened(self, server: WebServer) -> None:
        rules = "User-agent: *\nDisallow: /private\nAllow: /private/but*\n\nUser-agent: byline\n"
        server.replies["/robots.txt"] = reply(f"{rules}Disallow: /us\nDisallow: /*.cgi$\n")
        server.replies["/private"] = reply(PAGE)
        door = fetcher()
        assert door(server.url("/private")).content == PAGE
        for path in ("/us", "/us/more", "/a/b.cgi"):
            with pytest.raises(SourceError, match=r"asks programs not to \(robots.txt, Byline\)"):
                door(server.url(path))
        assert server.asked == ["/private"]
        assert len(server.heads) == 2  # robots.txt was asked for once

    def test_a_redirect_is_held_to_the_rules_too(self, server: WebServer) -> None:
        server.replies["/robots.txt"] = reply("User-agent: *\nDisallow: /shut")
        server.replies["/"] = reply(status=302, headers={"Location": "/shut"})
        assert "robots.txt" in failure(server.url())
        assert server.asked == ["/"]

    @pytest.mark.parametrize("status", [404, 403, 302])
    def test_without_rules_everything_is_open(self, server: WebServer, status: int) -> None:
        place = {"Location": "http://10.0.0.1/robots.txt"}
        server.replies["/robots.txt"] = reply(status=status, headers=place)
        server.replies["/"] = reply(PAGE)
        assert fetcher()(server.url()).content == PAGE

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_a_host_out_of_order_is_left_alone(self, server: WebServer, status: int) -> None:
        server.replies["/robots.txt"] = reply(status=status)
        assert "its host is out of order" in failure(server.url())
        assert server.asked == []

    def test_a_host_is_asked_once_a_second(self, server: WebServer) -> None:
        server.replies["/"] = reply(PAGE)
        time = FakeTime()
        door = fetcher(time=time)
        for _ in range(3):
            door(server.url())
        assert time.slept == [1.0, 1.0]
        time.now += 0.75
        door(server.url())
        assert time.slept == [1.0, 1.0, 0.25]

    @pytest.mark.parametrize(("asked", "kept"), [("3", 3.0), ("900", 10.0), ("0", 1.0)])
    def test_a_longer_pause_that_a_host_asks_for_is_kept(
        self, server: WebServer, asked: str, kept: float
    ) -> None:
        server.replies["/robots.txt"] = reply(f"User-agent: *\nCrawl-delay: {asked}")
        server.replies["/"] = reply(PAGE)
        time = FakeTime()
        door = fetcher(time=time)
        door(server.url())
        door(server.url())
        assert time.slept == [kept]

    @pytest.mark.parametrize("status", [429, 503])
    @pytest.mark.parametrize(
        "headers",
        [
            {"Retry-After": "7"},
            {
                "Date": "Tue, 10 Mar 2026 08:00:00 GMT",
                "Retry-After": "Tue, 10 Mar 2026 08:00:07 GMT",
            },
        ],
    )
    def test_a_busy_host_is_waited_for_once(
        self, server: WebServer, status: int, headers: dict[str, str]
    ) -> None:
        server.replies["/"] = [reply(status=status, headers=headers), reply(PAGE)]
        server.replies["/always"] = reply(status=status, headers=headers)
        time = FakeTime()
        door = fetcher(time=time)
        assert door(server.url()).content == PAGE
        assert time.slept == [7.0]
        with pytest.raises(SourceError, match="try again later"):
            door(server.url("/always"))
        assert server.asked == ["/", "/", "/always", "/always"]

    @pytest.mark.parametrize("wait", ["600", "soon", "-1", "9" * 400])
    def test_a_busy_host_is_not_waited_for_longer(self, server: WebServer, wait: str) -> None:
        server.replies["/"] = reply(status=429, headers={"Retry-After": wait})
        assert "has had too many requests: try again later" in failure(server.url())
        assert server.asked == ["/"]


class TestSafeConnections:
    @pytest.fixture
    def certificate(self, tmp_path: Path) -> Path:
        made = tmp_path / "made.pem"
        command = (
            "openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=site.example "
            f"-addext subjectAltName=DNS:site.example -keyout {made} -out {tmp_path}/cert.pem"
        )
        try:
            subprocess.run(command.split(), check=True, capture_output=True)
        except FileNotFoundError:
            pytest.skip("there is no openssl here")
        made.write_bytes(made.read_bytes() + (tmp_path / "cert.pem").read_bytes())
        return made

    def test_a_certificate_must_be_of_the_hosts_name(self, certificate: Path) -> None:
        own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        own.load_cert_chain(certificate)
        trusting = ssl.create_default_context(cafile=str(certificate))
        names = Names({name: [("127.0.0.1",)] for name in ("site.example", "other.example")})
        with serving(context=own) as server:
            server.replies["/"] = reply(PAGE)
            server.replies["/down"] = reply(
                status=302, headers={"Location": "http://site.example/"}
            )
            settings = {"allowed": ("site.example", "other.example"), "resolve": names}
            safe = fetcher(**settings, transport=Transport("Byline/9", context=trusting))  # type: ignore[arg-type]
            site = f"https://site.example:{server.port}"
            assert safe(f"{site}/").content == PAGE
            with pytest.raises(SourceError, match="no valid certificate"):
                safe(f"https://other.example:{server.port}/")
            with pytest.raises(SourceError, match="passed on from https to http "):
                safe(f"{site}/down")
            with pytest.raises(SourceError, match="no valid certificate"):
                fetcher(**settings)(f"{site}/")  # type: ignore[arg-type]
