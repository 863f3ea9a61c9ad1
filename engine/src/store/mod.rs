//! SQLite: one schema with migrations, full-text search, provenance, corrections that survive a refetch.
