"""Reads a file of gold answers: lines → cases."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from eval.speakers import asked_person
from index.errors import BylineError
from qa.answer import Turn


class SetError(BylineError):
    """A set of gold answers, or a kept report, that cannot be used."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article that hold the answer."""

    article_id: str
    text: str


@dataclass(frozen=True, slots=True)
class EvalCase:
    """A question with its gold answer.

    Attributes:
        answer: None with no quotes: the right answer is a refusal.
        person: whose words are asked for, as the case or its question tells; None for any other
            question.
    """

    id: str
    question: str
    answer: str | None = None
    quotes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    type: str | None = None
    history: tuple[Turn, ...] = ()
    person: str | None = None

    @property
    def expects_refusal(self) -> bool:
        """Whether the right answer is to give none."""
        return self.answer is None and not self.quotes


def read_cases(path: Path) -> tuple[EvalCase, ...]:
    """Read the cases of a JSON Lines file, in order.

    Raises:
        SetError: the file cannot be read, has no case, or a line is none; it names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SetError(f"{path} cannot be read: {error}; give a UTF-8 text file.") from error
    cases = tuple(
        _case(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()
    )
    twice = [found for found, times in Counter(case.id for case in cases).items() if times > 1]
    if twice:
        raise SetError(f"{path} has two cases with the id {twice[0]}: give each its own.")
    if not cases:
        raise SetError(f"{path} has no cases: write one JSON object a line.")
    return cases


def _case(line: str, place: str) -> EvalCase:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise SetError(f"{place} is not JSON: {error}; write one object a line.") from error
    if not isinstance(row, dict):
        raise SetError(f"{place} is not a JSON object: write one a line.")
    fields = _Row(row, place)
    question = fields.text("question")
    return EvalCase(
        id=fields.text("id"),
        question=question,
        answer=fields.text_or_none("answer"),
        quotes=tuple(fields.texts("quotes")),
        evidence=tuple(
            Evidence(item.text("article_id"), item.text("text")) for item in fields.rows("evidence")
        ),
        type=fields.text_or_none("type"),
        history=tuple(
            Turn(item.text("question"), item.text("answer")) for item in fields.rows("history")
        ),
        person=fields.text_or_none("person") or asked_person(question),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A JSON object whose fields are checked as they are read; raises SetError naming its place."""

    values: Mapping[str, object]
    place: str

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if not isinstance(value, str) or not value.strip():
            raise SetError(f'{self.place}: "{name}" must be text in quotes and not empty.')
        return value

    def text_or_none(self, name: str) -> str | None:
        return None if self.values.get(name) is None else self.text(name)

    def texts(self, name: str) -> Iterator[str]:
        for item in self._items(name):
            yield _Row({name: item}, self.place).text(name)

    def rows(self, name: str) -> Iterator["_Row"]:
        for item in self._items(name):
            if not isinstance(item, dict):
                raise SetError(f'{self.place}: "{name}" must be a list of objects.')
            yield _Row(item, f"{self.place}: {name}")

    def _items(self, name: str) -> list[object]:
        items = self.values.get(name)
        if items is not None and not isinstance(items, list):
            raise SetError(f'{self.place}: "{name}" must be a list in square brackets.')
        return cast("list[object]", items or [])
