"""A tiny set of gold answers in a folder, for the tests of the page's Evaluate view."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import measuring

NUMBER = {**measuring.NUMBER, "type": "number"}
SAID = {**measuring.SAID, "type": "said"}
WRONG = {"id": "w", "question": "What did Ida Lund say?", "answer": "<b>Never</b>", "type": "said"}
NOTHING = {**measuring.NOTHING, "type": "none"}
UNSURE = {**NUMBER, "id": "u", "question": "How many <new> piles?", "confirmed": False}
DOUBTED = {**SAID, "id": "v", "confirmed": False}


def write_set(
    folder: Path, cases: Sequence[Mapping[str, object]], name: str = "quays", checks: str = ""
) -> Path:
    """Write a set over the one article; returns its folder."""
    folder.mkdir(parents=True)
    facts = f'name = "{name}"\ndescription = "Quays & piles"\narticles = "articles.jsonl"\n'
    (folder / "set.toml").write_text(f"{facts}[checks]\n{checks}\n", "utf-8")
    for file, rows in (("articles", [measuring.ARTICLE]), ("cases", cases)):
        lines = "\n".join(json.dumps(row) for row in rows)
        (folder / f"{file}.jsonl").write_text(f"{lines}\n", "utf-8")
    return folder
