-- The record in PostgreSQL, as SQLite's nine scripts have made it there. Texts are compared by code
-- points, as in SQLite, whatever the database's own collation is. Booleans are boolean; the column
-- "rowid" is what SQLite has by itself: the order in which rows came. Names are indexed by hashes:
-- trees hold none of more than 2,704 bytes, and a run of capitals may be one name.

CREATE DOMAIN words AS text COLLATE "C";

-- One row: the number of the last script, and how many transactions have written.
CREATE TABLE byline (
    "schema" bigint NOT NULL,
    written bigint NOT NULL
);
INSERT INTO byline VALUES (0, 0);

CREATE TABLE settings (
    name words PRIMARY KEY,
    value words NOT NULL
);

CREATE TABLE articles (
    id words PRIMARY KEY,
    version bigint NOT NULL,
    origin words
);
CREATE INDEX articles_by_origin ON articles (origin);

CREATE TABLE versions (
    article_id words NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number bigint NOT NULL,
    title words,
    outlet words,
    date words,
    url words,
    text words NOT NULL,
    digest words NOT NULL,
    authors words NOT NULL DEFAULT '[]',
    modified words,
    language words,
    rowid bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (article_id, number)
);
CREATE INDEX versions_by_digest ON versions (digest);

CREATE VIEW newest AS
SELECT a.id AS article_id, a.version, v.title, v.outlet, v.date, v.url, v.text, v.authors,
    v.modified, v.language
FROM articles a
JOIN versions v ON v.article_id = a.id AND v.number = a.version;

CREATE TABLE paragraphs (
    article_id words NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number bigint NOT NULL,
    "start" bigint NOT NULL,
    "end" bigint NOT NULL,
    kind words NOT NULL,
    text words NOT NULL,
    PRIMARY KEY (article_id, number)
);

CREATE TABLE cross_references (
    article_id words NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    paragraph bigint NOT NULL,
    "start" bigint NOT NULL,
    "end" bigint NOT NULL,
    text words NOT NULL
);
CREATE INDEX cross_references_by_article ON cross_references (article_id);

CREATE TABLE quotes (
    article_id words NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    paragraph bigint NOT NULL,
    "start" bigint NOT NULL,
    "end" bigint NOT NULL,
    text words NOT NULL,
    speaker words,
    speaker_as_written words,
    cue words,
    direct boolean NOT NULL,
    via words,
    confidence double precision NOT NULL,
    status words NOT NULL DEFAULT 'said',
    candidates words NOT NULL DEFAULT '[]',
    on_behalf_of words
);
CREATE INDEX quotes_by_article ON quotes (article_id);
CREATE INDEX quotes_by_speaker ON quotes USING hash (speaker);

CREATE TABLE labels (
    article_id words NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    paragraph bigint NOT NULL,
    "start" bigint NOT NULL,
    "end" bigint NOT NULL,
    text words NOT NULL,
    kind words NOT NULL
);
CREATE INDEX labels_by_article ON labels (article_id);

CREATE TABLE chunks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id words NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    paragraph bigint NOT NULL,
    "start" bigint NOT NULL,
    "end" bigint NOT NULL,
    text words NOT NULL
);
CREATE INDEX chunks_by_article ON chunks (article_id);

-- The maps that are owed what changes: of each folder its own, but for vectors on a server.
CREATE TABLE maps (
    name words PRIMARY KEY,
    seen words NOT NULL -- the day on which it was last paid
);

CREATE TABLE owed (
    map words NOT NULL REFERENCES maps (name) ON DELETE CASCADE,
    chunk_id bigint NOT NULL,
    action words NOT NULL CHECK (action IN ('put', 'drop')),
    PRIMARY KEY (map, chunk_id)
);

CREATE TABLE bands (
    hash bigint NOT NULL,
    article_id words NOT NULL REFERENCES articles (id) ON DELETE CASCADE
);
CREATE INDEX bands_by_hash ON bands (hash, article_id);
CREATE INDEX bands_by_article ON bands (article_id);

CREATE TABLE files (
    path_hash words PRIMARY KEY,
    content_hash words NOT NULL
);

CREATE TABLE file_articles (
    path_hash words NOT NULL REFERENCES files (path_hash) ON DELETE CASCADE,
    number bigint NOT NULL,
    place words NOT NULL,
    status words NOT NULL CHECK (status IN ('unchanged', 'duplicate')),
    article_id words NOT NULL,
    PRIMARY KEY (path_hash, number)
);
CREATE INDEX file_articles_by_article ON file_articles (article_id);

CREATE TABLE bearers (
    article_id words NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    name words NOT NULL,
    sort words NOT NULL,
    gender words,
    roles words NOT NULL,
    quotes bigint NOT NULL,
    "key" words NOT NULL,
    block words NOT NULL,
    person words NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);
CREATE INDEX bearers_by_article ON bearers (article_id);
CREATE INDEX bearers_by_key ON bearers USING hash ("key");
CREATE INDEX bearers_by_block ON bearers USING hash (block);
CREATE INDEX bearers_by_person ON bearers USING hash (person);
CREATE INDEX bearers_quoted ON bearers USING hash (person) WHERE quotes > 0;

CREATE TABLE owed_blocks (
    block words NOT NULL,
    EXCLUDE USING hash (block WITH =)
);

CREATE TABLE decisions (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    said words NOT NULL
);
CREATE TABLE rulings (
    decision bigint NOT NULL REFERENCES decisions (number) ON DELETE CASCADE,
    one words NOT NULL,
    one_article words NOT NULL,
    one_block words NOT NULL,
    other words NOT NULL,
    other_article words NOT NULL,
    other_block words NOT NULL,
    together boolean NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX rulings_by_decision ON rulings (decision);
