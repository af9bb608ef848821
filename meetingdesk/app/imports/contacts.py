"""A list of contacts: professionals and the agencies they work for."""

from __future__ import annotations

from dataclasses import dataclass

from meetingdesk.app.imports.drafting import Draft, ListRow, Plan, RowFault, carry_out, make_plan
from meetingdesk.app.imports.preview import Preview
from meetingdesk.app.imports.table import Table
from meetingdesk.app.imports.who import Directory
from meetingdesk.app.outcome import Outcome
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.roles import Deed
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork


def preview_contacts(table: Table, reading: Reading) -> Preview:
    """Return what bringing in a list of contacts would do."""
    return _plan(table, reading).preview


@dataclass(frozen=True, slots=True)
class ImportContacts:
    """Add the contacts of a list, and bring those that are known up to date."""

    table: Table
    label: str = "Bring in contacts"
    deed: Deed = Deed.IMPORT

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write everything the list says, or nothing."""
        return carry_out(_plan(self.table, work), work, self)


def _plan(table: Table, reading: Reading) -> Plan:
    taking: _Taking | None = None

    def take(draft: Draft, row: ListRow) -> None:
        nonlocal taking
        taking = taking or _Taking(reading, draft)
        taking.take(row)

    return make_plan(table, "contacts", Professional, take)


class _Taking:
    """Takes the rows of one list of contacts."""

    def __init__(self, reading: Reading, draft: Draft) -> None:
        self._draft = draft
        self._directory = Directory(reading, draft)

    def take(self, row: ListRow) -> None:
        if not row.text("name"):
            raise RowFault("the name is missing", "name")
        agency = self._directory.agency(row.text("agency")) if "agency" in row.values else None
        if agency is not None:
            self._draft.change(agency, **row.given(secure_domain="secure_domain"))
        professional = self._directory.professional(row, agency)
        more = row.given(is_representative="representative", left_on="left_on", note="note")
        if "deputy" in row.values:
            deputy = self._directory.named(row.text("deputy"), agency)
            if deputy is None or deputy.id == professional.id:
                raise RowFault("is nobody in this agency; list the deputy first", "deputy")
            more["deputy_id"] = deputy.id
        self._draft.change(professional, **more)
