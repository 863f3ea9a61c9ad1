-- Signals: what sources' codes state, what is asked once, what websites announce, and what records said before.

-- Kinds that a code of the source states exactly (an 8-K item, a form), as `,funding,`; empty where words tell.
ALTER TABLE story ADD COLUMN exact TEXT NOT NULL DEFAULT '';

-- `feed` is followed for good; the others are asked once: `page` for the feeds it announces, `guess` for being
-- a feed at a usual address, `facts` for an entity that a search named, `labels` for the names of what it points to.
ALTER TABLE feed ADD COLUMN role TEXT NOT NULL DEFAULT 'feed'
  CHECK (role IN ('feed', 'page', 'guess', 'facts', 'labels'));
-- The website for which a `guess` is asked.
ALTER TABLE feed ADD COLUMN page TEXT;
-- When a host was last asked, so that a source with a published limit gets its pause.
CREATE INDEX feed_by_host ON feed (host);

CREATE TABLE found_feed (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  page TEXT NOT NULL,
  account INTEGER REFERENCES account (id) ON DELETE SET NULL,
  found_at INTEGER NOT NULL
) STRICT;
CREATE INDEX found_feed_by_account ON found_feed (account);

-- Sorts of sources that the rep turned on or off by name.
CREATE TABLE source_sort (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
  changed INTEGER NOT NULL
) STRICT;

-- Exact keys of companies among the fields without a column.
CREATE INDEX account_by_cik ON account (further ->> '$.cik') WHERE further ->> '$.cik' IS NOT NULL;
CREATE INDEX account_by_lei ON account (further ->> '$.lei') WHERE further ->> '$.lei' IS NOT NULL;
CREATE INDEX account_by_isin ON account (further ->> '$.isin') WHERE further ->> '$.isin' IS NOT NULL;

-- What a record said before it was replaced, from when until when: the past can be shown as it was known.
-- `since` is when the record's present words were first fetched; empty while that is its provenance's moment.
ALTER TABLE account_record ADD COLUMN since INTEGER;
CREATE TABLE account_record_past (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  fields TEXT NOT NULL,
  provenance INTEGER NOT NULL REFERENCES provenance (id),
  since INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE INDEX account_record_past_by_account ON account_record_past (account, source);
CREATE INDEX account_record_past_by_provenance ON account_record_past (provenance);
CREATE TRIGGER account_record_replaced AFTER UPDATE OF fields ON account_record WHEN old.fields <> new.fields
BEGIN
  INSERT INTO account_record_past (account, source, fields, provenance, since, until)
  SELECT old.account, old.source, old.fields, old.provenance, coalesce(old.since, was.fetched), now.fetched
  FROM provenance AS was, provenance AS now WHERE was.id = old.provenance AND now.id = new.provenance
    AND now.fetched > coalesce(old.since, was.fetched);
  UPDATE account_record SET since = (SELECT fetched FROM provenance WHERE id = new.provenance) WHERE id = new.id;
END;
CREATE TRIGGER account_record_confirmed AFTER UPDATE OF provenance ON account_record
WHEN old.fields = new.fields AND old.since IS NULL AND old.provenance <> new.provenance
BEGIN
  UPDATE account_record SET since = (SELECT fetched FROM provenance WHERE id = old.provenance) WHERE id = new.id;
END;

CREATE INDEX correction_by_kind ON correction (kind) WHERE undone_at IS NULL;

-- All tellings by day, for counting independent sources.
CREATE INDEX story_by_published ON story (published);
