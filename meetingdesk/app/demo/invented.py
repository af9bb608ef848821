"""Inventing one meeting after another: families, people, entries and actions without a story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from meetingdesk.app.demo.days import at
from meetingdesk.app.demo.ids import SeededIds
from meetingdesk.app.demo.invented_families import family_reference, invent_family
from meetingdesk.app.demo.vocabulary import Vocabulary
from meetingdesk.app.meetings import agenda_of
from meetingdesk.domain.actions import Action, ActionFor, ActionStatus, ActionStep
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.families import Family, FamilyRole
from meetingdesk.domain.information import Entry, EntryAbout, EntryKind
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.people import Person
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility

MANY_CASES = "marac"
ONE_FAMILY = ("strategy", "icpc", "core_group", "rcpc")
"""The meetings of a family, in this order."""

ABOUT_EVERY = 3
"""Every third entry names a person."""

ATTENDING = 6
DAYS_BACK = 900
"""The meetings are spread evenly over so many days, up to today."""

ROLES = (FamilyRole.PARENT, FamilyRole.PARTNER, FamilyRole.CHILD, FamilyRole.CHILD)
CASE_ROLES = (FamilyRole.VICTIM, FamilyRole.ALLEGED_PERPETRATOR, FamilyRole.CHILD)
KINDS = tuple(kind for kind in EntryKind if kind is not EntryKind.NOTE)
CLASSES = (Visibility.V0, Visibility.V1, Visibility.V1, Visibility.V1, Visibility.V2, Visibility.V4)
STATES = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS, ActionStatus.COMPLETED, ActionStatus.COMPLETED)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the invented meetings share: types and their kept copies, a series, workers of agencies.

    `sees` are the classes that whoever makes them may file.
    """

    kinds: Mapping[str, MeetingType]
    copies: Mapping[str, UUID]
    policy_copy: UUID
    series: UUID
    workers: tuple[tuple[UUID, UUID], ...]
    sees: frozenset[Visibility]


@dataclass(slots=True)
class _Thread:
    """One family while its meetings are invented."""

    family: Family
    people: tuple[Person, ...]
    actions: int = 0
    last_meeting: UUID | None = None


