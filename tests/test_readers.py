"""Sources of every kind, and broken ones, become drafts or one clear sentence."""

import datetime as dt
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import TODAY, items_of, read_one, refusal

from index.article import Draft
from index.errors import SourceError
from index.readers import read
from index.readers.dates import parse_date
from index.readers.encoding import MAX_BYTES, normalise


def read_all(source: Path | str, stdin: bytes = b"") -> list[Draft | SourceError]:
    return list(read(str(source), stdin=io.BytesIO(stdin), today=TODAY))


def test_standard_input_is_told_by_content() -> None:
    (plain,) = read_all("-", b"Only words of one article, sent along a pipe.")
    (first, second) = read_all("-", b'{"text": "One."}\n{"text": "Two."}\n')
    assert plain == Draft("-", "Only words of one article, sent along a pipe.")
    assert (first, second) == (Draft("-:1", "One."), Draft("-:2", "Two."))


def test_a_folder_is_read_in_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    for name, content in {
        "b.txt": b"Second file.",
        "a/z.md": b"# First\n\nfile.",
        "a/.git/x.txt": b"hidden",
        ".secret.txt": b"hidden",
        "c.jsonl.gz": gzip.compress(b'{"text": "Third."}\n{"text": 3}'),
        "d.txt": b"\x89PNG not text whatever its name",
        "e.txt": b"",
        "f.xml": b"<?xml version='1.0'?><config>no feed</config>",
        "g.rss": b"<rss><channel><item><description>Fourth.</description></item></channel></rss>",
        "page_files/site.js": b"let x = 1",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    items = read_all(tmp_path)
    assert [item.source.removeprefix(f"{tmp_path}/") for item in items] == [
        "a/z.md",
        "b.txt",
        "c.jsonl.gz:1",
        "c.jsonl.gz:2",
        "e.txt",
        "g.rss:1",
    ]
    assert [isinstance(item, Draft) for item in items] == [True, True, True, False, False, True]


def test_a_folder_without_articles_is_a_fault(tmp_path: Path) -> None:
    (fault,) = read_all(tmp_path)
    assert "no file that can be read" in str(fault)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/",
        "https://e.example/a",
        "HTTP://[::1]/",
        "file:///etc/passwd",
        "ftp://e.example/a",
        "http:e.example",
    ],
)
def test_an_address_is_refused_in_one_sentence(address: str) -> None:
    (fault,) = read_all(address)
    assert str(fault) == (
        f"{address} is an address, and none is opened here: "
        "save the page in your browser and add the file."
    )


def test_a_path_that_is_not_there_is_named() -> None:
    (fault,) = read_all("nowhere/at/all.txt")
    assert str(fault) == "There is no file or folder nowhere/at/all.txt: check the path."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "a.txt is empty"),
        (b" \n\t\n", "a.txt is empty"),
        (b"\xef\xbb\xbf\n", "a.txt is empty"),
        (b"PK\x03\x04....", "is a broken zip archive"),
        (b"\x89PNG\r\n\x1a\n....", "is a picture"),
        (bytes(range(256)) * 20, "is no text but a binary file"),
        (b"<?xml version='1.0'?>\n<rss version='2.0'></rss>", "is a feed without an item"),
        (b"From: a@b.example\nMessage-ID: <1@b>\nSubject: Hello\n\n", "No article text was found"),
        (gzip.compress(b"words " * 99, mtime=0)[:-20], "is a gzip file cut short"),
        (b"\x1f\x8bno gzip", "is a broken gzip file"),
        (gzip.compress(bytes(MAX_BYTES + 1)), "is larger than 64 MB"),
        (b"word " * 200_001, "has 1,000,005 characters, more than the 1,000,000"),
    ],
)
def test_what_is_no_article_is_refused_in_one_sentence(content: bytes, words: str) -> None:
    sentence = refusal(content)
    assert words in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings_give_the_same_text(encoding: str) -> None:
    text = "Käthe Möller said: “No – never.”\r\nTwo.\r"
    expected = "Käthe Möller said: “No – never.”\nTwo.\n"
    assert read_one(text.encode(encoding)).text == expected
    assert read_one(gzip.compress(text.encode(encoding))).text == expected


def test_a_scratch_in_utf8_does_not_garble_the_rest() -> None:
    assert read_one("Möller sagte „nein“. Größe ü".encode()[:-1]).text.startswith(
        "Möller sagte „nein“. Größe"
    )


def test_invisible_characters_do_not_split_words() -> None:
    assert normalise("co\u00adoperate e\u0301\x07a\u200bb\ufeff\u2028c") == "cooperate éab\nc"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-04", dt.date(2026, 3, 4)),
        ("2026-03-04T23:59:00-05:00", dt.date(2026, 3, 4)),
        ("2026-03-04 06:10:00 +0100", dt.date(2026, 3, 4)),
        ("Wed, 04 Mar 2026 08:00:00 +0100", dt.date(2026, 3, 4)),
        ("4 March 2026", dt.date(2026, 3, 4)),
        ("Mar 4, 2026", dt.date(2026, 3, 4)),
        ("2026-02-30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_read_or_unknown(written: str, day: dt.date | None) -> None:
    assert parse_date(written) == day


@given(st.text())
def test_any_date_is_read_or_unknown(written: str) -> None:
    parse_date(written)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_no_bytes_break_the_readers(content: bytes) -> None:
    for item in items_of(content, "a.txt"):
        assert isinstance(item, SourceError) or item.text.strip()
