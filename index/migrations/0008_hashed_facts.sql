-- The vectors once carried the names of their articles and outlets, which Chroma's files keep when
-- they are deleted. Another collection takes the place of such a one, and is filled anew.

INSERT OR REPLACE INTO settings
SELECT 'vectors', CASE WHEN kept IS NULL THEN 'folder 1'
    ELSE substr(kept, 1, instr(kept, ' ')) || (substr(kept, instr(kept, ' ') + 1) + 1) END
FROM (SELECT (SELECT value FROM settings WHERE name = 'vectors') AS kept)
WHERE EXISTS (SELECT 1 FROM chunks WHERE id NOT IN (
    SELECT chunk_id FROM owed WHERE map = 'vectors' AND action = 'put'));
