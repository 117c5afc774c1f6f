"""Articles and their parts as rows of the record's tables."""

import json
from collections.abc import Mapping
from dataclasses import fields
from operator import attrgetter

from index.article import Article, Label, Quote
from index.records import Connection, read_date

_QUOTE = attrgetter(*(field.name for field in fields(Quote)))
_DIRECT = [field.name for field in fields(Quote)].index("direct")
_CANDIDATES = [field.name for field in fields(Quote)].index("candidates")
QUOTES_OF = 'SELECT * FROM quotes WHERE article_id = ? ORDER BY "start", "end" DESC'


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


def quotes_of(
    db: Connection, statement: str, parameters: tuple[str, ...] | Mapping[str, str | None]
) -> tuple[Quote, ...]:
    """Return the quotes that a statement finds, whose rows are those of their table."""
    rows = db.execute(statement, parameters)
    found = []
    for row in rows:
        values = [*row]
        values[_DIRECT] = bool(values[_DIRECT])
        kept = values[_CANDIDATES]
        values[_CANDIDATES] = () if kept == "[]" else tuple(json.loads(kept))  # nearly all
        found.append(Quote(*values))
    return tuple(found)


def labels_of(db: Connection, article_id: str) -> tuple[Label, ...]:
    """Return the labels of an article, in order."""
    rows = db.execute('SELECT * FROM labels WHERE article_id = ? ORDER BY "start"', (article_id,))
    return tuple(Label(*row) for row in rows)
