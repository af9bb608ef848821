"""A list of invitees: who is asked to one meeting, for which agency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from meetingdesk.app.imports.drafting import Draft, ListRow, Plan, RowFault, carry_out, make_plan
from meetingdesk.app.imports.preview import Preview
from meetingdesk.app.imports.table import Table
from meetingdesk.app.imports.who import Directory
from meetingdesk.app.outcome import Outcome
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.text import words
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork


def preview_invitees(table: Table, meeting_id: UUID, reading: Reading) -> Preview:
    """Return what bringing in a list of invitees would do."""
    return _plan(table, meeting_id, reading).preview


@dataclass(frozen=True, slots=True)
class ImportInvitees:
    """Ask everybody on a list to a meeting; who is asked already is brought up to date."""

    table: Table
    meeting_id: UUID
    label: str = "Bring in invitees"
    deed: Deed = Deed.IMPORT

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write everything the list says, or nothing."""
        return carry_out(_plan(self.table, self.meeting_id, work), work, self)


def _plan(table: Table, meeting_id: UUID, reading: Reading) -> Plan:
    meeting = reading.get(Meeting, meeting_id)
    taking: _Taking | None = None

    def take(draft: Draft, row: ListRow) -> None:
        nonlocal taking
        taking = taking or _Taking(reading, draft, meeting)
        taking.take(row)

    return make_plan(table, "invitees", Attendance, take)


class _Taking:
    """Takes the rows of one list of invitees."""

    def __init__(self, reading: Reading, draft: Draft, meeting: Meeting) -> None:
        self._draft = draft
        self._meeting = meeting
        self._directory = Directory(reading, draft)
        self._asked = list(reading.find(Attendance, meeting_id=meeting.id))

    def take(self, row: ListRow) -> None:
        if not row.text("name") and not row.text("agency"):
            raise RowFault("neither a name nor an agency is given")
        agency = self._directory.agency(row.text("agency")) if "agency" in row.values else None
        professional = self._directory.professional(row, agency) if row.text("name") else None
        values = row.given(
            is_required="required",
            asked_because="because",
            invited_on="invited_on",
            adjustments="adjustments",
        )
        if "role" in row.values:
            values["role"] = "_".join(words(row.text("role")))[:80]
        if "status" in row.values:
            values["status"] = AttendanceStatus(row.text("status"))
        if agency is None and professional is not None and professional.agency_id is not None:
            values["agency_id"] = professional.agency_id
        self._ask(agency, professional, values)

    def _ask(self, agency: Agency | None, professional: Professional | None, values: dict[str, Any]) -> None:
        if agency is not None:
            values["agency_id"] = agency.id
        if professional is not None:
            values["professional_id"] = professional.id
        found = self._find(agency, professional)
        if found is None:
            position = max((self._draft.now(asked).position for asked in self._asked), default=-1) + 1
            row = Attendance(meeting_id=self._meeting.id, position=position, **values)
            self._asked.append(self._draft.add(row))
        else:
            self._draft.change(found, **values)

    def _find(self, agency: Agency | None, professional: Professional | None) -> Attendance | None:
        asked = [self._draft.now(row) for row in self._asked]
        if professional is not None:
            same = [row for row in asked if row.professional_id == professional.id]
            if same:
                return same[0]
        if agency is None:
            return None
        of_agency = [row for row in asked if row.agency_id == agency.id and row.person_id is None]
        if professional is None:
            return of_agency[0] if of_agency else None
        # An agency that was asked without a name is this person's, unless they already stand there.
        nameless = [row for row in of_agency if row.professional_id is None and not row.name]
        return nameless[0] if nameless else None
