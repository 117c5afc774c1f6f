"""Asks many cases at a time: processes for what this machine works out, threads for a model."""

import shutil
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from os import getpid

from eval.asking import Asker, Setting
from eval.cases import EvalCase
from eval.report import ReportCase
from index.workers import in_order, processes
from qa.llm import Chat

# A process needs some four seconds to begin, in which one asks so many questions.
_WORTH_PROCESSES = 150
_asker: Asker | None = None  # in a process of its own


def ask_all(
    setting: Setting, cases: list[EvalCase], chat: Chat | None, workers: int
) -> Generator[ReportCase, None, None]:
    """Ask cases; yield each scored, in their order. To close the iterator ends the asking."""
    if chat is None and workers > 1 and len(cases) >= _WORTH_PROCESSES:
        pool = processes(workers, _begin, setting)
        yield from in_order(pool, _case, cases, 4 * workers)
        return
    with setting.open() as library:
        asker = Asker(setting, library, chat)
        if chat is None or workers == 1:
            yield from map(asker.case, cases)
        else:
            yield from in_order(ThreadPoolExecutor(workers), asker.case, cases, workers)


def _begin(setting: Setting) -> None:
    """Open a copy of the library: two processes on one folder would wait for each other."""
    global _asker
    copy = setting.folder.with_name(f"{setting.folder.name}-{getpid()}")
    shutil.copytree(setting.folder, copy)
    own = replace(setting, folder=copy)
    _asker = Asker(own, own.open(), None)


def _case(case: EvalCase) -> ReportCase:
    if _asker is None:
        raise AssertionError("a process begins with a library")
    return _asker.case(case)
