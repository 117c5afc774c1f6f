"""Kills adding, removing, rebuilding and migrating at random moments, and looks what is left.

`python tests/kill_rounds.py --rounds 200` prints its seed and a line of what was done. All rounds
but those that migrate use one library, so that what one leaves is the next one's beginning.
"""

import argparse
import datetime as dt
import io
import json
import os
import random
import secrets
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

# Before anything is forked: loading takes seconds, a round a fraction of one.
import filelock  # noqa: F401
from old_libraries import LATEST, make_old
from toy_embedder import ToyEmbedder

import index.words  # noqa: F401
from index.intake import take_in
from index.library import Fault, Library

_TODAY = dt.date(2026, 3, 10)
_HANGS = 120  # seconds after which what was not killed should long have ended
_REMEDY = "Run `byline rebuild`."
_OLD_ARTICLES = 60


def _text(article_id: str, version: int) -> str:
    """Return a text with a word that stands in no other one."""
    word = _word(article_id, version)
    return (
        f"Ship {word} came into the harbour on Monday.\n\n"
        f"“We saw {word} come in,” said Mara Ostrov, the harbour master.\n\n"
        f"Henrik Sol told the Echo that {word} was late and that nobody was hurt on the quay."
    )


def _word(article_id: str, version: int) -> str:
    return f"xy{article_id}zz{version}q"


@dataclass
class World:
    """What must be in the library, as far as it was told.

    Attributes:
        there: the number of each article's text.
        gone: words of articles that were told as removed.
        embedder: the name of that whose vectors it has.
    """

    folder: Path
    chance: random.Random
    there: dict[str, int] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    embedder: str = "toy-16"
    made: int = 0

    @property
    def library(self) -> Path:
        return self.folder / "library"


@dataclass(frozen=True)
class Found:
    """What a library was found to be after a kill."""

    articles: dict[str, str]
    faults: list[list[str]]
    left: list[list[str]]
    maps: list[list[int]]
    lost: list[str]
    risen: list[str]


