"""Archives give the articles packed in them, and refuse what is not safe to unpack."""

import gzip
import io
import random
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mails import with_attachments
from reading import items_of, refusal

from index.article import Draft
from index.errors import SourceError

WORDS = b"It rained all day, the harbour office said."


def packed(*files: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def items(content: bytes) -> list[Draft | SourceError]:
    return items_of(content, "a.zip")


def faults(content: bytes) -> dict[str, str]:
    return {item.source: str(item) for item in items(content) if isinstance(item, SourceError)}


def sources(content: bytes) -> list[str]:
    return [item.source for item in items(content) if isinstance(item, Draft)]


def test_files_are_read_in_order_and_junk_is_passed_over() -> None:
    inner = packed(("deep.txt", WORDS), ("more/page.html", b"<p>" + WORDS + b"</p>"))
    content = packed(
        ("news/b.txt", WORDS),
        ("news/a.md", b"# Rain\n\n" + WORDS),
        ("news/", b""),
        ("__MACOSX/news/._b.txt", b"\0\5\x16\7"),
        ("news/.DS_Store", b"\0\0\0\1Bud1"),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0"),
        ("page_files/site.js", b"let x = 1"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n"),
        ("plain", WORDS),
        ("c.jsonl.gz", gzip.compress(b'{"text": "One."}\n{"text": "Two."}')),
        ("inner.zip", inner),
    )
    assert sources(content) == [
        "a.zip/c.jsonl.gz:1",
        "a.zip/c.jsonl.gz:2",
        "a.zip/inner.zip/deep.txt",
        "a.zip/inner.zip/more/page.html",
        "a.zip/news/a.md",
        "a.zip/news/b.txt",
        "a.zip/plain",
    ]
    assert not faults(content)


def test_an_archive_two_levels_down_is_refused() -> None:
    content = packed(("1.zip", packed(("2.zip", packed(("x.txt", WORDS))), ("y.txt", WORDS))))
    assert sources(content) == ["a.zip/1.zip/y.txt"]
    assert faults(content) == {
        "a.zip/1.zip/2.zip": "a.zip/1.zip/2.zip is an archive inside 2 other files: unpack them "
        "and add it by itself."
    }


def test_an_archive_attached_to_a_mail_is_read() -> None:
    raw = with_attachments(("application/zip", "n.zip", packed(("x.txt", WORDS))))
    assert [item.source for item in items_of(raw, "m.eml")] == [
        "m.eml",
        "m.eml/n.zip/x.txt",
    ]


def encrypted() -> bytes:
    raw = bytearray(packed(("x.txt", WORDS), packing=zipfile.ZIP_STORED))
    raw[6] |= 1  # in the file's own header
    raw[raw.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    return bytes(raw)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (packed(("../x.txt", WORDS)), "has a path that leads out of the archive"),
        (packed(("/etc/x.txt", WORDS)), "has a path that leads out of the archive"),
        (packed(("C:\\x.txt", WORDS)), "has a path that leads out of the archive"),
        (packed(("a\\..\\..\\x.txt", WORDS)), "has a path that leads out of the archive"),
        (packed(("x.txt", bytes(30_000_000))), "unpacks to more than 200 times its size"),
        (packed(("x.txt", b"rain " * 14_000_000)), "is larger than 64 MB"),
        (
            packed(("x.txt", WORDS), packing=zipfile.ZIP_BZIP2),
            "is packed in a way that is not read",
        ),
        (encrypted(), "is encrypted: unpack the archive with its password"),
        (packed(("x.txt", b"")), "is empty"),
    ],
)
def test_what_is_not_safe_is_refused_and_the_others_are_read(content: bytes, words: str) -> None:
    (sentence,) = faults(content).values()
    assert words in sentence
    assert "\n" not in sentence
    good = packed(("good.txt", WORDS), ("inner.zip", content))
    assert sources(good) == ["a.zip/good.txt"]
    assert len(faults(good)) == 1


def test_a_broken_entry_does_not_stop_the_others() -> None:
    raw = packed(("a.txt", WORDS), ("b.txt", WORDS), packing=zipfile.ZIP_STORED)
    broken = raw.replace(WORDS, WORDS[::-1], 1)
    assert sources(broken) == ["a.zip/b.txt"]
    assert faults(broken) == {
        "a.zip/a.txt": "a.zip/a.txt is broken: make the archive anew.",
    }


def test_many_archives_in_one_draw_on_one_allowance() -> None:
    letters = random.Random(4)
    blocks = [b"rain " * 30 + letters.randbytes(1) for _ in range(320_000)]
    big = packed(("x.txt", bytes(9_000) + b"".join(blocks)))  # 48 MB, no text
    content = packed(*((f"{n}.zip", big) for n in range(9)), packing=zipfile.ZIP_STORED)
    began = time.process_time()
    (*_, last) = items(content)
    assert "are more than the 5,000 files or 256 MB that are unpacked of one source" in str(last)
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ([("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x")], "an Excel workbook"),
        ([("[Content_Types].xml", b"x"), ("ppt/presentation.xml", b"x")], "a PowerPoint"),
        ([("mimetype", b"application/vnd.oasis.opendocument.text")], "an OpenDocument text"),
        ([("mimetype", b"application/epub+zip"), ("x.txt", WORDS)], "an EPUB book"),
    ],
)
def test_documents_that_are_archives_are_no_archives(
    files: list[tuple[str, bytes]], kind: str
) -> None:
    sentence = refusal(packed(*files))
    assert kind in sentence
    assert "which this version does not read" in sentence


def test_an_archive_of_a_documents_parts_by_other_names_is_one() -> None:
    assert sources(packed(("xl/workbook.txt", WORDS))) == ["a.zip/xl/workbook.txt"]


def test_empty_and_broken_archives_are_refused() -> None:
    assert refusal(packed()) == (
        "There is no file in a.txt that can be read: check what is packed in it."
    )
    assert refusal(packed(("x.txt", WORDS))[:-9]) == (
        "a.txt is a broken zip archive: make it anew."
    )
    many = packed(*((f"{n}.txt", b"x") for n in range(20_001)), packing=zipfile.ZIP_STORED)
    assert "has more than 20,000 files in it" in refusal(many)


@given(st.data())
def test_damaged_archives_become_drafts_or_faults(data: st.DataObject) -> None:
    raw = bytearray(packed(("a.txt", WORDS), ("mimetype", b"x"), ("i.zip", packed(("b", WORDS)))))
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=6)):
        raw[place] ^= 1 << data.draw(st.integers(0, 7))
    for item in items(bytes(raw[: data.draw(st.integers(0, len(raw)))])):
        assert isinstance(item, Draft | SourceError)
