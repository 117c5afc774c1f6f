"""How adding is told while it goes on, how it is stopped, and that nothing is read twice."""

import datetime as dt
import gzip
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from toy_embedder import ToyEmbedder

from index.console import Interruption, Step, course_bar, pace
from index.course import Course
from index.errors import SourceError
from index.intake import take_in
from index.library import Library
from index.outcomes import Outcome, failures_in_words

_TODAY = dt.date(2026, 3, 10)


def _add(library: Library, *sources: Path, course: Course | None = None) -> Iterator[Outcome]:
    return take_in(library, [str(s) for s in sources], io.BytesIO(), _TODAY, course=course)


def _lines(count: int, words: str = "came in") -> str:
    rows = (
        {"id": f"a{n}", "text": f"Ship {n} {words}.\n\n“Late,” said Ida Lund."}
        for n in range(count)
    )
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", ToyEmbedder()) as library:
        yield library


def _statuses(outcomes: Iterator[Outcome]) -> list[str]:
    return [outcome.status for outcome in outcomes]


def test_a_file_is_read_again_only_where_it_or_its_articles_changed(
    library: Library, tmp_path: Path
) -> None:
    dump = tmp_path / "dump.jsonl.gz"
    dump.write_bytes(gzip.compress(_lines(3).encode()))
    first = list(_add(library, dump))
    assert [outcome.status for outcome in first] == ["added"] * 3

    again = list(_add(library, dump))
    assert [outcome.status for outcome in again] == ["unchanged"] * 3
    assert [outcome.source for outcome in again] == [outcome.source for outcome in first]
    library.remove(["a1"])
    assert _statuses(_add(library, dump)) == ["unchanged", "added", "unchanged"]
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "a2", "text": "Another text."}')
    assert _statuses(_add(library, other)) == ["updated"]
    assert _statuses(_add(library, dump)) == ["unchanged", "unchanged", "updated"]
    dump.write_bytes(gzip.compress(_lines(3, "went out").encode()))
    assert _statuses(_add(library, dump)) == ["updated"] * 3


def test_a_failure_in_a_file_is_told_every_time(library: Library, tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_text(_lines(2) + "{}\n")

    for status in ("added", "unchanged"):
        assert _statuses(_add(library, dump)) == [status, status, "failed"]


def test_what_comes_twice_in_one_file_ends_as_if_added_one_by_one(
    library: Library, tmp_path: Path
) -> None:
    dump = tmp_path / "dump.jsonl"
    texts = (("x", "One."), ("x", "Two."), ("y", "Two."), ("x", "One."), ("z", "Three."))
    dump.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in texts))

    expected = ["added", "updated", "duplicate", "updated", "added"]
    assert _statuses(_add(library, dump)) == expected
    assert [article.text for article in library.versions("x")] == ["One.", "Two.", "One."]


def test_the_course_is_told_in_bytes_of_files(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.jsonl").write_text(_lines(60))
    (folder / "b.txt").write_text("A ferry sailed at noon.")
    course = Course()
    done = [course.done for _ in _add(library, folder, course=course)]

    assert course.total == sum(file.stat().st_size for file in folder.iterdir())
    assert done == sorted(done)
    assert 0 < done[0] < course.total


def test_adding_stops_when_it_is_asked_to_and_goes_on_later(
    library: Library, tmp_path: Path
) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_text(_lines(200))
    told: list[Outcome] = []
    for outcome in take_in(
        library, [str(dump)], io.BytesIO(), _TODAY, stopped=lambda: len(told) >= 10
    ):
        told.append(outcome)

    assert 10 <= len(told) < 200
    assert library.count() == len(told)
    library.pay()
    assert library.search("Ship 3", k=1)
    assert _statuses(_add(library, dump)).count("added") == 200 - len(told)


def test_the_first_press_asks_once_something_was_added_and_the_second_ends() -> None:
    at_once, later = Interruption(), Interruption()
    with pytest.raises(KeyboardInterrupt):
        at_once.press(2, None)
    later.waits = True
    later.press(2, None)
    assert later.asked
    with pytest.raises(KeyboardInterrupt):
        later.press(2, None)


def test_the_command_says_at_ctrl_c_what_was_added(tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_text(
        "".join(
            _lines(1).replace("a0", f"b{n}").replace("Ship 0", f"Ship {n} " * 300)
            for n in range(2_000)
        )
    )
    command = [sys.executable, "-c", "import sys, app; sys.exit(app.main())", "add", str(dump)]
    process = subprocess.Popen(
        [*command, "--library", str(tmp_path / "library")],
        cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    record = tmp_path / "library" / "library.sqlite3"
    for _ in range(600):
        time.sleep(0.05)
        if record.exists() and _count(record):
            break
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert process.returncode == 130, err
    assert err.splitlines()[-1].startswith("Stopped; what was added stays")
    with Library.open(tmp_path / "library", ToyEmbedder()) as library:
        assert out == f"{library.count():,} added.\n"


def _count(record: Path) -> int:
    try:
        with closing(sqlite3.connect(record)) as db:
            return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.parametrize(
    ("step", "seconds", "told"),
    [
        (Step(1, 0, 0, ""), 0.5, "1 article"),
        (Step(120, 0, 0, ""), 10.0, "120 articles, 12.0 a second"),
        (Step(120, 50, 100, ""), 10.0, "120 articles, 12.0 a second, about 10 seconds left"),
        (Step(120, 1, 61, ""), 10.0, "120 articles, 12.0 a second, about 10 minutes left"),
        (Step(9, 100, 100, ""), 10.0, "9 articles, 0.9 a second"),
    ],
)
def test_the_pace_is_told_in_words(step: Step, seconds: float, told: str) -> None:
    assert pace(step, seconds) == told


def test_without_a_terminal_a_line_is_told_every_few_seconds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seconds = iter(range(1_000))
    with course_bar(lambda: float(next(seconds)) / 10, terminal=False) as show:
        for number in range(200):
            show(Step(number, 0, 0, "a.txt"))
    lines = capsys.readouterr().err.splitlines()

    assert 1 <= len(lines) <= 5
    assert all("a second" in line for line in lines)


def test_twenty_failures_are_listed_and_the_rest_counted() -> None:
    failed = [Outcome(f"f{n}", SourceError(f"f{n} is empty.", f"f{n}")) for n in range(23)]
    told = failures_in_words(failed)

    assert told[:2] == ["f0 is empty.", "f1 is empty."]
    assert told[20:] == ["And 3 more failures."]
