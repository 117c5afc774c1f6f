-- Who is named in an article, and which person of the library that is.

CREATE TABLE bearers (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sort TEXT NOT NULL, -- 'thin' where only a quote's speaker is known of them
    gender TEXT,
    roles TEXT NOT NULL, -- a JSON list
    quotes INTEGER NOT NULL, -- how many the article has of them
    "key" TEXT NOT NULL, -- equal for equal names; '' until it is made
    block TEXT NOT NULL, -- equal for names that could mean one person
    person TEXT NOT NULL -- the name by which the library calls them, of one person only
);
CREATE INDEX bearers_by_article ON bearers (article_id);
CREATE INDEX bearers_by_key ON bearers ("key");
CREATE INDEX bearers_by_block ON bearers (block);
CREATE INDEX bearers_by_person ON bearers (person);
CREATE INDEX bearers_quoted ON bearers (person) WHERE quotes > 0;

-- Blocks whose names have changed since it was found which of them mean one person.
CREATE TABLE owed_blocks (
    block TEXT PRIMARY KEY
) WITHOUT ROWID;

-- What the user has said about people; names, so that it stays when articles come and go.
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    said TEXT NOT NULL
);
CREATE TABLE rulings (
    decision INTEGER NOT NULL REFERENCES decisions (number) ON DELETE CASCADE,
    one TEXT NOT NULL,
    one_article TEXT NOT NULL, -- '' for everywhere
    one_block TEXT NOT NULL,
    other TEXT NOT NULL,
    other_article TEXT NOT NULL,
    other_block TEXT NOT NULL,
    together INTEGER NOT NULL
);
CREATE INDEX rulings_by_decision ON rulings (decision);

INSERT INTO bearers
SELECT article_id, speaker, 'thin', NULL, '[]', count(*), '', '', speaker
FROM quotes WHERE speaker IS NOT NULL GROUP BY article_id, speaker;
INSERT INTO owed_blocks SELECT '' WHERE EXISTS (SELECT 1 FROM bearers);
