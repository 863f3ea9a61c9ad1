-- Hookline's database, version 1. Times are whole seconds since 1970 UTC; texts are plain text.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Counters that a change moves on, such as the state of the accounts that stories are matched against.
CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The origin of facts. All rows of one imported file share one.
CREATE TABLE provenance (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  class TEXT NOT NULL CHECK (class IN ('filed','company','editorial','mined','crowdsourced','typed')),
  url TEXT,
  published INTEGER,
  fetched INTEGER NOT NULL
) STRICT;
CREATE INDEX provenance_by_source ON provenance (source);

-- The values in use, chosen among the records of an account.
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  domain TEXT,
  website TEXT,
  industry TEXT,
  employees INTEGER,
  revenue INTEGER,
  country TEXT,
  state TEXT,
  city TEXT,
  further TEXT NOT NULL DEFAULT '{}',
  invented INTEGER NOT NULL DEFAULT 0 CHECK (invented IN (0, 1)),
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX account_by_name ON account (name COLLATE NOCASE, id);
CREATE INDEX account_by_name_key ON account (name_key);
CREATE INDEX account_by_domain ON account (domain) WHERE domain IS NOT NULL;

-- What one source says of an account: every field it has, as it has it.
CREATE TABLE account_record (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  external_id TEXT,
  fields TEXT NOT NULL,
  provenance INTEGER NOT NULL REFERENCES provenance (id),
  UNIQUE (account, source)
) STRICT;
CREATE INDEX account_record_by_external_id ON account_record (external_id, source)
  WHERE external_id IS NOT NULL;
CREATE INDEX account_record_by_provenance ON account_record (provenance);

-- Further names and domains under which an account is known.
CREATE TABLE account_alias (
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  alias_key TEXT NOT NULL,
  alias TEXT NOT NULL,
  provenance INTEGER NOT NULL REFERENCES provenance (id),
  PRIMARY KEY (account, alias_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_alias_by_key ON account_alias (alias_key);
CREATE INDEX account_alias_by_provenance ON account_alias (provenance);

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  account INTEGER REFERENCES account (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  email TEXT,
  title TEXT,
  phone TEXT,
  further TEXT NOT NULL DEFAULT '{}',
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX contact_by_email ON contact (email) WHERE email IS NOT NULL;
CREATE INDEX contact_by_account ON contact (account);
CREATE INDEX contact_by_name_key ON contact (name_key);

CREATE TABLE contact_record (
  id INTEGER PRIMARY KEY,
  contact INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  external_id TEXT,
  fields TEXT NOT NULL,
  provenance INTEGER NOT NULL REFERENCES provenance (id),
  UNIQUE (contact, source)
) STRICT;
CREATE INDEX contact_record_by_external_id ON contact_record (external_id, source)
  WHERE external_id IS NOT NULL;
CREATE INDEX contact_record_by_provenance ON contact_record (provenance);

CREATE TABLE feed (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  host TEXT NOT NULL,
  title TEXT NOT NULL,
  account INTEGER REFERENCES account (id) ON DELETE SET NULL,
  is_on INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1)),
  etag TEXT,
  last_modified TEXT,
  last_asked INTEGER,
  last_read INTEGER,
  next_due INTEGER,
  last_error TEXT,
  failures INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX feed_by_account ON feed (account);
CREATE INDEX feed_by_due ON feed (next_due) WHERE is_on = 1;

-- One telling of one event. `identity` is the canonical link, or a digest of the text where there is no link.
-- `reading` and `kinds` hold what is understood after the rep's corrections; `kinds` is `,funding,ipo,`.
-- `head` is the telling that stands for this one; `matched` is the state of the accounts it was matched against.
CREATE TABLE story (
  id INTEGER PRIMARY KEY,
  identity TEXT NOT NULL UNIQUE,
  url TEXT,
  title TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  publisher TEXT,
  published INTEGER NOT NULL,
  content_type TEXT NOT NULL,
  still TEXT,
  links TEXT NOT NULL DEFAULT '[]',
  reading TEXT NOT NULL,
  kinds TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  head INTEGER REFERENCES story (id) ON DELETE SET NULL,
  feed INTEGER REFERENCES feed (id) ON DELETE SET NULL,
  provenance INTEGER NOT NULL REFERENCES provenance (id),
  pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)),
  matched INTEGER NOT NULL DEFAULT 0
) STRICT;
-- What is shown, in the order in which it is shown, and by type for the counts.
CREATE INDEX story_shown ON story (pinned DESC, published DESC, id DESC) WHERE muted = 0 AND head IS NULL;
CREATE INDEX story_shown_by_type ON story (content_type, published) WHERE muted = 0 AND head IS NULL;
CREATE INDEX story_by_fingerprint ON story (fingerprint);
CREATE INDEX story_by_head ON story (head) WHERE head IS NOT NULL;
CREATE INDEX story_by_feed ON story (feed);
CREATE INDEX story_by_provenance ON story (provenance);
CREATE INDEX story_by_matched ON story (matched, id);

