"""The items of feeds become drafts with the facts that their feed states."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import items_of, read_one, refusal

from index.article import Draft, Mark
from index.errors import SourceError
from index.readers.blocks import Block
from index.readers.fragments import fragment_blocks
from index.readers.sitemaps import parse_sitemap

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand --><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Echo &amp;amp; Post</title><link>https://echo.example/</link>
<language>en-GB</language>
<item><title>Q&amp;amp;A: the &lt;i&gt;Alma&lt;/i&gt;</title>
<link>https://echo.example/alma?utm_source=rss&amp;id=7#top</link>
<guid isPermaLink="false">echo-7</guid><pubDate>Tue, 10 Feb 2026 23:30:00 -0500</pubDate>
<dc:creator>By Ida Lund</dc:creator><dc:creator>Jo Sol</dc:creator>
<description>A teaser.</description><content:encoded><![CDATA[
<h2>What is new</h2><figure><img src="a.jpg"><figcaption>The <b>Alma</b>.</figcaption></figure>
<p>The ferry <a href="/x">sails</a> at 3.4<b>5</b> knots.<script>alert(1)</script><br/><br>
“We are back,” said Mara Ostrov.</p><ul><li>first boat at six</ul>
<table><tr><th>Day</th><th>Boats</th></tr><tr><td>Mon</td><td>6</td></tr></table>
<p>The post <a href="/alma">Q&amp;A</a> appeared first on <a href="/">Harbour Echo</a>.</p>
]]></content:encoded></item>
<item><title>Fire at the quay</title><guid>https://echo.example/fire</guid>
<author>weir@echo.example (Jonas Weir)</author><pubDate>Wed, 11 Feb 2026 08:00:00 GMT</pubDate>
<content:encoded>&lt;p&gt;Three sheds burned, the harbour office said. &amp;amp; more.&lt;/p&gt;
</content:encoded></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://e.example/d/">
<title type="html">The &amp;lt;Echo&amp;gt;</title>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Tram <b>line</b></div></title>
<link rel="self" href="self"/><link href="tram"/><id>urn:t</id>
<published>2026-02-01T08:00:00Z</published><updated>2026-02-03T08:00:00Z</updated>
<author><name>N. Maas</name></author><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Nine votes to four.</p><p>3 &lt; 5.</p></div></content>
</entry>
<entry><title>Bus</title><link href="bus"/><id>urn:b</id><updated>2030-01-01T00:00:00Z</updated>
<content type="text">Plain &lt;words&gt; of one line.

And another.</content></entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://e.example/"><title>Gazette</title><link>https://e.example/</link>
</channel><item rdf:about="https://e.example/1"><title>Bridge</title>
<link>https://e.example/1</link><dc:date>2026-02-05T10:00:00+01:00</dc:date>
<dc:creator>Ida Lund</dc:creator>
<content:encoded>&lt;p&gt;The bridge opens.&lt;/p&gt;</content:encoded></item></rdf:RDF>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Quay News",
    "language": "en",
    "items": [
        {
            "id": 1,
            "url": "https://q.example/1",
            "title": "Boats",
            "content_html": "<p>Six boats &amp; a crane.</p>",
            "date_published": "2026-02-01T08:00:00Z",
            "date_modified": "2026-02-02T08:00:00Z",
            "authors": [{"name": "Ida Lund"}, {"url": "x"}, 3],
        },
        {"id": "2", "content_text": "One < two.\n\nNext.", "language": "de"},
        "no item",
    ],
}


def drafts(content: str | bytes, name: str = "feed.xml") -> list[Draft]:
    raw = content.encode() if isinstance(content, str) else content
    items = items_of(raw, name)
    assert all(isinstance(item, Draft) for item in items), items
    return [item for item in items if isinstance(item, Draft)]


def test_rss_gives_its_items_newest_first_with_all_facts() -> None:
    fire, alma = drafts(RSS)
    assert alma == Draft(
        "https://echo.example/alma?id=7",
        "What is new\n\nThe Alma.\n\nThe ferry sails at 3.45 knots.\n\n"
        "“We are back,” said Mara Ostrov.\n\nfirst boat at six\n\nDay | Boats\n\nMon | 6",
        title="Q&A: the Alma",
        outlet="Harbour Echo & Post",
        date=dt.date(2026, 2, 10),
        url="https://echo.example/alma?id=7",
        marks=(
            Mark(0, 11, "heading"),
            Mark(13, 22, "caption"),
            Mark(90, 107, "body"),
            Mark(109, 120, "body"),
            Mark(122, 129, "body"),
        ),
        authors=("Ida Lund", "Jo Sol"),
        language="en-GB",
    )
    assert (fire.title, fire.url) == ("Fire at the quay", "https://echo.example/fire")
    assert fire.text == "Three sheds burned, the harbour office said. & more."
    assert fire.authors == ("Jonas Weir",)


def test_atom_gives_its_items_with_addresses_made_whole() -> None:
    bus, tram = drafts(ATOM)
    assert tram == Draft(
        "https://e.example/d/tram",
        "Nine votes to four.\n\n3 < 5.",
        title="Tram line",
        outlet="The <Echo>",
        date=dt.date(2026, 2, 1),
        url="https://e.example/d/tram",
        authors=("N. Maas",),
        modified=dt.date(2026, 2, 3),
        language="en",
    )
    assert bus.text == "Plain <words> of one line.\n\nAnd another."
    assert (bus.date, bus.modified) == (None, None)  # never after today


def test_rss_1_gives_its_items() -> None:
    (bridge,) = drafts(RDF)
    assert (bridge.title, bridge.outlet, bridge.date, bridge.authors, bridge.text) == (
        "Bridge",
        "Gazette",
        dt.date(2026, 2, 5),
        ("Ida Lund",),
        "The bridge opens.",
    )


def test_rss_0_91_gives_its_items() -> None:
    (only,) = drafts(
        '<rss version="0.91"><channel><title>Echo</title><item><title>A</title>'
        "<description>Words of an item without a page.</description></item></channel></rss>"
    )
    assert (only.source, only.text) == ("feed.xml:1", "Words of an item without a page.")
    assert only.url is None


def test_a_json_feed_gives_its_items() -> None:
    boats, second = drafts(json.dumps(JSON), "feed.json")
    assert boats == Draft(
        "https://q.example/1",
        "Six boats & a crane.",
        title="Boats",
        outlet="Quay News",
        date=dt.date(2026, 2, 1),
        url="https://q.example/1",
        authors=("Ida Lund",),
        modified=dt.date(2026, 2, 2),
        language="en",
    )
    assert (second.text, second.language) == ("One < two.\n\nNext.", "de")


def test_the_reported_feed_in_latin_1(shared: Path) -> None:
    draft = read_one((shared / "cases" / "ing-latin1.xml").read_bytes(), "ing-latin1.xml")
    assert draft.title == "Bürgermeisterin lehnt Brücke ab"
    assert draft.text == (
        "Die Bürgermeisterin Käthe Möller lehnt die neue Brücke ab.\n\n"
        "Sie koste zu viel, sagte Möller am Dienstag; die Fähre müsse größer werden."
    )
    assert draft.url == "http://feed.example/a1"


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-8", "utf-16", "koi8-r"])
def test_a_feed_is_read_in_its_own_encoding(encoding: str) -> None:
    words = "Привет, Аня" if encoding == "koi8-r" else "Käthe Möller"
    feed = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>E</title>'
        f"<item><title>{words}</title><description>{words} kam.</description></item>"
        "</channel></rss>"
    )
    (draft,) = drafts(feed.encode(encoding))
    assert (draft.title, draft.text) == (words, f"{words} kam.")


def test_an_item_with_a_summary_only_is_a_failure_of_its_own() -> None:
    feed = RSS.replace("<content:encoded>&lt;p&gt;Three", "<summary>x</summary><x>Three").replace(
        "</content:encoded></item></channel>", "</x></item></channel>"
    )
    fire, alma = items_of(feed.encode(), "feed.xml")
    assert isinstance(alma, Draft)
    assert str(fire) == (
        "https://echo.example/fire has only a summary in this feed: add the page, or the feed by "
        "its address, so that its pages are read too."
    )


@pytest.mark.parametrize(
    "end", ["[…]", "[...]", "…", "Continue reading the story", "<a>Read more</a> »"]
)
def test_a_text_that_is_cut_is_no_whole_text(end: str) -> None:
    feed = RSS.replace("“We are back,” said Mara Ostrov.</p>", f"and so on {end}</p>").replace(
        "<ul><li>first boat at six</ul>", ""
    )
    feed = feed[: feed.index("<table>")] + feed[feed.index("<p>The post") :]
    fire, alma = items_of(feed.encode(), "feed.xml")
    assert isinstance(fire, Draft)
    assert isinstance(alma, SourceError)


def test_items_that_share_one_address_stay_apart() -> None:
    item = "<item><link>https://e.example/live</link><guid isPermaLink='false'>%d</guid><body/>"
    item += "<description>x</description><content:encoded>%s</content:encoded></item>"
    feed = RSS[: RSS.index("<item>")] + item % (1, "First.") + item % (2, "Second.")
    first, second = drafts(f"{feed}</channel></rss>")
    assert first.id != second.id
    assert first.id
    again = drafts(f"{feed}</channel></rss>".replace("First", "Corrected"))
    assert again[0].id == first.id


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    feed = RSS.replace("A teaser.", "Fish & chips <p> not closed")[:-20]
    assert [draft.url for draft in drafts(feed)][-1] == "https://echo.example/alma?id=7"


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "without an item"),
        ("<feed", "without an item"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "is a broken feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "is a broken feed"),
        ("<rss>" + "<item>" * 5_001, "is too large a feed"),
        ("<rss>" + "<a>" * 100_000, "is too large a feed"),
        ("<rss>" + "a" * 4_000_000, "is too large a feed"),
        ("<?xml version='1.0'?><urlset></urlset>", "is a sitemap, which"),
        ("<?xml version='1.0'?><config>a</config>", "is XML, which"),
    ],
)
def test_what_gives_no_item_is_refused_in_a_sentence(feed: str, words: str) -> None:
    assert words in refusal(feed)


def test_entities_neither_grow_nor_open_files() -> None:
    bomb = "".join(f"<!ENTITY e{n + 1} '{f'&e{n};' * 10}'>" for n in range(12))
    feed = (
        f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY e0 'lol'>{bomb}"
        "<!ENTITY file SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><item>"
        "<title>&e12;&file;</title><description>Words.</description></item></channel></rss>"
    )
    (draft,) = drafts(feed)
    assert len(draft.title or "") < 200
    assert "root:" not in (draft.title or "")


def test_a_feed_with_its_doctype_is_one() -> None:
    feed = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "r.dtd">'
        "<rss version='0.91'><channel><item><description>Words.</description></item></channel>"
    )
    assert drafts(feed)[0].text == "Words."


def test_html_of_an_item_is_divided_at_its_blocks_only() -> None:
    assert fragment_blocks("<div>" * 5000 + "words" + "<b>" * 5000) in ([], [Block("words")])
    assert fragment_blocks("<div>" * 99 + "words" + "<b>" * 99 + " more") == [Block("words more")]
    assert fragment_blocks("a <b> b</b>c<p>d") == [Block("a bc"), Block("d")]


WHOLE = [RSS.encode(), ATOM.encode(), RDF.encode(), json.dumps(JSON).encode()]


@given(st.sampled_from(WHOLE), st.data())
def test_damaged_feeds_end_in_drafts_or_sentences(feed: bytes, data: st.DataObject) -> None:
    damaged = bytearray(feed[: data.draw(st.integers(1, len(feed)))])
    for place, bit in data.draw(
        st.lists(st.tuples(st.integers(0, len(damaged) - 1), st.integers(0, 7)), max_size=8)
    ):
        damaged[place] ^= 1 << bit
    for item in items_of(bytes(damaged), "feed.xml"):
        assert isinstance(item, SourceError) or item.text.strip()


class TestSitemaps:
    def test_entries_come_newest_first(self) -> None:
        found = parse_sitemap(
            """<?xml version="1.0"?><!-- <url><loc>https://e.example/old</loc></url> -->
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            <url><loc>https://e.example/undated</loc></url>
            <url><image:image><image:loc>https://e.example/a.jpg</image:loc></image:image>
              <loc><![CDATA[ https://e.example/a?b=1&c=2 ]]></loc><lastmod>2026-02</lastmod></url>
            <url><loc>/b?x=1&amp;y=2</loc><lastmod>2026-03-01T08:00:00+01:00</lastmod></url>
            <url><lastmod>2026-03-09</lastmod></url>
            <url><loc>https://e.example/c</loc><lastmod>soon</lastmod></url></urlset>""",
            "https://e.example/sitemap.xml",
        )
        assert not found.of_maps
        assert [entry.url for entry in found.entries] == [
            "https://e.example/b?x=1&y=2",
            "https://e.example/a?b=1&c=2",
            "https://e.example/undated",
            "https://e.example/c",
        ]

    def test_news_state_their_facts(self) -> None:
        (entry,) = parse_sitemap(
            """<urlset><url><loc>https://e.example/n</loc><news:news><news:publication>
            <news:name>Echo</news:name><news:language>en</news:language></news:publication>
            <news:publication_date>2026-03-02</news:publication_date>
            <news:title>Fire &amp; smoke</news:title></news:news></url></urlset>""",
            "",
        ).entries
        assert (entry.title, entry.outlet, entry.language) == ("Fire & smoke", "Echo", "en")
        assert entry.date == dt.date(2026, 3, 2)

    @given(st.text(alphabet="<>/!-[]urlocsitemapCDATA &;:0123456789 \n"))
    def test_any_text_is_read(self, text: str) -> None:
        parse_sitemap(text, "https://e.example/")

    @pytest.mark.parametrize("piece", ["<url>", "<url", "<url><loc>", "<!--", "<![CDATA[", "<loc"])
    def test_broken_maps_take_no_time(self, piece: str) -> None:
        assert parse_sitemap(piece * 200_000, "https://e.example/").entries in ((), None)
