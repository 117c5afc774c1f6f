import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from chroma_server import ChromaServer
from numpy.typing import NDArray
from processes import run

from index.debts import Entry, Owed
from index.errors import LibraryError
from index.filters import Filters
from index.vectors import Vectors
from index.vectors.folder import Folders
from index.vectors.server import Address, Server
from index.whereabouts import Place


def _entry(
    chunk_id: int, article_id: str = "a1", outlet: str | None = None, date: dt.date | None = None
) -> Entry:
    return Entry(chunk_id, article_id, "A secret title", outlet, date, "A secret text")


def _axes(*numbers: int, dimensions: int = 16) -> NDArray[np.float32]:
    return np.eye(dimensions, dtype=np.float32)[list(numbers)]


@pytest.fixture(params=["folder", pytest.param("server", marks=pytest.mark.server)])
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """A folder, or a collection of its own on the server that all tests share."""
    if request.param == "folder":
        yield Folders(tmp_path)
        return
    server: ChromaServer = request.getfixturevalue("chroma")
    place = Server(Address(server.url), re.sub(r"\W", "-", tmp_path.name))
    yield place
    place.close()


@pytest.fixture(params=[False, True], ids=["graph", "exact"])
def vectors(place: Place, request: pytest.FixtureRequest) -> Iterator[Vectors]:
    vectors = place.open(0, exact=request.param)
    vectors.write(
        Owed(
            (
                _entry(1, "a", "Echo", dt.date(2026, 1, 1)),
                _entry(2, "b", "Écho", dt.date(2026, 1, 2)),
                _entry(3, "c", "Wire"),
            ),
            (),
        ),
        _axes(0, 1, 2),
    )
    yield vectors
    vectors.close()


_NEAR_TWO = np.array([0.1, 0.9, 0.2] + [0.0] * 13, dtype=np.float32)


def test_the_nearest_come_first(vectors: Vectors) -> None:
    assert vectors.find(_NEAR_TWO, 10) == (2, 3, 1)
    assert vectors.find(_NEAR_TWO, 1) == (2,)


def test_nothing_is_near_to_zeros(vectors: Vectors) -> None:
    assert vectors.find(np.zeros(16, dtype=np.float32), 10) == ()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(outlet="écho"), (2, 1)),
        (Filters(outlet="Nobody"), ()),
        (Filters(since=dt.date(2026, 1, 2)), (2,)),
        (Filters(until=dt.date(2026, 1, 1)), (1,)),
        (Filters(since=dt.date(2025, 1, 1), until=dt.date(2026, 1, 1), outlet="ECHO"), (1,)),
        (Filters(article_ids=("c", "a")), (3, 1)),
    ],
)
def test_filters(vectors: Vectors, filters: Filters, expected: tuple[int, ...]) -> None:
    assert vectors.find(_NEAR_TWO, 10, filters) == expected


def test_a_filter_on_few_articles_of_many_misses_none(vectors: Vectors) -> None:
    rows = np.random.default_rng(7).normal(size=(3_000, 16)).astype(np.float32)
    entries = tuple(_entry(number, f"n{number % 300}") for number in range(10, 3_010))
    vectors.write(Owed(entries, ()), rows)

    wanted = ("n7", "n8", "n9")
    found = vectors.find(_NEAR_TWO, 100, Filters(article_ids=wanted))
    assert set(found) == {entry.chunk_id for entry in entries if entry.article_id in wanted}
    lengths = np.linalg.norm(rows, axis=1)
    nearest = sorted(found, key=lambda i: -float(rows[i - 10] @ _NEAR_TWO / lengths[i - 10]))
    assert list(found) == nearest


def test_writing_twice_leaves_one_with_the_last_vector(vectors: Vectors) -> None:
    vectors.write(Owed((_entry(1),), ()), _axes(5))
    vectors.write(Owed((_entry(1),), ()), _axes(5))

    assert vectors.chunk_ids() == {1, 2, 3}
    assert vectors.find(_axes(5)[0], 1) == (1,)


