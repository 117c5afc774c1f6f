-- The record. Dates are ISO 8601 days, offsets count code points, booleans are 0 or 1.

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL
) WITHOUT ROWID;

-- Every text that an article has had; articles.version names the one that answers are made from.
CREATE TABLE versions (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    title TEXT,
    outlet TEXT,
    date TEXT,
    url TEXT,
    text TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (article_id, number)
);
CREATE INDEX versions_by_digest ON versions (digest);

CREATE VIEW newest AS
SELECT a.id AS article_id, a.version, v.title, v.outlet, v.date, v.url, v.text
FROM articles a
JOIN versions v ON v.article_id = a.id AND v.number = a.version;

-- From here on: of the newest version only.
CREATE TABLE paragraphs (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (article_id, number)
);

CREATE TABLE cross_references (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX cross_references_by_article ON cross_references (article_id);

CREATE TABLE quotes (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    speaker TEXT,
    speaker_as_written TEXT,
    cue TEXT,
    direct INTEGER NOT NULL,
    via TEXT,
    confidence REAL NOT NULL
);
CREATE INDEX quotes_by_article ON quotes (article_id);

-- AUTOINCREMENT: the maps know chunks by this number, so it must never mean another chunk later.
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX chunks_by_article ON chunks (article_id);

-- What a map has yet to do. A chunk that is owed a drop is no longer in chunks, so no reference.
CREATE TABLE owed (
    map TEXT NOT NULL CHECK (map IN ('words', 'vectors')),
    chunk_id INTEGER NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('put', 'drop')),
    PRIMARY KEY (map, chunk_id)
) WITHOUT ROWID;
