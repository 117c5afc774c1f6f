"""Libraries as earlier schemas have them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from toy_embedder import ToyEmbedder

from index.embed import Identity

_SCRIPTS = sorted((Path(__file__).parents[1] / "index" / "migrations").glob("*.sql"))
LATEST = len(_SCRIPTS)
_TEXT = "The county approved the tram.\n\n“It is a start,” said Ida Lund."
_BEARER = """
INSERT INTO bearers VALUES ('{id}', 'Ida Lund', 'person', NULL, '[]', 1, '', '', '?');
"""
_BLOCKS = "INSERT INTO owed_blocks VALUES ('');"


def text_of(article_id: str) -> str:
    """Return the newest text of an article in an old library."""
    return f"{_TEXT}\n\nIt is {article_id}."


def make_old(folder: Path, number: int, articles: int = 1) -> dict[str, str]:
    """Make a library as the first so many scripts make it, and return its texts by id."""
    texts = {f"tram{n or ''}": text_of(f"tram{n or ''}") for n in range(articles)}
    with closing(sqlite3.connect(folder / "library.sqlite3")) as db:
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        db.execute("PRAGMA journal_mode = WAL")
        for script in _SCRIPTS[:number]:
            db.executescript(script.read_text("utf-8"))
        identity = Identity.of(ToyEmbedder()).written()
        rows = f"INSERT INTO settings VALUES ('embedder', '{identity}');"
        rows += "".join(_rows(name, text) for name, text in texts.items())
        rows += (
            "INSERT INTO owed SELECT m.column1, id, 'put' "
            "FROM chunks, (VALUES ('words'), ('vectors')) m;"
        )
        if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'bearers'").fetchone():
            rows += "".join(_BEARER.format(id=name) for name in texts) + _BLOCKS
        db.executescript(f"BEGIN; {rows} COMMIT;")
        db.execute(f"PRAGMA user_version = {number}")
    return texts


def _rows(name: str, text: str) -> str:
    return f"""
INSERT INTO articles (id, version) VALUES ('{name}', 2);
INSERT INTO versions (article_id, number, title, outlet, date, url, text, digest)
    VALUES ('{name}', 1, 'Tram', 'Wire', '2026-01-19', NULL, 'An older text.', 'older{name}');
INSERT INTO versions (article_id, number, title, outlet, date, url, text, digest)
    VALUES ('{name}', 2, 'Tram', 'Wire', '2026-01-20', NULL, '{text}', 'newer{name}');
INSERT INTO paragraphs VALUES ('{name}', 1, 0, 29, 'body', '{text[:29]}');
INSERT INTO paragraphs VALUES ('{name}', 2, 31, {len(_TEXT)}, 'body', '{text[31 : len(_TEXT)]}');
INSERT INTO quotes (article_id, paragraph, "start", "end", text, speaker,
    speaker_as_written, cue, direct, via, confidence) VALUES
    ('{name}', 2, 32, 46, '{text[32:46]}', 'Ida Lund', 'Ida Lund', 'said', 1, NULL, 0.97);
INSERT INTO chunks VALUES (NULL, '{name}', 1, 0, 29, '{text[:29]}');
INSERT INTO chunks VALUES (NULL, '{name}', 2, 31, {len(_TEXT)}, '{text[31 : len(_TEXT)]}');
"""
