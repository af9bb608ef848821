"""Making a new meeting: for which family or series, when, where, and who chairs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select

from meetingdesk.app.meetings import PlanMeeting
from meetingdesk.app.opening import read_setting
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.due_meetings import DueMeeting, due_meeting
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting, MeetingStatus, Series
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rulebook import Rulebook
from meetingdesk.domain.text import gate
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

MOST_FOUND = 7
MOST_NAMES = 4_000
CHAIR, MINUTE_TAKER, THREAD = "chair", "minute_taker", "thread"
"""What a refusal can be about, as the form names its fields."""


class NotClear(MeetingDeskError):
    """One field of a new meeting cannot be taken as it stands; `about` says which."""

    def __init__(self, message: str, *, hint: str, about: str) -> None:
        super().__init__(message, hint=hint)
        self.about = about


class ThreadKind(StrEnum):
    """What a meeting follows on: one family, or a series of meetings."""

    FAMILY = "family"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class Thread:
    """A family by its reference, or a series by its title; without an identifier it is still to be made."""

    kind: ThreadKind
    called: str
    id: UUID | None = None
    below: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it is made together with the meeting."""
        return self.id is None


@dataclass(frozen=True, slots=True)
class BeginsWith:
    """What a new meeting starts from: the thread, what the last meeting said about the next, the clock."""

    type_id: str = ""
    proposed: str = ""
    """The type that usually comes next for this family, while nobody has chosen one."""
    thread: Thread | None = None
    previous_id: UUID | None = None
    previous: str = ""
    held_on: date | None = None
    starts_at: time | None = None
    place: str = ""
    chair: str = ""
    minute_taker: str = ""
    due: DueMeeting | None = None
    nation: Nation = Nation.ENG


