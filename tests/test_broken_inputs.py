"""Broken and hostile inputs: no crash, no hang, no half article, and one sentence on each."""

import datetime as dt
import io
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from broken_inputs import Broken, broken_inputs, write
from toy_embedder import ToyEmbedder

from index.intake import add_all, take_in
from index.library import Library
from index.outcomes import Outcome
from index.readers import read, reading_apart
from index.readers.apart import Apart
from index.soundness import misplaced

_SEED = 7
_HANGS = 10  # seconds
_TODAY = dt.date(2026, 3, 10)


class _HungError(BaseException):
    """Not to be caught as an error of the reader's."""


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise _HungError


@contextmanager
def _bell() -> Iterator[None]:
    """Let nothing take longer than it may, in seconds of this process's work."""
    before = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, _HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _add(library: Library, broken: Broken, folder: Path, apart: Apart) -> list[Outcome]:
    """Add one input, read where all large ones are, since a process takes a second to begin."""
    source = str(write(broken, folder))
    return list(add_all(library, read(source, stdin=io.BytesIO(), today=_TODAY, apart=apart)))


def test_three_hundred_broken_inputs_neither_crash_nor_hang_nor_leave_a_half(
    tmp_path: Path,
) -> None:
    broken = list(broken_inputs(_SEED))
    assert len(broken) >= 300
    faults: list[str] = []
    with Library.open(tmp_path / "library", ToyEmbedder()) as library, reading_apart() as apart:
        for one in broken:
            label = f"{one.name}: {one.how}"
            try:
                with _bell():
                    outcomes = _add(library, one, tmp_path, apart)
            except (Exception, _HungError) as error:  # noqa: BLE001  a crash is what is looked for
                faults.append(f"{label}: {type(error).__name__} {str(error)[:200]}")
                continue
            if not outcomes:
                faults.append(f"{label}: nothing was said of it")
            faults += [
                f"{label}: {str(outcome.result)[:200]!r} is no sentence"
                for outcome in outcomes
                if outcome.failed and ("\n" in str(outcome.result) or len(str(outcome.result)) < 9)
            ]
        assert faults == []
        assert misplaced(library._records) == ()
        for listing in library.articles():
            parsed = library.get(listing.id)
            assert parsed.article.text.strip()
            assert parsed.paragraphs


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, one in enumerate(list(broken_inputs(_SEED))[::4]):
        if len(one.content) > 100_000:
            continue
        (folder / f"{number:03}-{one.name}").write_bytes(one.content)
    (folder / "zz-last.txt").write_text("The last ferry sailed at noon.")
    with Library.open(tmp_path / "library", ToyEmbedder()) as library:
        outcomes = list(take_in(library, [str(folder)], io.BytesIO(), _TODAY))
        assert outcomes[-1].status == "added"
        assert any(outcome.failed for outcome in outcomes)
        assert library.search("last ferry noon", k=1)[0].text == "The last ferry sailed at noon."
        assert library.check() == ()
