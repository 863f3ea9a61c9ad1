-- Portfolios, models, outcomes, merges, and what accounts were like before they changed.

-- A fixed list keeps its accounts; a live one keeps the search (`live`, a view as JSON).
CREATE TABLE portfolio (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  category TEXT NOT NULL DEFAULT '',
  live TEXT,
  changed INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;

CREATE TABLE portfolio_account (
  portfolio INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (portfolio, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX portfolio_account_by_account ON portfolio_account (account);

CREATE TABLE model (
  id INTEGER PRIMARY KEY,
  purpose TEXT NOT NULL,
  is_active INTEGER NOT NULL DEFAULT 0 CHECK (is_active IN (0, 1)),
  removed_at INTEGER
) STRICT;

-- `sides` says which accounts it was trained on, `report` what was measured then.
CREATE TABLE model_version (
  id INTEGER PRIMARY KEY,
  model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  report TEXT,
  sides TEXT,
  change TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  UNIQUE (model, version)
) STRICT;

-- Which model gave the stars from when on; no model is the starter model.
CREATE TABLE model_use (
  id INTEGER PRIMARY KEY,
  purpose TEXT NOT NULL,
  model INTEGER,
  version INTEGER,
  since INTEGER NOT NULL
) STRICT;
CREATE INDEX model_use_by_purpose ON model_use (purpose, since);

-- What became of an account, with what its stars promised at that time.
CREATE TABLE outcome (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('replied','meeting','won','lost','renewed','churned')),
  at INTEGER NOT NULL,
  stars INTEGER,
  probability REAL,
  model TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
CREATE INDEX outcome_by_account ON outcome (account, at);

-- The values of an account until it changed.
CREATE TABLE account_before (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  until INTEGER NOT NULL,
  name TEXT NOT NULL,
  domain TEXT,
  website TEXT,
  industry TEXT,
  employees INTEGER,
  revenue INTEGER,
  country TEXT,
  state TEXT,
  city TEXT,
  further TEXT NOT NULL
) STRICT;
CREATE INDEX account_before_by_account ON account_before (account, until);
CREATE TRIGGER account_before_update AFTER UPDATE ON account
WHEN old.name IS NOT new.name OR old.domain IS NOT new.domain OR old.website IS NOT new.website
  OR old.industry IS NOT new.industry OR old.employees IS NOT new.employees OR old.revenue IS NOT new.revenue
  OR old.country IS NOT new.country OR old.state IS NOT new.state OR old.city IS NOT new.city
  OR old.further IS NOT new.further
BEGIN
  INSERT INTO account_before (account, until, name, domain, website, industry, employees, revenue, country, state, city, further)
  VALUES (old.id, new.changed, old.name, old.domain, old.website, old.industry, old.employees, old.revenue, old.country,
          old.state, old.city, old.further);
END;

-- Since when a person has been known, and could be reached.
CREATE TABLE contact_known (
  contact INTEGER PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
  since INTEGER NOT NULL,
  reachable_since INTEGER
) STRICT;
CREATE TRIGGER contact_known_insert AFTER INSERT ON contact BEGIN
  INSERT OR IGNORE INTO contact_known (contact, since, reachable_since)
  VALUES (new.id, new.changed, CASE WHEN new.email IS NOT NULL OR new.phone IS NOT NULL THEN new.changed END);
END;
CREATE TRIGGER contact_known_update AFTER UPDATE OF email, phone ON contact
WHEN new.email IS NOT NULL OR new.phone IS NOT NULL
BEGIN
  UPDATE contact_known SET reachable_since = new.changed WHERE contact = new.id AND reachable_since IS NULL;
END;
INSERT INTO contact_known (contact, since, reachable_since)
  SELECT id, changed, CASE WHEN email IS NOT NULL OR phone IS NOT NULL THEN changed END FROM contact;

-- Names that people gave to personas.
CREATE TABLE persona_name (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Accounts that were made one, with all that is needed to make them two again.
CREATE TABLE merge (
  id INTEGER PRIMARY KEY,
  kept INTEGER NOT NULL,
  merged INTEGER NOT NULL,
  text TEXT NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;

-- Secret key that signs models made here. It never leaves the machine but in a whole backup.
CREATE TABLE signing_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  secret TEXT NOT NULL
) STRICT;