class Killed:
    """A piece of work in a process of its own, which writes a line for each thing done."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        reading, writing = os.pipe()
        sys.stdout.flush()
        self._process = os.fork()
        if not self._process:
            os.close(reading)
            _work(work, writing)
        os.close(writing)
        self._reading = reading
        self._said = b""

    def begun(self) -> None:
        """Wait until it says its first line."""
        while b"\n" not in self._said:
            part = os.read(self._reading, 65536)
            assert part, "it ended before it began"
            self._said += part

    def end(self, seconds: float) -> tuple[list[str], bool]:
        """Kill it after so long, unless it ends before; return what it said and if it ended."""
        over = time.monotonic() + seconds
        while (left := over - time.monotonic()) > 0:
            if select.select([self._reading], [], [], left)[0]:
                part = os.read(self._reading, 65536)
                if not part:
                    break
                self._said += part
        os.kill(self._process, signal.SIGKILL)
        _, status = os.waitpid(self._process, 0)
        while part := os.read(self._reading, 65536):
            self._said += part
        os.close(self._reading)
        code = os.waitstatus_to_exitcode(status)
        assert code in (0, -signal.SIGKILL), f"it failed: {self._said.decode()}"
        lines = self._said.decode().splitlines(keepends=True)
        return [line.rstrip("\n") for line in lines if line.endswith("\n")], code == 0


def _work(work: Callable[[Callable[[str], None]], None], writing: int) -> None:
    """Do a piece of work and end the process, whatever happens."""
    code = 1
    try:
        work(lambda line: _write(writing, line))
        code = 0
    except BaseException as error:  # noqa: BLE001  told to whoever waits
        _write(writing, f"failed {type(error).__name__}: {error!r}")
    os._exit(code)


def _write(writing: int, line: str) -> None:
    os.write(writing, f"{line}\n".encode())


def _whole(work: Callable[[Callable[[str], None]], None]) -> list[str]:
    """Let a piece of work come to its end, and return what it said."""
    said, ended = Killed(work).end(_HANGS)
    assert ended, f"it hangs: {said}"
    return said


class Rounds:
    """Rounds of one seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._world = World(folder, random.Random(seed))
        self._takes = {"add": 0.5, "remove": 0.3, "rebuild": 0.5, "migrate": 0.5}
        self.counts: Counter[str] = Counter()
        self._number = 0

    def go(self) -> None:
        """Do one round; AssertionError says what was lost."""
        self._number += 1
        kinds = ["add"] if len(self._world.there) < 20 else ["add", "remove", "rebuild", "migrate"]
        kind = self._world.chance.choice(kinds)
        ended = getattr(self, f"_{kind}")()
        self.counts[kind] += 1
        self.counts["killed"] += not ended

    def _end(self, kind: str, work: Killed) -> tuple[list[str], bool]:
        """Kill it at a moment at which it is likely not yet done."""
        work.begun()
        began = time.monotonic()
        said, ended = work.end(self._world.chance.uniform(0, 1.3) * self._takes[kind])
        took = time.monotonic() - began
        # Learnt, since a machine may have other things to do.
        self._takes[kind] = took if ended else max(self._takes[kind], took) * 1.05
        return said[1:], ended

    def _add(self) -> bool:
        world = self._world
        given: dict[str, int] = {}
        for _ in range(world.chance.randrange(5, 60)):
            if world.there and world.chance.random() < 0.2:
                name = world.chance.choice(sorted(world.there))
            else:
                name = f"a{(world.made + len(given)):05}"
            given[name] = world.there.get(name, 0) + 1
        world.made += len(given)
        sources = self._written(given)
        process = Killed(lambda say: _adding(world, sources, say))
        said, ended = self._end("add", process)
        told = [line.split()[1] for line in said if line.startswith(("added ", "updated "))]
        assert not [line for line in said if line.startswith("failed")], said
        allowed = {name: {world.there.get(name, 0), version} for name, version in given.items()}
        self._look({name: {given[name]} if name in told else allowed[name] for name in given})
        again = _whole(lambda say: _adding(world, sources, say))
        statuses = Counter(line.split()[0] for line in again[1:-1])
        still = sum(world.there.get(name) == version for name, version in given.items())
        assert statuses["unchanged"] == still, (statuses, still)
        assert statuses["added"] + statuses["updated"] == len(given) - still, statuses
        self._look({name: {version} for name, version in given.items()})
        return ended

    def _written(self, given: dict[str, int]) -> list[str]:
        """Write the articles as lines of several files."""
        lines = [
            json.dumps({"id": name, "title": f"On {name}", "text": _text(name, version)}) + "\n"
            for name, version in given.items()
        ]
        sources = []
        for at in range(0, len(lines), 15):
            path = self._world.folder / f"round-{self._number:03}-{at}.jsonl"
            path.write_text("".join(lines[at : at + 15]))
            sources.append(str(path))
        return sources

    def _remove(self) -> bool:
        world = self._world
        names = world.chance.sample(sorted(world.there), world.chance.randrange(2, 15))
        some = [names[at : at + 4] for at in range(0, len(names), 4)]
        said, ended = self._end("remove", Killed(lambda say: _removing(world, some, say)))
        told = [name for line in said for name in line.split()[1:]]
        self._look({n: {0} if n in told else {0, world.there[n]} for n in names})
        return ended

    def _rebuild(self) -> bool:
        world = self._world
        name = world.chance.choice((None, None, "toy-16", "toy-24"))
        said, ended = self._end("rebuild", Killed(lambda say: _rebuilding(world, name, say)))
        if name and not said:  # it may have been about to say it
            found = _whole(lambda say: _telling_embedder(world, say))
            assert found[0] in (name, world.embedder)
            world.embedder = found[0]
        elif name:
            world.embedder = name
        self._look({})
        return ended

    def _migrate(self) -> bool:
        folder = self._world.folder / f"old-{self._number:03}"
        folder.mkdir()
        number = self._world.chance.randrange(1, LATEST)
        texts = make_old(folder, number, _OLD_ARTICLES)
        process = Killed(lambda say: _opening(folder, say))
        _, ended = self._end("migrate", process)
        found = _found(folder, "toy-16", [], [])
        assert found.articles == texts, f"of schema {number}"
        self._judge(found)
        return ended

    def _look(self, changes: dict[str, set[int]]) -> None:
        """Look what is there; each article that was in work has one of its numbers, 0 for none."""
        world = self._world
        sought = [_word(name, n) for name, n in world.there.items() if name not in changes]
        sought = world.chance.sample(sorted(sought), min(3, len(sought)))
        for name, numbers in changes.items():
            if numbers == {0}:
                world.gone |= {_word(name, n) for n in range(1, world.there[name] + 1)}
        found = _found(world.library, world.embedder, sought, sorted(world.gone)[-40:])
        self._judge(found)
        for name, numbers in changes.items():
            text = found.articles.get(name)
            fits = [n for n in numbers if text == (_text(name, n) if n else None)]
            assert fits, f"{name} should have one of {numbers}, has {text!r}"
            world.there.pop(name, None)
            if fits[0]:
                world.there[name] = fits[0]
        expected = {name: _text(name, number) for name, number in world.there.items()}
        assert found.articles == expected

    def _judge(self, found: Found) -> None:
        self.counts["faults with a remedy"] += bool(found.faults)
        assert all(remedy == _REMEDY for _, remedy in found.faults), found.faults
        assert not found.left, f"the remedy did not help: {found.left}"
        record, words, vectors = found.maps
        assert record == words == vectors, "the maps are not the record's"
        assert not found.lost, f"not found: {found.lost}"
        assert not found.risen, f"removed, and yet there: {found.risen}"


