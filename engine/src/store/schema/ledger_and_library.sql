-- What a call was, which hook a mail opened with, and whether it was answered.
ALTER TABLE touch ADD COLUMN outcome TEXT;
ALTER TABLE touch ADD COLUMN number TEXT;
ALTER TABLE touch ADD COLUMN seconds INTEGER;
ALTER TABLE touch ADD COLUMN hook TEXT;
ALTER TABLE touch ADD COLUMN replied INTEGER;

-- What the rep or the team writes once: pains, templates, cadences. `body` is the entry as in a share file.
CREATE TABLE library_entry (
  id INTEGER PRIMARY KEY,
  section TEXT NOT NULL CHECK (section IN ('pain', 'template', 'cadence')),
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  changed INTEGER NOT NULL,
  UNIQUE (section, name)
) STRICT;
-- Pains were one setting before they had a table.
INSERT INTO library_entry (section, name, body, changed)
  SELECT 'pain', pain.value ->> 'id', pain.value, unixepoch()
  FROM setting, json_each(CASE WHEN json_valid(setting.value) THEN setting.value ELSE '{}' END, '$.pains') AS pain
  WHERE setting.name = 'pains' AND pain.value ->> 'id' IS NOT NULL
  ON CONFLICT DO NOTHING;
DELETE FROM setting WHERE name = 'pains';

-- A person in a cadence. `plan` is the cadence as it was on the first day, so that a later change moves nobody.
CREATE TABLE enrolment (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  contact INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  cadence TEXT NOT NULL,
  plan TEXT NOT NULL,
  started INTEGER NOT NULL,
  ended INTEGER,
  ended_why TEXT
) STRICT;
CREATE INDEX enrolment_by_account ON enrolment (account);
CREATE INDEX enrolment_by_contact ON enrolment (contact) WHERE contact IS NOT NULL;
CREATE INDEX enrolment_open ON enrolment (id) WHERE ended IS NULL;
CREATE TABLE enrolment_event (
  id INTEGER PRIMARY KEY,
  enrolment INTEGER NOT NULL REFERENCES enrolment (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('did', 'skipped', 'replied', 'paused', 'resumed')),
  step INTEGER,
  touch INTEGER REFERENCES touch (id) ON DELETE CASCADE,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX enrolment_event_by_enrolment ON enrolment_event (enrolment);
CREATE INDEX enrolment_event_by_touch ON enrolment_event (touch) WHERE touch IS NOT NULL;

-- A story that is about a person: what the rep pasted from a profile, a post, a podcast.
CREATE TABLE story_contact (
  story INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  contact INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  PRIMARY KEY (story, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_contact_by_contact ON story_contact (contact);
