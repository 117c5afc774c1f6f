"""Pages that browsers save in one file become drafts of the articles on them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import items_of, read_one, refusal

from index.article import Draft
from index.errors import SourceError

ARTICLE = (
    '<html><head><title>Brücke gesperrt</title><meta property="article:published_time" '
    'content="2026-03-02">%s</head><body><nav><a href="/">Start</a></nav><article><h1>Brücke '
    "gesperrt</h1><p>Die Brücke über die Ellery bleibt bis auf Weiteres gesperrt, teilte das "
    "Hafenamt am Montag mit. Käthe Möller sprach von einem „Ärgernis“.</p><p>Ein zweiter Absatz "
    "folgt, damit die Seite lang genug ist, und auch er steht im Text.</p></article></body></html>"
)
FRAME = "<html><body><p>An advertisement stands here.</p></body></html>"


def saved(
    page: str, *, charset: str = "utf-8", encoding: str = "quoted-printable", head: str = ""
) -> bytes:
    import base64
    import quopri

    pack = quopri.encodestring if encoding == "quoted-printable" else base64.encodebytes
    return (
        f"{head}MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B"\r\n\r\n'
        "------B\r\nContent-Type: text/html\r\nContent-Location: cid:frame@mhtml.blink\r\n\r\n"
        f"{FRAME}\r\n------B\r\nContent-Type: text/html; charset={charset}\r\n"
        "Content-ID: <page@mhtml.blink>\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n"
        "Content-Location: https://www.blatt.example/bruecke?id=4\r\n\r\n"
    ).encode() + pack(page.encode(charset)) + (
        b"\r\n------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Location: https://www.blatt.example/a.png\r\n\r\niVBORw0KGgo=\r\n------B--\r\n"
    )  # fmt: skip


CHROME = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: "
    "https://www.blatt.example/bruecke?id=4\r\nSubject: =?utf-8?Q?Br=C3=BCcke?=\r\n"
    "Date: Sun, 8 Mar 2026 10:00:00 -0000\r\n"
)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_saved_page_is_the_article_on_it(charset: str, encoding: str) -> None:
    raw = saved(ARTICLE % "", charset=charset, encoding=encoding, head=CHROME)
    draft = read_one(raw, "page.mhtml")
    assert (draft.title, draft.outlet) == ("Brücke gesperrt", "www.blatt.example")
    assert draft.url == "https://www.blatt.example/bruecke?id=4"
    assert draft.date == dt.date(2026, 3, 2)
    assert "Käthe Möller sprach von einem „Ärgernis“." in draft.text
    assert "advertisement" not in draft.text


def test_a_page_of_its_own_site_names_its_address() -> None:
    link = '<link rel="canonical" href="https://blatt.example/bruecke">'
    assert read_one(saved(ARTICLE % link, head=CHROME)).url == "https://blatt.example/bruecke"
    foreign = '<link rel="canonical" href="https://other.example/x">'
    draft = read_one(saved(ARTICLE % foreign, head=CHROME))
    assert draft.url == "https://www.blatt.example/bruecke?id=4"


def test_the_part_that_start_names_is_the_page() -> None:
    raw = saved(ARTICLE % "").replace(b'type="text/html"', b'start="<page@mhtml.blink>"')
    draft = read_one(raw, "page.mht")
    assert draft.title == "Brücke gesperrt"
    assert draft.url == "https://www.blatt.example/bruecke?id=4"


def test_a_saved_page_without_an_article_is_refused() -> None:
    raw = (
        b"Snapshot-Content-Location: https://e.example/a\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/css\n\na {}\n--b--"
    )
    assert refusal(raw) == (
        "There is no page in a.txt: save it in your browser once more and add that."
    )
    empty = raw.replace(b"text/css\n\na {}", b"text/html\n\n<html><body><hr></body></html>")
    assert refusal(empty).startswith("No article text was found in a.txt")


@given(st.data())
def test_damaged_pages_become_drafts_or_faults(data: st.DataObject) -> None:
    raw = bytearray(saved(ARTICLE % "", head=CHROME))
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=8)):
        raw[place] ^= 1 << data.draw(st.integers(0, 7))
    for item in items_of(bytes(raw[: data.draw(st.integers(0, len(raw)))]), "a.mht"):
        assert isinstance(item, Draft | SourceError)
