-- "What did X say" looks its quotes up by the names of their speakers.

CREATE INDEX quotes_by_speaker ON quotes (speaker);
