"""Finds the sets and the kept runs that the page can show."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from eval.compare import Comparison, compare
from eval.errors import SetError
from eval.goldset import OWN_SETS, Outline, articles_in, outline, own_sets
from eval.report import EvalReport, read_report

_Stamp = tuple[tuple[str, int], ...]  # files with the time of their last change


@dataclass(frozen=True, slots=True)
class KeptSet:
    """A set as the list shows it.

    Attributes:
        key: tells it from all others.
        folder: None for a set of which only runs are here.
        own: whether it comes with Byline.
        outline: None where it cannot be read, or is not here.
        fault: why it cannot be read.
    """

    key: str
    name: str
    folder: Path | None = None
    own: bool = False
    outline: Outline | None = None
    fault: str | None = None

    @property
    def can_run(self) -> bool:
        """Whether it has a case to ask."""
        return self.outline is not None and self.outline.cases > 0


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run as the list shows it; `model` is None for a run without one."""

    name: str
    set: str
    model: str | None
    started: str
    cases: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sets that come with Byline, those of a library's folder, and its runs."""

    folder: Path
    own: Path = field(default=OWN_SETS)

    @property
    def runs_folder(self) -> Path:
        """Where runs are kept."""
        return self.folder / "runs"

    def sets(self) -> tuple[KeptSet, ...]:
        """Return Byline's own sets, then the library's, then those of which only runs are here."""
        kept = [_kept(self.own / name, "own") for name in own_sets(self.own)]
        kept += [_kept(folder, "library") for folder in _folders(self.folder / "sets")]
        known = {one.name for one in kept}
        others = dict.fromkeys(run.set for run in self.runs() if run.set not in known)
        return (*kept, *(KeptSet(f"runs/{name}", name) for name in others))

    def runs(self) -> tuple[KeptRun, ...]:
        """Return the runs that can be read, newest first."""
        found = [run for folder in _folders(self.runs_folder) for run in _head(folder)]
        return tuple(sorted(found, key=lambda run: (_instant(run.started), run.name), reverse=True))

    def report(self, name: str) -> EvalReport:
        """Return the report of a run, by its name in `runs`.

        Raises:
            SetError: there is no such run, or it cannot be read.
        """
        folder = next((f for f in _folders(self.runs_folder) if f.name == name), None)
        if folder is None:
            raise SetError(f"The run {name} is not kept any more: choose another one.")
        return _report(folder, _stamp(folder / "report.json"))

    def comparison(self, name: str, other: str) -> Comparison:
        """Compare two runs, the earlier first, whichever is named first.

        Raises:
            SetError: one cannot be read, or they have no case in common.
        """
        found = {one: self.report(one) for one in (name, other)}
        first, second = sorted(found, key=lambda one: (_instant(found[one].started), one))
        return _comparison(
            *(
                (self.runs_folder / one, _stamp(self.runs_folder / one / "report.json"))
                for one in (first, second)
            )
        )

    def titles(self, folder: Path, today: dt.date) -> Mapping[str, str]:
        """Return the titles of a set's articles by their ids; none where they cannot be read."""
        try:
            drafts = articles_in(folder, today)
        except SetError:
            return {}
        return {draft.id: draft.title or draft.id for draft in drafts if draft.id}


def _instant(started: str) -> float:
    """Return when a run was begun, in summer's time or winter's; what does not say it is oldest."""
    try:
        return dt.datetime.fromisoformat(started).timestamp()
    except ValueError:
        return 0.0


def _folders(parent: Path) -> list[Path]:
    if not parent.is_dir():
        return []
    return sorted(path for path in parent.iterdir() if path.is_dir())


def _kept(folder: Path, whose: str) -> KeptSet:
    key = f"{whose}/{folder.name}"
    try:
        found = _outline(folder, _stamp(*folder.glob("set.toml"), *folder.glob("cases.*")))
    except SetError as error:
        return KeptSet(key, folder.name, folder, whose == "own", fault=str(error))
    return KeptSet(key, found.name, folder, whose == "own", found)


def _head(folder: Path) -> Iterator[KeptRun]:
    path = folder / "report.json"
    if path.exists():
        head = _read_head(folder, _stamp(path))
        if head is not None:
            yield head


def _stamp(*paths: Path) -> _Stamp:
    return tuple((path.name, path.stat().st_mtime_ns) for path in paths if path.exists())


# What is read of a file is kept until the file changes: the lists are shown with every view.
@lru_cache(maxsize=256)
def _outline(folder: Path, stamp: _Stamp) -> Outline:
    return outline(folder)


@lru_cache(maxsize=1024)
def _read_head(folder: Path, stamp: _Stamp) -> KeptRun | None:
    try:
        report = read_report(folder)
    except SetError:
        return None
    return KeptRun(
        folder.name, report.set, report.settings.model, report.started, len(report.cases)
    )


@lru_cache(maxsize=4)
def _comparison(first: tuple[Path, _Stamp], second: tuple[Path, _Stamp]) -> Comparison:
    return compare(_report(*first), _report(*second), seed=0)


@lru_cache(maxsize=6)
def _report(folder: Path, stamp: _Stamp) -> EvalReport:
    return read_report(folder)
