"""A table (CSV, TSV, or with semicolons, as Excel writes it) → a draft for each row."""

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from index.article import Draft
from index.errors import SourceError
from index.readers.blocks import Block, Composed, compose
from index.readers.dates import parse_date
from index.readers.encoding import MAX_BYTES, normalise
from index.readers.mail_html import html_pieces

_DELIMITERS = "\t,;|"
_SEPARATOR_LINE = re.compile(r"\A\s*sep=(.)\n")  # Excel's own, before the names
_MAX_COLUMNS = 200
_NAME_LONGEST = 60
_LOOKED_AT = 20_000  # code points in which a table shows
_MARK_INSIDE = "has a quotation mark inside a cell in quotation marks: double it"
_MARK_OPEN = "has a quotation mark that is never closed: close it"
_GIVEN_UP = "has one more quotation mark that is never closed, so the rest was not read: close it"
_MAX_ROWS = 200_000
_NOTHING = ("nan", "none", "null", "n/a", "na", "nat")
_MAX_REOPENED = 5  # rows with an open quotation mark after which the rest is given up

# In order: of two columns that may hold the text, the first that has something in it counts.
_SYNONYMS = {
    "text": "text fulltext articletext maintext bodytext body articlebody content contents article "
    "story transcript",
    "title": "title headline heading header articletitle subject",
    "date": "date published publisheddate publishedat publisheddatetime publishdate publishtime "
    "publicationdate datepublished pubdate releasedate articledate datetime",
    "outlet": "outlet source sourcename publication publicationname publisher newspaper paper site "
    "sitename website media domain",
    "url": "url link href permalink weburl articleurl address",
    "authors": "author authors authorname byline writer writers reporter creator",
    "id": "id articleid guid uid uuid docid key",
    "modified": "modified datemodified updated updatedat lastmodified",
    "language": "language lang locale",
}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_MARKUP = re.compile(r"(?i)<(?:p|div|br|h[1-6]|article|span|ul|ol|blockquote)\b[^>]*>")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is not blank, or what is wrong with it; `line` counts from 1."""

    line: int
    cells: tuple[str, ...] = ()
    fault: str | None = None


def is_table(text: str) -> bool:
    """Tell whether a text begins with names of columns, of which one is the articles' text."""
    dialect = _delimiter(text)
    if not dialect:
        return False
    rows = list(islice(_rows(text[:_LOOKED_AT], dialect), 3))
    if len(rows) < 2 or rows[0].fault:
        return False
    names, cells = rows[0].cells, rows[1].cells
    if any(name.startswith(" ") for name in names[1:]):
        # Words of an article may well begin so: more must speak for a table.
        return len(_named(names)) > 1 and len(cells) == len(names)
    return bool(rows[1].fault) or len(cells) > 1


def read_table(text: str, source: str, today: dt.date) -> Iterator[Draft | SourceError]:
    """Read one article a row as `source:line`; a bad row is a failure of its own."""
    rows = _rows(text, _delimiter(text) or ",")
    names = next(rows).cells
    columns = _named(names)
    empty = True
    for count, row in enumerate(rows):
        empty = False
        if count == _MAX_ROWS:
            yield SourceError(
                f"{source} has more than {_MAX_ROWS:,} rows, and those behind were not read: "
                "split it into smaller tables.",
                source,
            )
            return
        place = f"{source}:{row.line}"
        if row.fault:
            yield SourceError(f"{place} {row.fault}.", place)
        elif len(row.cells) > len(names) and any(row.cells[len(names) :]):
            yield SourceError(
                f"{place} has {len(row.cells)} cells and the first line names {len(names)}: put "
                "quotation marks around cells that have the separator in them.",
                place,
            )
        else:
            yield _draft(row, columns, place, today)
    if empty:
        yield SourceError(f"{source} names columns but has no rows: add the articles.", source)


def _delimiter(text: str) -> str | None:
    """Return what sets the columns of a table apart; None where a text is no table."""
    stated = _SEPARATOR_LINE.match(text)
    best: tuple[int, str] | None = None
    first = text[stated.end() if stated else 0 :].lstrip("\n").partition("\n")[0]
    if len(first) > _MAX_COLUMNS * _NAME_LONGEST:
        return None
    for delimiter in stated[1] if stated else _DELIMITERS:
        names = [name.strip().strip('"') for name in first.split(delimiter)]
        fits = 2 <= len(names) <= _MAX_COLUMNS and max(map(len, names)) <= _NAME_LONGEST
        if fits and "text" in _named(names) and (best is None or len(names) > best[0]):
            best = len(names), delimiter
    return best[1] if best else None


