"""The record as a file: what it says when the file is damaged, locked, or of another Byline."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_made import parsed

from index.article import Chunk, ParsedArticle
from index.catalogue import Catalogue
from index.errors import LibraryError
from index.identity import digest
from index.records.sqlite import SqliteRecords

_PATIENCE = 0.2


@pytest.fixture
def records(tmp_path: Path) -> Iterator[SqliteRecords]:
    records = SqliteRecords(tmp_path / "library.sqlite3", _PATIENCE)
    yield records
    records.close()


@pytest.fixture
def catalogue(records: SqliteRecords) -> Catalogue:
    return Catalogue(records)


def _store(catalogue: Catalogue, found: ParsedArticle) -> bool:
    chunks = [Chunk.cut(found.article, p.number, p.start, p.end) for p in found.paragraphs]
    return catalogue.store(found, chunks, digest(found.article.text), after=None)


def test_a_removed_text_is_nowhere_in_the_file(catalogue: Catalogue, tmp_path: Path) -> None:
    _store(catalogue, parsed("The secret word is xyzzyplugh. " * 500))
    _store(catalogue, parsed("Other.", "a2"))
    catalogue.remove(["a1"])

    for file in tmp_path.iterdir():
        assert b"xyzzyplugh" not in file.read_bytes(), file.name
    assert (tmp_path / "library.sqlite3").stat().st_size < 200_000


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    path.write_text("not a database, but long enough to be looked at as one" * 20)

    with pytest.raises(LibraryError, match=r"is damaged; put a backup"):
        SqliteRecords(path, _PATIENCE)


def test_a_damaged_page_is_found(catalogue: Catalogue, tmp_path: Path) -> None:
    for number in range(50):
        _store(catalogue, parsed(f"Text {number}. " * 100, f"a{number}"))
    with sqlite3.connect(tmp_path / "library.sqlite3") as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    path = tmp_path / "copy.sqlite3"
    content = bytearray((tmp_path / "library.sqlite3").read_bytes())
    for page in range(len(content) // 4096 - 20, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)

    copy = SqliteRecords(path, _PATIENCE)
    with pytest.raises(LibraryError, match="is damaged"):
        copy.damage()
    copy.close()


def test_a_row_of_no_article_is_damage(records: SqliteRecords, tmp_path: Path) -> None:
    assert records.damage() == ()
    with sqlite3.connect(tmp_path / "library.sqlite3") as other:
        other.execute("INSERT INTO paragraphs VALUES ('gone', 1, 0, 1, 'body', 'x')")
    other.close()

    assert records.damage() == ("a row of paragraphs belongs to no article",)


def test_a_library_of_a_newer_byline_is_refused(records: SqliteRecords, tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    records.close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(LibraryError, match=r"newer Byline \(its schema is 99"):
        SqliteRecords(path, _PATIENCE)


def test_another_process_that_writes_for_too_long_is_named(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "library.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(LibraryError, match="in use by another process"):
        catalogue.remove(["a1"])
    other.close()


def test_a_file_that_cannot_be_written_is_named(records: SqliteRecords) -> None:
    with records.writing() as db:
        pass
    db.execute("PRAGMA query_only = ON")  # of the connection that writes

    with pytest.raises(LibraryError, match="cannot be written; check that you may write"):
        records.remember("name", "value")


def test_the_schema_is_what_all_migrations_make(records: SqliteRecords) -> None:
    scripts = sorted((Path(__file__).parent.parent / "index" / "migrations").glob("*.sql"))

    assert [int(script.name[:4]) for script in scripts] == [*range(1, len(scripts) + 1)]
    with records.reading() as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == len(scripts)
