"""Files that came in: their list, and what can be read of each beside it."""
