"""Bringing in a list for somebody who names its kind and the meeting it belongs to."""

from __future__ import annotations

from enum import StrEnum

from meetingdesk.app.desk import Desk
from meetingdesk.app.imports.contacts import ImportContacts, preview_contacts
from meetingdesk.app.imports.invitees import ImportInvitees, preview_invitees
from meetingdesk.app.imports.preview import Preview
from meetingdesk.app.imports.referrals import ImportReferrals, preview_referrals
from meetingdesk.app.imports.table import Table
from meetingdesk.domain.meetings import Meeting
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading


class ListKind(StrEnum):
    """What a list holds."""

    CONTACTS = "contacts"
    INVITEES = "invitees"
    REFERRALS = "referrals"


def preview_list(reading: Reading, kind: ListKind, table: Table, meeting: str | None) -> Preview:
    """Return what bringing in a list would do."""
    if kind is ListKind.CONTACTS:
        return preview_contacts(table, reading)
    found = _meeting_named(reading, meeting)
    if kind is ListKind.INVITEES:
        return preview_invitees(table, found.id, reading)
    return preview_referrals(table, found.id, reading)


def bring_in_list(desk: Desk, kind: ListKind, table: Table, meeting: str | None) -> Preview:
    """Bring in a list as one step that can be undone, unless something in it is wrong."""
    with desk.reading() as reading:
        preview = preview_list(reading, kind, table, meeting)
        found = None if kind is ListKind.CONTACTS else _meeting_named(reading, meeting)
    if preview.faults:
        return preview
    if found is None:
        desk.execute(ImportContacts(table))
    elif kind is ListKind.INVITEES:
        desk.execute(ImportInvitees(table, found.id))
    else:
        desk.execute(ImportReferrals(table, found.id))
    return preview


def _meeting_named(reading: Reading, reference: str | None) -> Meeting:
    found = reading.find(Meeting, reference=reference) if reference else ()
    if not found:
        raise MeetingDeskError(
            "This list belongs to a meeting, and there is none of this reference.",
            hint="Name it with --meeting, as the list of meetings shows it.",
        )
    return found[0]
