"""A meeting that is being prepared: who is asked, which cases, what is still open, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from meetingdesk.app.case_list import deferred_last_time, listed_case
from meetingdesk.app.invited import Inviting, inviting
from meetingdesk.app.left_open import OpenAction, left_open
from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.case_order import ListedCase, is_children_first
from meetingdesk.domain.families import Family
from meetingdesk.domain.invitation_lines import InvitationLine, LineState
from meetingdesk.domain.invitations import Group
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import (
    NEXT_STATUS,
    AgendaPoint,
    ListKind,
    Meeting,
    MeetingCase,
    MeetingStatus,
    Series,
)
from meetingdesk.domain.people import PersonName
from meetingdesk.domain.rulebook import Rulebook
from meetingdesk.storage.reading import Reading

MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case on the list: what decides its place, and the time it is given."""

    id: UUID
    family_id: UUID
    reference: str
    position: int
    children: int
    unborn: int
    is_repeat: bool
    kind: ListKind
    reason: str
    planned_minutes: int | None
    starts_at: time | None
    referred_on: date | None
    referred_by: str
    transferred_from: str
    has_alert: bool

    @property
    def minutes(self) -> int:
        """The time it takes in the meeting; what is not discussed takes none."""
        return (self.planned_minutes or 0) if self.kind is ListKind.FULL else 0


