"""What is killed at any moment loses nothing that it has told, and leaves no half."""

import signal
import time
from pathlib import Path

import pytest
from processes import run, start
from toy_embedder import ToyEmbedder

from index.library import Library

_ARTICLES = 100
_ADD = """
import datetime as dt, io, sys
from pathlib import Path
from index.intake import take_in
from index.library import Library
from toy_embedder import ToyEmbedder

def main():
    today = dt.date(2026, 3, 10)
    with Library.open(Path(sys.argv[1]), ToyEmbedder()) as library:
        print("open", flush=True)
        many = int(sys.argv[3])
        for outcome in take_in(library, sys.argv[2:3], io.BytesIO(), today, processes=many):
            print(outcome.status, outcome.result.article_id, flush=True)
        library.pay()
        print("paid", flush=True)

if __name__ == "__main__":
    main()
"""


def _write(folder: Path) -> None:
    """Write articles of three paragraphs with a quotation: files, and one of JSON Lines."""
    folder.mkdir()
    for number in range(_ARTICLES // 2):
        (folder / f"story-{number:03}.txt").write_text(_text(f"File {number}"))
    lines = [
        f'{{"id": "l{n}", "text": {_json(_text(f"Line {n}"))}}}\n' for n in range(_ARTICLES // 2)
    ]
    (folder / "dump.jsonl").write_text("".join(lines))


def _text(name: str) -> str:
    return (
        f"{name} is a story on the harbour and on ship {name}.\n\n"
        f"“We saw {name} come in,” said Mara Ostrov, the harbour master.\n\n"
        f"Henrik Sol told the Echo that {name} was late and that nobody was hurt on the quay."
    )


def _json(text: str) -> str:
    return '"' + text.replace("\n", "\\n") + '"'


def _reported(lines: list[str]) -> list[str]:
    told = [line.split() for line in lines if line.endswith("\n")]
    return [words[1] for words in told if len(words) == 2]


def _killed_after(folder: Path, source: Path, seconds: float) -> list[str]:
    """Add, kill the process so long after it has opened the library, return what it reported."""
    process = start(_ADD, folder, source, "2")
    assert process.stdout is not None
    first = process.stdout.readline()
    assert first == "open\n", process.communicate()[1]
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    out, _ = process.communicate(timeout=30)
    return _reported(out.splitlines(keepends=True))


@pytest.fixture
def whole(tmp_path: Path) -> "tuple[Path, dict[str, object]]":
    """A folder of articles, and what is in a library to which nobody did harm."""
    base = tmp_path
    _write(base / "articles")
    done = run(_ADD, base / "whole", base / "articles", "1")
    assert done.returncode == 0, done.stderr
    with Library.open(base / "whole", ToyEmbedder()) as library:
        return base / "articles", {entry.id: library.get(entry.id) for entry in library.articles()}


def test_what_was_told_before_a_kill_holds_and_what_check_says_mends_the_rest(
    kill_rounds: int,
) -> None:
    script = "import kill_rounds; kill_rounds.main()"
    done = run(script, "--rounds", str(kill_rounds), seconds=60 + 20 * kill_rounds)

    assert done.returncode == 0, done.stdout + done.stderr  # with the seed
    assert f"{kill_rounds} rounds, 0 losses" in done.stdout


def test_other_processes_give_the_same_and_end_with_the_one_that_is_killed(
    tmp_path: Path, whole: "tuple[Path, dict[str, object]]"
) -> None:
    source, expected = whole
    # It ends only when all that hold its standard output have ended.
    reported = _killed_after(tmp_path / "library", source, 0.6)
    done = run(_ADD, tmp_path / "library", source, "2")

    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(expected) + 2
    with Library.open(tmp_path / "library", ToyEmbedder()) as library:
        assert {entry.id: library.get(entry.id) for entry in library.articles()} == expected
        assert set(reported) <= set(expected)
        assert library.check() == ()
