import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toy_embedder import ToyEmbedder

from index.adding import Pending, make, name
from index.article import Draft
from index.changes import Change, Piece, changes, pieces
from index.copies import bands, is_copy
from index.entries import Entry, join_origins, store
from index.library import Library
from index.records import Connection, Row, Rows

WIRE = (
    "The ferry company and the dock workers settled their pay dispute on Monday after nine hours "
    "of talks, both sides said. Crews will get four percent more from July and a further two "
    "percent in January.\n\nSailings begin again at four on Tuesday morning, the company said in a "
    "statement to its passengers, and tickets that were bought for the days of the strike stay "
    "good until the end of September.\n\nThe mayor of Anso called it a good day for an island "
    "with one road out."
)
EDITED = WIRE.replace("a further two percent", "another two percent").rpartition("\n\n")[0]
LONGER = WIRE + "\n\nOur readers in the harbour had waited for two days with nothing but crisps."
OTHER = (
    "The council voted for the wall by twenty-three to eighteen after a debate that went on until "
    "midnight, and the opposition said that it would go to court over the price of the stones."
)


def draft(text: str, name: str, outlet: str, day: str = "2026-06-12") -> Draft:
    return Draft(name, text, id=name, title=name, outlet=outlet, date=dt.date.fromisoformat(day))


@pytest.fixture
def library(tmp_path: Path, database: str | None) -> Iterator[Library]:
    with Library.open(tmp_path, ToyEmbedder(), database=database) as opened:
        yield opened


def origins(library: Library) -> dict[str, str]:
    return {listing.id: listing.origin for listing in library.articles()}


def test_copies_of_one_report_share_the_oldest_as_origin(library: Library) -> None:
    library.add(draft(EDITED, "echo", "Echo", "2026-06-13"))
    library.add(draft(OTHER, "wall", "Echo"))
    library.add(draft(WIRE, "wire", "Agency", "2026-06-12"))
    library.add(draft(LONGER, "post", "Post", "2026-06-13"))
    assert origins(library) == {"echo": "wire", "wire": "wire", "post": "wire", "wall": "wall"}


def test_the_same_text_in_another_outlet_is_a_copy_and_in_its_own_a_duplicate(
    library: Library,
) -> None:
    library.add(draft(WIRE, "wire", "Agency"))
    assert library.add(draft(WIRE, "again", "agency")).status == "duplicate"
    assert library.add(draft(WIRE, "post", "Post", "2026-06-13")).status == "added"
    assert origins(library) == {"wire": "wire", "post": "wire"}


def test_an_origin_outlives_its_oldest_article(library: Library) -> None:
    for outlet, text in (("wire", WIRE), ("echo", EDITED), ("post", LONGER)):
        day = "2026-06-12" if outlet == "wire" else "2026-06-13"
        library.add(draft(text, outlet, outlet, day))
    library.remove(["wire"])
    assert origins(library) == {"echo": "echo", "post": "echo"}


def test_a_text_that_becomes_another_leaves_its_origin(library: Library) -> None:
    library.add(draft(WIRE, "wire", "Agency"))
    library.add(draft(EDITED, "echo", "Echo", "2026-06-13"))
    library.add(draft(OTHER, "echo", "Echo", "2026-06-13"))
    assert origins(library) == {"wire": "wire", "echo": "echo"}
    library.add(draft(LONGER, "echo", "Echo", "2026-06-13"))
    assert origins(library) == {"wire": "wire", "echo": "wire"}


def test_rebuilding_finds_the_origins_of_older_articles(library: Library) -> None:
    library.add(draft(WIRE, "wire", "Agency"))
    library.add(draft(LONGER, "post", "Post", "2026-06-13"))
    with library._records.writing() as db:  # as a library of an earlier Byline has it
        db.execute("DELETE FROM bands")
        db.execute("UPDATE articles SET origin = NULL")
    library.rebuild()
    assert origins(library) == {"wire": "wire", "post": "wire"}


