"""A library of each earlier schema opens, is migrated, and answers."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hand_made import found_in
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.embed import Identity
from index.library import Library

_SCRIPTS = sorted((Path(__file__).parents[1] / "index" / "migrations").glob("*.sql"))
_TEXT = "The county approved the tram.\n\n“It is a start,” said Ida Lund."
_ROWS = f"""
INSERT INTO settings VALUES ('embedder', '{Identity.of(ToyEmbedder()).written()}');
INSERT INTO articles (id, version) VALUES ('tram', 2);
INSERT INTO versions (article_id, number, title, outlet, date, url, text, digest)
    VALUES ('tram', 1, 'Tram', 'Wire', '2026-01-19', NULL, 'An older text.', 'older');
INSERT INTO versions (article_id, number, title, outlet, date, url, text, digest)
    VALUES ('tram', 2, 'Tram', 'Wire', '2026-01-20', NULL, '{_TEXT}', 'newer');
INSERT INTO paragraphs VALUES ('tram', 1, 0, 29, 'body', '{_TEXT[:29]}');
INSERT INTO paragraphs VALUES ('tram', 2, 31, {len(_TEXT)}, 'body', '{_TEXT[31:]}');
INSERT INTO quotes (article_id, paragraph, "start", "end", text, speaker,
    speaker_as_written, cue, direct, via, confidence) VALUES
    ('tram', 2, 32, 46, '{_TEXT[32:46]}', 'Ida Lund', 'Ida Lund', 'said', 1, NULL, 0.97);
INSERT INTO chunks VALUES (NULL, 'tram', 1, 0, 29, '{_TEXT[:29]}');
INSERT INTO chunks VALUES (NULL, 'tram', 2, 31, {len(_TEXT)}, '{_TEXT[31:]}');
INSERT INTO owed SELECT m.column1, id, 'put' FROM chunks, (VALUES ('words'), ('vectors')) m;
"""


_BEARER = """
INSERT INTO bearers VALUES ('tram', 'Ida Lund', 'person', NULL, '[]', 1, '', '', '?');
INSERT INTO owed_blocks VALUES ('');
"""


def _of_schema(folder: Path, number: int) -> None:
    """Make a library as the first so many scripts make it, with an article in it."""
    with closing(sqlite3.connect(folder / "library.sqlite3")) as db:
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        db.execute("PRAGMA journal_mode = WAL")
        for script in _SCRIPTS[:number]:
            db.executescript(script.read_text("utf-8"))
        db.executescript(_ROWS)
        if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'bearers'").fetchone():
            db.executescript(_BEARER)
        db.execute(f"PRAGMA user_version = {number}")


@pytest.mark.parametrize("number", range(1, len(_SCRIPTS) + 1))
def test_a_library_of_an_earlier_schema_answers_and_grows(tmp_path: Path, number: int) -> None:
    _of_schema(tmp_path, number)

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
        assert db.execute("PRAGMA user_version").fetchone() == (len(_SCRIPTS),)


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
    _of_schema(tmp_path, 1)
    with closing(sqlite3.connect(tmp_path / "library.sqlite3")) as db:
        db.execute("CREATE TABLE bands (hash)")  # what a later script is about to make
    with pytest.raises(sqlite3.OperationalError):
        Library.open(tmp_path, ToyEmbedder())

    with closing(sqlite3.connect(tmp_path / "library.sqlite3")) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert "authors" not in [row[1] for row in db.execute("PRAGMA table_info(versions)")]
