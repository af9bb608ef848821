"""Alembic wants this file; the store runs its migrations itself (see storage/schema.py)."""
