"""Copies: what each reader of a meeting's record may have, by an allow-list."""
