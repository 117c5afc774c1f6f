"""Finds articles of which the record has not all, or not what stands in their texts."""

from index.records import Connection, Records

_PARTS = """SELECT "start", "end", text FROM paragraphs WHERE article_id = ?1
    UNION ALL SELECT "start", "end", text FROM cross_references WHERE article_id = ?1
    UNION ALL SELECT "start", "end", text FROM quotes WHERE article_id = ?1
    UNION ALL SELECT "start", "end", text FROM chunks WHERE article_id = ?1"""
_WITHOUT_PARAGRAPH = """SELECT DISTINCT article_id FROM (
        SELECT article_id, paragraph FROM cross_references
        UNION SELECT article_id, paragraph FROM quotes
        UNION SELECT article_id, paragraph FROM chunks
        EXCEPT SELECT article_id, number FROM paragraphs
    ) parts ORDER BY article_id"""


def misplaced(records: Records) -> tuple[str, ...]:
    """Return the ids of articles in which a stored text is not what stands at its place."""
    with records.reading() as db:
        ids = [row[0] for row in db.execute("SELECT article_id FROM newest ORDER BY article_id")]
        return tuple(article_id for article_id in ids if _is_misplaced(db, article_id))


def _is_misplaced(db: Connection, article_id: str) -> bool:
    of_text = db.execute("SELECT text FROM newest WHERE article_id = ?", (article_id,))
    (whole,) = of_text.fetchone()
    return any(whole[start:end] != text for start, end, text in db.execute(_PARTS, (article_id,)))


def without_text(records: Records) -> tuple[str, ...]:
    """Return the ids of articles whose newest version is not there."""
    return _ids(
        records,
        "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM newest) ORDER BY id",
    )


def without_paragraph(records: Records) -> tuple[str, ...]:
    """Return the ids of articles with parts in a paragraph that they do not have."""
    return _ids(records, _WITHOUT_PARAGRAPH)


def without_origin(records: Records) -> tuple[str, ...]:
    """Return the ids of articles that have one that is not there as origin."""
    return _ids(
        records,
        "SELECT id FROM articles WHERE origin NOT IN (SELECT id FROM articles) ORDER BY id",
    )


def _ids(records: Records, statement: str) -> tuple[str, ...]:
    with records.reading() as db:
        return tuple(row[0] for row in db.execute(statement))
