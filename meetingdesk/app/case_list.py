"""The list of a meeting of many cases: its order, what is discussed, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.family_records import records_of
from meetingdesk.app.imports.referrals import ImportReferrals
from meetingdesk.app.imports.table import Table
from meetingdesk.app.kept_definitions import policy_of_meeting, type_of
from meetingdesk.app.meeting_rows import open_meeting
from meetingdesk.app.meetings import ListCase, agenda_of
from meetingdesk.app.new_meeting import add_family
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.app.rows import remove_whole
from meetingdesk.domain.actions import Action
from meetingdesk.domain.case_order import ListedCase, children_first
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import Family
from meetingdesk.domain.family_record import FamilyRecord, people_of
from meetingdesk.domain.information import Entry, InformationRequest, RequestState
from meetingdesk.domain.meetings import AgendaPoint, ListKind, Meeting, MeetingCase
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.repeats import is_repeat
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roster import Being
from meetingdesk.errors import MeetingDeskError, StaleRecord
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

LONGEST = 240
"""The most minutes one case can be planned for."""

WITH_REASON = frozenset({ListKind.ALERT_ONLY, ListKind.DEFERRED})


@dataclass(frozen=True, slots=True)
class OrderCases:
    """Take the cases in another order; all of them are named."""

    meeting_id: UUID
    order: tuple[UUID, ...]
    label: str = "Order the cases"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Number them through."""
        _number(work, self.meeting_id, self.order)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class SortCasesWithChildrenFirst:
    """Put cases with children first and those that are not discussed last."""

    meeting_id: UUID
    label: str = "Put cases with children first"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Number them through in that order."""
        _number(work, self.meeting_id, children_first(listed_cases(work, self.meeting_id)))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class ChangeListKind:
    """Discuss a case in full, take it as an alert only, or defer it; the last two say why."""

    case_id: UUID
    kind: ListKind
    reason: str = ""
    label: str = "Change how a case is listed"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change it; the place on the list stays."""
        if self.kind in WITH_REASON and not self.reason.strip():
            raise MeetingDeskError(
                "A case that is not discussed in full needs a reason.", hint="Say in a line why."
            )
        case = work.get(MeetingCase, self.case_id)
        work.put(replace(case, list_kind=self.kind, list_reason=self.reason.strip()))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class PlanMinutes:
    """Plan how long one case takes."""

    case_id: UUID
    minutes: int
    label: str = "Plan the minutes of a case"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Set the minutes."""
        if not 1 <= self.minutes <= LONGEST:
            raise MeetingDeskError(
                f"A case takes between 1 and {LONGEST} minutes.", hint="Type the minutes as a number."
            )
        work.put(replace(work.get(MeetingCase, self.case_id), planned_minutes=self.minutes))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class TakeOffList:
    """Take a case off the list, as long as nothing was recorded for it."""

    case_id: UUID
    label: str = "Take case off the list"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Remove it with its agenda and with what was asked and not answered."""
        case = work.get(MeetingCase, self.case_id)
        here: dict[str, Any] = {"meeting_id": case.meeting_id, "family_id": case.family_id}
        asked = work.find(InformationRequest, **here)
        is_answered = any(
            request.state not in (RequestState.ASKED, RequestState.NOT_ASKED) for request in asked
        )
        if is_answered or any(work.count(kind, **here) for kind in (Entry, Action, Decision)):
            raise MeetingDeskError(
                "Something is recorded for this case already, so it stays on the list.",
                hint="Defer it, with the reason.",
            )
        for row in (*asked, *work.find(AgendaPoint, **here)):
            remove_whole(work, work.get(type(row), row.id))
        work.remove(case)
        _number(work, case.meeting_id, [row.id for row in _cases(work, case.meeting_id)])
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class ListNewFamily:
    """Begin a family and put it at the end of the list, both in one step."""

    meeting_id: UUID
    family: Family
    label: str = "Put a new family on the list"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the family, and its case with its agenda and its minutes."""
        add_family(work, self.family)
        ListCase(MeetingCase(meeting_id=self.meeting_id, family_id=self.family.id)).apply(work)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class TakeReferrals:
    """Put the referrals of a list on the list of a meeting, with their agenda and their minutes.

    A list that was empty is put in order with children first, where the policy has it so.
    """

    table: Table
    meeting_id: UUID
    label: str = "Bring in referrals"
    deed: Deed = Deed.IMPORT

    def apply(self, work: UnitOfWork) -> Outcome:
        """Bring in the families, their people and the cases, or nothing of the list."""
        before = {case.id for case in _cases(work, self.meeting_id)}
        ImportReferrals(self.table, self.meeting_id).apply(work)
        meeting = work.get(Meeting, self.meeting_id)
        kind, policy = type_of(work, meeting), policy_of_meeting(work, meeting)
        points = work.count(AgendaPoint, meeting_id=meeting.id)
        for case in _cases(work, self.meeting_id):
            if case.id in before or kind is None:
                continue
            agenda = agenda_of(kind, meeting.id, case.family_id, start=points + 1)
            points += len(agenda)
            work.add_all(agenda)
            if case.planned_minutes is None and kind.minutes_per_case:
                current = work.get(MeetingCase, case.id)
                work.put(replace(current, planned_minutes=kind.minutes_per_case))
        if not before and policy is not None and policy.marac.children_first:
            _number(work, self.meeting_id, children_first(listed_cases(work, self.meeting_id)))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class TakeDeferred:
    """Put the cases that the last meeting deferred on the list of this one."""

    meeting_id: UUID
    label: str = "Take the deferred cases"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add each as it was referred, to be discussed in full."""
        for case in deferred_last_time(work, work.get(Meeting, self.meeting_id)):
            fresh = MeetingCase(
                meeting_id=self.meeting_id,
                family_id=case.family_id,
                **{name: getattr(case, name) for name in _AS_REFERRED},
            )
            ListCase(fresh).apply(work)
        return outcome_of(work, self)


