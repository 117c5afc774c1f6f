"""A process that may have little memory: what is too much is refused, what was added stays."""

from pathlib import Path

import pytest
from processes import run
from toy_embedder import ToyEmbedder

from index.library import Library

pytest.importorskip("resource")
_MEGABYTES = 1_400  # of addresses; Chroma's and Tantivy's own threads take a gigabyte of them
_ADD = """
import datetime as dt, io, resource, sys
from pathlib import Path
from index.intake import take_in
from index.library import Library
from toy_embedder import ToyEmbedder

folder, limit, *sources = sys.argv[1:]
with Library.open(Path(folder), ToyEmbedder()) as library:
    resource.setrlimit(resource.RLIMIT_AS, (int(limit), int(limit)))
    for outcome in take_in(library, sources, io.BytesIO(), dt.date(2026, 3, 10)):
        print(outcome.status, outcome.result if outcome.failed else "", flush=True)
"""


def test_a_huge_file_is_refused_and_the_next_is_added(tmp_path: Path) -> None:
    (tmp_path / "huge.jsonl").write_text('{"x": [' + "[]," * 9_000_000 + "[]]}\n")
    (tmp_path / "wide.html").write_text("<p>" + "<b a=b>x</b>" * 400_000)
    (tmp_path / "small.txt").write_text("The ferry sailed at noon, said Mara Ostrov.")
    sources = [str(tmp_path / name) for name in ("huge.jsonl", "wide.html", "small.txt")]

    done = run(_ADD, tmp_path / "library", str(_MEGABYTES * 1024**2), *sources, seconds=300)

    assert done.returncode == 0, done.stderr
    *refused, last = done.stdout.splitlines()
    assert last.strip() == "added"
    assert refused
    assert all(line.startswith("failed ") and line.endswith(".") for line in refused), refused
    with Library.open(tmp_path / "library", ToyEmbedder()) as library:
        assert library.check() == ()
        assert library.search("ferry", k=1)


_LIMIT = """
import os, resource
from index.readers.apart import limit_memory, limit_processor

resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3, 2 * 1024**3))
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
if not os.geteuid():
    os.setuid(65534)  # who may not raise a limit
limit_memory()
limit_processor(60)
print(resource.getrlimit(resource.RLIMIT_AS)[0] // 1024**3, resource.getrlimit(resource.RLIMIT_CPU))
"""


def test_less_than_byline_allows_stays_what_the_user_has_set() -> None:
    done = run(_LIMIT)

    assert done.stderr == ""
    assert done.stdout == "2 (5, 5)\n"
