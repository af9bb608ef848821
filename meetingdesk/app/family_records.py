"""The families of a meeting as preparing looks at them: people, who is involved, what is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.families import ChildPlan, CourtOrder, Family, FamilyMember
from meetingdesk.domain.family_record import FamilyRecord
from meetingdesk.domain.invitations import Case, case_on
from meetingdesk.domain.meetings import CaseTransfer, MeetingCase
from meetingdesk.domain.people import Address, Involvement, Person, PersonName
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.risk import RiskPoint

R = TypeVar("R")


def cases_of(rows: MeetingRows, policy: Policy | None, today: date) -> tuple[Case, ...]:
    """Return the families of a meeting in the order of its list, as they stand on its day."""
    day = rows.meeting.held_on or today
    speaks_from = policy.voice.advocacy_min_age if policy is not None else None
    return tuple(case_on(record, day, speaks_from=speaks_from) for record in records_of(rows))


def records_of(rows: MeetingRows) -> tuple[FamilyRecord, ...]:
    """Return the families of a meeting: the one it is about, or those on its list."""
    families = rows.by_id(Family)
    listed = [case.family_id for case in rows.all(MeetingCase)]
    about = [rows.meeting.family_id] if rows.meeting.family_id is not None else listed
    members = rows.by_owner(FamilyMember)
    people, names = rows.by_id(Person), preferred_names(rows.all(PersonName))
    involved, addresses = rows.by_owner(Involvement), rows.by_owner(Address)
    found = []
    for key in dict.fromkeys(about):
        if key not in families:
            continue
        here = dict.fromkeys(member.person_id for member in members.get(key, ()))
        found.append(
            FamilyRecord(
                families[key],
                members=members.get(key, ()),
                people={person: people[person] for person in here if person in people},
                names={person: names[person] for person in here if person in names},
                involvements=tuple(one for person in here for one in involved.get(person, ())),
                addresses=tuple(one for person in here for one in addresses.get(person, ())),
                orders=rows.parts(CourtOrder, key),
                plans=rows.parts(ChildPlan, key),
                transfers=_of_family(rows.all(CaseTransfer), key),
                risks=_of_family(rows.all(RiskPoint), key),
                cases=_of_family(rows.all(MeetingCase), key),
                agencies=rows.by_id(Agency),
            )
        )
    return tuple(found)


def preferred_names(names: Iterable[PersonName]) -> dict[UUID, str]:
    """Return by which name each person is called."""
    found: dict[UUID, str] = {}
    for name in names:
        if name.is_preferred or name.person_id not in found:
            found[name.person_id] = name.full
    return found


def _of_family(rows: Iterable[R], key: UUID) -> tuple[R, ...]:
    return tuple(row for row in rows if getattr(row, "family_id", None) == key)
