-- What was read from a file, so that one that has not changed need not be read again. A file is
-- forgotten as soon as one of its articles changes or goes. No path is kept, only its hash.

CREATE TABLE files (
    path_hash TEXT PRIMARY KEY,
    content_hash TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE file_articles (
    path_hash TEXT NOT NULL REFERENCES files (path_hash) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    place TEXT NOT NULL, -- in the file, as in ":12" for its line
    status TEXT NOT NULL CHECK (status IN ('unchanged', 'duplicate')),
    article_id TEXT NOT NULL,
    PRIMARY KEY (path_hash, number)
) WITHOUT ROWID;
CREATE INDEX file_articles_by_article ON file_articles (article_id);
