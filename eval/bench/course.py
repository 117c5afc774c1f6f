"""The course of a benchmark: libraries that grow from size to size, all contestants by turns."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from eval.bench.apart import Apart, Held, Spent
from eval.bench.contestant import Contestant, Served, write_articles
from eval.bench.memory import disk
from eval.bench.texts import Texts

_TURNS = 5  # by which the questions are asked, so that a busy minute of the machine hits all alike

# Takes what is being done.
Show = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How large, and how often.

    Attributes:
        sizes: paragraphs, rising; each library grows on from the size before.
        rounds: in which a size's new articles are added.
        questions: asked at each size.
    """

    sizes: tuple[int, ...] = (1_000, 10_000, 100_000)
    rounds: int = 3
    questions: int = 120


@dataclass(frozen=True, slots=True)
class Grown:
    """One contestant at one size.

    Attributes:
        paragraphs: of all articles, about.
        articles: that there are; `added` of them since the size before, in so many rounds.
        adding: of each round.
        start: seconds from the beginning of a process to its first answer.
        asking: of each question, the seconds by stage.
        memory_adding, memory_asking: peaks of the processes that added, and that asked.
        disk: megabytes of all files.
        served: what many had who asked at once.
    """

    contestant: str
    paragraphs: int
    articles: int
    added: tuple[int, ...]
    adding: tuple[Spent, ...]
    start: float
    asking: tuple[Mapping[str, float], ...]
    memory_adding: Held
    memory_asking: Held
    disk: float
    served: tuple[Served, ...]


def grow(
    contestants: Sequence[Contestant],
    texts: Texts,
    asked: Sequence[str],
    plan: Plan,
    folder: Path,
    show: Show,
) -> Iterator[Grown]:
    """Let all grow to each size, in turns, and ask them there; yield each at each size.

    Args:
        contestants: each gets a folder of its own.
        texts: makes the articles, and questions on them.
        asked: questions of the set, of which each third is one.
        plan: how much of it.
        folder: keeps everything; empty.
        show: is told what is done.
    """
    before = 0
    for size in plan.sizes:
        articles = max(texts.articles_for(size), before + plan.rounds)
        blocks = _blocks(before, articles, plan.rounds)
        adding, held = _added(contestants, texts, blocks, folder, show)
        questions = texts.mixed(asked, plan.questions, articles)
        show(f"{articles:,} articles: asking {len(questions)} questions")
        asking, start, taken = _asked(contestants, questions, folder)
        for one in contestants:
            name = one.name
            size_on_disk = disk(folder / name)
            if one.server:
                show(f"{articles:,} articles: many ask {name} at once")
            yield Grown(
                name,
                size,
                articles,
                tuple(end - begin for begin, end in blocks),
                tuple(adding[name]),
                start[name],
                tuple(asking[name]),
                held[name],
                taken[name],
                size_on_disk,
                _served(one, questions, texts, articles, folder),
            )
        before = articles


def _added(
    contestants: Sequence[Contestant],
    texts: Texts,
    blocks: Sequence[tuple[int, int]],
    folder: Path,
    show: Show,
) -> tuple[Mapping[str, list[Spent]], Mapping[str, Held]]:
    """Add blocks of articles, each to all before the next; return the rounds and the memory."""
    spent: defaultdict[str, list[Spent]] = defaultdict(list)
    with ExitStack() as stack:
        apart = {
            one.name: stack.enter_context(Apart(one, folder / one.name)) for one in contestants
        }
        for turn, (begin, end) in enumerate(blocks):
            path = folder / f"articles-{begin:09}.jsonl"
            write_articles(path, list(texts.articles(begin, end)))
            for name in _turned(list(apart), turn):
                show(f"{end:,} articles: adding to {name}")
                spent[name].append(apart[name].add(path))
            path.unlink()
        return spent, {name: one.end() for name, one in apart.items()}


def _asked(
    contestants: Sequence[Contestant], questions: Sequence[str], folder: Path
) -> tuple[Mapping[str, list[Mapping[str, float]]], Mapping[str, float], Mapping[str, Held]]:
    """Ask all in turns; return the stages, the seconds of the start, and the memory."""
    asking: defaultdict[str, list[Mapping[str, float]]] = defaultdict(list)
    start: dict[str, float] = {}
    with ExitStack() as stack:
        apart: dict[str, Apart] = {}
        for one in contestants:  # one by one: none shall wait for another's start
            apart[one.name] = stack.enter_context(Apart(one, folder / one.name))
            start[one.name] = apart[one.name].start(questions[0])
        for turn, part in enumerate(_parts(questions)):
            for name in _turned(list(apart), turn):
                asking[name] += apart[name].ask(part)
        return asking, start, {name: one.end() for name, one in apart.items()}


def _served(
    one: Contestant, questions: Sequence[str], texts: Texts, articles: int, folder: Path
) -> tuple[Served, ...]:
    """Let many ask a copy, to which articles are added that the library itself is to get later."""
    if one.server is None:
        return ()
    copy = folder / f"{one.name} at once"
    shutil.copytree(folder / one.name, copy)
    try:
        with Apart(one, copy) as apart:
            return apart.serve(one.server, questions, texts, articles)
    finally:
        shutil.rmtree(copy)


def _blocks(begin: int, end: int, rounds: int) -> list[tuple[int, int]]:
    borders = [begin + (end - begin) * at // rounds for at in range(rounds + 1)]
    return list(pairwise(borders))


def _parts(questions: Sequence[str]) -> list[Sequence[str]]:
    return [part for at in range(_TURNS) if (part := questions[at::_TURNS])]


def _turned(names: list[str], turn: int) -> list[str]:
    """Begin with another one at each turn."""
    at = turn % len(names)
    return names[at:] + names[:at]
