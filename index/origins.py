"""Keeps, in the record, which articles print one report."""

from collections.abc import Sequence

from index.article import Paragraph
from index.copies import bands, is_copy, shingles
from index.records import Connection, Listed


def join(db: Connection, article_id: str, numbers: Sequence[int] | None) -> None:
    """Find the articles whose report an article copies, inside a transaction that writes.

    All of them, and all that they copy, share an origin from then on: the oldest one.

    Args:
        db: the record.
        article_id: an article that is in no origin yet.
        numbers: its bands; None where they are yet to be made.
    """
    if numbers is None:
        numbers = bands(shingles(_paragraphs(db, article_id)))
    near = db.execute(
        """SELECT DISTINCT article_id FROM bands
        WHERE hash IN (SELECT value FROM json_each(?)) AND article_id <> ?""",
        (Listed(numbers), article_id),
    ).fetchall()
    own = shingles(_paragraphs(db, article_id)) if near else frozenset()
    copied = [other for (other,) in near if is_copy(own, shingles(_paragraphs(db, other)))]
    if copied:
        _unite(db, [article_id, *copied])
    db.executemany("INSERT INTO bands VALUES (?, ?)", [(n, article_id) for n in numbers])


def leave(db: Connection, article_id: str) -> None:
    """Take an article out of its origin, before its text changes or goes."""
    db.execute("DELETE FROM bands WHERE article_id = ?", (article_id,))
    rest = db.execute("SELECT id FROM articles WHERE origin = ?", (article_id,)).fetchall()
    db.execute("UPDATE articles SET origin = NULL WHERE origin = ?1 OR id = ?1", (article_id,))
    if rest:
        _unite(db, [other for (other,) in rest])


def _unite(db: Connection, article_ids: list[str]) -> None:
    """Give articles, and all that share an origin with one of them, their oldest as origin."""
    members = db.execute(
        """WITH named AS (SELECT coalesce(origin, id) AS head FROM articles
            WHERE id IN (SELECT value FROM json_each(?1)))
        SELECT a.id FROM articles a JOIN newest n ON n.article_id = a.id
        WHERE coalesce(a.origin, a.id) IN (SELECT head FROM named)
            OR a.id IN (SELECT value FROM json_each(?1))
        ORDER BY n.date IS NULL, n.date, a.id""",
        (Listed(article_ids),),
    ).fetchall()
    head = members[0][0] if len(members) > 1 else None
    db.execute(
        """UPDATE articles SET origin = nullif(?, id)
        WHERE id IN (SELECT value FROM json_each(?))""",
        (head, Listed(member for (member,) in members)),
    )


def _paragraphs(db: Connection, article_id: str) -> list[Paragraph]:
    rows = db.execute(
        "SELECT * FROM paragraphs WHERE article_id = ? ORDER BY number", (article_id,)
    )
    return [Paragraph(*row) for row in rows]
