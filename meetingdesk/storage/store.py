"""An open store: where units of work and looks into the record come from."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.roles import Deed
from meetingdesk.storage.engine import Engines
from meetingdesk.storage.keys import DataKey
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork


class Store:
    """An encrypted folder on this laptop or a team's database, opened and up to date."""

    def __init__(self, engines: Engines, folder: Path | None = None, key: DataKey | None = None) -> None:
        self.engines = engines
        self.folder = folder
        self.key = key

    def reading(self, desk: AtDesk) -> Reading:
        """Return a look into the store for the person at the desk."""
        return Reading(self.engines.read, desk)

    def work(self, desk: AtDesk, deed: Deed) -> UnitOfWork:
        """Return a unit of work for a deed, if the person's roles include it."""
        return UnitOfWork(self.engines.write, desk, deed)

    def note(
        self, desk: AtDesk, deed: Deed, label: str, *, subject_id: UUID | None = None, reason: str = ""
    ) -> None:
        """Write a deed into the chain that changes no row: an opening, an export, a print."""
        with self.work(desk, deed) as work:
            work.reason = reason
            work.commit(label, subject_id=subject_id)

    def close(self) -> None:
        """Let go of the store."""
        self.engines.close()
