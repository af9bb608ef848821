"""What somebody keeps at their desk between one moment and the next, encrypted with everything else."""

from __future__ import annotations

from meetingdesk.app.desk import Desk
from meetingdesk.storage.drawers import look_in, put_in
from meetingdesk.storage.problems import explained
from meetingdesk.storage.reading import Reading


def keep(desk: Desk, key: str, value: str) -> None:
    """Keep a text for the person at the desk; it is on the disk when this returns."""
    with explained(), desk.store.engines.write.begin() as connection:
        put_in(connection, desk.person, key, value)


def kept(reading: Reading, key: str) -> str | None:
    """Return what the person at the desk keeps under a key."""
    with explained():
        return look_in(reading.connection, reading.desk, key)