@dataclass(frozen=True, slots=True)
class MakeMeeting:
    """Plan a meeting with those who lead it; a family or series that is named for the first time is made."""

    plan: PlanMeeting
    chair: str = ""
    minute_taker: str = ""
    new_family: Family | None = None
    new_series: Series | None = None
    due_on: date | None = None
    due_rule: str = ""
    label: str = "Plan meeting"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the thread where it is new, the meeting, and who leads it."""
        if self.new_family is not None:
            add_family(work, self.new_family)
        if self.new_series is not None:
            work.add(self.new_series)
        self.plan.apply(work)
        meeting = work.get(Meeting, self.plan.meeting_id)
        work.put(
            replace(
                meeting,
                chair_id=professional_named(work, self.chair, CHAIR),
                minute_taker_id=professional_named(work, self.minute_taker, MINUTE_TAKER),
                due_on=self.due_on,
                due_rule=self.due_rule,
            )
        )
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class BeginFamily:
    """Begin a family before there is a meeting about it."""

    family: Family
    label: str = "New family"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add it, unless one of this reference is there."""
        add_family(work, self.family)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class ChangeMeeting:
    """Hold a planned meeting on another day, at another place, or with others to lead it."""

    meeting_id: UUID
    held_on: date
    starts_at: time | None
    place: str
    chair: str
    minute_taker: str
    label: str = "Change when and where"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change it as long as it has not begun; the reference it is known by stays."""
        meeting = work.get(Meeting, self.meeting_id)
        if meeting.status not in (MeetingStatus.PLANNED, MeetingStatus.ADJOURNED):
            raise MeetingDeskError(
                "This meeting has begun, so its day stays as it was.",
                hint="Cancel it, or adjourn it and plan another day.",
            )
        work.put(
            replace(
                meeting,
                held_on=self.held_on,
                starts_at=self.starts_at,
                place=self.place.strip(),
                chair_id=professional_named(work, self.chair, CHAIR),
                minute_taker_id=professional_named(work, self.minute_taker, MINUTE_TAKER),
            )
        )
        return outcome_of(work, self)


def family_called(reference: str, opened_on: date) -> Family:
    """Return a new family of a reference as it was typed."""
    return Family(reference=" ".join(gate(reference).split()), opened_on=opened_on)


def add_family(work: UnitOfWork, family: Family) -> Family:
    """Add a new family; one that is there already, its reference typed in other letters, is refused."""
    if not family.reference:
        raise NotClear("The family has no reference.", hint="Type the one it is known by.", about=THREAD)
    table = TABLES[Family]
    if work.find(Family, func.lower(table.c.reference) == family.reference.lower(), limit=1):
        raise NotClear(
            "A family with this reference is there already.",
            hint="Choose it from the list, or type another reference.",
            about=THREAD,
        )
    return work.add(family)


def find_threads(reading: Reading, typed: str, rulebook: Rulebook, type_id: str) -> tuple[Thread, ...]:
    """Return the families and series that a type of meeting can follow on and that hold what was typed."""
    words = gate(typed).strip()
    kind = rulebook.meeting_types.get(type_id)
    if kind is not None and kind.many_cases:
        series = TABLES[Series]
        found = reading.find(
            Series,
            series.c.type_id == type_id,
            series.c.title.icontains(words, autoescape=True),
            order=(func.lower(series.c.title) != words.lower(), series.c.title),
            limit=MOST_FOUND,
        )
        return tuple(Thread(ThreadKind.SERIES, row.title, row.id, row.area) for row in found)
    family = TABLES[Family]
    families = reading.find(
        Family,
        family.c.reference.icontains(words, autoescape=True),
        order=(
            func.lower(family.c.reference) != words.lower(),
            family.c.closed_on.is_not(None),
            family.c.opened_on.desc().nulls_last(),
        ),
        limit=MOST_FOUND,
    )
    return tuple(
        Thread(ThreadKind.FAMILY, row.reference, row.id, "closed" if row.closed_on else row.area)
        for row in families
    )


def begins_with(
    reading: Reading,
    rulebook: Rulebook,
    type_id: str = "",
    family_id: UUID | None = None,
    previous_id: UUID | None = None,
) -> BeginsWith:
    """Return what is known before a new meeting is made: from the meeting it follows, or its family."""
    previous = reading.look_up(Meeting, previous_id) if previous_id is not None else None
    if previous is not None:
        type_id = type_id or previous.next_type_id or previous.type_id
        family_id = family_id or previous.family_id
    thread = _thread(reading, family_id, previous.series_id if previous is not None else None)
    due = due_of_thread(reading, rulebook, type_id, thread)
    proposed = "" if type_id or family_id is None else _usual_next(reading, family_id)
    found = BeginsWith(type_id, proposed, thread, previous_id, due=due, nation=nation_of(reading))
    if previous is None:
        return found
    is_next = previous.next_type_id in ("", type_id)
    return replace(
        found,
        previous=previous.reference,
        held_on=previous.next_on if is_next else None,
        starts_at=(previous.next_at or previous.starts_at) if is_next else None,
        place=(previous.next_place or previous.place) if is_next else "",
        chair=_called(reading, previous.chair_id) if type_id == previous.type_id else "",
        minute_taker=_called(reading, previous.minute_taker_id) if type_id == previous.type_id else "",
    )


FIRST_OF_A_FAMILY = "strategy"


def _usual_next(reading: Reading, family_id: UUID) -> str:
    """Return what the last meeting of a family said comes next, or its own type; a first one else."""
    newest = reading.find(Meeting, family_id=family_id, order=(TABLES[Meeting].c.held_on.desc(),), limit=1)
    return newest[0].next_type_id or newest[0].type_id if newest else FIRST_OF_A_FAMILY


def due_of_thread(
    reading: Reading, rulebook: Rulebook, type_id: str, thread: Thread | None
) -> DueMeeting | None:
    """Return by when a meeting of a type is due for a family, if a clock runs."""
    kind = rulebook.meeting_types.get(type_id)
    if kind is None or thread is None or thread.id is None or thread.kind is not ThreadKind.FAMILY:
        return None
    policy = rulebook.policy(nation_of(reading))
    meetings = reading.find(Meeting, family_id=thread.id)
    return due_meeting(kind, meetings, policy, rulebook.calendar(policy.nation))


def thread_of_meeting(reading: Reading, meeting: Meeting) -> Thread | None:
    """Return the family or series that a meeting belongs to."""
    return _thread(reading, meeting.family_id, meeting.series_id)


def nation_of(reading: Reading) -> Nation:
    """Return the nation whose rules this store goes by."""
    return Nation(read_setting(reading, "nation") or Nation.ENG)


def last_of_thread(reading: Reading, type_id: str, thread: Thread) -> UUID | None:
    """Return the last meeting of a type in a thread, which a new one would follow."""
    table = TABLES[Meeting]
    same = (
        table.c.family_id == thread.id if thread.kind is ThreadKind.FAMILY else table.c.series_id == thread.id
    )
    query = select(table.c.id).where(same, table.c.type_id == type_id).order_by(table.c.held_on.desc())
    found = reading.rows(query.limit(1)) if thread.id is not None else []
    return found[0][0] if found else None


def names_of_professionals(reading: Reading) -> tuple[str, ...]:
    """Return everybody who can be named to lead a meeting, as they are completed."""
    worker = TABLES[Professional]
    query = (
        select(worker.c.name, worker.c.job_title)
        .where(worker.c.left_on.is_(None))
        .order_by(func.lower(worker.c.name))
        .limit(MOST_NAMES)
    )
    return tuple(_titled(row.name, row.job_title) for row in reading.rows(query))


def known_agencies(reading: Reading) -> tuple[Agency, ...]:
    """Return the agencies that this place works with."""
    return reading.find(Agency, is_active=True, order=(TABLES[Agency].c.name,), limit=MOST_NAMES)


def _titled(name: str, job_title: str) -> str:
    return f"{name}, {job_title}" if job_title else name


def _called(reading: Reading, key: UUID | None) -> str:
    found = reading.look_up(Professional, key) if key is not None else None
    return _titled(found.name, found.job_title) if found is not None else ""


def _thread(reading: Reading, family_id: UUID | None, series_id: UUID | None) -> Thread | None:
    if family_id is not None:
        family = reading.look_up(Family, family_id)
        return Thread(ThreadKind.FAMILY, family.reference, family.id, family.area) if family else None
    series = reading.look_up(Series, series_id) if series_id is not None else None
    return Thread(ThreadKind.SERIES, series.title, series.id, series.area) if series else None


def professional_named(work: UnitOfWork, typed: str, about: str) -> UUID | None:
    """Return who is meant by a name, with or without what they do; somebody new is added."""
    words = " ".join(gate(typed).split())
    if not words:
        return None
    worker = TABLES[Professional]
    start = words.split(",")[0].strip()
    same = work.find(Professional, func.lower(worker.c.name) == start.lower(), left_on=None)
    whole = [one for one in same if _titled(one.name, one.job_title).lower() == words.lower()]
    if len(whole) == 1:
        return whole[0].id
    if len(same) == 1 and "," not in words:
        return same[0].id
    if len(same) > 1 and len(whole) != 1:
        raise NotClear(
            "Several people have this name.",
            hint="Choose one from the list, with what they do.",
            about=about,
        )
    name, _, job_title = words.partition(",")
    return work.add(Professional(name=name.strip(), job_title=job_title.strip())).id
