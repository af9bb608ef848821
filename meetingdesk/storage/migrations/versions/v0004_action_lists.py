"""The lists of actions walk through what is still to be done, in the order in which they show it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OPEN = (
    "status NOT IN ('completed', 'superseded', 'withdrawn') AND NOT (status = 'not_completed' "
    "AND coalesce(not_completed, '') = 'circumstances_changed' AND next_step <> '')"
)
CARRIED = f"{OPEN} AND carried > 0"
PRESSING = f"{OPEN} AND (priority <> 'normal' OR status = 'unconfirmed' OR carried > 1)"

INDEXES = (
    ("open_due", "due_on id visibility", OPEN),
    ("open_agency", "owner_agency_id due_on id visibility", OPEN),
    ("open_owner", "owner_id due_on id visibility", OPEN),
    ("open_alone", "owner_agency_id due_on id visibility", f"{OPEN} AND owner_id IS NULL"),
    ("open_status", "status due_on id visibility", OPEN),
    ("open_reference", "reference id", OPEN),
    ("open_carried", "carried due_on id visibility", CARRIED),
    ("pressing", "priority due_on id status visibility owner_agency_id owner_id", PRESSING),
    ("pressing_agency", "owner_agency_id priority due_on id status visibility", PRESSING),
    ("pressing_owner", "owner_id priority due_on id status visibility", PRESSING),
    ("checked", "check_again_on id visibility", "check_again_on IS NOT NULL"),
)


def upgrade() -> None:
    """Make the indexes."""
    for name, columns, only in INDEXES:
        there = sa.text(only)
        op.create_index(
            f"ix_action_{name}", "action", columns.split(), sqlite_where=there, postgresql_where=there
        )
    escalated = sa.text("kind = 'escalated'")
    op.create_index(
        "ix_action_step_escalated",
        "action_step",
        ["action_id"],
        sqlite_where=escalated,
        postgresql_where=escalated,
    )
