"""Addresses become articles: pages, the items of feeds, the pages of sitemaps."""

import datetime as dt
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from reading import TODAY
from toy_embedder import ToyEmbedder
from typer.testing import CliRunner, Result
from web_fetching import HERE, Names, fetcher
from web_server import WebServer, reply, serving

from index.article import Draft
from index.commands import add_commands
from index.errors import SourceError
from index.library import Library
from index.page.adding import add_text
from index.readers import read
from index.readers.addresses import LIMIT, Fetch, Web

TEXT = "The ferry of Port Ellery sails again on Monday, the harbour office said in a statement."


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as server:
        yield server


def page(words: str = TEXT, head: str = "", title: str = "Ferry sails") -> bytes:
    body = f"<article><h1>{title}</h1><p>{words}</p></article>"
    return reply(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")


def read_all(
    address: str, fetch: Fetch | None = None, limit: int = LIMIT, told: list[str] | None = None
) -> list[Draft | SourceError]:
    tell = (told if told is not None else []).append
    web = Web(fetch or fetcher(), limit, tell)
    return list(read(address, stdin=io.BytesIO(), today=TODAY, web=web))


def one(address: str, fetch: Fetch | None = None) -> Draft:
    (item,) = read_all(address, fetch)
    assert isinstance(item, Draft), item
    return item


class TestPages:
    def test_a_page_becomes_an_article_under_its_own_address(self, server: WebServer) -> None:
        canonical = f'<link rel="canonical" href="{server.url("/ferry?utm_source=x&id=7")}">'
        feed = '<link rel="alternate" type="application/rss+xml" href="/feed">'
        server.replies["/f?id=7&utm_medium=mail"] = page(head=canonical + feed)
        draft = one(server.url("/f?id=7&utm_medium=mail"))
        assert draft.source == server.url("/f?id=7&utm_medium=mail")
        assert draft.url == server.url("/ferry?id=7")
        assert draft.text == f"{TEXT}"
        assert server.asked == ["/f?id=7&utm_medium=mail"]

    def test_a_canonical_address_of_another_site_does_not_count(self, server: WebServer) -> None:
        canonical = '<link rel="canonical" href="https://other.example/ferry">'
        server.replies["/old?fbclid=1"] = reply(status=301, headers={"Location": "/f?gclid=2"})
        server.replies["/f?gclid=2"] = page(head=canonical)
        assert one(server.url("/old?fbclid=1")).url == server.url("/f")

    @pytest.mark.parametrize("charset", ["koi8-r", "utf-8", "windows-1251"])
    def test_the_charset_that_the_host_names_is_used(self, server: WebServer, charset: str) -> None:
        words = "Паром снова идёт от причала, заявила администрация порта."
        content = f"<html><body><article><p>{words}</p></article></body></html>".encode(charset)
        server.replies["/"] = reply(
            content, headers={"Content-Type": f"text/html; charset={charset}"}
        )
        assert one(server.url()).text == words

    @pytest.mark.parametrize("charset", ["utf-8", "punycode", "rot13", "no-such", "utf-16"])
    def test_a_false_charset_counts_as_none(self, server: WebServer, charset: str) -> None:
        content = f"<html><body><article><p>Möller: {TEXT}</p></article></body></html>"
        headers = {"Content-Type": f"text/html; charset={charset}"}
        server.replies["/"] = reply(content.encode("latin-1"), headers=headers)
        assert one(server.url()).text == f"Möller: {TEXT}"

    def test_text_is_known_by_content_whatever_the_host_calls_it(self, server: WebServer) -> None:
        server.replies["/a/ferry-news.txt"] = reply(TEXT, headers={"Content-Type": "image/png"})
        server.replies["/pdf"] = reply(b"%PDF-1.7 \xe2\xe3", headers={"Content-Type": "text/html"})
        assert one(server.url("/a/ferry-news.txt")).text == TEXT
        (refused,) = read_all(server.url("/pdf"))
        assert isinstance(refused, SourceError)

    def test_lines_of_json_keep_their_own_facts(self, server: WebServer) -> None:
        lines = b'{"text": "One.", "url": "https://o.example/1"}\n{"text": "Two.", "id": "t"}\n'
        server.replies["/n.jsonl.gz"] = reply(gzip.compress(lines))
        first, second = read_all(server.url("/n.jsonl.gz"))
        assert first == Draft(server.url("/n.jsonl.gz:1"), "One.", url="https://o.example/1")
        assert second == Draft(server.url("/n.jsonl.gz:2"), "Two.", id="t")

    def test_what_cannot_be_had_is_one_sentence(self, server: WebServer) -> None:
        (missing,) = read_all(server.url("/nowhere"))
        assert str(missing) == f"{server.url('/nowhere')} does not exist: check the address."
        server.replies["/empty"] = reply(b"")
        (empty,) = read_all(server.url("/empty"))
        assert str(empty) == f"{server.url('/empty')} is empty: there is nothing to add."


def rss(server: WebServer, *items: str) -> bytes:
    return reply(
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Echo</title>'
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>",
        headers={"Content-Type": "text/html"},
    )


class TestFeeds:
    def test_full_texts_come_from_the_feed_and_the_others_from_their_pages(
        self, server: WebServer
    ) -> None:
        server.replies["/feeds/news"] = rss(
            server,
            "<title>Whole</title><link>/whole</link>"
            "<pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate>"
            "<content:encoded>&lt;p&gt;All of it.&lt;/p&gt;</content:encoded>",
            "<title>From the feed</title><link>../part?utm_source=rss</link>"
            "<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><description>A teaser</description>",
            "<title>Gone</title><link>/gone</link><description>A teaser</description>"
            "<pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate>",
            "<title>Last</title><link>/last</link><description>A teaser</description>"
            "<pubDate>Sat, 28 Feb 2026 08:00:00 GMT</pubDate>",
        )
        server.replies["/part"] = page(title="On the page")
        server.replies["/last"] = page()
        whole, part, gone, last = read_all(server.url("/feeds/news"))
        assert whole == Draft(
            server.url("/whole"),
            "All of it.",
            title="Whole",
            outlet="Echo",
            date=dt.date(2026, 3, 3),
            url=server.url("/whole"),
        )
        assert isinstance(part, Draft)
        assert (part.title, part.outlet, part.date, part.url, part.text) == (
            "From the feed",
            "Echo",
            dt.date(2026, 3, 2),
            server.url("/part"),
            f"{TEXT}",
        )
        assert str(gone) == f"{server.url('/gone')} does not exist: check the address."
        assert isinstance(last, Draft)
        assert server.asked == ["/feeds/news", "/part", "/gone", "/last"]

    def test_an_item_cannot_lead_into_a_private_network(self, server: WebServer) -> None:
        names = Names({"feed.example": [("127.0.0.1",)]})
        server.replies["/"] = rss(
            server,
            f"<title>A</title><link>{server.url('/secret')}</link>",
            "<title>B</title><link>file:///etc/passwd</link>",
            "<title>C</title><link>http://169.254.169.254/</link>",
        )
        door = fetcher(allowed=("feed.example",), resolve=names)
        items = read_all(f"http://feed.example:{server.port}/", door)
        assert len(items) == 3
        assert all(isinstance(item, SourceError) for item in items)
        assert server.asked == ["/"]

    def test_no_more_items_than_wanted_are_read(self, server: WebServer) -> None:
        items = [
            f"<link>/{day}</link><pubDate>0{day} Mar 2026 08:00:00 GMT</pubDate>"
            for day in (1, 3, 2)
        ]
        server.replies["/feed"] = rss(server, *items)
        told: list[str] = []
        found = read_all(server.url("/feed"), limit=2, told=told)
        assert [item.source for item in found] == [server.url("/3"), server.url("/2")]
        assert told == [
            f"Only the newest 2 items of {server.url('/feed')} were read; "
            "byline add --limit sets another number."
        ]
        read_all(server.url("/feed"), limit=3, told=told)
        assert len(told) == 1


class TestSitemaps:
    def test_its_pages_are_read_newest_first(self, server: WebServer) -> None:
        server.replies["/map.xml.gz"] = reply(
            gzip.compress(
                b"<?xml version='1.0'?><urlset><url><loc>/old</loc><lastmod>2026-01-01</lastmod>"
                b"</url><url><loc>/new</loc><news:publication><news:name>Echo</news:name>"
                b"</news:publication><news:publication_date>2026-03-01</news:publication_date>"
                b"<news:title>Of the map</news:title></url><url><loc>/older</loc></url></urlset>"
            )
        )
        server.replies["/new"] = page()
        server.replies["/old"] = page()
        told: list[str] = []
        new, old = read_all(server.url("/map.xml.gz"), limit=2, told=told)
        assert isinstance(new, Draft)
        assert (new.title, new.outlet, new.date) == ("Ferry sails", "Echo", dt.date(2026, 3, 1))
        assert old.source == server.url("/old")
        assert told == [
            f"Only the newest 2 pages of {server.url('/map.xml.gz')} were read; "
            "byline add --limit sets another number."
        ]

    def test_maps_of_maps_are_followed_one_step(self, server: WebServer) -> None:
        def entry(name: str, place: str, day: str) -> str:
            return f"<{name}><loc>{place}</loc><lastmod>{day}</lastmod></{name}>"

        server.replies["/map"] = reply(
            "<sitemapindex>"
            + entry("sitemap", "/a", "2026-01-01")
            + entry("sitemap", "/missing", "2026-03-03")
            + entry("sitemap", "/b", "2026-03-01")
            + entry("sitemap", "/map", "2026-03-02")
            + "</sitemapindex>"
        )
        server.replies["/b"] = reply(f"<urlset>{entry('url', '/1', '2026-03-01')}</urlset>")
        server.replies["/a"] = reply(f"<urlset>{entry('url', '/2', '2026-01-01')}</urlset>")
        server.replies["/1"] = server.replies["/2"] = page()
        items = read_all(server.url("/map"))
        assert [isinstance(item, Draft) for item in items] == [False, False, True, True]
        assert "is a map of maps inside another one" in str(items[1])
        server.asked.clear()
        read_all(server.url("/map"), limit=1)  # what /a has is older
        assert server.asked == ["/map", "/missing", "/map", "/b", "/1"]

    def test_an_empty_map_is_said_to_be_one(self, server: WebServer) -> None:
        server.replies["/map"] = reply("<urlset></urlset>")
        (item,) = read_all(server.url("/map"))
        assert "is a sitemap without a page" in str(item)


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path / "library"

    def add(self, folder: Path, *words: str, allowed: tuple[str, ...] = HERE) -> Result:
        app = typer.Typer()
        app.callback()(lambda: None)
        add_commands(
            app,
            library_folder=folder,
            open_library=lambda place: Library.open(place, ToyEmbedder()),
            embedder_named=lambda _: ToyEmbedder(),
            open_fetch=lambda: fetcher(allowed=allowed),
            today=TODAY,
        )
        return CliRunner().invoke(app, ["add", *words], catch_exceptions=False)

    def test_a_corrected_item_is_a_new_version(self, server: WebServer, folder: Path) -> None:
        for words, told in (
            ("214 beds.", "1 added: Beds"),
            ("214 beds.", "1 unchanged: Beds"),
            ("241 beds.", "1 updated: Beds"),
        ):
            server.replies["/"] = rss(
                server,
                "<title>Beds</title><link>/beds?utm_source=rss</link><guid>b-1</guid>"
                f"<content:encoded>{words}</content:encoded>",
            )
            assert told in self.add(folder, server.url()).stdout
        server.replies["/beds"] = page("The page says the same of its beds, in other words.")
        assert "1 updated" in self.add(folder, server.url("/beds")).stdout

    def test_the_reported_feed_in_latin_1(
        self, server: WebServer, folder: Path, shared: Path
    ) -> None:
        server.replies["/"] = reply((shared / "cases" / "ing-latin1.xml").read_bytes())
        self.add(folder, server.url())
        with Library.open(folder, ToyEmbedder()) as library:
            (listing,) = library.articles()
            parsed = library.get(listing.id)
        assert parsed.article.title == "Bürgermeisterin lehnt Brücke ab"
        assert [quote.speaker for quote in parsed.quotes] == ["Käthe Möller"]
        assert "\ufffd" not in parsed.article.text
        assert "Ã¼" not in parsed.article.text

    def test_the_reported_addresses_are_refused_without_a_connection(
        self, server: WebServer, folder: Path
    ) -> None:
        port = server.port
        addresses = [
            "http://169.254.169.254/",
            "http://127.0.0.1:22/",
            "http://[::1]/",
            "http://0x7f000001/",
            "http://2130706433/",
            "http://localhost./",
            "file:///etc/passwd",
            "ftp://site.example/a",
            f"http://127.0.0.1:{port}/",
            f"http://localhost.:{port}/",
            f"http://0x7f000001:{port}/",
        ]
        result = self.add(folder, *addresses, allowed=())
        assert result.exit_code == 1
        assert result.stdout == f"{len(addresses)} failed.\n"
        said = result.stderr.splitlines()
        assert len(said) == len(addresses)
        assert all(line.startswith(a) for line, a in zip(said, addresses, strict=True))
        assert server.connections == 0

    def test_limit_holds_for_feeds(self, server: WebServer, folder: Path) -> None:
        item = "<link>/{0}</link><content:encoded>Words {0}.</content:encoded>"
        server.replies["/"] = rss(server, *(item.format(number) for number in range(3)))
        result = self.add(folder, server.url(), "--limit", "2")
        assert result.stdout == "2 added.\n"
        assert result.stderr.startswith("Only the newest 2 items of ")


class TestPastedAddress:
    @pytest.fixture
    def library(self, tmp_path: Path) -> Iterator[Library]:
        with Library.open(tmp_path / "library", ToyEmbedder()) as library:
            yield library

    def test_an_address_alone_is_opened(self, server: WebServer, library: Library) -> None:
        server.replies["/f"] = page()
        given = {"title": "", "outlet": "Quay News", "date": "2026-03-01"}
        (outcome,) = add_text(library, f" {server.url('/f')}\n", TODAY, fetcher(), **given)
        assert not outcome.failed
        (stored,) = library.articles()
        assert (stored.title, stored.date) == ("Ferry sails", dt.date(2026, 3, 1))

    def test_a_private_one_is_refused(self, server: WebServer, library: Library) -> None:
        given = {"title": "", "outlet": "", "date": ""}
        (outcome,) = add_text(library, server.url(), TODAY, fetcher(allowed=()), **given)
        assert outcome.failed
        assert server.connections == 0

    def test_a_text_with_an_address_in_it_is_a_text(self, library: Library) -> None:
        given = {"title": "", "outlet": "", "date": ""}
        text = "http://a.example/ is down, the harbour office said."
        (outcome,) = add_text(library, text, TODAY, fetcher(), **given)
        assert not outcome.failed
