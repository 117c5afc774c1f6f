"""A disk that fills, or cannot be written: one sentence, nothing damaged, and it goes on after."""

import os
import random
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from toy_embedder import ToyEmbedder

from index.article import Draft
from index.errors import LibraryError
from index.library import Library

_WORDS = "ferry quay harbour tram council bridge late said early crane yard dock".split()


def _mount(folder: Path, *options: str) -> bool:
    command = ["mount", *options, "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if (
        not hasattr(os, "geteuid")
        or os.geteuid()
        or not _mount(folder, "-t", "tmpfs", "-o", "size=1m")
    ):
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


def _make_read_only(folder: Path) -> None:
    """Let a disk only be read, as soon as Chroma's own threads have let go of their files."""
    until = time.monotonic() + 20
    while not _mount(folder, "-o", "remount,ro"):
        assert time.monotonic() < until
        time.sleep(0.05)


def _drafts(count: int) -> list[Draft]:
    chance = random.Random(7)
    return [
        Draft("-", " ".join(chance.choices(_WORDS, k=300)) + f" {n}.", id=f"a{n}")
        for n in range(count)
    ]


def _add(library: Library, drafts: list[Draft]) -> None:
    for draft in drafts:
        library.add(draft)
        library.pay()


def test_a_full_disk_is_named_and_all_goes_on_once_there_is_room(disk: Path) -> None:
    with Library.open(disk / "lib", ToyEmbedder()) as library:
        with pytest.raises(LibraryError, match=r"is full; make room, and try again\."):
            _add(library, _drafts(900))
        there = library.count()
    assert _mount(disk, "-o", "remount,size=200m")
    with Library.open(disk / "lib", ToyEmbedder()) as library:
        assert library.count() == there
        assert library.search("ferry", k=3)
        for draft in _drafts(there + 5):
            library.add(draft)
        assert library.check() == ()
        assert library.count() == there + 5


def test_a_disk_that_fills_while_a_map_is_written_is_named(disk: Path) -> None:
    with Library.open(disk / "lib", ToyEmbedder()) as library:
        library.add(_drafts(1)[0])
    with (disk / "filling").open("wb") as file:
        room = os.statvfs(disk)
        file.write(bytes(room.f_bavail * room.f_frsize - 60_000))
    with Library.open(disk / "lib", ToyEmbedder()) as library:
        with pytest.raises(LibraryError, match="is full; make room, and try again"):
            library.pay()
        (disk / "filling").unlink()
        assert library.search("ferry", k=1)
        assert library.check() == ()


def test_what_cannot_be_rebuilt_or_removed_on_a_full_disk_answers_as_before(disk: Path) -> None:
    assert _mount(disk, "-o", "remount,size=3m")
    told = r"is full; make room, and try again\."
    with Library.open(disk / "lib", ToyEmbedder()) as library:
        _add(library, _drafts(3))
        found = library.search("ferry", k=3)
        with (disk / "filling").open("wb") as file:
            room = os.statvfs(disk)
            file.write(bytes(room.f_bavail * room.f_frsize - 30_000))
        with pytest.raises(LibraryError, match=told):
            library.rebuild()
        assert library.search("ferry", k=3) == found
        with pytest.raises(LibraryError, match=told) as caught:
            library.remove(["a1"])
        # By the room that is left, before or after it is gone from the record; the sentence says.
        assert library.count() == 3 - str(caught.value).startswith("What was to be removed is;")
        (disk / "filling").unlink()
        if library.count() == 3:
            library.remove(["a1"])
        assert {one.article_id for one in library.search("ferry", k=9)} == {"a0", "a2"}
        assert library.check() == ()


def test_a_library_on_a_disk_that_became_read_only_is_read_and_not_changed(disk: Path) -> None:
    with Library.open(disk / "lib", ToyEmbedder()) as library:
        library.add(_drafts(1)[0])
        found, quotes = library.search("ferry", k=1), library.quotes()
        people = library.people.all()
    assert found
    _make_read_only(disk)
    with Library.open(disk / "lib", ToyEmbedder()) as library:
        assert [listing.id for listing in library.articles()] == ["a0"]
        assert library.get("a0").article.text
        assert library.quotes() == quotes
        assert library.search("ferry", k=1) == found
        assert library.people.all() == people
        assert library.check() == ()
        for change in (
            lambda: library.add(_drafts(2)[1]),
            lambda: library.remove(["a0"]),
            library.rebuild,
        ):
            with pytest.raises(LibraryError, match=r"cannot be (?:written|locked)"):
                change()
        assert library.search("ferry", k=1) == found


def test_what_is_owed_on_a_disk_that_became_read_only_is_told(disk: Path) -> None:
    with Library.open(disk / "lib", ToyEmbedder()) as library:
        library.add(_drafts(1)[0])
    _make_read_only(disk)
    with Library.open(disk / "lib", ToyEmbedder()) as library:
        assert library.count() == 1
        with pytest.raises(LibraryError, match="search it once where you may write there"):
            library.search("ferry")


def test_a_library_of_an_older_or_a_newer_byline_on_a_disk_that_is_read_only_is_named(
    disk: Path,
) -> None:
    for number in (1, 999):
        folder = disk / str(number)
        Library.open(folder, ToyEmbedder()).close()
        with closing(sqlite3.connect(folder / "library.sqlite3")) as db:
            db.execute(f"PRAGMA user_version = {number}")
    _make_read_only(disk)
    for number, told in ((1, "of an older Byline"), (999, "of a newer Byline")):
        with pytest.raises(LibraryError, match=told):
            Library.open(disk / str(number), ToyEmbedder())