class Inventor:
    """Invents meetings in order; its random numbers, and so its rows, follow from the seed."""

    def __init__(self, ids: SeededIds, seed: int, today: date, meetings: int, around: Surroundings) -> None:
        self.entries = 0
        self.actions = 0
        self._ids = ids
        self._random = Random(seed)  # noqa: S311 - invented records need no secrecy, only repetition
        self._seed = seed
        self._today = today
        self._meetings = meetings
        self._around = around
        self._vocabulary = Vocabulary()
        self._classes = tuple(visibility for visibility in CLASSES if visibility in around.sees)
        self._families = 0
        self._of_families = 0
        self._thread: _Thread | None = None

    def meeting(self, number: int, entries: int, actions: int) -> list[Row]:
        """Return the rows of a meeting about one family, the family's own before its first."""
        place = self._of_families % len(ONE_FAMILY)
        self._of_families += 1
        before: list[Row] = []
        thread = self._thread
        if place == 0 or thread is None:
            thread, before = self._new_family(ROLES)
            self._thread = thread
        meeting = self._meeting(number, ONE_FAMILY[place], thread)
        inside = self._inside(meeting, thread, entries, actions)
        thread.last_meeting = meeting.id
        return [meeting, *before, *self._setting(meeting), *inside]

    def meeting_with_cases(self, number: int, cases: int, entries: int, actions: int) -> list[Row]:
        """Return the rows of a meeting of many families, each with its own entries and actions."""
        meeting = self._meeting(number, MANY_CASES, None)
        rows: list[Row] = [meeting, *self._setting(meeting)]
        for position in range(1, cases + 1):
            thread, before = self._new_family(CASE_ROLES)
            case = MeetingCase(
                id=self._ids.new(),
                meeting_id=meeting.id,
                family_id=thread.family.id,
                position=position,
                planned_minutes=10,
                reason=self._words(),
            )
            points = agenda_of(self._around.kinds[MANY_CASES], meeting.id, thread.family.id, position * 100)
            rows += [*before, case, *(replace(point, id=self._ids.new()) for point in points)]
            rows += self._inside(meeting, thread, entries, actions)
        return rows

    def _meeting(self, number: int, type_id: str, thread: _Thread | None) -> Meeting:
        kind = self._around.kinds[type_id]
        day = self._today - timedelta(days=DAYS_BACK - DAYS_BACK * number // self._meetings)
        worker = self._around.workers[number % len(self._around.workers)]
        return Meeting(
            id=self._ids.new(),
            reference=f"{kind.short}-{self._seed}-{number:06d}",
            title=kind.title,
            type_id=type_id,
            type_version=kind.version,
            type_copy_id=self._around.copies[type_id],
            policy_copy_id=self._around.policy_copy,
            series_id=None if thread else self._around.series,
            family_id=thread.family.id if thread else None,
            previous_id=thread.last_meeting if thread else None,
            sequence=1,
            held_on=day,
            starts_at=time(10),
            ends_at=time(12),
            began_at=at(day, time(10)),
            ended_at=at(day, time(12)),
            place="Room 2",
            chair_id=worker[1],
            status=MeetingStatus.DISTRIBUTED,
        )

    def _setting(self, meeting: Meeting) -> list[Row]:
        points = agenda_of(self._around.kinds[meeting.type_id], meeting.id)
        attendance = [
            Attendance(
                id=self._ids.new(),
                meeting_id=meeting.id,
                agency_id=agency,
                professional_id=worker,
                position=position,
                status=AttendanceStatus.PRESENT,
            )
            for position, (agency, worker) in enumerate(self._around.workers[:ATTENDING], start=1)
        ]
        return [*(replace(point, id=self._ids.new()) for point in points), *attendance]

    def _new_family(self, roles: tuple[FamilyRole, ...]) -> tuple[_Thread, list[Row]]:
        reference = family_reference(self._seed, self._families)
        self._families += 1
        family, people, rows = invent_family(self._ids, self._random, reference, roles, self._today)
        return _Thread(family, people), rows

    def _inside(self, meeting: Meeting, thread: _Thread, entries: int, actions: int) -> list[Row]:
        assert meeting.began_at is not None, "an invented meeting was held"
        rows: list[Row] = []
        for position in range(1, entries + 1):
            rows += self._entry(meeting, thread, position, meeting.began_at + timedelta(seconds=5 * position))
        for position in range(1, actions + 1):
            rows += self._action(meeting, thread, position)
        return rows

    def _entry(self, meeting: Meeting, thread: _Thread, position: int, moment: datetime) -> list[Row]:
        agency, worker = self._random.choice(self._around.workers)
        entry = Entry(
            id=self._ids.new(),
            meeting_id=meeting.id,
            family_id=thread.family.id,
            section="information",
            position=position,
            at=moment,
            agency_id=agency,
            professional_id=worker,
            kind=KINDS[self.entries % len(KINDS)],
            text=self._vocabulary.text(self._random, self.entries),
            visibility=self._classes[self.entries % len(self._classes)],
        )
        self.entries += 1
        if self.entries % ABOUT_EVERY:
            return [entry]
        person = self._random.choice(thread.people)
        return [entry, EntryAbout(id=self._ids.new(), entry_id=entry.id, person_id=person.id)]

    def _action(self, meeting: Meeting, thread: _Thread, position: int) -> list[Row]:
        assert meeting.held_on is not None, "an invented meeting was held"
        assert meeting.ended_at is not None, "an invented meeting has ended"
        agency, worker = self._random.choice(self._around.workers)
        thread.actions += 1
        self.actions += 1
        status = self._random.choice(STATES)
        due = meeting.held_on + timedelta(days=self._random.randrange(3, 40))
        is_done = status is ActionStatus.COMPLETED
        action = Action(
            id=self._ids.new(),
            reference=f"{thread.family.reference}-A{thread.actions:02d}",
            meeting_id=meeting.id,
            family_id=thread.family.id,
            position=position,
            text=self._words(),
            outcome=self._words(),
            owner_id=worker,
            owner_agency_id=agency,
            due_on=due,
            measure="Visit record",
            status=status,
            completed_on=due if is_done else None,
            evidence="Visit record" if is_done else "",
        )
        step = ActionStep(
            id=self._ids.new(),
            action_id=action.id,
            at=meeting.ended_at,
            by="Minute taker",
            kind="agreed",
            to_status=status,
            new_due_on=due,
            meeting_id=meeting.id,
        )
        person = self._random.choice(thread.people)
        return [action, step, ActionFor(id=self._ids.new(), action_id=action.id, person_id=person.id)]

    def _words(self) -> str:
        return " ".join(self._random.choices(self._vocabulary.words[:200], k=8)).capitalize()
