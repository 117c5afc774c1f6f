"""A library of each earlier schema opens, is migrated, and answers."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hand_made import found_in
from old_libraries import LATEST, make_old, text_of
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.library import Library

_TEXT = text_of("tram")


@pytest.mark.parametrize("number", range(1, LATEST + 1))
def test_a_library_of_an_earlier_schema_answers_and_grows(tmp_path: Path, number: int) -> None:
    make_old(tmp_path, number)

    with Library.open(tmp_path, ToyEmbedder()) as library:
        (listing,) = library.articles()
        assert (listing.title, listing.versions, listing.origin) == ("Tram", 2, "tram")
        assert [article.text for article in library.versions("tram")] == ["An older text.", _TEXT]
        assert [quote.text for quote in library.quotes(speaker="Lund")] == ["It is a start,"]
        assert [person.name for person in library.people.all()] == ["Ida Lund"]
        assert found_in(library, "tram") == {"tram"}
        assert library.check() == ()
        assert library.add(Draft("-", _TEXT + "\n\nMore.", id="tram")).status == "updated"
        assert library.add(Draft("-", "A ferry sailed.", id="ferry")).status == "added"
        assert library.rebuild() == 2
        assert library.search("ferry", k=1)[0].article_id == "ferry"
        library.remove(["tram"])
        assert library.check() == ()
    with closing(sqlite3.connect(tmp_path / "library.sqlite3")) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (LATEST,)


def test_vectors_that_carried_names_give_way_to_others(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(Draft("-", "A ferry sailed.", id="ferry"))
        library.pay()
    with closing(sqlite3.connect(tmp_path / "library.sqlite3")) as db:
        db.execute("DROP TABLE maps")  # what a later script makes, as the next
        db.execute("DROP INDEX versions_by_outlet")
        db.execute("PRAGMA user_version = 7")
        db.commit()

    with Library.open(tmp_path, ToyEmbedder()) as library:
        assert found_in(library, "ferry") == {"ferry"}
        assert library.check() == ()
    assert [path.name for path in tmp_path.glob("vectors*")] == ["vectors-1"]


def test_a_migration_that_fails_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    make_old(tmp_path, 1)
    with closing(sqlite3.connect(tmp_path / "library.sqlite3")) as db:
        db.execute("CREATE TABLE bands (hash)")  # what a later script is about to make
    with pytest.raises(sqlite3.OperationalError):
        Library.open(tmp_path, ToyEmbedder())

    with closing(sqlite3.connect(tmp_path / "library.sqlite3")) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert "authors" not in [row[1] for row in db.execute("PRAGMA table_info(versions)")]