def test_what_is_dropped_is_not_found(vectors: Vectors) -> None:
    vectors.write(Owed((), (2, 77)), _axes())

    assert vectors.chunk_ids() == {1, 3}
    assert vectors.find(_NEAR_TWO, 10) == (3, 1)


def test_vectors_come_back_as_they_were_and_zeros_as_zeros(vectors: Vectors) -> None:
    vectors.write(Owed((_entry(4),), ()), np.zeros((1, 16), dtype=np.float32))
    rows = vectors.rows([2, 4, 99])

    assert set(rows) == {2, 4}
    assert np.allclose(rows[2], _axes(1)[0])
    assert not rows[4].any()
    assert vectors.rows([]) == {}


def test_more_chunks_than_chroma_takes_or_gives_at_once(place: Place) -> None:
    vectors = place.open(0)
    ids = range(1, 10_501)
    rows = np.random.default_rng(1).normal(size=(len(ids), 2)).astype(np.float32)
    vectors.write(Owed(tuple(map(_entry, ids)), ()), rows)

    assert vectors.chunk_ids() == set(ids)
    assert len(vectors.rows(ids)) == len(ids)
    vectors.write(Owed((), tuple(ids[:10_000])), rows[:0])
    assert vectors.chunk_ids() == set(ids[10_000:])
    vectors.close()


def test_collections_are_numbered_and_one_goes_without_the_other(
    place: Place, vectors: Vectors
) -> None:
    assert place.exists(0, 3)
    assert not place.exists(7, 0)
    other = place.open(7)
    other.write(Owed((_entry(5),), ()), _axes(3))
    other.close()

    assert place.numbers() == {0, 7}
    assert vectors.chunk_ids() == {1, 2, 3}
    place.discard(7)
    place.discard(7)
    assert place.numbers() == {0}
    assert vectors.find(_NEAR_TWO, 1) == (2,)


def test_no_text_is_on_the_disk(
    vectors: Vectors, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    vectors.close()
    on_server = "server" in request.node.callspec.id
    folder = request.getfixturevalue("chroma").folder if on_server else tmp_path
    files = [file for file in folder.rglob("*") if file.is_file()]

    assert files
    assert all(b"secret" not in file.read_bytes() for file in files)


def test_what_another_process_writes_is_seen_after_opening_again(tmp_path: Path) -> None:
    vectors = Folders(tmp_path).open(0)
    assert vectors.chunk_ids() == frozenset()
    script = (
        "import sys; from pathlib import Path; from test_vectors import _axes, _entry;"
        "from index.debts import Owed; from index.vectors.folder import Folders;"
        "Folders(Path(sys.argv[1])).open(0).write(Owed((_entry(4),), ()), _axes(7))"
    )
    assert run(script, tmp_path).stderr == ""
    vectors.close()
    again = Folders(tmp_path).open(0)

    assert again.find(_axes(7)[0], 1) == (4,)
    again.close()


def test_one_is_closed_and_the_other_goes_on(place: Place, vectors: Vectors) -> None:
    other = place.open(0)
    other.close()

    assert vectors.find(_NEAR_TWO, 1) == (2,)


def test_a_damaged_collection_is_named_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "vectors").mkdir()
    (tmp_path / "vectors" / "chroma.sqlite3").write_text("junk" * 1000)

    with pytest.raises(LibraryError, match=r"vectors .* run `byline rebuild`"):
        Folders(tmp_path).open(0)


def test_vectors_of_another_length_are_refused(vectors: Vectors) -> None:
    with pytest.raises(LibraryError, match="run `byline rebuild`"):
        vectors.write(Owed((_entry(9),), ()), _axes(1, dimensions=8))


def test_an_empty_collection_finds_nothing(place: Place) -> None:
    vectors = place.open(0)

    assert vectors.find(_NEAR_TWO, 10) == ()
    assert vectors.chunk_ids() == frozenset()
    vectors.close()
