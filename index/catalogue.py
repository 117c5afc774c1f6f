"""The articles in the record: stored, read, listed, forgotten."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from index.article import (
    Article,
    Chunk,
    CrossReference,
    Kind,
    Label,
    Paragraph,
    ParsedArticle,
    Quote,
)
from index.confidence import GUESSED
from index.debts import owe_drops
from index.entries import Entry, Known, holder, join_origins, known, store
from index.errors import LibraryError
from index.files import forget_files
from index.filtered import Extent, extent, matching
from index.filters import EVERYTHING, Filters
from index.matching import fold, mentions
from index.origins import join, leave
from index.parts import parts_of
from index.people import register
from index.people.people import People
from index.records import Connection, Listed, Records, Row, read_date
from index.remembered import Remembered
from index.rows import labels_of, quotes_of, read_article, read_quotes
from index.underway import Underway

_FOUND = """SELECT q.*{text} FROM {table} q JOIN newest n ON n.article_id = q.article_id {around}
    WHERE {conditions}
    ORDER BY n.date IS NULL, n.date DESC, q.article_id, q."start", q."end" DESC"""
_AROUND = "JOIN paragraphs p ON p.article_id = q.article_id AND p.number = q.paragraph"
_DECIDED = """UPDATE quotes SET speaker = ?, confidence = ?
    WHERE article_id = ? AND "start" = ? AND "end" = ? AND direct AND speaker IS NULL"""
_IN_ARTICLES = "q.article_id IN (SELECT value FROM json_each(?))"
# From the people to their quotes: the other way round, every quote of the library is looked at.
_BY_PEOPLE = """(q.article_id, q.speaker) IN (SELECT b.article_id, b.name FROM bearers b
    WHERE b.quotes > 0 AND b.person IN (SELECT value FROM json_each(?)))"""


_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Listing:
    """An article's facts and counts, as `byline list` shows them.

    Attributes:
        origin: the id of the article whose report this one copies; its own where it copies none.
        versions: how many texts it has had.
    """

    id: str
    title: str | None
    outlet: str | None
    date: dt.date | None
    url: str | None
    paragraphs: int
    quotes: int
    origin: str
    versions: int


@dataclass(frozen=True, slots=True)
class Counts:
    """An article's title, and how many paragraphs and quotes it has."""

    title: str | None
    paragraphs: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A chunk with the kind of its paragraph."""

    chunk: Chunk
    kind: Kind


class Catalogue:
    """The articles of one record.

    Attributes:
        people: who is named in them.
    """

    def __init__(self, records: Records, underway: Underway | None = None) -> None:
        self._records = records
        self.people = People(records, underway)
        self._count = Remembered(_read_count, underway)
        self._extent = Remembered(_read_extent, underway)
        self._titles = Remembered(_read_titles, underway)
        self._outlets = Remembered(_read_outlets, underway)
        self._speakers = Remembered(_read_speakers, underway)

    def known(self, article_id: str) -> Known | None:
        """Return what is there under exactly this id."""
        with self._records.reading() as db:
            return known(db, article_id)

    def holder(self, digest: str, outlet: str | None) -> str | None:
        """Return the id of the article that has, or once had, a text of this digest.

        Args:
            digest: of the text.
            outlet: an article of another outlet is not meant; None where it is not known.
        """
        with self._records.reading() as db:
            return holder(db, digest, outlet)

    def store(
        self, parsed: ParsedArticle, chunks: Sequence[Chunk], digest: str, *, after: Known | None
    ) -> bool:
        """Store an article in the place of `after`, with what the maps are owed for it.

        Another text than that of `after` becomes a new version; the same text keeps its number
        and gets its new facts.

        Returns:
            False where another process has changed the article since `after` was read (or, where
            that was None, has stored the same text): nothing was stored, so look again.
        """
        parts = parts_of(parsed, chunks)
        return self.store_all([Entry(parsed.article, parts, None, digest, after)]) == 1

    def store_all(self, entries: Sequence[Entry]) -> int:
        """Store articles, in order, up to the first that another process was faster with.

        All in one transaction, which takes half the time of one for each. Each as `store` does.

        Returns:
            How many were stored.
        """
        with self._records.writing() as db:
            stored = [*takewhile(partial(store, db), entries)]
            join_origins(db, stored)
        return len(stored)

    def remove(self, article_ids: Sequence[str]) -> None:
        """Forget articles in all versions; the maps are owed the drop of their chunks."""
        with self._records.writing() as db:
            owe_drops(db, article_ids)
            forget_files(db, article_ids)
            rows = db.execute(
                "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
                (Listed(article_ids),),
            )
            for (article_id,) in rows.fetchall():
                leave(db, article_id)
                register.leave(db, article_id)
            db.execute(
                "DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))",
                (Listed(article_ids),),
            )
            register.settle(db)  # at once: nobody goes by a name that only these articles gave
        self._records.shrink()

    def counts(self, article_id: str) -> Counts | None:
        """Return what there is of the article under exactly this id; None where there is none."""
        with self._records.reading() as db:
            row = db.execute(
                """SELECT title,
                    (SELECT count(*) FROM paragraphs p WHERE p.article_id = n.article_id),
                    (SELECT count(*) FROM quotes q WHERE q.article_id = n.article_id)
                FROM newest n WHERE article_id = ?""",
                (article_id,),
            ).fetchone()
        return None if row is None else Counts(*row)

    def get(self, article_id: str) -> ParsedArticle:
        """Return the newest version of the article under exactly this id."""
        found = self.find(article_id)
        if found is None:
            raise LibraryError(_unknown(article_id))
        return found

    def find(self, article_id: str) -> ParsedArticle | None:
        """Return the same; None where there is none."""
        with self._records.reading() as db:
            there = known(db, article_id)
            if there is None:
                return None
            paragraphs = db.execute(
                "SELECT * FROM paragraphs WHERE article_id = ? ORDER BY number", (article_id,)
            )
            references = db.execute(
                'SELECT * FROM cross_references WHERE article_id = ? ORDER BY "start"',
                (article_id,),
            )
            return ParsedArticle(
                there.article,
                tuple(Paragraph(*row) for row in paragraphs),
                tuple(CrossReference(*row) for row in references),
                quotes_of(db, article_id),
                labels=labels_of(db, article_id),
            )

    def versions(self, article_id: str) -> tuple[Article, ...]:
        """Return every text that an article has had, with its facts, oldest first."""
        with self._records.reading() as db:
            rows = db.execute(
                """SELECT article_id, title, outlet, date, url, text, authors, modified, language
                FROM versions WHERE article_id = ? ORDER BY number""",
                (article_id,),
            )
            return tuple(read_article(*row) for row in rows)

    def resolve(self, beginnings: Sequence[str]) -> tuple[str, ...]:
        """Return the ids that begin so, in the order given.

        Raises:
            LibraryError: no id begins so, or several do and none is just that.
        """
        with self._records.reading() as db:
            rows = db.execute(
                "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?))",
                (Listed(beginnings),),
            )
            exact = {article_id for (article_id,) in rows}
            return tuple(b if b in exact else _only(db, b) for b in beginnings)

    def count(self) -> int:
        """Return how many articles there are."""
        with self._records.reading() as db:
            return self._count.of(db)

    def extent(self, filters: Filters) -> Extent:
        """Return how many articles meet the conditions, and between which days they are."""
        with self._records.reading() as db:
            return self._extent.of(db) if filters == EVERYTHING else extent(db, filters)

    def listings(self) -> tuple[Listing, ...]:
        """Return all articles, newest first (those without a date last), then by title."""
        with self._records.reading() as db:
            rows = db.execute(
                """SELECT article_id, title, outlet, date, url,
                    (SELECT count(*) FROM paragraphs p WHERE p.article_id = n.article_id),
                    (SELECT count(*) FROM quotes q WHERE q.article_id = n.article_id),
                    coalesce(a.origin, a.id), n.version
                FROM newest n JOIN articles a ON a.id = n.article_id"""
            )
            found = [Listing(row[0], row[1], row[2], read_date(row[3]), *row[4:]) for row in rows]
        return tuple(sorted(found, key=_newest_first))

    def titles(self) -> tuple[tuple[str, str], ...]:
        """Return the ids and titles of all articles that have a title."""
        with self._records.reading() as db:
            return self._titles.of(db)

    def matching(self, filters: Filters) -> tuple[str, ...]:
        """Return the ids of the articles that meet the conditions."""
        with self._records.reading() as db:
            return matching(db, filters)

    def labels(self, filters: Filters, *, about: str | None) -> tuple[Label, ...]:
        """Return marked words that are no speech, in the order of `quotes`."""
        return tuple(Label(*row) for row in self._said("labels", filters, None, about))

    def quotes(
        self, filters: Filters, *, speaker: str | None, about: str | None
    ) -> tuple[Quote, ...]:
        """Return quotes in order of their places, those of the newest article first.

        Args:
            filters: conditions on the article.
            speaker: words that must all stand in one of the names of whom the words are.
            about: words that must all begin a word of the quote's paragraph.
        """
        return read_quotes(self._said("quotes", filters, speaker, about))

    def _said(
        self, table: str, filters: Filters, speaker: str | None, about: str | None
    ) -> list[Row]:
        """Return the rows of quotes or of labels that meet conditions, as `quotes` has them."""
        conditions: list[tuple[str, Listed]] = []
        if filters != EVERYTHING:
            conditions.append((_IN_ARTICLES, Listed(self.matching(filters))))
        if speaker is not None:
            conditions.append((_BY_PEOPLE, Listed(self.people.named(speaker))))
        statement = _FOUND.format(
            text=", p.text" if about is not None else "",
            table=table,
            around=_AROUND if about is not None else "",
            conditions=" AND ".join(condition for condition, _ in conditions) or "TRUE",
        )
        with self._records.reading() as db:
            rows = db.execute(statement, [listed for _, listed in conditions]).fetchall()
        if about is None:
            return rows
        told = {text: mentions(text, about) for text in {row[-1] for row in rows}}
        return [row[:-1] for row in rows if told[row[-1]]]

    def decide(self, parsed: ParsedArticle, quote: Quote, speaker: str) -> bool:
        """Keep who is chosen to have said a quote, as `Library.decide` does.

        Args:
            parsed: the quote's article, with who is named in it.
            quote: without a speaker.
            speaker: one of the candidates.
        """
        article = parsed.article
        with self._records.writing() as db:
            there = known(db, article.id)
            if there is None or there.article != article:
                return False
            place = (article.id, quote.start, quote.end)
            if not db.execute(_DECIDED, (speaker, GUESSED, *place)).rowcount:
                return False
            register.leave(db, article.id)
            register.enter(db, article.id, parsed.bearers, quotes_of(db, article.id))
        return True

    def speakers(self) -> tuple[str, ...]:
        """Return the names of all speakers, each once, in order."""
        with self._records.reading() as db:
            return self._speakers.of(db)

    def most_quoted(self, most: int) -> tuple[str, ...]:
        """Return the names of those with most direct quotes, the first of them first."""
        with self._records.reading() as db:
            rows = db.execute(
                """SELECT speaker FROM quotes WHERE speaker IS NOT NULL AND direct
                GROUP BY speaker ORDER BY count(*) DESC, speaker LIMIT ?""",
                (most,),
            )
            return tuple(row[0] for row in rows)

    def outlets(self) -> tuple[str, ...]:
        """Return the names of all outlets, each once, in order."""
        with self._records.reading() as db:
            return self._outlets.of(db)

    def placed(self, chunk_ids: Sequence[int]) -> dict[int, Placed]:
        """Return those of the chunks that are still there, by id."""
        with self._records.reading() as db:
            rows = db.execute(
                """SELECT p.kind, c.* FROM chunks c
                JOIN paragraphs p ON p.article_id = c.article_id AND p.number = c.paragraph
                WHERE c.id IN (SELECT value FROM json_each(?))""",
                (Listed(chunk_ids),),
            )
            return {row[1]: Placed(Chunk(*row[2:]), row[0]) for row in rows}

    def renew(self) -> None:
        """Read anew what is remembered, for those who ask while articles are added."""
        self.people.renew()
        with self._records.reading() as db:
            for one in (self._count, self._extent, self._titles, self._outlets, self._speakers):
                one.renew(db)

    def regroup(self) -> None:
        """Find the origins of articles that were stored before origins were kept."""
        with self._records.writing() as db:
            rows = db.execute(
                "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM bands) ORDER BY id"
            ).fetchall()
            for (article_id,) in rows:
                join(db, article_id, None)


def _read_count(db: Connection) -> int:
    return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])


def _read_extent(db: Connection) -> Extent:
    return extent(db, EVERYTHING)


def _newest_first(one: Listing) -> tuple[bool, int, bool, str, str]:
    day = one.date.toordinal() if one.date else 0
    return one.date is None, -day, one.title is None, fold(one.title or ""), one.id


def _read_titles(db: Connection) -> tuple[tuple[str, str], ...]:
    rows = db.execute("SELECT article_id, title FROM newest WHERE title IS NOT NULL")
    return tuple((row[0], row[1]) for row in rows)


def _read_outlets(db: Connection) -> tuple[str, ...]:
    rows = db.execute("SELECT DISTINCT outlet FROM newest WHERE outlet IS NOT NULL ORDER BY outlet")
    return tuple(row[0] for row in rows)


def _read_speakers(db: Connection) -> tuple[str, ...]:
    rows = db.execute(
        "SELECT DISTINCT speaker FROM quotes WHERE speaker IS NOT NULL ORDER BY speaker"
    )
    return tuple(row[0] for row in rows)


def _only(db: Connection, beginning: str) -> str:
    rows = db.execute(
        "SELECT id FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT 4",
        (beginning, beginning + _LAST),
    ).fetchall()
    if not beginning or not rows:
        raise LibraryError(_unknown(beginning))
    if len(rows) > 1:
        some = ", ".join(row[0] for row in rows[:3]) + (", …" if len(rows) > 3 else "")
        raise LibraryError(
            f'Several articles have an id that begins with "{beginning}" ({some}); give more of it.'
        )
    return str(rows[0][0])


def _unknown(article_id: str) -> str:
    return f'There is no article "{article_id}" in the library; `byline list` shows what is there.'
