"""The record in PostgreSQL: what it says when something is wrong, and two processes at once."""

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hand_made import found_in
from postgres_server import PostgresServer
from processes import start
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.errors import LibraryError
from index.library import Library
from index.records.postgres import PostgresRecords
from index.records.postgres.complaints import require

pytestmark = pytest.mark.server
_PATIENCE = 0.2
_ADD = """
import sys
from pathlib import Path
from toy_embedder import ToyEmbedder
from index.article import Draft
from index.library import Library
folder, database, name = sys.argv[1:]
with Library.open(Path(folder), ToyEmbedder(), database=database) as library:
    for number in range(15):
        text = f"{name} ship {number} sailed.\\n\\n“We sail,” said Ida Lund of {name} {number}."
        library.add(Draft("-", text, id=f"{name}{number}"))
        library.add(Draft("-", f"The same report {number} for all.", id=f"same{number}"))
"""


@pytest.fixture
def address(postgres: PostgresServer) -> str:
    return postgres.emptied()


@pytest.fixture
def records(address: str) -> Iterator[PostgresRecords]:
    records = PostgresRecords(address, _PATIENCE)
    yield records
    records.close()


def test_two_processes_add_at_once_and_nothing_is_lost(address: str, tmp_path: Path) -> None:
    adding = [start(_ADD, tmp_path / "lib", address, name) for name in ("red", "blue")]
    for process in adding:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out, err) == (0, "", "")

    with Library.open(tmp_path / "lib", ToyEmbedder(), database=address) as library:
        assert library.count() == 45
        assert library.owed() == 45  # all of them: the folder has no maps yet
        (lund,) = [person for person in library.people.all() if person.name == "Ida Lund"]
        assert (lund.quotes, lund.articles) == (30, 30)
        assert len(found_in(library, "ship sailed")) == 45
        assert library.owed() == 0
        assert library.check() == ()


def _names(library: Library, text: str) -> list[str]:
    return sorted(passage.article_id for passage in library.search(text, k=9))


def test_folders_with_one_record_have_maps_of_their_own(address: str, tmp_path: Path) -> None:
    one = Library.open(tmp_path / "one", ToyEmbedder(), database=address)
    other = Library.open(tmp_path / "other", ToyEmbedder(), database=address)
    with one, other:
        one.add(Draft("-", "A ferry sailed.", id="ferry"))
        assert (one.owed(), other.owed()) == (1, 1)
        assert one.pay() == 1
        assert (one.owed(), other.owed()) == (0, 1)
        assert _names(other, "ferry") == ["ferry"]
        other.add(Draft("-", "A tram halted.", id="tram"))
        other.add(Draft("-", "A ferry sank.", id="ferry"))
        other.pay()
        assert (one.owed(), other.owed()) == (3, 0)
        assert _names(one, "tram halted ferry sank") == ["ferry", "tram"]
        one.remove(["ferry"])
        assert (one.owed(), other.owed()) == (0, 1)
        assert _names(other, "ferry sank") == ["tram"]
        assert other.rebuild() == 1
        assert _names(one, "tram") == ["tram"]
        assert (one.check(), other.check()) == ((), ())


def test_a_copied_folder_gets_maps_of_its_own(address: str, tmp_path: Path) -> None:
    with Library.open(tmp_path / "one", ToyEmbedder(), database=address) as one:
        one.add(Draft("-", "A ferry sailed.", id="ferry"))
        one.pay()
    shutil.copytree(tmp_path / "one", tmp_path / "copy")

    with Library.open(tmp_path / "copy", ToyEmbedder(), database=address) as copy:
        assert copy.owed() == 1
        assert _names(copy, "ferry") == ["ferry"]
        assert copy.check() == ()
    with Library.open(tmp_path / "one", ToyEmbedder(), database=address) as one:
        assert one.owed() == 0


