"""The rows from which clocks are counted, read for one family or for several at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.new_meeting import nation_of
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import CaseFlag, ChildPlan, Family, FamilyMember
from meetingdesk.domain.meetings import CaseTransfer, Meeting
from meetingdesk.domain.people import Person
from meetingdesk.domain.rows import Row
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.domain.running_clocks.engine import meetings_due
from meetingdesk.domain.running_clocks.of_people import markers
from meetingdesk.domain.running_clocks.of_plans import plan_long
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.workdays import Nation
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

R = TypeVar("R", bound=Row)
Rows = Mapping[type[Row], tuple[Row, ...]]

TOUCHED_BY = frozenset(
    {
        *("family", "meeting", "family_member", "person", "child_plan", "decision"),
        *("case_transfer", "case_flag", "agency"),
    }
)


def thread_of_family(
    family: Family, meetings: Sequence[Meeting], rows: Rows, today: date, nation: Nation
) -> Thread:
    """Return the thread of a family under the policy of its last meeting, else that of the store's nation."""
    last = max(meetings, key=lambda one: (one.held_on or date.min, one.id), default=None)
    known = rulebook().policies.get(last.policy_id) if last is not None else None
    policy = known or rulebook().policy(nation)
    calendar = rulebook().calendar(policy.nation)
    return Thread(tuple(meetings), rulebook().meeting_types, policy, calendar, today, rows, family)


def dates_of(thread: Thread) -> tuple[Clock, ...]:
    """Return the clocks that belong to a family and not to the papers of one meeting, the nearest first."""
    found = (*meetings_due(thread), *plan_long(thread), *markers(thread))
    return tuple(sorted(found, key=lambda clock: clock.due or date.max))


def threads_of_families(reading: Reading, families: Iterable[UUID], today: date) -> tuple[Thread, ...]:
    """Return the threads of open families as far as their own dates are counted from them."""
    wanted = set(families)
    open_families = reading.find(Family, id=wanted, closed_on=None) if wanted else ()
    keys = {family.id for family in open_families}
    if not keys:
        return ()
    meetings = _by_family(reading.find(Meeting, family_id=keys))
    own = {meeting.id for rows in meetings.values() for meeting in rows}
    members = reading.find(FamilyMember, family_id=keys)
    people = _people(reading, members)
    flags = reading.find(CaseFlag, family_id=keys)
    agencies = reading.find(Agency, id={flag.agency_id for flag in flags}) if flags else ()
    parts: tuple[tuple[type[Row], tuple[Row, ...]], ...] = (
        (FamilyMember, members),
        (ChildPlan, reading.find(ChildPlan, family_id=keys)),
        (CaseFlag, flags),
        (CaseTransfer, reading.find(CaseTransfer, family_id=keys)),
    )
    sorted_parts = {kind: _by_family(rows) for kind, rows in parts}
    decisions = _decisions(reading, own, meetings)
    threads, nation = [], nation_of(reading)
    for family in open_families:
        rows: dict[type[Row], tuple[Row, ...]] = {
            kind: of_families.get(family.id, ()) for kind, of_families in sorted_parts.items()
        }
        ids = {row.person_id for row in rows[FamilyMember]}  # type: ignore[attr-defined]  # members name a person
        known = [people[key] for key in ids if key in people]
        born = [people[one.born_as_id] for one in known if one.born_as_id in people]
        rows[Person] = tuple({person.id: person for person in (*known, *born)}.values())
        rows[Decision] = decisions.get(family.id, ())
        rows[Agency] = agencies
        own_meetings = meetings.get(family.id, ())
        threads.append(thread_of_family(family, own_meetings, rows, today, nation))
    return tuple(threads)


def rest_of_thread(reading: Reading, family_id: UUID) -> dict[type[Row], tuple[Row, ...]]:
    """Return the rows of a family's thread that nothing else on its page needs."""
    flags = reading.find(CaseFlag, family_id=family_id)
    agencies = reading.find(Agency, id={flag.agency_id for flag in flags}) if flags else ()
    transfers = reading.find(CaseTransfer, family_id=family_id)
    return {CaseFlag: flags, Agency: agencies, CaseTransfer: transfers}


def _people(reading: Reading, members: Iterable[FamilyMember]) -> dict[UUID, Person]:
    wanted = {member.person_id for member in members}
    people = {row.id: row for row in reading.find(Person, id=wanted)} if wanted else {}
    born = {row.born_as_id for row in people.values() if row.born_as_id is not None} - people.keys()
    return people | {row.id: row for row in reading.find(Person, id=born)} if born else people


def _decisions(
    reading: Reading, keys: set[UUID], meetings: Mapping[UUID, Sequence[Meeting]]
) -> dict[UUID, tuple[Decision, ...]]:
    """Return the decisions of the meetings about each family; few of them name it again."""
    family_of = {meeting.id: family_id for family_id, rows in meetings.items() for meeting in rows}
    found: dict[UUID, list[Decision]] = {}
    for row in reading.find(Decision, TABLES[Decision].c.outcome != "", meeting_id=keys) if keys else ():
        found.setdefault(family_of[row.meeting_id], []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def _by_family(rows: Iterable[R]) -> dict[UUID, tuple[R, ...]]:
    found: dict[UUID, list[R]] = {}
    for row in rows:
        found.setdefault(row.family_id, []).append(row)  # type: ignore[attr-defined]  # parts of a family
    return {key: tuple(of_family) for key, of_family in found.items()}