_AS_REFERRED = (
    "planned_minutes",
    "referred_on",
    "incident_on",
    "referring_agency_id",
    "referrer_id",
    "criteria",
    "checklist",
    "checklist_score",
    "checklist_most",
    "checklist_by",
    "checklist_on",
    "is_repeat",
    "last_referred_on",
    "transferred_from",
    "reason",
)


def deferred_last_time(reading: Reading, meeting: Meeting) -> tuple[MeetingCase, ...]:
    """Return the cases that the last meeting deferred and that are not on this list yet."""
    if meeting.previous_id is None:
        return ()
    here = {case.family_id for case in _cases(reading, meeting.id)}
    deferred = reading.find(
        MeetingCase,
        order=(TABLES[MeetingCase].c.position,),
        meeting_id=meeting.previous_id,
        list_kind=ListKind.DEFERRED,
    )
    return tuple(case for case in deferred if case.family_id not in here)


def listed_cases(reading: Reading, meeting_id: UUID) -> tuple[ListedCase, ...]:
    """Return the cases of a meeting with what decides their order, as they stand now."""
    rows = open_meeting(reading, meeting_id)
    records = {record.family.id: record for record in records_of(rows)}
    policy = policy_of_meeting(reading, rows.meeting)
    return tuple(
        listed_case(case, records.get(case.family_id), rows.meeting, policy) for case in rows.all(MeetingCase)
    )


def listed_case(
    case: MeetingCase, record: FamilyRecord | None, meeting: Meeting, policy: Policy | None
) -> ListedCase:
    """Return what decides the place of one case."""
    day = meeting.held_on
    people = people_of(record, day) if record is not None and day is not None else ()
    unborn = sum(somebody.being is Being.UNBORN for somebody in people)
    children = sum(somebody.is_child for somebody in people) - unborn
    calendar = rulebook().calendar(policy.nation) if policy is not None else None
    return ListedCase(case.id, children, unborn, is_repeat(case, policy, calendar), case.list_kind)


def _cases(reading: Reading, meeting_id: UUID) -> tuple[MeetingCase, ...]:
    return reading.find(MeetingCase, order=(TABLES[MeetingCase].c.position,), meeting_id=meeting_id)


def _number(work: UnitOfWork, meeting_id: UUID, order: Iterable[UUID]) -> None:
    wanted = tuple(order)
    cases = {case.id: case for case in _cases(work, meeting_id)}
    if set(wanted) != cases.keys() or len(wanted) != len(cases):
        raise StaleRecord("The list has changed in the meantime.", hint="Look at how it is now.")
    for position, key in enumerate(wanted, start=1):
        if cases[key].position != position:
            work.put(replace(work.get(MeetingCase, key), position=position))
