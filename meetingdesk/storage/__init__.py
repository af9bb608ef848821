"""Where the record is kept: tables, keys, history, search and backups."""
