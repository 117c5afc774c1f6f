-- Articles that print one report share an origin: the id of the oldest of them; null: the own one.

ALTER TABLE articles ADD COLUMN origin TEXT;
CREATE INDEX articles_by_origin ON articles (origin);

-- Numbers of which copies share at least one, and other texts next to none.
CREATE TABLE bands (
    hash INTEGER NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE
);
CREATE INDEX bands_by_hash ON bands (hash, article_id);
CREATE INDEX bands_by_article ON bands (article_id);
