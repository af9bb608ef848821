"""A list of referrals: families with their people, and the cases of one meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from meetingdesk.app.imports.drafting import Draft, ListRow, Plan, RowFault, carry_out, make_plan
from meetingdesk.app.imports.households import Households, described
from meetingdesk.app.imports.people_of_a_row import PeopleOfARow
from meetingdesk.app.imports.preview import Preview
from meetingdesk.app.imports.table import Table, refusal
from meetingdesk.app.imports.who import Directory
from meetingdesk.app.outcome import Outcome
from meetingdesk.domain.families import Family, FamilyRole
from meetingdesk.domain.meetings import ListKind, Meeting, MeetingCase
from meetingdesk.domain.roles import Deed
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork


def preview_referrals(table: Table, meeting_id: UUID, reading: Reading) -> Preview:
    """Return what bringing in a list of referrals would do."""
    return _plan(table, meeting_id, reading).preview


@dataclass(frozen=True, slots=True)
class ImportReferrals:
    """Put every referral of a list on the list of a meeting; what is known is brought up to date."""

    table: Table
    meeting_id: UUID
    label: str = "Bring in referrals"
    deed: Deed = Deed.IMPORT

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write everything the list says, or nothing."""
        return carry_out(_plan(self.table, self.meeting_id, work), work, self)


def _plan(table: Table, meeting_id: UUID, reading: Reading) -> Plan:
    meeting = reading.get(Meeting, meeting_id)
    if meeting.family_id is not None:
        raise refusal(["This meeting is about one family; referrals belong to a meeting of many cases."])
    taking: _Taking | None = None

    def take(draft: Draft, row: ListRow) -> None:
        nonlocal taking
        taking = taking or _Taking(reading, draft, meeting)
        taking.take(row)

    return make_plan(table, "referrals", MeetingCase, take)


class _Taking:
    """Takes the rows of one list of referrals."""

    def __init__(self, reading: Reading, draft: Draft, meeting: Meeting) -> None:
        self._draft = draft
        self._meeting = meeting
        self._directory = Directory(reading, draft)
        self._households = Households(reading, draft, meeting.id)
        self._people = PeopleOfARow(reading, draft, self._households, meeting.held_on)
        self._row_of_family: dict[UUID, int] = {}

    def take(self, row: ListRow) -> None:
        family = self._family(row)
        first = self._row_of_family.setdefault(family.id, row.number)
        if first != row.number:
            raise RowFault(f"is the same family as row {first}; put each family on one row")
        self._case(family, row)
        self._draft.change(family, **row.given(area="area", alert="alert"))
        self._people.take(family, row)

    def _family(self, row: ListRow) -> Family:
        reference, number = row.text("family_reference"), row.values.get("case_number")
        victim = described(row, "victim")
        if not reference and number is None and victim is None:
            raise RowFault("has neither a family reference, a case number nor a victim's name")
        found = self._find(row)
        if found is None:
            position = self._next_position() if number is None else number
            return self._households.add_family(Family(reference=reference or self._free_reference(position)))
        self._check_victim(found, row)
        return found

    def _find(self, row: ListRow) -> Family | None:
        victim = described(row, "victim")
        if reference := row.text("family_reference"):
            return self._households.by_reference(reference)
        if (number := row.values.get("case_number")) is not None:
            return self._households.by_case_number(number)
        return self._households.by_victim(victim) if victim is not None and victim.is_known else None

    def _check_victim(self, family: Family, row: ListRow) -> None:
        """Refuse to write one family's people into another, which a wrong number would do."""
        victim = described(row, "victim")
        members = self._households.members(family.id, FamilyRole.VICTIM)
        if victim is None or not members or self._people.victim(family, victim) is not None:
            return
        column = "family_reference" if row.text("family_reference") else "case_number"
        raise RowFault("belongs to a family with another victim, of another name and birth date", column)

    def _case(self, family: Family, row: ListRow) -> None:
        values = row.given(
            referred_on="referred_on",
            incident_on="incident_on",
            criteria="criteria",
            checklist="checklist",
            checklist_score="checklist_score",
            checklist_most="checklist_most",
            checklist_by="checklist_by",
            checklist_on="checklist_on",
            is_repeat="repeat",
            last_referred_on="last_referred_on",
            transferred_from="transferred_from",
            reason="reason",
            victim_views="victim_views",
            list_reason="list_reason",
        )
        if "list_kind" in row.values:
            values["list_kind"] = ListKind(row.text("list_kind"))
        if "referring_agency" in row.values:
            agency = self._directory.agency(row.text("referring_agency"))
            values["referring_agency_id"] = agency.id
            if "referrer" in row.values:
                named = ListRow(row.number, {"name": row.text("referrer")})
                values["referrer_id"] = self._directory.professional(named, agency).id
        if "case_number" in row.values:
            values["position"] = row.values["case_number"]
        self._put(family, values)

    def _put(self, family: Family, values: dict[str, Any]) -> None:
        known = self._households.cases.get(family.id)
        if known is not None:
            self._draft.change(known, **values)
            return
        values.setdefault("position", self._next_position())
        case = MeetingCase(meeting_id=self._meeting.id, family_id=family.id, **values)
        self._households.cases[family.id] = self._draft.add(case)

    def _next_position(self) -> int:
        cases = self._households.cases.values()
        return max((self._draft.now(case).position for case in cases), default=0) + 1

    def _free_reference(self, position: int) -> str:
        """Return a reference that says nothing about anybody."""
        start = f"{self._meeting.reference}/{position:02d}"
        reference, further = start, 1
        while self._households.by_reference(reference) is not None:
            further += 1
            reference = f"{start}-{further}"
        return reference
