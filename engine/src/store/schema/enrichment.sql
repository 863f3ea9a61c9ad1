-- How far a source is trusted beside the rep's own lists (`off`, `fill`, `replace`); sources without a line
-- fill gaps when they come from outside. The past of accounts is told by their records alone.

CREATE TABLE source_use (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL UNIQUE,
  mode TEXT NOT NULL CHECK (mode IN ('off', 'fill', 'replace')),
  changed INTEGER NOT NULL
) STRICT;

DROP TRIGGER account_before_update;
DROP TABLE account_before;
