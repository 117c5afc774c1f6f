"""Reads a file of cases, in whatever form it is written: file → rows."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from eval.errors import SetError
from index.errors import SourceError
from index.readers.encoding import load, to_text

# Written in one cell where a field is a list.
SEPARATOR = "|"
_LISTS = frozenset(("quotes", "other_answers", "summarize", "points"))
_NOTHING = frozenset(("", "null", "~"))
_YES = frozenset(("", "true", "yes", "y", "1", "x"))


@dataclass(frozen=True, slots=True)
class Row:
    """An object of a file whose fields are checked as they are read.

    Every method raises SetError, which names the place, where a field is of another kind.

    Attributes:
        place: where it stands, for messages.
    """

    values: Mapping[str, object]
    place: str

    def text(self, name: str) -> str:
        """Return a field that must be there and say something."""
        value = self.values.get(name)
        if not isinstance(value, str) or not value.strip():
            raise SetError(f'{self.place}: "{name}" must be text and not empty.')
        return value

    def text_or_none(self, name: str) -> str | None:
        """Return a field that may be missing or null."""
        return None if self.values.get(name) is None else self.text(name)

    def flag(self, name: str, default: bool) -> bool:
        """Return a field that is true or false."""
        value = self.values.get(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise SetError(f'{self.place}: "{name}" must be true or false.')
        return value

    def texts(self, name: str) -> Iterator[str]:
        """Yield the texts of a list, which may be missing."""
        for item in self._items(name):
            yield Row({name: item}, self.place).text(name)

    def rows(self, name: str) -> Iterator["Row"]:
        """Yield the objects of a list, which may be missing."""
        for item in self._items(name):
            if not isinstance(item, dict):
                raise SetError(f'{self.place}: "{name}" must be a list of objects.')
            yield Row(item, f"{self.place}: {name}")

    def _items(self, name: str) -> list[object]:
        items = self.values.get(name)
        if items is not None and not isinstance(items, list):
            raise SetError(f'{self.place}: "{name}" must be a list in square brackets.')
        return cast("list[object]", items or [])


def read_rows(path: Path) -> tuple[Row, ...]:
    """Read a file of JSON Lines, CSV (with any delimiter) or YAML, by its name's ending.

    Raises:
        SetError: it cannot be read, or a line is none; it names the line.
    """
    text = read_text(path)
    kind = path.suffix.lower()
    if kind in {".csv", ".tsv"}:
        return tuple(_of_csv(text, path))
    if kind in {".yaml", ".yml"}:
        return tuple(_of_yaml(text, path))
    return tuple(_of_lines(text, path))


def read_text(path: Path) -> str:
    """Return a file's text, whatever its encoding, unpacked where it is gzipped.

    Raises:
        SetError: it cannot be read, or is empty or no text.
    """
    try:
        with path.open("rb") as stream:
            return to_text(load(stream, str(path)), str(path))
    except (OSError, SourceError) as error:
        raise SetError(f"{path} cannot be read ({error}); give a text file.") from error


def _of_lines(text: str, path: Path) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            value = json.loads(line)
        except ValueError as error:
            raise SetError(f"{place} is not JSON: {error}; write one object a line.") from error
        if not isinstance(value, dict):
            raise SetError(f"{place} is not a JSON object: write one a line.")
        yield Row(value, place)


def _of_csv(text: str, path: Path) -> Iterator[Row]:
    """Read a table with a line of names; what a spreadsheet program saves is enough."""
    try:
        dialect = csv.Sniffer().sniff(text.split("\n", 1)[0], ",;\t")
        delimiter = dialect.delimiter
    except csv.Error:
        delimiter = ","  # one column
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [name.strip().lower().replace(" ", "_") for name in next(lines, [])]
        if "question" not in names and "summarize" not in names:
            raise SetError(
                f"{path} has no column called question: its first line must name the columns, "
                "such as question,answer."
            )
        for number, cells in enumerate(lines, 2):
            if any(cell.strip() for cell in cells):
                found = dict(zip(names, (cell.strip() for cell in cells), strict=False))
                yield Row(_of_texts({"id": f"row-{number}", **_said(found)}), f"{path}:{number}")
    except csv.Error as error:
        raise SetError(f"{path} is no table: {error}; save it as CSV again.") from error


def _said(cells: Mapping[str, str]) -> dict[str, object]:
    """Make a case's fields of a table's cells; an empty cell says nothing."""
    fields: dict[str, object] = {name: cell for name, cell in cells.items() if cell}
    for name in _LISTS & fields.keys():
        fields[name] = [part.strip() for part in str(fields[name]).split(SEPARATOR) if part.strip()]
    wording = fields.pop("evidence", None)
    article = fields.pop("article_id", None) or fields.pop("article", None)
    if wording:
        fields["evidence"] = [
            {"text": part.strip()} | ({"article_id": article} if article else {})
            for part in str(wording).split(SEPARATOR)
        ]
    return fields


def _of_yaml(text: str, path: Path) -> Iterator[Row]:
    import yaml  # only who has such a set waits for it

    try:
        # The base loader leaves every scalar a text: an answer "No" or "2021" is no other thing.
        value = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  it makes nothing but texts
    except yaml.YAMLError as error:
        raise SetError(f"{path} is not YAML: {error}; mend it and try again.") from error
    cases = value.get("cases") if isinstance(value, dict) else value
    if not isinstance(cases, list):
        raise SetError(f"{path} must be a list of cases: begin each with “- id:”.")
    for number, case in enumerate(cases, 1):
        if not isinstance(case, dict):
            raise SetError(f"{path}, case {number} must have fields such as question and answer.")
        yield Row(_of_texts({"id": f"case-{number}", **case}), f"{path}, case {number}")


def _of_texts(fields: Mapping[str, object]) -> dict[str, object]:
    """Give fields that could only be written as texts the kinds that a case has."""
    said = {
        name: None if isinstance(value, str) and value.strip().lower() in _NOTHING else value
        for name, value in fields.items()
    }
    confirmed = said.get("confirmed")
    if isinstance(confirmed, str):
        said["confirmed"] = confirmed.strip().lower() in _YES
    return said
