"""The meetings of one family, or one meeting of many, as frozen rows: what every clock is counted from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from meetingdesk.domain.actions import Action, ActionFor
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.documents import (
    Acknowledgement,
    Correction,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
)
from meetingdesk.domain.families import SUBJECT_ROLES, CaseFlag, ChildPlan, Family, FamilyMember, PlanKind
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import CaseTransfer, Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.people import Person, Pregnancy
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.roster import BEING_OF_ROLE, Being, designations
from meetingdesk.domain.rows import Row
from meetingdesk.domain.running_clocks.kinds import (
    CONFERENCES,
    ENDS_PLAN,
    GIVEN_UP,
    MAKES_PLAN,
    NOT_HELD,
)
from meetingdesk.domain.workdays import Calendar

R = TypeVar("R", bound=Row)

OF_MEETINGS: tuple[type[Row], ...] = (
    *(Decision, Attendance, CaseTransfer, MeetingCase, Action, ActionFor, Challenge, ChallengeStage),
    *(Document, DocumentVersion, DocumentCopy, Distribution, Acknowledgement, Correction),
)
OF_FAMILIES: tuple[type[Row], ...] = (FamilyMember, Person, ChildPlan, CaseFlag, Agency)
LOOKED_AT = (*OF_MEETINGS, *OF_FAMILIES)
"""The kinds of rows besides meetings that any clock asks for."""

_PROTECTION = frozenset({PlanKind.CHILD_PROTECTION, PlanKind.REGISTER})


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the family, born or not, by designation; one whose life or pregnancy ended has the day."""

    person: Person
    designation: str
    is_subject: bool
    ended_on: date | None

    @property
    def id(self) -> UUID:
        """The identifier of the person."""
        return self.person.id


