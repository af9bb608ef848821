"""The actions that earlier meetings left open, gone through at the start with one key each."""
