"""Lists that come in as CSV or XLSX: referrals, invitees, contacts; previewed first, then all or nothing."""

from __future__ import annotations

from meetingdesk.app.imports.contacts import ImportContacts, preview_contacts
from meetingdesk.app.imports.invitees import ImportInvitees, preview_invitees
from meetingdesk.app.imports.preview import Effect, PlannedRow, Preview
from meetingdesk.app.imports.referrals import ImportReferrals, preview_referrals
from meetingdesk.app.imports.table import Table, TableRow
from meetingdesk.app.imports.table_file import read_table, read_table_file

__all__ = [
    "Effect",
    "ImportContacts",
    "ImportInvitees",
    "ImportReferrals",
    "PlannedRow",
    "Preview",
    "Table",
    "TableRow",
    "preview_contacts",
    "preview_invitees",
    "preview_referrals",
    "read_table",
    "read_table_file",
]
