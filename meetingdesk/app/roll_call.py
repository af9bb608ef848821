"""What the desk does in a roll call: mark who is here, let people in and out, settle the quorum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from meetingdesk.app.outcome import Command, Outcome, outcome_of
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.agency_catalogue import CatalogueAgency
from meetingdesk.domain.attendance import (
    IN_THE_ROOM,
    Attendance,
    AttendanceStatus,
    Exclusion,
    ExclusionGround,
    Presence,
)
from meetingdesk.domain.in_the_room import end_of, is_here, stretches
from meetingdesk.domain.meetings import Meeting, QuorumState, StatementRead
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roll_call import ROLE_OF_KEY
from meetingdesk.domain.roll_call_asked import (
    Accepts,
    AllAccept,
    Asked,
    Came,
    DeputyNamed,
    DoesNotAccept,
    Extent,
    KeptOut,
    Marked,
    QuorumSettled,
    RestPresent,
    SomebodyCame,
    StatementHeard,
    Went,
)
from meetingdesk.domain.room import Room
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork

KEPT_OUT_LATER = frozenset({Extent.FROM_NOW, Extent.SECTION})


@dataclass(frozen=True, slots=True)
class MarkAttendance:
    """Mark what became of invitations: present, remote, apologies, absent and so on."""

    attendance_ids: tuple[UUID, ...]
    status: AttendanceStatus
    at: datetime
    label: str = "Mark attendance"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Mark them; who is here has come now, who is not was never in the room."""
        _mark(work, _these(work, self.attendance_ids), self.status, self.at)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class MarkTheRest:
    """Mark everybody who is not marked by the time this is carried out."""

    meeting_id: UUID
    at: datetime
    status: AttendanceStatus = AttendanceStatus.PRESENT
    label: str = "Mark everybody else"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Mark them all at once."""
        unmarked = work.find(Attendance, meeting_id=self.meeting_id, status=AttendanceStatus.INVITED)
        _mark(work, unmarked, self.status, self.at)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class Arrive:
    """Let people in at a time, for the whole meeting or for one case.

    For somebody who is in the room already, the time they came is put right. Whoever was kept out from
    a moment on is let in again.
    """

    attendance_ids: tuple[UUID, ...]
    at: datetime
    family_id: UUID | None = None
    label: str = "Record arrival"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Let them in."""
        known = _presences(work, self.attendance_ids)
        for row in _these(work, self.attendance_ids):
            if row.status not in IN_THE_ROOM:
                came_for_case = self.family_id is not None
                status = AttendanceStatus.PART if came_for_case else AttendanceStatus.PRESENT
                work.put(replace(row, status=status))
            self._let_in(work, row, known.get(row.id, []))
            _end_exclusion(work, row, self.at)
        return outcome_of(work, self)

    def _let_in(self, work: UnitOfWork, row: Attendance, known: list[Presence]) -> None:
        mine = _of(known, self.family_id)
        last = mine[-1] if mine else None
        if last is not None and last.left_at is None:
            work.put(replace(last, arrived_at=self.at))
            return
        if last is not None and last.left_at is not None and self.at < last.left_at:
            raise MeetingDeskError(
                "Somebody cannot come back before they left.",
                hint="Put right the time at which they left first.",
            )
        work.add(Presence(attendance_id=row.id, family_id=self.family_id, arrived_at=self.at))