class _Counting:
    """A connection that counts the rows that are read and changed through it."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self.rows = 0

    def execute(self, statement: str, parameters: Sequence[object] = (), /) -> Rows:
        found = self._db.execute(statement, parameters)
        self.rows += max(0, found.rowcount)
        return _Counted(found, self)

    def executemany(self, statement: str, parameters: Iterable[Sequence[object]], /) -> object:
        rows = [*parameters]
        self.rows += len(rows)
        return self._db.executemany(statement, rows)

    def state(self) -> Hashable:
        return self._db.state()


class _Counted:
    def __init__(self, rows: Rows, counting: _Counting) -> None:
        self._rows = rows
        self._counting = counting
        self.rowcount = rows.rowcount

    def __iter__(self) -> Iterator[Row]:
        return iter(self.fetchall())

    def fetchone(self) -> Row | None:
        self._counting.rows += 1
        return cast("Row | None", self._rows.fetchone())

    def fetchall(self) -> list[Row]:
        found = self._rows.fetchall()
        self._counting.rows += len(found)
        return found


@pytest.mark.parametrize("newest_first", [False, True])
def test_the_work_for_a_copy_does_not_grow_with_the_copies(
    tmp_path: Path, newest_first: bool
) -> None:
    work = []
    with Library.open(tmp_path, ToyEmbedder()) as library:
        for begin in range(0, 192, 32):
            days = range(begin, begin + 32)
            drafts = [_copy(-day if newest_first else day) for day in days]
            named = [name(one) for one in drafts]
            pending = [library.settle(one) for one in named]
            made = [(one, make(one.article, ())) for one in pending if isinstance(one, Pending)]
            entries = [
                Entry(one.article, done.parts, done.bands, one.named.digest, one.after)
                for one, done in made
            ]
            with library._records.writing() as db:
                assert all(store(db, entry) for entry in entries)
                counting = _Counting(db)
                join_origins(counting, entries)
            work.append(counting.rows)
        assert set(origins(library).values()) == {"copy-191" if newest_first else "copy0"}
    assert work[-1] < 1.5 * work[1]


def _copy(day: int) -> Draft:
    date = dt.date(2026, 6, 12) + dt.timedelta(days=day)
    return Draft("-", f"{WIRE}\n\nIt is day {day}.", id=f"copy{day}", outlet=f"{day}", date=date)


@given(st.sets(st.text("abc ", min_size=3, max_size=8), min_size=12, max_size=60))
def test_copies_share_a_band(found: set[str]) -> None:
    whole = frozenset(found)
    most = frozenset(sorted(found)[1:])
    assert is_copy(whole, most)
    assert set(bands(whole)) & set(bands(most))
    assert bands(whole) == bands(frozenset(sorted(found, reverse=True)))


def test_too_short_a_text_copies_nothing() -> None:
    few = frozenset("abc")
    assert (bands(few), is_copy(few, few)) == ((), False)


def test_a_correction_is_told_sentence_by_sentence() -> None:
    before = "The hospital has 214 beds. It opened in 2019.\n\nNurses came from Anso."
    after = "The hospital has 241 beds. It opened in 2018.\n\nNurses came from Anso. It is full."
    assert changes(before, after) == (
        Change("The hospital has 214 beds.", "The hospital has 241 beds."),
        Change("It opened in 2019.", "It opened in 2018."),
        Change("", "It is full."),
    )
    assert changes(after, after) == ()


@given(st.lists(st.sampled_from(["One is.", "Two are.", "Three were."]), max_size=5), st.data())
def test_what_changed_is_in_the_texts(old: list[str], data: st.DataObject) -> None:
    new = data.draw(st.permutations(old))
    for change in changes(" ".join(old), " ".join(new)):
        assert change.before in " ".join(old)
        assert change.after in " ".join(new)


def test_a_change_is_divided_by_words_unless_most_are_others() -> None:
    corrected = pieces(Change("It has 214 beds in all.", "It now has 241 beds in all."))
    assert [(piece.kind, piece.text) for piece in corrected] == [
        ("same", "It"),
        ("new", "now"),
        ("same", "has"),
        ("gone", "214"),
        ("new", "241"),
        ("same", "beds in all."),
    ]
    assert pieces(Change("It rained.", "Nobody came.")) == (
        Piece("gone", "It rained."),
        Piece("new", "Nobody came."),
    )
    assert pieces(Change("", "It is full.")) == (Piece("new", "It is full."),)
