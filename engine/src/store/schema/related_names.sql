-- Names of what an account owns or was: chosen anew from the fields whenever those are.
CREATE TABLE related_name (
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  name_key TEXT NOT NULL,
  name TEXT NOT NULL,
  relation TEXT NOT NULL CHECK (relation IN ('former name', 'brand', 'subsidiary', 'other name')),
  PRIMARY KEY (account, name_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX related_name_by_key ON related_name (name_key);
