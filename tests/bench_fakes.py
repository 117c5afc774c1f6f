"""Contestants that cost next to nothing; their processes import them from here."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.bench.contestant import WHOLE, Contestant, Served
from eval.bench.texts import Texts


class FakeAdder:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._kept = folder / "kept.jsonl"

    def add(self, articles: Path) -> None:
        with self._kept.open("a", encoding="utf-8") as kept:
            kept.write(articles.read_text("utf-8"))

    def close(self) -> None:
        pass


class FakeAsker:
    def __init__(self, folder: Path) -> None:
        lines = (folder / "kept.jsonl").read_text("utf-8").splitlines()
        self._ids = [json.loads(line)["id"] for line in lines]

    def ask(self, question: str) -> Mapping[str, float]:
        assert len(self._ids) == len(set(self._ids))
        return {"read": 0.001, WHOLE: len(self._ids) / 1000}


def fake_server(
    folder: Path, questions: Sequence[str], texts: Texts, number: int
) -> tuple[Served, ...]:
    """Take what the question's number says, and ten times that for sixteen."""
    FakeAsker(folder)
    (folder / "kept.jsonl").write_text("not what is measured later", "utf-8")
    (draft,) = texts.articles(number, number + 1)
    assert draft.id == f"made-0-{number}"
    single = tuple(0.001 * (at + 1) for at in range(len(questions)))
    many = tuple(10 * seconds for seconds in single)
    return Served(1, 5, single, 1.0, 0), Served(16, 6, many, 2.0, 1)


ONE = Contestant("one", "The first.", FakeAdder, FakeAsker, fake_server)
OTHER = Contestant("other", "The second.", FakeAdder, FakeAsker)