@dataclass(frozen=True, slots=True)
class WrittenInvitation:
    """One invitation with the names that go on its line."""

    line: InvitationLine
    title: str
    who: str


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing before the meeting, and the part of the screen that mends it."""

    says: str
    part: str


@dataclass(frozen=True, slots=True)
class Preparation:
    """Everything the screen shows of a meeting that is being prepared."""

    meeting: Meeting
    kind: MeetingType | None
    title: str
    thread: str
    chair: str
    minute_taker: str
    invitations: tuple[WrittenInvitation, ...]
    cases: tuple[CaseLine, ...]
    planned_minutes: int
    finishing_at: time | None
    last_meeting: str
    last_held_on: date | None
    left_open: tuple[OpenAction, ...]
    deferred: int
    lacks: tuple[Lack, ...]

    @property
    def has_cases(self) -> bool:
        """Whether this is a meeting of many cases."""
        return self.kind.many_cases if self.kind is not None else bool(self.cases)

    @property
    def can_start(self) -> bool:
        """Whether the meeting can begin from where it is in its life; nothing that is missing stops it."""
        return MeetingStatus.LIVE in NEXT_STATUS[self.meeting.status]

    @property
    def is_children_first(self) -> bool:
        """Whether those who work with children can leave before the last cases."""
        return is_children_first(
            ListedCase(case.id, case.children, case.unborn, case.is_repeat, case.kind) for case in self.cases
        )


def preparation_of(reading: Reading, meeting_id: UUID, rulebook: Rulebook, today: date) -> Preparation:
    """Return a meeting as it is prepared; the type and policy are those it was planned under."""
    now = inviting(reading, meeting_id, today)
    rows, meeting = now.rows, now.rows.meeting
    kind = now.kind or rulebook.meeting_types.get(meeting.type_id)
    previous = reading.look_up(Meeting, meeting.previous_id) if meeting.previous_id is not None else None
    workers = dict(rows.by_id(Professional))
    named = {line.proposal.professional_id for line in now.lines}
    unknown = {key for key in named if key is not None} - workers.keys()
    if unknown:
        workers |= {worker.id: worker for worker in reading.find(Professional, id=unknown)}
    catalogue = {key: agency.name for key, agency in rulebook.agencies.items()}
    written = tuple(_written(line, workers, catalogue, rows) for line in now.lines)
    other_minutes = _other_minutes(rows, kind)
    cases = _case_lines(now, other_minutes)
    planned = other_minutes + sum(case.minutes for case in cases)
    return Preparation(
        meeting=meeting,
        kind=kind,
        title=meeting.title or (kind.title if kind is not None else meeting.type_id),
        thread=_thread(rows),
        chair=_name(workers, meeting.chair_id),
        minute_taker=_name(workers, meeting.minute_taker_id),
        invitations=written,
        cases=cases,
        planned_minutes=planned,
        finishing_at=_later(meeting.starts_at, planned) if planned else None,
        last_meeting=previous.reference if previous is not None else "",
        last_held_on=previous.held_on if previous is not None else None,
        left_open=left_open(reading, meeting, today),
        deferred=len(deferred_last_time(reading, meeting)),
        lacks=(*_lacks(meeting, kind, written, cases), *_conflicts(now)),
    )


def _thread(rows: MeetingRows) -> str:
    series = rows.all(Series)
    family = next((row for row in rows.all(Family) if row.id == rows.meeting.family_id), None)
    return family.reference if family is not None else series[0].title if series else ""


def _written(
    line: InvitationLine,
    workers: dict[UUID, Professional],
    catalogue: dict[str, str],
    rows: MeetingRows,
) -> WrittenInvitation:
    proposal = line.proposal
    seat = line.seats[0] if line.seats else None
    key = (seat.professional_id if seat is not None else None) or proposal.professional_id
    worker = workers.get(key) if key is not None else None
    named = line.agency.name if line.agency is not None else ""
    own = (worker.name, worker.job_title) if worker else ()
    others = [_called(one, workers) for one in line.seats if one is not seat or worker is None]
    who = ", ".join(part for part in (*own, *(others if named else ())) if part)
    title = named or proposal.name or catalogue.get(proposal.agency, "")
    if proposal.person_id is not None and not title:
        name = proposal.person_name or _person(rows, proposal.person_id)
        title = proposal.designation or name or "Somebody of the family"
        who = name if name != title else ""
    if not title:
        title, who = who or "Somebody", ""
    return WrittenInvitation(line, title, who)


def _called(seat: Attendance, workers: dict[UUID, Professional]) -> str:
    worker = workers.get(seat.professional_id) if seat.professional_id is not None else None
    return worker.name if worker is not None else seat.name


def _person(rows: MeetingRows, key: UUID) -> str:
    return next((name.full for name in rows.all(PersonName) if name.person_id == key), "")


def _case_lines(now: Inviting, before: int) -> tuple[CaseLine, ...]:
    rows, meeting = now.rows, now.rows.meeting
    records = {case.id: case.record for case in now.cases}
    agencies = rows.by_id(Agency)
    lines: list[CaseLine] = []
    used = before
    for position, case in enumerate(rows.all(MeetingCase), start=1):
        record = records.get(case.family_id)
        listed = listed_case(case, record, meeting, now.policy)
        agency = agencies.get(case.referring_agency_id) if case.referring_agency_id is not None else None
        line = CaseLine(
            id=case.id,
            family_id=case.family_id,
            reference=record.family.reference if record is not None else "",
            position=position,
            children=listed.children,
            unborn=listed.unborn,
            is_repeat=listed.is_repeat,
            kind=case.list_kind,
            reason=case.list_reason,
            planned_minutes=case.planned_minutes,
            starts_at=_later(meeting.starts_at, used) if case.list_kind is ListKind.FULL else None,
            referred_on=case.referred_on,
            referred_by=agency.name if agency is not None else "",
            transferred_from=case.transferred_from,
            has_alert=record is not None and bool(record.family.alert.strip()),
        )
        used += line.minutes
        lines.append(line)
    return tuple(lines)


def _other_minutes(rows: MeetingRows, kind: MeetingType | None) -> int:
    points = [point for point in rows.all(AgendaPoint) if point.family_id is None]
    if points:
        return sum(point.planned_minutes or 0 for point in points)
    return kind.planned_minutes if kind is not None else 0


def _later(start: time | None, minutes: int) -> time | None:
    if start is None:
        return None
    moment = datetime.combine(date.min, start) + timedelta(minutes=minutes)
    return moment.time()


def _name(workers: dict[UUID, Professional], key: UUID | None) -> str:
    worker = workers.get(key) if key is not None else None
    return worker.name if worker is not None else ""


def _lacks(
    meeting: Meeting,
    kind: MeetingType | None,
    written: tuple[WrittenInvitation, ...],
    cases: tuple[CaseLine, ...],
) -> Iterator[Lack]:
    if meeting.held_on is None:
        yield Lack("The day is not set.", "head")
    if meeting.starts_at is None:
        yield Lack("The hour is not set.", "head")
    is_named = {one.line.proposal.role for one in written if one.line.seats}
    if meeting.chair_id is None and "chair" not in is_named:
        yield Lack("Nobody is named to chair.", "head")
    if meeting.minute_taker_id is None and "minute_taker" not in is_named:
        yield Lack("Nobody is named to take the minutes.", "head")
    if kind is not None and kind.many_cases and not cases:
        yield Lack("No case is on the list yet.", "cases")
    yield from _lacking_invitations(written)
    without = [case.reference for case in cases if case.kind is ListKind.FULL and not case.planned_minutes]
    if without:
        yield Lack(f"No minutes are planned for {_some(without)}.", "cases")


def _lacking_invitations(written: tuple[WrittenInvitation, ...]) -> Iterator[Lack]:
    unsettled = [one for one in written if not one.line.is_settled]
    not_known = [one for one in unsettled if one.line.state is LineState.NOT_KNOWN]
    required = [one.title for one in unsettled if one.line.proposal.is_required and one not in not_known]
    separate = [one.title for one in unsettled if one.line.proposal.group is Group.SEPARATE]
    others = len(unsettled) - len(not_known) - len(required) - len(separate)
    if required:
        yield Lack(f"Always asked and not invited yet: {_some(required)}.", "invitations")
    if separate:
        yield Lack(f"Neither asked nor set aside: {_some(separate)}.", "invitations")
    if not_known:
        families = {one.line.proposal.reference for one in not_known}
        which = _some([_whose(one) for one in not_known])
        if len(families) > 1:
            which = f"{len(not_known)} GPs, schools or nurseries of people in {len(families)} cases"
        yield Lack(f"Nobody knows yet which: {which}.", "invitations")
    if others:
        says = "One more is proposed and not asked yet." if others == 1 else ""
        yield Lack(says or f"{others} more are proposed and not asked yet.", "invitations")


def _conflicts(now: Inviting) -> Iterator[Lack]:
    """Yield who of a case works for an agency at the table, as long as nothing is noted of that conflict."""
    seats = {row.agency_id for row in now.rows.all(Attendance)}
    dealt_with = {row.agency_id for row in now.rows.all(Attendance) if row.conflict_of_interest}
    for case in now.cases:
        for somebody in case.people:
            key = somebody.person.works_for_id
            agency = now.agencies.get(key) if key is not None and key in seats - dealt_with else None
            if agency is not None:
                who = f"{case.record.family.reference}, {somebody.designation}"
                yield Lack(f"{who} works for {agency.name}, which is at the table.", "invitations")


def _whose(one: WrittenInvitation) -> str:
    says = one.line.proposal.says
    return f"{says[:1].lower()}{says[1:]}" if not says.startswith("GP") else says


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    return f"{shown} and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else shown
