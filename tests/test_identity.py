from pathlib import Path

import pytest

from index.article import Draft
from index.identity import digest, identity, same_site, untracked


def _id(
    source: str = "-",
    *,
    text: str = "Some text.",
    stated: str | None = None,
    url: str | None = None,
) -> str:
    return identity(Draft(source, text, id=stated, url=url))


def test_a_stated_id_is_kept() -> None:
    assert _id(stated="hosp 1/ü", url="https://echo.example/a") == "hosp 1/ü"


@pytest.mark.parametrize(
    "url",
    [
        "http://echo.example/tram",
        "https://ECHO.example/tram/",
        "https://www.echo.example/tram?utm_source=rss&utm_medium=feed#top",
        "https://echo.example/tram?fbclid=abc",
    ],
)
def test_one_page_under_several_addresses_is_one_article(url: str) -> None:
    assert _id(url=url) == _id(url="https://echo.example/tram")


@pytest.mark.parametrize(
    "url",
    [
        "https://echo.example/Tram",
        "https://echo.example/tram?page=2",
        "https://news.echo.example/tram",
        "http://[",
    ],
)
def test_other_pages_are_other_articles(url: str) -> None:
    assert _id(url=url) != _id(url="https://echo.example/tram")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://e.example/a?utm_source=x&id=7&utm_medium=y#top", "https://e.example/a?id=7"),
        ("https://e.example/a?fbclid=1", "https://e.example/a"),
        ("https://e.example/a?q=a+b&empty=&utm", "https://e.example/a?q=a+b&empty=&utm"),
        ("https://e.example/?12345", "https://e.example/?12345"),
        ("https://e.example/a", "https://e.example/a"),
    ],
)
def test_what_counts_clicks_is_taken_off_an_address(url: str, kept: str) -> None:
    assert untracked(url) == kept


def test_a_sites_form_for_phones_is_the_same_site() -> None:
    assert same_site("https://m.echo.example/a", "http://www.echo.example/b")
    assert not same_site("https://echo.example.other/a", "https://echo.example/a")
    assert not same_site("https://other.example/a", "https://echo.example/a")
    assert not same_site("http://[", "http://[")


def test_a_file_keeps_its_identity_when_it_is_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "story.txt"
    file.touch()
    monkeypatch.chdir(tmp_path)

    assert _id(str(file), text="Old.") == _id("story.txt", text="New.")
    assert _id(str(file)) != _id(str(tmp_path / "other.txt"))


def test_without_all_that_the_text_decides(tmp_path: Path) -> None:
    lines = f"{tmp_path / 'many.jsonl'}:3"

    assert _id(lines, text="One\n two") == _id("-", text="One two") == digest("One two")[:12]
    assert _id("x" * 5_000) == _id("a\0b")


def test_ids_are_twelve_hex_digits() -> None:
    for made in (_id(), _id(url="https://echo.example/"), _id(str(Path(__file__)))):
        assert len(made) == 12
        assert int(made, 16) >= 0
