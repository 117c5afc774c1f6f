"""Runs one set at a time for the whole page, in a thread of its own."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread

from eval.fresh import Finished, Means, run_set
from eval.gates import broken, known
from eval.goldset import GoldSet, load
from eval.page.shelf import KeptSet
from eval.replies import KeptChat
from eval.report import run_name
from eval.write import write_all
from index.counted import counted
from index.errors import BylineError

FAILED = "The run failed by a fault of Byline’s own; its window in the terminal says which."


class Stopped(Exception):
    """A reader has stopped the run; what is done stays in its journal."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A run as it stands.

    Attributes:
        key: of the set.
        set: its name.
        model: None without one.
        done: cases asked, of `total`; a total of 0 is not known yet.
        doing: what is being done, or was done last.
        stopping: whether it was told to stop.
        ended: what became of it; None while it goes on.
        kept: the name of the run that was kept; None where none was.
    """

    key: str
    set: str
    model: str | None
    done: int = 0
    total: int = 0
    doing: str = "Reading the set"
    stopping: bool = False
    ended: str | None = None
    kept: str | None = None


class Runner:
    """Runs a set while nobody waits for it.

    Args:
        means: what a run asks with; its chat, where it has one, is used only when asked for.
        runs: the folder that keeps runs.
        now: the time at which a run starts.
    """

    def __init__(self, means: Means, runs: Path, now: Callable[[], dt.datetime]) -> None:
        self._runs = runs
        self._means = replace(means, workers=1, journals=runs / "unfinished")
        self._now = now
        self._lock = Lock()
        self._progress: Progress | None = None

    @property
    def model(self) -> str | None:
        """The name of the model that a run may use."""
        return self._means.chat.model if self._means.chat else None

    def progress(self) -> Progress | None:
        """Return how the last run stands; None where there was none."""
        return self._progress

    def begin(self, kept: KeptSet, with_model: bool) -> bool:
        """Begin to run a set; returns False where another run is under way."""
        chat = self._means.chat if with_model else None
        with self._lock:
            if self._progress is not None and self._progress.ended is None:
                return False
            self._progress = Progress(kept.key, kept.name, chat.model if chat else None)
        replies = KeptChat(chat, self._runs / "replies") if chat else None
        means = replace(self._means, chat=replies)
        # A daemon, so that Ctrl-C need not wait; the journal has every case that is done.
        Thread(target=self._run, args=(kept, means), name="eval-run", daemon=True).start()
        return True

    def stop(self) -> None:
        """Tell the run to stop after the question that is being asked."""
        self._change(stopping=True)

    def _change(self, **changes: object) -> None:
        with self._lock:
            if self._progress is not None and self._progress.ended is None:
                self._progress = replace(self._progress, **changes)  # type: ignore[arg-type]

    def _run(self, kept: KeptSet, means: Means) -> None:
        try:
            self._asked(kept, means)
        except Stopped:
            self._change(ended=self._stopped())
        except BylineError as error:
            self._change(ended=str(error))
        finally:
            self._change(ended=FAILED)

    def _asked(self, kept: KeptSet, means: Means) -> None:
        started = self._now()
        gold = load(str(kept.folder), started.date())
        known(gold.checks)
        finished = run_set(gold, means, as_of=None, started=started, seed=0, show=self._show)
        name = run_name(finished.report.set, started)
        write_all(finished.report, self._runs / name, broken(gold.checks, finished.report.metrics))
        self._change(ended=_told(gold, finished), kept=name)

    def _show(self, done: int, total: int, doing: str) -> None:
        self._change(done=done, total=total, doing=doing)
        if self._progress is not None and self._progress.stopping and done < total:
            raise Stopped

    def _stopped(self) -> str:
        found = self._progress
        if found is None or not found.done:
            return "Stopped before the first question was asked."
        return (
            f"Stopped: {found.done:,} of {counted(found.total, 'case')} asked and kept; "
            "the next run goes on from there."
        )


def _told(gold: GoldSet, finished: Finished) -> str:
    said = f"Done: {counted(len(finished.report.cases), 'case')} asked"
    if finished.resumed:
        said += f", {finished.resumed:,} of them before an interruption"
    if not gold.doubts:
        return f"{said}."
    return f"{said}. Gold that can’t be met: {gold.doubts[0]}" + (
        f" And {len(gold.doubts) - 1} more of this kind." if len(gold.doubts) > 1 else ""
    )