@dataclass(frozen=True)
class Thread:
    """The rows of one family and its meetings, in whatever order, on a day.

    Without a family it is one meeting of many cases, and only what belongs to the meeting itself.
    `is_presumed` takes for granted that a plan runs: to say when something would be due.
    """

    meetings: tuple[Meeting, ...]
    kinds: Mapping[str, MeetingType]
    policy: Policy
    calendar: Calendar
    today: date
    rows: Mapping[type[Row], tuple[Row, ...]] = field(default_factory=dict)
    family: Family | None = None
    is_presumed: bool = False
    _in_order: dict[type[Row], tuple[Row, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def family_id(self) -> UUID | None:
        """The family, if it is about one."""
        return self.family.id if self.family is not None else None

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return all rows of a kind, in one order however they came."""
        known = self._in_order.get(kind)
        if known is None:
            known = self._in_order[kind] = tuple(sorted(self.rows.get(kind, ()), key=lambda row: row.id))
        return known  # type: ignore[return-value]  # each kind is filed under itself

    def own(self, kind: type[R]) -> tuple[R, ...]:
        """Return the rows of meetings that are about this family, or about the meeting itself."""
        return tuple(row for row in self.all(kind) if self._is_own(row))

    def _is_own(self, row: Row) -> bool:
        family_id = getattr(row, "family_id", None)
        if family_id is not None:
            return bool(family_id == self.family_id)
        return getattr(row, "meeting_id", None) in self._own_meetings

    @cached_property
    def _own_meetings(self) -> frozenset[UUID]:
        return frozenset(meeting.id for meeting in self.meetings if self.is_of(meeting))

    def is_of(self, meeting: Meeting) -> bool:
        """Say whether a meeting is about this family alone, or has no family at all."""
        return meeting.family_id == self.family_id

    @cached_property
    def own_meetings(self) -> tuple[Meeting, ...]:
        """The meetings about this family in their order; those without a day come last."""
        return tuple(sorted((one for one in self.meetings if self.is_of(one)), key=_when))

    @cached_property
    def held(self) -> tuple[Meeting, ...]:
        """The meetings about this family that were held up to today, in their order."""
        return tuple(one for one in self.own_meetings if self._is_held(one))

    def _is_held(self, meeting: Meeting) -> bool:
        day = meeting.held_on
        return meeting.status not in NOT_HELD and day is not None and day <= self.today

    def held_of(self, kinds: frozenset[str]) -> tuple[Meeting, ...]:
        """Return the meetings of some types that were held, in their order."""
        return tuple(one for one in self.held if one.type_id in kinds)

    def to_come(self, kinds: frozenset[str]) -> Meeting | None:
        """Return the next meeting of some types that is planned."""
        return next(
            (one for one in self.own_meetings if one.type_id in kinds and self._is_to_come(one)), None
        )

    def _is_to_come(self, meeting: Meeting) -> bool:
        day = meeting.held_on
        if day is None or meeting.status in GIVEN_UP or day < self.today:
            return False
        return day > self.today or meeting.status is MeetingStatus.PLANNED

    # Children

    @cached_property
    def people(self) -> Mapping[UUID, Person]:
        """The people by identifier."""
        return {person.id: person for person in self.all(Person)}

    @cached_property
    def called(self) -> Mapping[UUID, str]:
        """By which word each person of the family is told, without their name."""
        return dict(designations((key, _being(held)) for key, held in self._roles.items()))

    @cached_property
    def _roles(self) -> Mapping[UUID, tuple[FamilyMember, ...]]:
        members = [row for row in self.all(FamilyMember) if row.family_id == self.family_id]
        found: dict[UUID, tuple[FamilyMember, ...]] = {}
        for row in sorted(members, key=lambda row: (row.position, row.id)):
            if row.person_id in self.people:
                found[row.person_id] = (*found.get(row.person_id, ()), row)
        return found

    @cached_property
    def children(self) -> tuple[Child, ...]:
        """The children by role, born or not, in their order."""
        return tuple(
            Child(
                self.people[key],
                self.called[key],
                any(row.role in SUBJECT_ROLES for row in held),
                self.ended_on(key),
            )
            for key, held in self._roles.items()
            if _being(held) is not Being.ADULT
        )

    def ended_on(self, person_id: UUID | None) -> date | None:
        """Return when a life or a pregnancy ended, as far as it has; one that was born lives on as born."""
        person = self.people.get(person_id) if person_id is not None else None
        if person is None:
            return None
        if person.pregnancy is Pregnancy.BORN and person.born_as_id not in (None, person.id):
            return self.ended_on(person.born_as_id)
        if person.pregnancy is Pregnancy.ENDED:
            return person.pregnancy_ended_on or date.min
        died = person.died_on
        return died if died is not None and died <= self.today else None

    def all_ended_on(self, keys: frozenset[UUID | None] = frozenset()) -> date | None:
        """Return when the last of some children, or of all, ended; None while any of them lives."""
        about = [child for child in self.children if child.id in keys] or [
            child for child in self.children if child.is_subject
        ]
        days = [child.ended_on for child in about]
        if not days or any(day is None for day in days):
            return None
        return max(day for day in days if day is not None)

    @cached_property
    def closed_on(self) -> date | None:
        """The day on which the family was closed, or its last child ended."""
        days = [self.all_ended_on(), self.family.closed_on if self.family is not None else None]
        return min((day for day in days if day is not None), default=None)

    # The plan

    @cached_property
    def _plan_changes(self) -> Mapping[UUID | None, tuple[tuple[date, bool], ...]]:
        """When the plan of each child began and ended, as plans and decisions say.

        Where one ends and another begins on the same day, as after a move, a plan goes on.
        """
        found: dict[UUID | None, list[tuple[date, bool]]] = {}
        for key, day, is_begun in (*self._by_plans(), *self._by_decisions()):
            found.setdefault(key, []).append((day, is_begun))
        return {key: tuple(sorted(days)) for key, days in found.items()}

    def _by_plans(self) -> Iterator[tuple[UUID, date, bool]]:
        for plan in self.all(ChildPlan):
            began = plan.started_on or date.min
            is_empty = plan.ended_on is not None and plan.ended_on <= began
            if plan.family_id == self.family_id and plan.kind in _PROTECTION and not is_empty:
                yield plan.child_id, began, True
                if plan.ended_on is not None:
                    yield plan.child_id, plan.ended_on, False

    def _by_decisions(self) -> Iterator[tuple[UUID | None, date, bool]]:
        held = {one.id: one.held_on for one in self.held_of(CONFERENCES)}
        for row in self.own(Decision):
            day = held.get(row.meeting_id)
            if day is not None and row.outcome in MAKES_PLAN | ENDS_PLAN:
                yield row.child_id, day, row.outcome in MAKES_PLAN

    def is_planned(self, day: date) -> bool:
        """Say whether any child who lives has a child protection plan on a day."""
        return self.is_presumed or any(
            changes[-1][1] and not self._is_over(key, day)
            for key, all_of in self._plan_changes.items()
            if (changes := [one for one in all_of if one[0] <= day])
        )

    def _is_over(self, key: UUID | None, day: date) -> bool:
        ended = self.ended_on(key) if key is not None else self.all_ended_on()
        return ended is not None and ended <= day

    def unplanned_after(self, day: date) -> date | None:
        """Return the first day after one on which no child has a plan any more, up to today."""
        changes = {on for days in self._plan_changes.values() for on, _ in days}
        ends = {child.ended_on for child in self.children if child.ended_on is not None}
        if self.family is not None and self.family.closed_on is not None:
            ends.add(self.family.closed_on)
        for on in sorted(one for one in changes | ends if day < one <= self.today):
            is_closed = self.family is not None and self.family.closed_on == on
            if is_closed or not self.is_planned(on):
                return on
        return None

    @cached_property
    def plans(self) -> tuple[tuple[UUID, date], ...]:
        """The children who have a plan today, and since when."""
        return tuple(
            (key, _began(days))
            for key, days in self._plan_changes.items()
            if key is not None
            and days[-1][1]
            and not self._is_over(key, self.today)
            and _began(days) > date.min
        )


def _began(changes: tuple[tuple[date, bool], ...]) -> date:
    """Return since when a plan runs without a break."""
    began = changes[-1][0]
    for day, is_begun in reversed(changes):
        if not is_begun:
            break
        began = day
    return began


def _being(held: tuple[FamilyMember, ...]) -> Being:
    return BEING_OF_ROLE.get(held[0].role, Being.ADULT)


def _when(meeting: Meeting) -> tuple[date, int, time, UUID]:
    return meeting.held_on or date.max, meeting.sequence, meeting.starts_at or time.min, meeting.id