@dataclass(frozen=True, slots=True)
class Leave:
    """Let people go at a time, for good or for one case; who has gone gets the time put right."""

    attendance_ids: tuple[UUID, ...]
    at: datetime
    family_id: UUID | None = None
    label: str = "Record leaving"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Let them go; leaving for good ends what was open for single cases as well."""
        known = _presences(work, self.attendance_ids)
        for row in _these(work, self.attendance_ids):
            if row.status not in IN_THE_ROOM:
                raise MeetingDeskError(
                    "Only somebody who was in the room can leave it.", hint="Mark them as present first."
                )
            own = known.get(row.id, [])
            if self.family_id is None:
                self._go_for_good(work, row, own)
            else:
                self._end(work, row, _of(own, self.family_id), always=True)
        return outcome_of(work, self)

    def _go_for_good(self, work: UnitOfWork, row: Attendance, own: list[Presence]) -> None:
        self._end(work, row, _of(own, None), always=not any(stretch.arrived_at for stretch in own))
        for stretch in own:
            if stretch.family_id is not None and stretch.left_at is None:
                work.put(replace(stretch, left_at=self._after(stretch)))
        if row.status in (AttendanceStatus.PRESENT, AttendanceStatus.PRESENT_REMOTE):
            work.put(replace(row, status=AttendanceStatus.PART))

    def _end(self, work: UnitOfWork, row: Attendance, mine: list[Presence], *, always: bool) -> None:
        if mine:
            work.put(replace(mine[-1], left_at=self._after(mine[-1])))
        elif always:
            work.add(Presence(attendance_id=row.id, family_id=self.family_id, left_at=self.at))

    def _after(self, stretch: Presence) -> datetime:
        if stretch.arrived_at is not None and self.at < stretch.arrived_at:
            raise MeetingDeskError(
                "Somebody cannot leave before they came.",
                hint="Put right the time at which they came first.",
            )
        return self.at


@dataclass(frozen=True, slots=True)
class SendDeputy:
    """Record that somebody else is here for an invited person; said again, the name is put right."""

    attendance_id: UUID
    name: str
    at: datetime
    professional_id: UUID | None = None
    label: str = "Record deputy"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Seat the deputy behind whom they stand for."""
        invited = work.get(Attendance, self.attendance_id)
        if invited.person_id is not None:
            raise MeetingDeskError(
                "Nobody comes in the place of somebody of the family.",
                hint="Add whoever came as a supporter or an advocate.",
            )
        agency = _agency_of(work, invited)
        worker = self.professional_id or _worker_named(work, self.name, agency)
        if not self.name.strip() and worker is None:
            raise MeetingDeskError("A deputy needs a name.", hint="Type who is here.")
        _mark(work, (invited,), AttendanceStatus.SENT_DEPUTY, self.at)
        self._seat(work, invited, agency, worker)
        return outcome_of(work, self)

    def _seat(self, work: UnitOfWork, invited: Attendance, agency: UUID | None, worker: UUID | None) -> None:
        seated = work.find(Attendance, meeting_id=invited.meeting_id, deputy_for_id=invited.id)
        if not seated and worker is not None:
            seated = work.find(Attendance, meeting_id=invited.meeting_id, professional_id=worker)
        name = "" if worker is not None else self.name.strip()
        if seated:
            deputy = work.put(replace(seated[0], professional_id=worker, name=name, deputy_for_id=invited.id))
        else:
            deputy = work.add(
                Attendance(
                    meeting_id=invited.meeting_id,
                    agency_id=agency,
                    professional_id=worker,
                    name=name,
                    role="deputy",
                    position=invited.position,
                    deputy_for_id=invited.id,
                )
            )
        if deputy.status not in IN_THE_ROOM:
            _mark(work, (deputy,), AttendanceStatus.PRESENT, self.at)


