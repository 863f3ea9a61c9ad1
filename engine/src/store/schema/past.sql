-- What people's records and stories said before they were replaced: the past can be shown as it was known.
ALTER TABLE contact_record ADD COLUMN since INTEGER;
CREATE TABLE contact_record_past (
  id INTEGER PRIMARY KEY,
  contact INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  fields TEXT NOT NULL,
  provenance INTEGER NOT NULL REFERENCES provenance (id),
  since INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_record_past_by_contact ON contact_record_past (contact, source);
CREATE INDEX contact_record_past_by_provenance ON contact_record_past (provenance);
CREATE TRIGGER contact_record_replaced AFTER UPDATE OF fields ON contact_record WHEN old.fields <> new.fields
BEGIN
  INSERT INTO contact_record_past (contact, source, fields, provenance, since, until)
  SELECT old.contact, old.source, old.fields, old.provenance, coalesce(old.since, was.fetched), now.fetched
  FROM provenance AS was, provenance AS now WHERE was.id = old.provenance AND now.id = new.provenance
    AND now.fetched > coalesce(old.since, was.fetched);
  UPDATE contact_record SET since = (SELECT fetched FROM provenance WHERE id = new.provenance) WHERE id = new.id;
END;
CREATE TRIGGER contact_record_confirmed AFTER UPDATE OF provenance ON contact_record
WHEN old.fields = new.fields AND old.since IS NULL AND old.provenance <> new.provenance
BEGIN
  UPDATE contact_record SET since = (SELECT fetched FROM provenance WHERE id = old.provenance) WHERE id = new.id;
END;

-- The words of a story until its source changed them.
CREATE TABLE story_past (
  id INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  links TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  exact TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE INDEX story_past_by_story ON story_past (story, until);