def _adding(world: World, sources: list[str], say: Callable[[str], None]) -> None:
    with Library.open(world.library, _embedder(world.embedder)) as library:
        say("begun")
        for outcome in take_in(library, sources, io.BytesIO(), _TODAY):
            say(f"{outcome.status} {getattr(outcome.result, 'article_id', outcome.result)}")
        library.pay()
        say("paid")


def _removing(world: World, some: list[list[str]], say: Callable[[str], None]) -> None:
    with Library.open(world.library, _embedder(world.embedder)) as library:
        say("begun")
        for names in some:
            library.remove(names)
            say(" ".join(["removed", *names]))


def _rebuilding(world: World, name: str | None, say: Callable[[str], None]) -> None:
    with Library.open(world.library, _embedder(world.embedder)) as library:
        say("begun")
        library.rebuild(_embedder(name) if name else None)
        say("rebuilt")


def _opening(folder: Path, say: Callable[[str], None]) -> None:
    say("begun")
    with Library.open(folder, _embedder("toy-16")) as library:
        say("open")
        library.pay()


def _telling_embedder(world: World, say: Callable[[str], None]) -> None:
    with Library.open(world.library, _embedder(world.embedder)) as library:
        kept = library._records.setting("embedder")
    say("toy-24" if kept and "toy-24" in kept else "toy-16")


def _embedder(name: str) -> ToyEmbedder:
    return ToyEmbedder(name, int(name.removeprefix("toy-")))


def _found(folder: Path, embedder: str, sought: list[str], gone: list[str]) -> Found:
    """Look into a library in another process, and do what `check` says."""
    (line,) = _whole(lambda say: _finding(folder, embedder, sought, gone, say))
    return Found(**json.loads(line))


def _finding(
    folder: Path, embedder: str, sought: list[str], gone: list[str], say: Callable[[str], None]
) -> None:
    with Library.open(folder, _embedder(embedder)) as library:
        faults = library.check()
        if faults:
            library.rebuild()
        left = library.check() if faults else ()
        articles = {one.id: library.get(one.id).article.text for one in library.articles()}
        with library._maps.reading():
            maps = [sorted(library._debts.ledger("words").chunks)]
            maps.append(sorted(library._maps.words().chunk_ids()))
            maps.append(sorted(library._maps.vectors().chunk_ids()))
            risen = [word for word in gone if library._maps.words().find(word, 1)]
        lost = [word for word in sought if word not in _first(library, word)]
    written = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    risen += [word for word in gone if word.encode() in written]
    found = Found(articles, _told(faults), _told(left), maps, lost, risen)
    say(json.dumps(found.__dict__))


def _told(faults: Sequence[Fault]) -> list[list[str]]:
    return [[fault.text, fault.remedy] for fault in faults]


def _first(library: Library, word: str) -> str:
    return "\n".join(passage.text for passage in library.search(word, k=3))


def rounds_of(seed: int, rounds: int) -> str:
    """Do so many rounds, and return what was done; AssertionError says what was lost, and when."""
    with TemporaryDirectory() as folder:
        whole = Rounds(Path(folder), seed)
        for number in range(rounds):
            try:
                whole.go()
            except AssertionError as error:
                raise AssertionError(f"seed {seed}, round {number + 1}: {error}") from error
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(whole.counts.items()))
    return f"{rounds} rounds, 0 losses: {told}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9))
    given = parser.parse_args()
    sys.stdout.write(f"seed {given.seed}\n")
    sys.stdout.write(f"{rounds_of(given.seed, given.rounds)}\n")


if __name__ == "__main__":
    main()
