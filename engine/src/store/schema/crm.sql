-- The rep's own connection to a CRM: which, where, since when. Tokens and secrets are the browser's and never here.
CREATE TABLE crm_connection (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  crm TEXT NOT NULL,
  address TEXT NOT NULL,
  client TEXT NOT NULL,
  tenant TEXT NOT NULL,
  channels TEXT NOT NULL,
  -- Doings from then on are logged; NULL after the rep ended the connection.
  since INTEGER,
  -- Where its records are shown, as the API told when it was asked first; NULL before.
  home TEXT,
  told TEXT NOT NULL DEFAULT ''
) STRICT;

-- Records of the CRM whose page was open, or that the API found: `kind:id` of a person or company.
CREATE TABLE crm_record (
  id INTEGER PRIMARY KEY,
  home TEXT NOT NULL,
  record TEXT NOT NULL,
  contact INTEGER UNIQUE REFERENCES contact (id) ON DELETE CASCADE,
  account INTEGER UNIQUE REFERENCES account (id) ON DELETE CASCADE,
  CHECK ((contact IS NULL) <> (account IS NULL))
) STRICT;

-- Where an entry of the ledger stands in the CRM.
CREATE TABLE crm_entry (
  id INTEGER PRIMARY KEY REFERENCES touch (id) ON DELETE CASCADE,
  crm TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'refused', 'unsure', 'logged')),
  step TEXT NOT NULL CHECK (step IN ('person', 'lead', 'company', 'create', 'finish')),
  person TEXT,
  company TEXT,
  record TEXT,
  url TEXT,
  told TEXT NOT NULL DEFAULT '',
  not_before INTEGER NOT NULL DEFAULT 0,
  attempt INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX crm_entry_open ON crm_entry (id) WHERE state <> 'logged';
