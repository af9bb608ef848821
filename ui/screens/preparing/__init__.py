"""Preparing a meeting: a new one, whom to invite, its cases, and what the last one left open."""
