"""Contestants that cost next to nothing; their processes import them from here."""

import json
from collections.abc import Mapping
from pathlib import Path

from eval.bench.contestant import WHOLE, Contestant


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


ONE = Contestant("one", "The first.", FakeAdder, FakeAsker)
OTHER = Contestant("other", "The second.", FakeAdder, FakeAsker)
