"""Keeps the cases of a run as they are done, so that it can go on after an interruption."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Self, TextIO

from eval.report import ReportCase, RunSettings, case_from_json, case_to_json


class Journal:
    """A file with a line for each case that is done, named after all that the cases depend on.

    Attributes:
        done: the cases that an earlier run with equal settings has done, by id.
    """

    def __init__(self, folder: Path | None, settings: RunSettings) -> None:
        """Read what is done.

        Args:
            folder: holds the journals of all runs that have not come to their end; None to keep
                nothing.
            settings: of the run; another code, set, model or day has a journal of its own.
        """
        key = hashlib.sha256(json.dumps(asdict(settings), sort_keys=True).encode()).hexdigest()
        self._path = folder / f"{key}.jsonl" if folder else None
        found = _read(self._path) if self._path else []
        self.done: Mapping[str, ReportCase] = {case.id: case for case in found}
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a", encoding="utf-8")
            if self.done:
                self._file.write("\n")  # the last line may be cut
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def keep(self, case: ReportCase) -> None:
        """Write down a case that is done; one that failed is to be tried again."""
        if self._file and case.error is None:
            self._file.write(json.dumps(case_to_json(case), ensure_ascii=False) + "\n")
            self._file.flush()

    def forget(self) -> None:
        """Delete the journal of a run that has come to its end."""
        if self._path:
            self._path.unlink(missing_ok=True)


def _read(path: Path) -> list[ReportCase]:
    if not path.exists():
        return []
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        try:
            found.append(case_from_json(json.loads(line)))
        except (ValueError, KeyError, TypeError):
            continue  # cut by the interruption
    return found