def _named(names: Sequence[str]) -> dict[str, list[int]]:
    """Return for each of our facts the columns that may hold it, the likeliest first."""
    plain = [re.sub(r"[\W_]+", "", name).casefold() for name in names]
    columns = {
        field: [plain.index(name) for name in synonyms.split() if name in plain]
        for field, synonyms in _SYNONYMS.items()
    }
    return {field: places for field, places in columns.items() if places}


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """Yield the rows that are not blank, the names first."""
    stated = _SEPARATOR_LINE.match(text)
    skipped = text[: stated.end()].count("\n") if stated else 0
    lines = text.split("\n")
    del lines[:skipped]
    rows = _unquoted(lines, delimiter) if _is_even(lines, delimiter) else _quoted(lines, delimiter)
    for row in rows:
        if row.fault or any(cell.strip() for cell in row.cells):
            yield replace(row, line=row.line + skipped)


def _is_even(lines: Sequence[str], delimiter: str) -> bool:
    """Tell whether each line is a row by itself: quotation marks of tabbed text mean nothing."""
    if delimiter != "\t":
        return False
    return len({line.count("\t") for line in lines if line.strip()}) == 1


def _unquoted(lines: Sequence[str], delimiter: str) -> Iterator[_Row]:
    for number, line in enumerate(lines, 1):
        yield _Row(number, tuple(map(_cell, line.split(delimiter))))


def _cell(cell: str) -> str:
    """Take off the marks that some programs put around each cell."""
    inside = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inside.replace('""', ""):
        return inside.replace('""', '"')
    return cell


def _quoted(lines: Sequence[str], delimiter: str) -> Iterator[_Row]:
    """Read rows whose cells may hold line ends; an open quotation mark costs its row alone."""
    csv.field_size_limit(MAX_BYTES)  # an article is longer than the 131,072 it allows
    start, reopened = 0, 0
    while start < len(lines) and reopened <= _MAX_REOPENED:
        following = (f"{lines[at]}\n" for at in range(start, len(lines)))
        reader = csv.reader(following, delimiter=delimiter, strict=True)
        begun = start
        try:
            for cells in reader:
                yield _Row(begun + 1, tuple(cells))
                begun = start + reader.line_num
        except csv.Error:
            start += reader.line_num
        else:
            return
        if start < len(lines):
            yield _Row(begun + 1, fault=_MARK_INSIDE)
        else:
            reopened += 1
            yield _Row(begun + 1, fault=_MARK_OPEN if reopened <= _MAX_REOPENED else _GIVEN_UP)
            start = begun + 1


def _draft(
    row: _Row, columns: Mapping[str, list[int]], place: str, today: dt.date
) -> Draft | SourceError:
    stated = {
        field: [value for at in places if (value := _value(row, at))]
        for field, places in columns.items()
    }
    facts = {field: values[0] for field, values in stated.items() if values}
    composed = _composed(facts.pop("text", ""))
    if not composed.text.strip():
        return SourceError(f"{place} has no text: an article needs words in it.", place)
    facts = {field: " ".join(value.split()) for field, value in facts.items()}
    language = facts.get("language", "").replace("_", "-")
    return Draft(
        place,
        composed.text,
        id=facts.get("id"),
        title=facts.get("title"),
        outlet=facts.get("outlet"),
        date=_day(stated.get("date", []), today),
        url=facts.get("url"),
        marks=composed.marks,
        authors=tuple(_authors(facts.get("authors", ""))),
        modified=_day(stated.get("modified", []), today),
        language=language if _TAG.fullmatch(language) else None,
    )


def _value(row: _Row, at: int) -> str:
    """Return a cell; empty where the row is short, or says that it has nothing."""
    value = normalise(row.cells[at]).strip() if at < len(row.cells) else ""
    return "" if value.lower() in _NOTHING else value


def _composed(text: str) -> Composed:
    """Return a cell's text, without its tags where it is HTML."""
    if not _MARKUP.search(text):
        return Composed(text, ())
    return compose(Block(piece.text, piece.kind) for piece in html_pieces(text).pieces)


def _day(values: Sequence[str], today: dt.date) -> dt.date | None:
    """Return the first of some dates that is understood and not later than today."""
    days = (parse_date(value) for value in values)
    return next((day for day in days if day and day <= today), None)


def _authors(written: str) -> list[str]:
    """Divide names, also where a program wrote its list down ("['A B', 'C D']")."""
    if re.fullmatch(r"\[.*\]", written):
        pairs = re.findall(r"'([^']*)'|\"([^\"]*)\"", written)
        return [name for pair in pairs if (name := "".join(pair).strip())]
    written = re.sub(r"(?i)^by\s+", "", written)
    names = re.split(r"\s*(?:[;|]|\band\b|&)\s*", written)
    # “Tolland, Mira” is one person.
    names = [part for name in names for part in _by_comma(name)]
    return [name.strip(" ,") for name in names if name.strip(" ,")]


def _by_comma(names: str) -> list[str]:
    parts = [part.strip() for part in names.split(",")]
    return parts if all(" " in part for part in parts if part) else [names]
