-- Who wrote an article (a JSON list of names), when it was last changed, in which language.

ALTER TABLE versions ADD COLUMN authors TEXT NOT NULL DEFAULT '[]';
ALTER TABLE versions ADD COLUMN modified TEXT;
ALTER TABLE versions ADD COLUMN language TEXT;

DROP VIEW newest;
CREATE VIEW newest AS
SELECT a.id AS article_id, a.version, v.title, v.outlet, v.date, v.url, v.text, v.authors,
    v.modified, v.language
FROM articles a
JOIN versions v ON v.article_id = a.id AND v.number = a.version;