@dataclass(frozen=True, slots=True)
class AddToRoom:
    """Seat somebody who came uninvited: for an agency, of the family, or in a role of their own.

    `agency` is a code or a name; one that the store does not know is taken from the catalogue. Somebody
    who stands on the list already is marked as present instead.
    """

    meeting_id: UUID
    at: datetime
    name: str = ""
    agency: str = ""
    role: str = ""
    person_id: UUID | None = None
    professional_id: UUID | None = None
    catalogue: Mapping[str, CatalogueAgency] = field(default_factory=dict, hash=False)
    label: str = "Add to the room"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Seat them at the end of the list."""
        on_list = work.find(Attendance, meeting_id=self.meeting_id)
        agency = self._agency(work, {row.agency_id for row in on_list})
        worker = self.professional_id or (_worker_named(work, self.name, agency) if agency else None)
        known = self._on_list(on_list, worker)
        role = ROLE_OF_KEY.get(self.role)
        if known is not None:
            _mark(work, (known,), role.status if role else AttendanceStatus.PRESENT, self.at)
            return outcome_of(work, self)
        if not (self.name.strip() or agency or role or self.person_id):
            raise MeetingDeskError(
                "Nobody was named.", hint="Type a name, and after a comma an agency or a role."
            )
        added = work.add(
            Attendance(
                meeting_id=self.meeting_id,
                agency_id=agency,
                professional_id=worker,
                person_id=self.person_id,
                name="" if worker or self.person_id else self.name.strip(),
                role=self.role,
                position=max((row.position for row in on_list), default=0) + 1,
                status=role.status if role else AttendanceStatus.CAME_UNINVITED,
            )
        )
        work.add(Presence(attendance_id=added.id, arrived_at=self.at))
        return outcome_of(work, self)

    def _on_list(self, on_list: Iterable[Attendance], worker: UUID | None) -> Attendance | None:
        for row in on_list:
            if worker is not None and row.professional_id == worker:
                return row
            if self.person_id is not None and row.person_id == self.person_id:
                return row
        return None

    def _agency(self, work: UnitOfWork, in_meeting: set[UUID | None]) -> UUID | None:
        wanted = self.agency.strip().casefold()
        if not wanted:
            return None
        active = [agency for agency in work.find(Agency) if agency.is_active or agency.id in in_meeting]
        found = [agency for agency in active if agency.name.casefold() == wanted]
        found = found or [agency for agency in active if agency.code.casefold() == wanted]
        if not found:
            # By what its workers are called: a health visitor comes for health visiting.
            meant = {entry.key for entry in self.catalogue.values() if wanted in entry.said}
            found = [agency for agency in active if agency.key in meant][:1]
        here = [agency for agency in found if agency.id in in_meeting]
        if len(here or found) > 1:
            raise MeetingDeskError(
                "Several agencies have this code.", hint="Type the whole name of the one that is meant."
            )
        if found:
            return (here or found)[0].id
        return self._from_catalogue(work, wanted)

    def _from_catalogue(self, work: UnitOfWork, wanted: str) -> UUID:
        for entry in self.catalogue.values():
            if wanted in (entry.code, entry.name.casefold(), *entry.said):
                return work.add(
                    Agency(
                        key=entry.key,
                        name=entry.name,
                        code=entry.code,
                        grouping=entry.grouping,
                        category=entry.category.value,
                    )
                ).id
        raise MeetingDeskError(
            "No agency and no role has this name.",
            hint="Type the code or the name of an agency, or a role such as supporter or interpreter.",
        )


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """Record that a statement was read aloud, in the words it was read in."""

    meeting_id: UUID
    kind: str
    text: str
    at: datetime
    label: str = "Record statement read"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Record it once, as read by the chair."""
        meeting = work.get(Meeting, self.meeting_id)
        if not work.find(StatementRead, meeting_id=meeting.id, kind=self.kind):
            work.add(
                StatementRead(
                    meeting_id=meeting.id,
                    kind=self.kind,
                    text=self.text,
                    read_at=self.at,
                    read_by_id=meeting.chair_id,
                )
            )
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class AcceptStatement:
    """Record that people accept the statement that was read: those named, or all who are here."""

    meeting_id: UUID
    at: datetime
    attendance_ids: tuple[UUID, ...] = ()
    label: str = "Record statement accepted"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Record it; of all who are here, those who have said that they do not accept are left out."""
        for row in self._accepting(work):
            if row.statement_accepted_at is None:
                work.put(replace(row, statement_accepted_at=self.at, statement_exception=""))
        return outcome_of(work, self)

    def _accepting(self, work: UnitOfWork) -> Iterable[Attendance]:
        if self.attendance_ids:
            return _these(work, self.attendance_ids)
        rows = work.find(Attendance, meeting_id=self.meeting_id)
        known = _presences(work, [row.id for row in rows])
        ended = end_of(work.get(Meeting, self.meeting_id))
        return [
            row
            for row in rows
            if is_here(row, known.get(row.id, ()), None, ended) and not row.statement_exception
        ]


@dataclass(frozen=True, slots=True)
class RefuseStatement:
    """Record that somebody does not accept the statement, and what they say."""

    attendance_id: UUID
    why: str = ""
    label: str = "Record statement not accepted"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Record it in place of an acceptance."""
        row = work.get(Attendance, self.attendance_id)
        said = self.why.strip() or "Does not accept"
        work.put(replace(row, statement_accepted_at=None, statement_exception=said))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class ExcludePerson:
    """Keep somebody of the family out of a meeting or a part of it, as the chair decides."""

    attendance_id: UUID
    ground: ExclusionGround
    extent: Extent
    at: datetime
    sections: tuple[str, ...] = ()
    label: str = "Record exclusion"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Record ground and extent; who is kept out from now on leaves the room."""
        row = work.get(Attendance, self.attendance_id)
        if row.person_id is None:
            raise MeetingDeskError(
                "Only somebody of the family is kept out with a ground.",
                hint="Mark anybody else as having left.",
            )
        if self.extent is Extent.SECTION and not self.sections:
            raise MeetingDeskError("No section is open.", hint="Open the section they are kept out of.")
        meeting = work.get(Meeting, row.meeting_id)
        work.add(
            Exclusion(
                meeting_id=meeting.id,
                person_id=row.person_id,
                ground=self.ground,
                decided_by_id=meeting.chair_id,
                is_whole_meeting=self.extent is Extent.WHOLE,
                sections=self.sections if self.extent is Extent.SECTION else (),
                from_at=self.at if self.extent in KEPT_OUT_LATER else None,
            )
        )
        if self.extent is not Extent.SECTION:
            self._show_out(work, row)
        return outcome_of(work, self)

    def _show_out(self, work: UnitOfWork, row: Attendance) -> None:
        known = _presences(work, (row.id,)).get(row.id, [])
        for stretch in known:
            if stretch.left_at is None:
                work.put(replace(stretch, left_at=self.at))
        was_in = row.status in IN_THE_ROOM and self.extent is Extent.FROM_NOW
        if was_in and not known:
            work.add(Presence(attendance_id=row.id, left_at=self.at))
        work.put(replace(row, status=AttendanceStatus.PART if was_in else AttendanceStatus.EXCLUDED))


@dataclass(frozen=True, slots=True)
class SettleQuorum:
    """Record what the chair makes of the count; going on without needs a chair and a reason."""

    meeting_id: UUID
    state: QuorumState
    sentence: str = ""
    reason: str = ""
    may_override: bool = True
    label: str = "Settle quorum"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Keep the state, with the count as it was said and the reason."""
        meeting = work.get(Meeting, self.meeting_id)
        if self.state is QuorumState.PROCEEDED_WITHOUT:
            self._check_override(meeting)
        said = " ".join(part for part in (self.reason.strip(), self.sentence.strip()) if part)
        work.put(replace(meeting, quorum=self.state, quorum_reason=said))
        return outcome_of(work, self)

    def _check_override(self, meeting: Meeting) -> None:
        if not self.may_override:
            raise MeetingDeskError(
                "Under the rule of this meeting it does not go on without its quorum.",
                hint="Adjourn it, and set a new date.",
            )
        if meeting.chair_id is None:
            raise MeetingDeskError(
                "Nobody is named as chair, and the chair decides this.", hint="Name the chair first."
            )
        if not self.reason.strip():
            raise MeetingDeskError(
                "Going on without a quorum needs the chair's reason.", hint="Type it in a line."
            )