def test_maps_that_nobody_pays_are_forgotten_and_made_anew(
    postgres: PostgresServer, address: str, tmp_path: Path
) -> None:
    one = Library.open(tmp_path / "one", ToyEmbedder(), database=address)
    other = Library.open(tmp_path / "other", ToyEmbedder(), database=address)
    with one, other:
        one.add(Draft("-", "A ferry sailed.", id="ferry"))
        one.pay()
        postgres.command("UPDATE maps SET seen = '2020-01-01'", address)
        other.pay()
        one.add(Draft("-", "A tram halted.", id="tram"))
        other.remove(["ferry"])
        with other._records.reading() as db:
            assert db.execute("SELECT count(*) FROM maps").fetchone() == (2,)
        assert _names(one, "ferry tram") == ["tram"]
        assert one.check() == ()


def test_maps_that_were_paid_before_the_clock_was_set_back_are_still_kept(
    postgres: PostgresServer, address: str, tmp_path: Path
) -> None:
    one = Library.open(tmp_path / "one", ToyEmbedder(), database=address)
    other = Library.open(tmp_path / "other", ToyEmbedder(), database=address)
    with one, other:
        one.add(Draft("-", "A ferry sailed.", id="ferry"))
        assert (one.pay(), other.pay()) == (1, 1)
        postgres.command("UPDATE maps SET seen = '2100-01-01'", address)
        one.add(Draft("-", "A tram halted.", id="tram"))
        one.rebuild()
        assert (one.owed(), other.owed()) == (0, 1)
        assert _names(other, "ferry tram") == ["ferry", "tram"]
        assert other.check() == ()


def test_who_reads_waits_for_nobody_who_writes(records: PostgresRecords) -> None:
    read: list[str | None] = []
    with records.writing() as db:
        db.execute("INSERT INTO settings VALUES ('name', 'value')")
        reader = threading.Thread(target=lambda: read.append(records.setting("name")))
        reader.start()
        reader.join(10)
        assert read == [None]
    assert records.setting("name") == "value"


def test_who_writes_for_too_long_is_named(records: PostgresRecords, address: str) -> None:
    other = PostgresRecords(address, _PATIENCE)
    with records.writing(), pytest.raises(LibraryError, match="in use by another process"):
        other.remember("name", "value")
    other.remember("name", "value")
    assert records.setting("name") == "value"
    other.close()


def test_every_text_is_kept(records: PostgresRecords) -> None:
    for text in ("a\0b", "\x1a", "\x1a0\0\x1a1", "100 % of $1 ?", "“😀”", ""):
        records.remember("text", text)
        assert records.setting("text") == text
    records.remember("text", "a\ud800b")
    assert records.setting("text") == "a\ufffdb"


def test_a_text_too_long_for_an_index_is_named(address: str, tmp_path: Path) -> None:
    name = "".join(f"{number:x}" for number in range(4000))  # which cannot be packed smaller
    with Library.open(tmp_path, ToyEmbedder(), database=address) as library:
        with pytest.raises(LibraryError, match="give the article a shorter id"):
            library.add(Draft("-", "One.", id=name))
        assert library.count() == 0


@pytest.mark.parametrize(
    ("database", "user", "words"),
    [
        ("nowhere", "postgres", 'database "nowhere" does not exist'),
        ("postgres", "locked", "password authentication failed"),
        ("postgres", "nobody", 'role "nobody" does not exist'),
    ],
)
def test_what_cannot_be_opened_is_told_in_the_servers_words(
    postgres: PostgresServer, database: str, user: str, words: str
) -> None:
    with pytest.raises(LibraryError) as told:
        PostgresRecords(postgres.address(database, user, "open-sesame"), _PATIENCE)

    assert words in str(told.value)
    assert str(told.value).endswith("user and password in BYLINE_DATABASE.")
    assert "open-sesame" not in str(told.value)


def test_a_server_that_is_away_is_told() -> None:
    with pytest.raises(LibraryError, match=r"library on 127\.0\.0\.1 cannot be used \(.*refused"):
        PostgresRecords("postgresql://me:secret@127.0.0.1:1/library", _PATIENCE)


