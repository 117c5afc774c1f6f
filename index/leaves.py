"""Single parts of articles in the record, each to be read without the rest of its article."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.article import CrossReference, Paragraph
from index.records import Connection, Listed, Records, read_date

# A place is an article's id and the number of a paragraph.
Spot = tuple[str, int]

# By number, not all numbers in all articles: most of those paragraphs would be read for nothing.
_BY_NUMBER = """SELECT * FROM paragraphs
    WHERE number = ? AND article_id IN (SELECT value FROM json_each(?))"""
_REFERENCES = """SELECT * FROM cross_references
    WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY "start\""""
_FACTS = """SELECT article_id, title, outlet, date, url FROM newest
    WHERE article_id IN (SELECT value FROM json_each(?))"""
_REFERRED = """SELECT "start", "end" FROM cross_references WHERE article_id = ? ORDER BY "start\""""
_TEXT = "SELECT text FROM newest WHERE article_id = ?"
# As `ParsedArticle.without_guesses` has them.
_DIRECT = """SELECT paragraph, text, speaker FROM quotes
    WHERE article_id = ? AND direct AND speaker IS NOT NULL AND candidates = '[]'
    ORDER BY "start", "end" DESC"""
_CHANGED = """SELECT id FROM articles
    WHERE version > 1 AND id IN (SELECT value FROM json_each(?))"""
_OPENINGS = """SELECT article_id, substr(text, 1, ?) FROM paragraphs
    WHERE article_id IN (SELECT value FROM json_each(?))"""
_OPENING = 120


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an article beside its text; the fields are those of `Article`."""

    id: str
    title: str | None
    outlet: str | None
    date: dt.date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A paragraph with the references in it and the facts of its article."""

    paragraph: Paragraph
    references: tuple[CrossReference, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Direct:
    """Direct words of somebody whom the article itself tells."""

    paragraph: int
    text: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a paragraph.

    Attributes:
        text: all of its article's, without references, which are about other pieces.
        direct: all direct words in it.
    """

    text: str
    direct: tuple[Direct, ...]


class Leaves:
    """Reads parts of the newest versions in a record, by ids in full; none of what is not there."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def paragraphs(self, spots: Iterable[Spot]) -> tuple[Paragraph, ...]:
        """Return single paragraphs, in no order."""
        with self._records.reading() as db:
            return tuple(_paragraphs(db, spots))

    def leaves(self, spots: Iterable[Spot]) -> tuple[Leaf, ...]:
        """Return the same, each with what it takes to read it by itself."""
        with self._records.reading() as db:
            found = tuple(_paragraphs(db, spots))
            ids = Listed(dict.fromkeys(paragraph.article_id for paragraph in found))
            references: defaultdict[Spot, list[CrossReference]] = defaultdict(list)
            for row in db.execute(_REFERENCES, (ids,)):
                references[row[:2]].append(CrossReference(*row))
            facts = _facts(db, ids)
        return tuple(
            Leaf(one, tuple(references[one.article_id, one.number]), facts[one.article_id])
            for one in found
        )

    def beside(self, article_id: str) -> Beside | None:
        """Return an article's text and direct words, which is a third of what all of it takes."""
        with self._records.reading() as db:
            row = db.execute(_TEXT, (article_id,)).fetchone()
            if row is None:
                return None
            direct = tuple(Direct(*words) for words in db.execute(_DIRECT, (article_id,)))
            spans = [(start, end) for start, end in db.execute(_REFERRED, (article_id,))]
        return Beside(without(row[0], spans), direct)

    def changed(self, article_ids: Sequence[str]) -> frozenset[str]:
        """Return those of some articles that have had more than one text."""
        with self._records.reading() as db:
            rows = db.execute(_CHANGED, (Listed(article_ids),))
            return frozenset(article_id for (article_id,) in rows)

    def openings(self, article_ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return each paragraph's first 120 code points with its article's id, in no order."""
        with self._records.reading() as db:
            rows = db.execute(_OPENINGS, (_OPENING, Listed(article_ids)))
            return tuple((article_id, text) for article_id, text in rows)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text without some spans, which are in order and touch no other."""
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])


def _paragraphs(db: Connection, spots: Iterable[Spot]) -> Iterator[Paragraph]:
    by_number: defaultdict[int, list[str]] = defaultdict(list)
    for article_id, number in dict.fromkeys(spots):
        by_number[number].append(article_id)
    for number, article_ids in by_number.items():
        for row in db.execute(_BY_NUMBER, (number, Listed(article_ids))):
            yield Paragraph(*row)


def _facts(db: Connection, ids: Listed) -> Mapping[str, Facts]:
    rows = db.execute(_FACTS, (ids,))
    return {row[0]: Facts(row[0], row[1], row[2], read_date(row[3]), row[4]) for row in rows}