def roll_call_command(
    asked: Asked, room: Room, at: datetime, catalogue: Mapping[str, CatalogueAgency] | None = None
) -> Command:
    """Return the command that does what was asked of a room at a moment."""
    meeting_id = room.meeting_id
    match asked:
        case Marked(attendance_ids, status):
            return MarkAttendance(attendance_ids, status, at)
        case RestPresent():
            return MarkTheRest(meeting_id, at)
        case Came(attendance_ids, moment, only):
            return Arrive(attendance_ids, moment or at, room.family_id if only else None)
        case Went(attendance_ids, moment, only):
            return Leave(attendance_ids, moment or at, room.family_id if only else None)
        case DeputyNamed(attendance_id, name):
            return SendDeputy(attendance_id, name, at)
        case SomebodyCame(who):
            person = room.people.get(who.name.casefold()) if not who.agency else None
            return AddToRoom(
                meeting_id, at, who.name, who.agency, who.role, person, catalogue=catalogue or {}
            )
        case KeptOut(attendance_id, ground, extent):
            sections = (room.section,) if room.section else ()
            return ExcludePerson(attendance_id, ground, extent, at, sections)
        case StatementHeard(key):
            text = next((one.text for one in room.statements if one.key == key), "")
            return ReadStatement(meeting_id, key, text, at)
        case AllAccept():
            return AcceptStatement(meeting_id, at)
        case Accepts(attendance_ids):
            return AcceptStatement(meeting_id, at, attendance_ids)
        case DoesNotAccept(attendance_id, why):
            return RefuseStatement(attendance_id, why)
        case QuorumSettled(state, reason):
            quorum = room.quorum
            return SettleQuorum(meeting_id, state, quorum.sentence, reason, quorum.rule.override)


