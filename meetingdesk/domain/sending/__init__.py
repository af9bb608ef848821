"""Sending: who gets a copy and why, by which route, what stops it, and what became of it."""