-- Is the story about the account?
CREATE TABLE story_account (
  story INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  answer TEXT NOT NULL CHECK (answer IN ('yes','no','unsure')),
  confidence REAL NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (story, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_account_by_account ON story_account (account, story);

-- An event at an account, drawn from a story that is about it.
CREATE TABLE signal (
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  story INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  confidence REAL NOT NULL,
  stance TEXT NOT NULL,
  happened INTEGER NOT NULL,
  PRIMARY KEY (account, story, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX signal_by_story ON signal (story);
CREATE INDEX signal_by_date ON signal (happened, account);

-- The rep's corrections: applied when facts are read and whenever they are made anew.
CREATE TABLE correction (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  lookup_key TEXT,
  account INTEGER REFERENCES account (id) ON DELETE CASCADE,
  story INTEGER REFERENCES story (id) ON DELETE CASCADE,
  made_at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE INDEX correction_by_key ON correction (lookup_key) WHERE lookup_key IS NOT NULL;
CREATE INDEX correction_by_story ON correction (story) WHERE story IS NOT NULL;
CREATE INDEX correction_by_account ON correction (account) WHERE account IS NOT NULL;

CREATE TABLE request_log (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  host TEXT NOT NULL,
  url TEXT NOT NULL,
  account TEXT,
  status INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;

-- The rep's doings on an account.
CREATE TABLE touch (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  contact INTEGER REFERENCES contact (id) ON DELETE SET NULL,
  person TEXT,
  channel TEXT NOT NULL,
  note TEXT NOT NULL,
  opener TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX touch_by_account ON touch (account, at DESC);
CREATE INDEX touch_by_contact ON touch (contact) WHERE contact IS NOT NULL;

-- Imports and how far they came; written together with the rows they count.
CREATE TABLE import (
  id INTEGER PRIMARY KEY,
  provenance INTEGER NOT NULL REFERENCES provenance (id),
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX import_by_provenance ON import (provenance);

CREATE VIRTUAL TABLE account_fts USING fts5 (
  name, domain, industry, city, country,
  content = 'account', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
-- How many accounts hold a word: what tells a rare word from a common one.
CREATE VIRTUAL TABLE account_word USING fts5vocab ('account_fts', 'row');
CREATE TRIGGER account_fts_insert AFTER INSERT ON account BEGIN
  INSERT INTO account_fts (rowid, name, domain, industry, city, country)
  VALUES (new.id, new.name, new.domain, new.industry, new.city, new.country);
END;
CREATE TRIGGER account_fts_delete AFTER DELETE ON account BEGIN
  INSERT INTO account_fts (account_fts, rowid, name, domain, industry, city, country)
  VALUES ('delete', old.id, old.name, old.domain, old.industry, old.city, old.country);
END;
CREATE TRIGGER account_fts_update AFTER UPDATE OF name, domain, industry, city, country ON account BEGIN
  INSERT INTO account_fts (account_fts, rowid, name, domain, industry, city, country)
  VALUES ('delete', old.id, old.name, old.domain, old.industry, old.city, old.country);
  INSERT INTO account_fts (rowid, name, domain, industry, city, country)
  VALUES (new.id, new.name, new.domain, new.industry, new.city, new.country);
END;

CREATE VIRTUAL TABLE contact_fts USING fts5 (
  name, email, title,
  content = 'contact', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER contact_fts_insert AFTER INSERT ON contact BEGIN
  INSERT INTO contact_fts (rowid, name, email, title)
  VALUES (new.id, new.name, new.email, new.title);
END;
CREATE TRIGGER contact_fts_delete AFTER DELETE ON contact BEGIN
  INSERT INTO contact_fts (contact_fts, rowid, name, email, title)
  VALUES ('delete', old.id, old.name, old.email, old.title);
END;
CREATE TRIGGER contact_fts_update AFTER UPDATE OF name, email, title ON contact BEGIN
  INSERT INTO contact_fts (contact_fts, rowid, name, email, title)
  VALUES ('delete', old.id, old.name, old.email, old.title);
  INSERT INTO contact_fts (rowid, name, email, title)
  VALUES (new.id, new.name, new.email, new.title);
END;

CREATE VIRTUAL TABLE story_fts USING fts5 (
  title, summary, publisher,
  content = 'story', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER story_fts_insert AFTER INSERT ON story BEGIN
  INSERT INTO story_fts (rowid, title, summary, publisher)
  VALUES (new.id, new.title, new.summary, new.publisher);
END;
CREATE TRIGGER story_fts_delete AFTER DELETE ON story BEGIN
  INSERT INTO story_fts (story_fts, rowid, title, summary, publisher)
  VALUES ('delete', old.id, old.title, old.summary, old.publisher);
END;
CREATE TRIGGER story_fts_update AFTER UPDATE OF title, summary, publisher ON story BEGIN
  INSERT INTO story_fts (story_fts, rowid, title, summary, publisher)
  VALUES ('delete', old.id, old.title, old.summary, old.publisher);
  INSERT INTO story_fts (rowid, title, summary, publisher)
  VALUES (new.id, new.title, new.summary, new.publisher);
END;
