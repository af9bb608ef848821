"""Rules and values; nothing here knows a database or a window."""