@pytest.mark.parametrize("address", ["nonsense", "postgresql://me:se@cret:word@host/library"])
def test_what_is_no_address_is_not_repeated(address: str) -> None:
    with pytest.raises(LibraryError, match="is no address of a database; set it") as told:
        PostgresRecords(address, _PATIENCE)
    assert "word@" not in str(told.value).replace("password@host", "")


def test_a_server_that_comes_back_is_used_again(records: PostgresRecords, address: str) -> None:
    records.remember("name", "value")
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = "
            "'byline' AND datname = current_database()"
        )
    assert records.setting("name") == "value"

    with pytest.raises(LibraryError, match="cannot be used"):
        _write_and_lose_the_connection(records)
    assert records.setting("name") == "value"


def _write_and_lose_the_connection(records: PostgresRecords) -> None:
    with records.writing() as db:
        db.execute("UPDATE settings SET value = 'other'")
        db.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def test_a_database_of_a_newer_byline_is_refused(postgres: PostgresServer) -> None:
    address = postgres.fresh()
    PostgresRecords(address, _PATIENCE).close()
    postgres.command('UPDATE byline SET "schema" = 99', address)

    with pytest.raises(LibraryError, match=r"newer Byline \(its schema is 99"):
        PostgresRecords(address, _PATIENCE)


def test_a_database_of_something_else_is_left_alone(postgres: PostgresServer) -> None:
    address = postgres.fresh()
    postgres.command("CREATE TABLE articles (of_others text)", address)

    with pytest.raises(LibraryError, match=r"holds something else .*; name an empty one"):
        PostgresRecords(address, _PATIENCE)


def test_a_database_that_cannot_hold_every_letter_is_refused(postgres: PostgresServer) -> None:
    postgres.command("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")

    with pytest.raises(LibraryError, match="ENCODING 'UTF8'"):
        PostgresRecords(postgres.address("latin"), _PATIENCE)


def test_a_database_that_can_only_be_read_is_told(records: PostgresRecords, address: str) -> None:
    read_only = f"{address}&options=-cdefault_transaction_read_only%3Don"
    only_read = PostgresRecords(read_only, _PATIENCE)
    with pytest.raises(LibraryError, match="can only be read"):
        only_read.remember("name", "value")
    only_read.close()


def test_a_server_that_is_too_old_is_refused() -> None:
    require("news on host", 130000, "UTF8")
    with pytest.raises(LibraryError, match=r"news on host is PostgreSQL 12; Byline needs 13 or"):
        require("news on host", 120017, "UTF8")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("53100", "is full; make room, and try again."),
        ("53200", "has too much to do (out of it); try again later."),
        ("XX001", "is damaged (out of it); put a backup in its place."),
        ("57P01", "cannot be used (out of it); check that its server runs, and the name, user"),
    ],
)
def test_what_the_server_meets_is_one_sentence(
    records: PostgresRecords, state: str, words: str
) -> None:
    fault = f"DO $$ BEGIN RAISE EXCEPTION 'out of it' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(LibraryError, match=re.escape(words)):
        _raise(records, fault)
    assert records.setting("name") is None


def _raise(records: PostgresRecords, fault: str) -> None:
    with records.writing() as db:
        db.execute(fault)


def test_a_user_with_no_rights_but_to_the_database_is_enough(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    postgres.command("CREATE ROLE writer LOGIN")
    postgres.command("CREATE DATABASE of_writer OWNER writer TEMPLATE template0")
    address = postgres.address("of_writer", "writer")
    with Library.open(tmp_path, ToyEmbedder(), database=address) as library:
        library.add(Draft("-", "A ferry sailed.", id="ferry"))
        assert library.check() == ()
        assert len(library._records.own_id()) == 16


def test_a_copy_of_a_database_is_another_library(postgres: PostgresServer) -> None:
    first = PostgresRecords(postgres.fresh(), _PATIENCE)
    own = first.own_id()
    first.close()
    name = first.name.split()[0]
    postgres.command(f"CREATE DATABASE copy TEMPLATE {name}")
    copy = PostgresRecords(postgres.address("copy"), _PATIENCE)

    assert copy.own_id() != own
    assert copy.own_id() == copy.own_id()
    copy.close()
