"""The search index is tidied in the quiet, a little at a time, and never all at once in a commit."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NEVER_BY_ITSELF = 0
LATEST = 1_000
"""The most pieces the index may lie in; the engine itself stops at twice as many."""


def upgrade() -> None:
    """Have the index written in small pieces, which are put together when nobody waits."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for setting, value in (("automerge", NEVER_BY_ITSELF), ("crisismerge", LATEST)):
        op.execute(f"INSERT INTO search_text (search_text, rank) VALUES ('{setting}', {value})")  # noqa: S608 - both are ours
