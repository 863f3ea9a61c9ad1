-- The language that entries of the CRM are written in: a tag such as de, empty for English.
ALTER TABLE crm_connection ADD COLUMN language TEXT NOT NULL DEFAULT '';
