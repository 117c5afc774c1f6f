"""Large files are read in a process of its own, which ends when it takes too long."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading import TODAY

from index.article import Draft
from index.errors import SourceError
from index.readers import read, read_content
from index.readers.apart import Apart
from index.readers.encoding import UnsupportedError

_STORY = "The ferry sailed on Monday, said Mara Ostrov, and nobody was hurt in it. "


def _scripted(content: bytes, source: str, today: dt.date) -> Iterator[Draft | SourceError]:
    yield Draft(source, f"First of {today.year}.")
    if content == b"turn":
        while True:
            pass
    if content == b"grow":
        yield Draft(source, "x" * (10 * 1024**3))
    if content == b"refuse":
        raise UnsupportedError(f"{source} is a picture.", source)
    yield SourceError(f"{source} has a fault.", source)
    yield Draft(source, content.decode())


def _read(apart: Apart, content: bytes) -> list[str]:
    return [
        str(i) if isinstance(i, SourceError) else i.text for i in apart.read(content, "a", TODAY)
    ]


def test_what_is_read_apart_comes_back_in_order() -> None:
    with Apart(_scripted) as apart:
        for words in ("One.", "Two."):
            assert _read(apart, words.encode()) == ["First of 2026.", "a has a fault.", words]


@pytest.mark.parametrize("content", [b"turn", b"grow"])
def test_what_never_ends_is_ended_and_the_next_is_read(content: bytes) -> None:
    with Apart(_scripted) as apart:
        items = apart.read(content, "a", TODAY)
        first = next(items)
        assert isinstance(first, Draft)
        with pytest.raises(SourceError, match="takes more than 7 seconds or more memory"):
            next(items)
        assert _read(apart, b"Next.")[-1] == "Next."


def test_a_refusal_keeps_its_kind() -> None:
    with Apart(_scripted) as apart:
        with pytest.raises(UnsupportedError, match="is a picture") as caught:
            _read(apart, b"refuse")
        assert caught.value.source == "a"
        assert _read(apart, b"Next.")[-1] == "Next."


def test_reading_that_is_given_up_half_way_spoils_nothing() -> None:
    with Apart(_scripted) as apart:
        next(iter(apart.read(b"One.", "a", TODAY)))
        assert _read(apart, b"Next.")[-1] == "Next."


def test_a_large_page_is_read_as_a_small_one() -> None:
    page = f"<html><body><article>{f'<p>{_STORY}</p>' * 9}<!--{'x' * 400_000}--></article></body>"
    (large,) = read_content(page.encode(), "a.html", TODAY)
    (small,) = read_content(page.replace("x" * 400_000, "").encode(), "a.html", TODAY)
    assert isinstance(large, Draft)
    assert large == small


def test_a_page_that_carries_its_pictures_is_read(tmp_path: Path) -> None:
    picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 1_500_000}">'
    told = "".join(f"<p>{number}. {_STORY}</p>" for number in range(9))
    path = tmp_path / "saved.html"
    path.write_text(f"<html><body><article>{told}{picture}{told}</article></body></html>")
    (item,) = read(str(path), stdin=io.BytesIO(), today=TODAY)
    assert isinstance(item, Draft)
    assert item.text.count("Mara Ostrov") == 9
