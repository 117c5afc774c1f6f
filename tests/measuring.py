"""The measuring commands over a small set of one article or more, with the toy embedder."""

import datetime as dt
import json
from collections.abc import Generator, Sequence
from itertools import count
from pathlib import Path

import typer
from toy_embedder import ToyEmbedder
from typer.testing import CliRunner, Result

from eval.commands import add_commands
from qa.chat import Chat, Shape, Usage

ARTICLE = {
    "id": "q1",
    "title": "Quay report",
    "outlet": "Echo",
    "date": "2026-02-10",
    "text": "The quay needs 21 new piles, the harbour office said.\n\n"
    "“Nobody knows who will pay,” said Ida Lund, the treasurer.",
}
NUMBER = {
    "id": "n",
    "question": "How many piles does the quay need?",
    "answer": "21",
    "evidence": [{"article_id": "q1", "text": "The quay needs 21 new piles"}],
}
SAID = {
    "id": "s",
    "question": "What did Ida Lund say?",
    "answer": "Nobody knows who will pay",
    "quotes": ["Nobody knows who will pay,"],
    "evidence": [{"article_id": "q1", "text": "“Nobody knows who will pay,” said Ida Lund"}],
}
NOTHING = {"id": "x", "question": "What did Angela Merkel say?", "answer": None}


class SilentChat:
    """Meets `qa.llm.Chat`; writes nothing that an answer could be made of."""

    model = "silent-1"
    context: int | None = None

    def reply(
        self, system: str, user: str, shape: Shape | None = None
    ) -> Generator[str, None, Usage | None]:
        yield from ()
        return None


class Measuring:
    """The command line with its runs in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.chat: Chat = SilentChat()
        self._app = typer.Typer()
        self._app.callback()(lambda: None)
        ticks = count()
        starts = (dt.datetime(2026, 3, 10, 9, minute, tzinfo=dt.UTC) for minute in count())
        add_commands(
            self._app,
            library_folder=folder / "library",
            embedder=ToyEmbedder(),
            open_chat=self._chat,
            version="0.1.0",
            now=lambda: next(starts),
            clock=lambda: next(ticks) / 8,
        )

    def _chat(self, model: str | None) -> Chat | None:
        return None if model in (None, "none") else self.chat

    def run(self, *words: str, status: int = 0) -> Result:
        result = CliRunner(env={"COLUMNS": "100"}).invoke(
            self._app, ["eval", *words], catch_exceptions=False
        )
        assert result.exit_code == status, result.output
        return result

    def json(self, *words: str, status: int = 0) -> dict[str, object]:
        return parsed(self.run(*words, "--json", status=status).stdout)

    def set(self, *cases: object, checks: str = "", articles: Sequence[object] = ()) -> str:
        folder = self.folder / "quays"
        folder.mkdir(exist_ok=True)
        facts = f'name = "quays"\narticles = "articles.jsonl"\n[checks]\n{checks}\n'
        (folder / "set.toml").write_text(facts, encoding="utf-8")
        for name, rows in (("articles", [ARTICLE, *articles]), ("cases", cases)):
            lines = "\n".join(json.dumps(row) for row in rows)
            (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        return str(folder)


def parsed(text: str) -> dict[str, object]:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    value = json.loads(text, parse_constant=refuse)
    assert isinstance(value, dict)
    return value


def untimed(document: dict[str, object]) -> str:
    """Return a report without what a clock says."""
    timed = ("started", "seconds", "seconds_p50", "seconds_p95")

    def strip(value: object) -> object:
        if isinstance(value, dict):
            return {name: strip(item) for name, item in value.items() if name not in timed}
        return [strip(item) for item in value] if isinstance(value, list) else value

    return json.dumps(strip(document))
