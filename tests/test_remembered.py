from pathlib import Path

from index.matching import Names
from index.records import Records
from index.records.sqlite import SqliteRecords
from index.remembered import Remembered


def counted(asked: list[int]) -> Remembered[int]:
    def read(db: object) -> int:
        asked.append(1)
        return len(asked)

    return Remembered(read)


def value(records: Records, found: Remembered[int]) -> int:
    with records.reading() as db:
        return found.of(db)


def changed(records: Records) -> None:
    with records.writing() as db:
        db.execute("INSERT INTO articles (id, version) VALUES ('a', 1)")


def test_a_value_is_kept_until_the_record_changes(tmp_path: Path) -> None:
    records = SqliteRecords(tmp_path / "l.sqlite3", 1.0)
    found = counted([])

    assert [value(records, found), value(records, found)] == [1, 1]
    changed(records)
    assert [value(records, found), value(records, found)] == [2, 2]


def test_what_another_connection_writes_is_seen(tmp_path: Path) -> None:
    records, other = (
        SqliteRecords(tmp_path / "l.sqlite3", 1.0),
        SqliteRecords(tmp_path / "l.sqlite3", 1.0),
    )
    found = counted([])

    assert value(records, found) == 1
    changed(other)
    assert [value(records, found), value(records, found)] == [2, 2]


def test_a_value_outlives_what_nobody_remembers(tmp_path: Path) -> None:
    records = SqliteRecords(tmp_path / "l.sqlite3", 1.0)
    found = counted([])

    assert value(records, found) == 1
    records.remember("a", "b")
    assert value(records, found) == 1


def test_names_are_found_by_all_of_their_words_whatever_case_and_accents() -> None:
    found = Names(["Zoë Lund", "Ida Lund", "Lund’s Bank", "Ida Berg"])

    assert found.with_words("lund") == ("Zoë Lund", "Ida Lund", "Lund’s Bank")
    assert found.with_words("LUND ida") == ("Ida Lund",)
    assert found.with_words("zoe") == ("Zoë Lund",)
    assert found.with_words("Ida Ostrov") == found.with_words("—") == ()
