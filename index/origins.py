"""Keeps, in the record, which articles print one report."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from index.article import Paragraph
from index.copies import Shingles, bands, is_copy, shingles
from index.records import Connection, Listed

# Articles of one band that are looked at; a band of more is of a text that everybody prints.
_CROWD = 16
_SEVERAL = 40 * _CROWD  # places at which an article meets others, more of which are a crowd
_TRIED = 64  # texts of a crowd that are compared, those that share most bands first


def join(db: Connection, article_id: str, numbers: Sequence[int] | None) -> None:
    """Find the articles whose report an article copies, inside a transaction that writes.

    All of them, and all that they copy, share an origin from then on: the oldest one. One copy of
    an origin is enough to tell, so that the work does not grow with the number of copies: of a
    crowd, some are looked at.

    Args:
        db: the record.
        article_id: an article that is in no origin yet.
        numbers: its bands; None where they are yet to be made.
    """
    if numbers is None:
        numbers = bands(shingles(_paragraphs(db, article_id)))
    near = _near(db, article_id, numbers)
    if near:
        own = shingles(_paragraphs(db, article_id))
        copied = [head for head, others in _by_origin(db, near) if _has_copy(db, own, others)]
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


def _near(db: Connection, article_id: str, numbers: Sequence[int]) -> list[str]:
    """Return the articles that share bands with one, those that share most first."""
    rows = db.execute(
        """SELECT article_id FROM bands
        WHERE hash IN (SELECT value FROM json_each(?)) AND article_id <> ? LIMIT ?""",
        (Listed(numbers), article_id, _SEVERAL + 1),
    ).fetchall()
    crowded = len(rows) > _SEVERAL
    if crowded:  # which of them these are is chance
        rows = [row for number in numbers for row in _of_band(db, article_id, number)]
    shared = Counter(other for (other,) in rows)
    ranked = sorted(shared, key=lambda other: (-shared[other], other))
    return ranked[:_TRIED] if crowded else ranked


def _of_band(db: Connection, article_id: str, number: int) -> Sequence[tuple[str]]:
    found: list[tuple[str]] = db.execute(
        """SELECT article_id FROM bands WHERE hash = ? AND article_id <> ?
        ORDER BY article_id LIMIT ?""",
        (number, article_id, _CROWD),
    ).fetchall()
    return found


def _by_origin(db: Connection, near: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each origin of articles with those of them that have it, in order."""
    rows = db.execute(
        """SELECT id, coalesce(origin, id) FROM articles
        WHERE id IN (SELECT value FROM json_each(?))""",
        (Listed(near),),
    )
    heads: dict[str, str] = dict(rows.fetchall())
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for other in near:
        groups[heads[other]].append(other)
    yield from groups.items()


def _has_copy(db: Connection, own: Shingles, others: Sequence[str]) -> bool:
    return any(is_copy(own, shingles(_paragraphs(db, other))) for other in others)


def _unite(db: Connection, heads: list[str]) -> None:
    """Give articles, and all that have one of them as origin, their oldest as origin.

    Args:
        db: the record.
        heads: articles that have no other as origin.
    """
    rows = db.execute(
        """SELECT article_id FROM newest WHERE article_id IN (SELECT value FROM json_each(?))
        ORDER BY date IS NULL, date, article_id""",
        (Listed(heads),),
    )
    oldest, *others = [article_id for (article_id,) in rows.fetchall()]
    db.execute(
        """UPDATE articles SET origin = ?1 WHERE id IN (SELECT value FROM json_each(?2))
        OR origin IN (SELECT value FROM json_each(?2))""",
        (oldest, Listed(others)),
    )


def _paragraphs(db: Connection, article_id: str) -> list[Paragraph]:
    rows = db.execute(
        "SELECT * FROM paragraphs WHERE article_id = ? ORDER BY number", (article_id,)
    )
    return [Paragraph(*row) for row in rows]
