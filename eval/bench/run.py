"""Runs a benchmark on the articles of a set, from the texts to the figures."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.bench.contestant import Contestant
from eval.bench.course import Plan, Show, grow
from eval.bench.figures import Benchmark, crowds_of, figures_of, growth_of
from eval.bench.floors import BM25, BRUTE_FORCE
from eval.bench.ours import OURS
from eval.bench.plain import PLAIN
from eval.bench.texts import Texts
from eval.goldset import GoldSet
from eval.identity import versions


@dataclass(frozen=True, slots=True)
class Field:
    """Those that are measured; the others' rates are ratios to `baseline`'s."""

    contestants: Sequence[Contestant]
    baseline: str = PLAIN.name


def usual_field() -> Field:
    """Return Byline and the baselines; without bm25s, the one that needs it is left out."""
    bm25 = (BM25,) if find_spec("bm25s") else ()
    return Field((OURS, PLAIN, *bm25, BRUTE_FORCE))


def run_bench(
    sets: Sequence[GoldSet],
    plan: Plan,
    field: Field,
    *,
    started: datetime,
    seed: int,
    show: Show,
    folder: Path | None = None,
) -> Benchmark:
    """Measure all of a field on articles made of sets, in a temporary folder.

    Args:
        sets: whose sentences and questions are taken.
        plan: how large and how often.
        field: who takes part.
        started: for the report.
        seed: of the made articles.
        show: is told what is done.
        folder: where the temporary folder is made; None for the system's.

    Raises:
        SetError: the sets have too few sentences.
        LibraryError: an article cannot be added.
    """
    texts = Texts((draft for gold in sets for draft in gold.articles), seed)
    asked = [case.question for gold in sets for case in gold.cases if case.question]
    with TemporaryDirectory(prefix="byline-bench-", dir=folder) as place:
        grown = tuple(grow(field.contestants, texts, asked, plan, Path(place), show))
    figures = figures_of(grown, field.baseline)
    return Benchmark(
        set=", ".join(gold.name for gold in sets),
        started=started.isoformat(timespec="seconds"),
        machine=f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        plan=plan,
        seed=seed,
        about={one.name: one.about for one in field.contestants},
        versions=versions(),
        figures=figures,
        growth=growth_of(figures),
        crowds=crowds_of(grown),
    )
