"""Who asks waits for nobody who writes, and for their turn only among those who ask."""

import threading
from pathlib import Path

import pytest
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.errors import LibraryError
from index.library import Library
from index.lock import MapsLock
from index.records import remember
from index.records.sqlite import SqliteRecords
from index.turns import Turns

_PATIENCE = 0.1


def _draft(number: int) -> Draft:
    text = f"The ferry {number} sailed.\n\n“Ferry {number} is late,” Ida Lund{number} said."
    return Draft(f"a{number}", text, id=f"a{number}", title=f"Ferry {number}")


def test_the_record_is_read_while_it_is_written(tmp_path: Path) -> None:
    records = SqliteRecords(tmp_path / "l.sqlite3", _PATIENCE)
    with records.writing() as db:
        remember(db, "name", "value")
        assert records.setting("name") is None
    assert records.setting("name") == "value"
    records.close()


def test_a_process_reads_its_maps_beside_its_own_writer(tmp_path: Path) -> None:
    lock = MapsLock(tmp_path / "maps.lock", _PATIENCE)
    other = MapsLock(tmp_path / "maps.lock", _PATIENCE)

    with lock.exclusive(beside=True):
        with lock.shared():
            pass
        with pytest.raises(LibraryError, match="in use by another process"), other.shared():
            pass
    with other.exclusive(), pytest.raises(LibraryError, match="in use"), lock.shared():
        pass
    with other.shared(), lock.shared():
        pass


def test_nobody_reads_maps_that_are_made_anew(tmp_path: Path) -> None:
    lock = MapsLock(tmp_path / "maps.lock", _PATIENCE)

    with lock.exclusive(), pytest.raises(LibraryError, match="in use"), lock.shared():
        pass
    with lock.shared(), pytest.raises(LibraryError, match="in use"), lock.exclusive(beside=True):
        pass
    with lock.exclusive():
        pass


def test_readers_leave_a_writer_that_came_first_to_others(tmp_path: Path) -> None:
    lock, entered, done = MapsLock(tmp_path / "maps.lock", 30.0), threading.Event(), []

    def read() -> None:
        with lock.shared():
            entered.set()
            done.append("read")

    with lock.exclusive(beside=True):
        reader = threading.Thread(target=read)
        reader.start()
        assert entered.wait(30)
    reader.join()
    with lock.exclusive():
        done.append("written")
    assert done == ["read", "written"]


def test_while_articles_are_added_others_find_what_was_there(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(_draft(1))
        assert library.search("ferry")
        assert library.people.named("Lund1") == ("Ida Lund1",)
        assert len(library.titles()) == 1
        with library.adding():
            library.add(_draft(2))
            assert {passage.article_id for passage in library.search("ferry")} == {"a1"}
            assert (library.owed(), library.people.named("Lund2")) == (1, ())
            assert len(library.titles()) == 1
            library.pay()
            assert library.people.named("Lund2") == ("Ida Lund2",)
            assert len(library.titles()) == 2
        assert {passage.article_id for passage in library.search("ferry")} == {"a1", "a2"}


def test_what_an_adder_leaves_owed_is_paid_by_the_next_search(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        with library.adding():
            library.add(_draft(1))
        assert {passage.article_id for passage in library.search("ferry")} == {"a1"}


def test_turns_are_taken_in_the_order_of_coming() -> None:
    turns, came, order = Turns(1), [threading.Event() for _ in range(3)], list[int]()

    def work(number: int) -> None:
        came[number].set()
        with turns.turn():
            order.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    with turns.turn():
        for number, thread in enumerate(threads):
            thread.start()
            came[number].wait()
            while turns.waiting <= number:
                pass
    for thread in threads:
        thread.join()

    assert order == [0, 1, 2]
    with turns.turn():
        pass
