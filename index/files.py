"""Remembers, in the record, what was read from files, so that none is read twice for nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from index.records import Connection, Listed, Records

_READERS = Path(__file__).parent / "readers"


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was read: hashes of its path and of what is in it."""

    path_hash: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Held:
    """An article of a file that is in the library as the file has it.

    Attributes:
        place: where in the file it stands, as in ":12"; empty where it is all of the file.
        status: "duplicate" where it is there as another source's article.
        paragraphs: how many it has; likewise quotes.
    """

    place: str
    article_id: str
    status: Literal["unchanged", "duplicate"]
    title: str | None
    paragraphs: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Taken:
    """An article that was taken from a file; `place` as in `Held`, `digest` of its text."""

    place: str
    article_id: str
    duplicate: bool
    digest: str


class Files:
    """The files of one record that were read whole, without a failure."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def held(self, file: File) -> tuple[Held, ...]:
        """Return the articles of a file that has not changed since, nor have they; else nothing."""
        with self._records.reading() as db:
            rows = db.execute(
                """SELECT f.place, f.article_id, f.status, n.title,
                    (SELECT count(*) FROM paragraphs p WHERE p.article_id = f.article_id),
                    (SELECT count(*) FROM quotes q WHERE q.article_id = f.article_id)
                FROM files JOIN file_articles f USING (path_hash)
                JOIN newest n ON n.article_id = f.article_id
                WHERE path_hash = ? AND content_hash = ? ORDER BY f.number""",
                (file.path_hash, file.content_hash),
            ).fetchall()
        return tuple(Held(*row) for row in rows)

    def remember(self, read: Sequence[tuple[File, Sequence[Taken]]]) -> None:
        """Keep what was read from files, unless one of its articles has changed since."""
        with self._records.writing(quiet=True) as db:
            for file, articles in read:
                db.execute("DELETE FROM files WHERE path_hash = ?", (file.path_hash,))
                if not all(_is_there(db, taken) for taken in articles):
                    continue
                db.execute("INSERT INTO files VALUES (?, ?)", (file.path_hash, file.content_hash))
                db.executemany(
                    "INSERT INTO file_articles VALUES (?, ?, ?, ?, ?)",
                    [
                        (
                            file.path_hash,
                            number,
                            taken.place,
                            "duplicate" if taken.duplicate else "unchanged",
                            taken.article_id,
                        )
                        for number, taken in enumerate(articles)
                    ],
                )


def file_of(path: Path, content: bytes) -> File:
    """Return what a file is remembered by; readers that have changed make it another one."""
    path_hash = hashlib.sha256(str(path.resolve()).encode(errors="surrogateescape")).hexdigest()
    content_hash = hashlib.sha256(_readers())
    content_hash.update(content)
    return File(path_hash, content_hash.hexdigest())


def forget_files(db: Connection, article_ids: Sequence[str]) -> None:
    """Forget the files of articles that are about to change or go."""
    db.execute(
        """DELETE FROM files WHERE path_hash IN (SELECT path_hash FROM file_articles
            WHERE article_id IN (SELECT value FROM json_each(?)))""",
        (Listed(article_ids),),
    )


def _is_there(db: Connection, taken: Taken) -> bool:
    row = db.execute(
        """SELECT 1 FROM articles a JOIN versions v ON v.article_id = a.id
        WHERE a.id = ? AND v.digest = ? AND (v.number = a.version OR ?)""",
        (taken.article_id, taken.digest, taken.duplicate),
    ).fetchone()
    return row is not None


@cache
def _readers() -> bytes:
    """Return a hash of the code that reads files: better readers find more in the same file."""
    code = hashlib.sha256()
    for path in sorted(_READERS.rglob("*.py")):
        code.update(path.read_bytes())
    return code.digest()
