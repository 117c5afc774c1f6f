"""An article put into the record, new or in the place of what it was before."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Article
from index.debts import owe_drops, owe_puts
from index.files import forget_files
from index.matching import fold
from index.origins import join, leave
from index.parts import Parts
from index.people import register
from index.records import Connection
from index.rows import read_article


@dataclass(frozen=True, slots=True)
class Known:
    """What is there under an id: the newest text with its facts, and how many texts so far."""

    article: Article
    version: int


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is stored of an article.

    Attributes:
        bands: of `copies`; None where they are yet to be made.
        digest: of the text.
        after: what it is stored in the place of; None for a new article.
    """

    article: Article
    parts: Parts
    bands: Sequence[int] | None
    digest: str
    after: Known | None


def known(db: Connection, article_id: str) -> Known | None:
    """Return what is there under exactly this id."""
    row = db.execute(
        """SELECT article_id, title, outlet, date, url, text, authors, modified, language, version
        FROM newest WHERE article_id = ?""",
        (article_id,),
    ).fetchone()
    return None if row is None else Known(read_article(*row[:-1]), row[-1])


def holder(db: Connection, digest: str, outlet: str | None) -> str | None:
    """Return the id of the article that has, or once had, a text of this digest."""
    rows = db.execute(
        """SELECT v.article_id, v.outlet FROM versions v JOIN articles a ON a.id = v.article_id
        WHERE v.digest = ? ORDER BY v.number = a.version DESC, v.article_id""",
        (digest,),
    )
    return next((row[0] for row in rows.fetchall() if _may_be(outlet, row[1])), None)


def _may_be(outlet: str | None, other: str | None) -> bool:
    """Tell whether two outlets may be one: they are called so, or one is not known."""
    return outlet is None or other is None or fold(outlet) == fold(other)


def store(db: Connection, entry: Entry) -> bool:
    """Store an article, all but its origin.

    Returns:
        False where it is not as `entry.after` has it any more: nothing was stored.
    """
    article, after = entry.article, entry.after
    if known(db, article.id) != after or (
        after is None and holder(db, entry.digest, article.outlet)
    ):
        return False
    version = after.version if after else 0
    if after is None or after.article.text != article.text:
        version += 1
    if after is not None:
        _clear(db, article.id)
    _write_article(db, article, version, entry.digest)
    _write_parts(db, article.id, entry.parts)
    return True


def join_origins(db: Connection, entries: Sequence[Entry]) -> None:
    """Find the origins of articles that are stored.

    The oldest first: each that is older than all before would become the origin of all.
    """
    for entry in sorted(entries, key=_age):
        join(db, entry.article.id, entry.bands)


def _age(entry: Entry) -> tuple[bool, dt.date, str]:
    day = entry.article.date
    return day is None, day or dt.date.max, entry.article.id


def _clear(db: Connection, article_id: str) -> None:
    """Delete what belongs to the newest version; the maps are owed the drop of its chunks."""
    owe_drops(db, [article_id])
    forget_files(db, [article_id])
    leave(db, article_id)
    register.leave(db, article_id)
    db.execute("DELETE FROM paragraphs WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM cross_references WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM quotes WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM labels WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM chunks WHERE article_id = ?", (article_id,))


def _write_article(db: Connection, article: Article, version: int, digest: str) -> None:
    db.execute(
        """INSERT INTO articles (id, version) VALUES (?, ?)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version""",
        (article.id, version),
    )
    date = article.date.isoformat() if article.date else None
    # Not updated in its place: what was added last is told by the order of rows.
    db.execute("DELETE FROM versions WHERE article_id = ? AND number = ?", (article.id, version))
    db.execute(
        "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            version,
            article.title,
            article.outlet,
            date,
            article.url,
            article.text,
            digest,
            json.dumps(article.authors, ensure_ascii=False),
            article.modified.isoformat() if article.modified else None,
            article.language,
        ),
    )


def _write_parts(db: Connection, article_id: str, parts: Parts) -> None:
    db.executemany("INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?, ?)", parts.paragraphs)
    db.executemany("INSERT INTO cross_references VALUES (?, ?, ?, ?, ?)", parts.cross_references)
    db.executemany(
        "INSERT INTO quotes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", parts.quotes
    )
    db.executemany("INSERT INTO labels VALUES (?, ?, ?, ?, ?, ?)", parts.labels)
    db.executemany(
        """INSERT INTO chunks (article_id, paragraph, "start", "end", text)
        VALUES (?, ?, ?, ?, ?)""",
        parts.chunks,
    )
    register.enter_rows(db, parts.bearers)
    owe_puts(db, article_id)
