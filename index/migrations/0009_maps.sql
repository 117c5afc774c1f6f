-- The maps that are owed what changes: here two, elsewhere as many as folders have maps of a record.

CREATE TABLE maps (
    name TEXT PRIMARY KEY,
    seen TEXT NOT NULL -- the day on which it was last paid; only where others may be forgotten
) WITHOUT ROWID;
INSERT INTO maps VALUES ('words', ''), ('vectors', '');

-- The ways in which outlets are written are looked up before the articles of one.
CREATE INDEX versions_by_outlet ON versions (outlet);
