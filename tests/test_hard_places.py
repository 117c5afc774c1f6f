"""Libraries where they cannot be written: one clear sentence each, and nothing is damaged."""

import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hand_made import hospital, tram
from processes import run
from toy_embedder import ToyEmbedder

from index.errors import LibraryError
from index.intake import add_all
from index.library import Library

_FILL = """
import sys
from pathlib import Path
import chromadb, tantivy, filelock, rensa
from index.article import Draft
from index.errors import BylineError
from index.intake import add_all
from index.library import Library
from toy_embedder import ToyEmbedder

{before}
def drafts():
    for number in range(20_000):
        words = " ".join(f"w{{number * at}}" for at in range(200))
        yield Draft("-", f"Ship {{number}}.\\n\\n{{words}}", id=str(number))

added = 0
try:
    library = Library.open(Path(sys.argv[1]), ToyEmbedder())
    for outcome in add_all(library, drafts()):
        if outcome.failed:
            raise outcome.result
        added += 1
    library.pay()
except BylineError as error:
    print(added, error)
"""
_LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))"


def _is_whole(folder: Path, articles: int) -> None:
    with Library.open(folder, ToyEmbedder()) as library:
        assert library.count() >= articles
        assert library.check() == ()
        assert library.add(tram()).status == "added"


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 6 MB."""
    place = Path(tempfile.mkdtemp())
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True
    )
    if not mounted or mounted.returncode:
        place.rmdir()
        pytest.skip("this user may mount no disk")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)
    place.rmdir()


def test_a_full_disk_is_named_and_what_was_added_stays(small_disk: Path, tmp_path: Path) -> None:
    done = run(_FILL.format(before=""), small_disk / "library")
    added, _, told = done.stdout.partition(" ")

    assert done.returncode == 0, done.stderr
    assert int(added) > 0
    assert "The disk of" in told
    assert "is full; make room, and try again" in told
    assert told.count("\n") == 1
    shutil.copytree(small_disk / "library", tmp_path / "larger")
    _is_whole(tmp_path / "larger", int(added))


def test_a_file_that_may_not_grow_is_named_and_what_was_added_stays(tmp_path: Path) -> None:
    done = run(_FILL.format(before=_LIMITED), tmp_path / "library")
    added, _, told = done.stdout.partition(" ")

    assert done.returncode == 0, done.stderr
    assert int(added) > 0
    assert "library.sqlite3" in told
    assert "try again" in told
    assert told.count("\n") == 1
    _is_whole(tmp_path / "library", int(added))


@pytest.mark.parametrize("there", [False, True])
def test_a_read_only_folder_is_named(there: bool) -> None:
    base = Path(tempfile.mkdtemp())
    folder = base / "library"
    if there:
        Library.open(folder, ToyEmbedder()).close()
    else:
        folder.mkdir()
    base.chmod(0o755)
    folder.chmod(0o555)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    try:
        nobody = "import os\nif os.geteuid() == 0: os.setuid(65534)\n"
        done = run(_FILL.format(before=nobody), folder)
        assert done.returncode == 0, done.stderr
        assert done.stdout == (
            f"0 The library {folder}/library.sqlite3 cannot be written; "
            "check that you may write in its folder.\n"
        )
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    finally:
        folder.chmod(0o755)
        shutil.rmtree(base)


def test_a_library_of_a_newer_version_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    with Library.open(tmp_path, ToyEmbedder()) as library:
        library.add(tram())
    with closing(sqlite3.connect(tmp_path / "library.sqlite3")) as db:
        db.execute("PRAGMA user_version = 99")
    before = (tmp_path / "library.sqlite3").read_bytes()

    with pytest.raises(LibraryError, match=r"was of a newer Byline .*; use that one, or another"):
        Library.open(tmp_path, ToyEmbedder())
    assert (tmp_path / "library.sqlite3").read_bytes() == before


def test_a_process_that_writes_for_too_long_ends_the_adding_with_one_failure(
    tmp_path: Path,
) -> None:
    with (
        Library.open(tmp_path, ToyEmbedder(), patience=0.1) as library,
        closing(sqlite3.connect(tmp_path / "library.sqlite3", isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        told = [str(outcome.result) for outcome in add_all(library, [tram(), hospital()])]
        other.execute("ROLLBACK")

        assert told == [
            f"The library {tmp_path}/library.sqlite3 is in use by another process; "
            "wait until it is done, and try again."
        ]
        assert [o.status for o in add_all(library, [tram(), hospital()])] == ["added"] * 2
        assert library.check() == ()
