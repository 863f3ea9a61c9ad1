-- The words of new rows are written beside the row. A trigger's statement can fail halfway, so that
-- SQLite guards it with a savepoint, and each savepoint makes the word index write what it had gathered.
DROP TRIGGER account_fts_insert;
DROP TRIGGER contact_fts_insert;
DROP TRIGGER story_fts_insert;
