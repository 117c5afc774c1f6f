"""Looking through the library: filters, order, pages, copies of one report."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.browsing import Look, Only, Order
from index.library import Library

REPORT = (
    "The council voted on Monday for the new sea wall at Sandquay after a debate of six hours. "
    "“We have waited long enough,” said Ida Lund, who has led the harbour board since 2019. "
    "The wall is to be finished in three years and will cost nineteen million crowns in all."
)


@pytest.fixture
def library(tmp_path: Path, database: str | None) -> Iterator[Library]:
    with Library.open(tmp_path, ToyEmbedder(), database=database) as library:
        library.add(draft("wall", REPORT, "Älvdal wall", "Post", dt.date(2026, 2, 1)))
        library.add(draft("copy", REPORT + " (NWA)", "Sea wall", "Echo", dt.date(2026, 2, 2)))
        library.add(draft("ferry", "The ferry sails at noon.", "Ferry sails", "post", None))
        library.add(draft("ferry", "The ferry sails at two.", "Ferry sails", "post", None))
        yield library


def draft(article_id: str, text: str, title: str, outlet: str, date: dt.date | None) -> Draft:
    return Draft(article_id, text, id=article_id, title=title, outlet=outlet, date=date)


def found(library: Library, look: Look) -> list[str]:
    return [listing.id for listing in library.browse(look).listings]


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("date", ["copy", "wall", "ferry"]),
        ("title", ["wall", "ferry", "copy"]),
        ("outlet", ["copy", "wall", "ferry"]),
        ("added", ["ferry", "copy", "wall"]),
    ],
)
def test_each_order(library: Library, order: Order, ids: list[str]) -> None:
    assert found(library, Look(order=order)) == ids


@pytest.mark.parametrize(
    ("only", "ids"),
    [
        ("", ["copy", "wall", "ferry"]),
        ("quoted", ["copy", "wall"]),
        ("changed", ["ferry"]),
        ("copies", ["copy", "wall"]),
        ("undated", ["ferry"]),
    ],
)
def test_each_kind(library: Library, only: Only, ids: list[str]) -> None:
    assert found(library, Look(only=only)) == ids


def test_every_word_must_stand_in_title_outlet_or_id(library: Library) -> None:
    assert found(library, Look(words="alvdal WALL")) == ["wall"]
    assert found(library, Look(words="wall echo")) == ["copy"]
    assert found(library, Look(words="100%")) == []
    assert found(library, Look(outlet="POST")) == ["wall", "ferry"]


def test_pages_add_up_to_the_whole_list(library: Library) -> None:
    pages = [library.browse(Look(page=page, size=2)) for page in range(3)]
    assert [len(page.listings) for page in pages] == [2, 1, 0]
    assert {page.found for page in pages} == {3}


def test_copies_name_each_other_and_their_origin(library: Library) -> None:
    assert [one.id for one in library.copies("wall")] == ["copy"]
    assert [one.id for one in library.copies("copy")] == ["wall"]
    assert library.copies("ferry") == ()
    shelf = library.browse(Look(words="echo"))
    assert shelf.titles == {shelf.listings[0].origin: "Älvdal wall"}


def test_who_is_quoted_most_comes_first(library: Library) -> None:
    assert library.most_quoted(5) == ("Ida Lund",)
