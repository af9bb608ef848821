"""Rows as Qt shows them in lists."""
