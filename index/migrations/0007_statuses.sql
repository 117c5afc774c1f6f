-- In what way a quote is meant, who may have said it, and for whom a spokesperson speaks.

ALTER TABLE quotes ADD COLUMN status TEXT NOT NULL DEFAULT 'said';
ALTER TABLE quotes ADD COLUMN candidates TEXT NOT NULL DEFAULT '[]';
ALTER TABLE quotes ADD COLUMN on_behalf_of TEXT;

-- Marked words that are nobody's speech: titles, nicknames, terms, scare quotes.
CREATE TABLE labels (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL
);
CREATE INDEX labels_by_article ON labels (article_id);
