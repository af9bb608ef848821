"""Small texts that one person keeps at their desk: no part of the record, without history and undo."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.storage.tables import drawer


def put_in(connection: Connection, person: AtDesk, key: str, value: str) -> None:
    """Keep a text under a key in place of the one before; an empty one is taken out."""
    mine = (drawer.c.staff_id == person.staff_id, drawer.c.key == key)
    if not value:
        connection.execute(delete(drawer).where(*mine))
        return
    # In one statement, so that two desks of one person can keep their first text at the same moment.
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    first = insert(drawer).values(staff_id=person.staff_id, key=key, value=value)
    connection.execute(
        first.on_conflict_do_update(index_elements=[*drawer.primary_key], set_={"value": value})
    )


def look_in(connection: Connection, person: AtDesk, key: str) -> str | None:
    """Return the text under a key, if this person keeps one there."""
    found = connection.execute(
        select(drawer.c.value).where(drawer.c.staff_id == person.staff_id, drawer.c.key == key)
    )
    value = found.scalar()
    return None if value is None else str(value)
