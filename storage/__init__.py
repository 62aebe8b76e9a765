"""Studies and everything raters did, in one SQLite file."""
