"""Finds articles of which the record has not all, or not what stands in their texts."""

from index.records import Records

_MISPLACED = """SELECT DISTINCT n.article_id FROM newest n JOIN (
        SELECT article_id, "start", "end", text FROM paragraphs
        UNION ALL SELECT article_id, "start", "end", text FROM cross_references
        UNION ALL SELECT article_id, "start", "end", text FROM quotes
        UNION ALL SELECT article_id, "start", "end", text FROM chunks
    ) p ON p.article_id = n.article_id
    WHERE cut(n.text, p."start", p."end") IS NOT p.text ORDER BY n.article_id"""
_WITHOUT_PARAGRAPH = """SELECT DISTINCT article_id FROM (
        SELECT article_id, paragraph FROM cross_references
        UNION SELECT article_id, paragraph FROM quotes
        UNION SELECT article_id, paragraph FROM chunks
        EXCEPT SELECT article_id, number FROM paragraphs
    ) ORDER BY article_id"""


def misplaced(records: Records) -> tuple[str, ...]:
    """Return the ids of articles in which a stored text is not what stands at its place."""
    return _ids(records, _MISPLACED)


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