# Helpers


def _these(work: UnitOfWork, keys: Iterable[UUID]) -> tuple[Attendance, ...]:
    return tuple(work.get(Attendance, key) for key in keys)


def _presences(work: UnitOfWork, keys: Iterable[UUID]) -> dict[UUID, list[Presence]]:
    """Return when each of these came and went; one query, however many they are."""
    found: dict[UUID, list[Presence]] = {}
    for stretch in work.find(Presence, attendance_id=list(keys)):
        found.setdefault(stretch.attendance_id, []).append(stretch)
    return found


def _of(known: Iterable[Presence], family_id: UUID | None) -> list[Presence]:
    of_case, whole = stretches(known, family_id)
    return whole if family_id is None else of_case


def _mark(work: UnitOfWork, rows: Iterable[Attendance], status: AttendanceStatus, at: datetime) -> None:
    """Set a mark on several, and bring when they came and went into line with it."""
    marked = tuple(rows)
    known = _presences(work, [row.id for row in marked])
    new: list[Presence] = []
    for row in marked:
        own = known.get(row.id, [])
        values: dict[str, Any] = {"status": status}
        if status in IN_THE_ROOM:
            if not any(stretch.left_at is None for stretch in _of(own, None)):
                new.append(Presence(attendance_id=row.id, arrived_at=at))
        elif status is AttendanceStatus.EXCLUDED:
            for stretch in own:
                if stretch.left_at is None:
                    work.put(replace(stretch, left_at=at))
        else:
            # Whoever is marked as not here was marked as here by mistake, if at all.
            values["statement_accepted_at"] = None
            for stretch in own:
                work.remove(stretch)
        work.put(replace(row, **values))
    work.add_all(new)


def _end_exclusion(work: UnitOfWork, row: Attendance, at: datetime) -> None:
    if row.person_id is None:
        return
    for exclusion in work.find(Exclusion, meeting_id=row.meeting_id, person_id=row.person_id):
        is_running = exclusion.from_at is not None and exclusion.until_at is None
        if is_running and not exclusion.sections:
            work.put(replace(exclusion, until_at=at))


def _agency_of(work: UnitOfWork, row: Attendance) -> UUID | None:
    if row.agency_id is not None or row.professional_id is None:
        return row.agency_id
    return work.get(Professional, row.professional_id).agency_id


def _worker_named(work: UnitOfWork, name: str, agency: UUID | None) -> UUID | None:
    """Return the only professional of this name in an agency."""
    if agency is None or not name.strip():
        return None
    wanted = " ".join(name.split()).casefold()
    workers = work.find(Professional, agency_id=agency, left_on=None)
    found = [worker for worker in workers if worker.name.casefold() == wanted]
    return found[0].id if len(found) == 1 else None
