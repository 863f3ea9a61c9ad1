//! Bytes to records with provenance: CSV files, feeds, pasted text.
