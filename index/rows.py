"""Articles and their parts as rows of the record's tables."""

import json
from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter

from index.article import Article, Label, Quote
from index.records import Connection, Row, read_date

_QUOTE = attrgetter(*(field.name for field in fields(Quote)))
_DIRECT = [field.name for field in fields(Quote)].index("direct")
_CANDIDATES = [field.name for field in fields(Quote)].index("candidates")
_COLUMNS = len(fields(Quote))
_QUOTES_OF = 'SELECT * FROM quotes WHERE article_id = ? ORDER BY "start", "end" DESC'


def read_article(
    article_id: str,
    title: str | None,
    outlet: str | None,
    date: str | None,
    url: str | None,
    text: str,
    authors: str,
    modified: str | None,
    language: str | None,
) -> Article:
    """Return an article as a row of the versions has it."""
    return Article(
        article_id,
        title,
        outlet,
        read_date(date),
        url,
        text,
        tuple(json.loads(authors)),
        read_date(modified),
        language,
    )


def quote_row(quote: Quote) -> tuple[object, ...]:
    """Return a quote as its table's row; the candidates as a JSON list."""
    row = [*_QUOTE(quote)]
    named = quote.candidates
    row[_CANDIDATES] = json.dumps(named, ensure_ascii=False) if named else "[]"
    return tuple(row)


def read_quotes(rows: Iterable[Row]) -> tuple[Quote, ...]:
    """Return quotes of rows that begin as those of their table do."""
    found = []
    for row in rows:
        values = [*row[:_COLUMNS]]
        values[_DIRECT] = bool(values[_DIRECT])
        kept = values[_CANDIDATES]
        values[_CANDIDATES] = () if kept == "[]" else tuple(json.loads(kept))  # nearly all
        found.append(Quote(*values))
    return tuple(found)


def quotes_of(db: Connection, article_id: str) -> tuple[Quote, ...]:
    """Return the quotes of an article, in order."""
    return read_quotes(db.execute(_QUOTES_OF, (article_id,)))


def labels_of(db: Connection, article_id: str) -> tuple[Label, ...]:
    """Return the labels of an article, in order."""
    rows = db.execute('SELECT * FROM labels WHERE article_id = ? ORDER BY "start"', (article_id,))
    return tuple(Label(*row) for row in rows)
