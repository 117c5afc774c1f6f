"""A tiny set of gold answers in a folder, for the tests of the page's Evaluate view."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

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
    "type": "number",
}
SAID = {
    "id": "s",
    "question": "What did Ida Lund say?",
    "answer": "Nobody knows who will pay",
    "quotes": ["Nobody knows who will pay,"],
    "evidence": [{"article_id": "q1", "text": "“Nobody knows who will pay,” said Ida Lund"}],
    "type": "said",
}
WRONG = {"id": "w", "question": "What did Ida Lund say?", "answer": "<b>Never</b>", "type": "said"}
NOTHING = {"id": "x", "question": "What did Angela Merkel say?", "answer": None, "type": "none"}
UNSURE = {**NUMBER, "id": "u", "question": "How many <new> piles?", "confirmed": False}
DOUBTED = {**SAID, "id": "v", "confirmed": False}


def write_set(
    folder: Path, cases: Sequence[Mapping[str, object]], name: str = "quays", checks: str = ""
) -> Path:
    """Write a set over the one article; returns its folder."""
    folder.mkdir(parents=True)
    facts = f'name = "{name}"\ndescription = "Quays & piles"\narticles = "articles.jsonl"\n'
    (folder / "set.toml").write_text(f"{facts}[checks]\n{checks}\n", "utf-8")
    for file, rows in (("articles", [ARTICLE]), ("cases", cases)):
        lines = "\n".join(json.dumps(row) for row in rows)
        (folder / f"{file}.jsonl").write_text(f"{lines}\n", "utf-8")
    return folder
