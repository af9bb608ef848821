"""Inviting to a meeting and asking for information: what is done about each invitation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func

from meetingdesk.app.asking import Asking, agency_known, agency_named, agency_of
from meetingdesk.app.definitions import rulebook
from meetingdesk.app.invited import Inviting, LineKey, inviting
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.app.rows import remove_whole
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.agency_catalogue import agency_words
from meetingdesk.domain.attendance import Attendance, AttendanceStatus, Presence
from meetingdesk.domain.information import InformationRequest, RequestState
from meetingdesk.domain.invitation_lines import NOT_INVOLVED, InvitationLine
from meetingdesk.domain.invitations import OF_ONE_PERSON, About, Group, Proposal
from meetingdesk.domain.people import Involvement, Registered
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roll_call import read_somebody
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

WORKER = TABLES[Professional]


@dataclass(frozen=True, slots=True)
class InviteAll:
    """Invite and ask everybody who is proposed and not there yet; a second time adds only what is new.

    Whoever is not known stays a line that says so: nobody can be asked who is not known.
    """

    meeting_id: UUID
    on: date
    label: str = "Invite everybody proposed"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the seats, in round-table order, and the requests."""
        now = inviting(work, self.meeting_id, self.on)
        adding = Asking(work, now, self.on)
        for line in now.lines:
            if line.proposal.is_known and not line.is_settled:
                adding.take(line)
        adding.done()
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class MarkInvitation:
    """Say of one invitation that it was asked, that the agency is not involved, or that it is not asked.

    Not asking needs a reason. What an agency has answered already is not written over.
    """

    meeting_id: UUID
    line: LineKey
    state: RequestState
    on: date
    reason: str = ""
    label: str = "Mark invitation"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change the requests there are and add those that are missing."""
        if self.state is RequestState.NOT_ASKED and not self.reason.strip():
            raise MeetingDeskError(
                "Not asking somebody needs a reason.", hint="Say in a line why they are not asked."
            )
        now = inviting(work, self.meeting_id, self.on)
        line = now.line(self.line)
        if not line.proposal.is_asked and self.state is not RequestState.ASKED:
            raise MeetingDeskError(
                "This is an invitation only; nothing is asked.", hint="Remove it if nobody is to come."
            )
        adding = Asking(work, now, self.on)
        if self.state is RequestState.ASKED:
            adding.take(line, seats=True)
        else:
            adding.take(line, seats=False, state=self.state, reason=self._words())
            _unseat(work, line, now)
        for request in line.requests:
            self._mark(work, request)
        adding.done()
        return outcome_of(work, self)

    def _mark(self, work: UnitOfWork, request: InformationRequest) -> None:
        is_answered = request.state in (RequestState.ANSWERED, RequestState.DECLINED)
        if request.state is self.state and not self.reason.strip():
            return
        if is_answered and self.state is RequestState.ASKED:
            return
        current = work.get(InformationRequest, request.id)
        values = {"state": self.state, "reason": self._words()}
        if self.state is RequestState.ASKED:
            work.put(replace(current, **values, asked_on=current.asked_on or self.on))  # type: ignore[arg-type]
        else:
            work.put(replace(current, **values))  # type: ignore[arg-type]

    def _words(self) -> str:
        if self.state is RequestState.NOTHING_KNOWN:
            return f"{NOT_INVOLVED}: {self.reason.strip()}" if self.reason.strip() else NOT_INVOLVED
        return self.reason.strip()


@dataclass(frozen=True, slots=True)
class SayWho:
    """Say which agency an invitation means, such as the practice of somebody's GP; it is then asked."""

    meeting_id: UUID
    line: LineKey
    name: str
    on: date
    label: str = "Say who is asked"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Record the agency with the person it belongs to, and invite it."""
        if not self.name.strip():
            raise MeetingDeskError(
                "There is no name.", hint="Type the name of the practice, school or service."
            )
        line = inviting(work, self.meeting_id, self.on).line(self.line)
        proposal = line.proposal
        agency = agency_named(work, self.name, proposal.agency)
        kind = OF_ONE_PERSON.get(proposal.agency)
        for about in proposal.about:
            if kind is None or about.person_id is None:
                continue
            for old in work.find(Involvement, person_id=about.person_id, kind=kind):
                if old.state is not Registered.REGISTERED or old.agency_id is None:
                    work.remove(work.get(Involvement, old.id))
            work.add(Involvement(person_id=about.person_id, kind=kind, agency_id=agency.id))
        now = inviting(work, self.meeting_id, self.on)
        adding = Asking(work, now, self.on)
        for fresh in now.lines:
            if fresh.proposal.agency_id == agency.id and fresh.proposal.about == proposal.about:
                adding.take(fresh)
        adding.done()
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class RemoveInvitation:
    """Take an invitation back: the seat, and what was asked and has not been answered."""

    meeting_id: UUID
    line: LineKey
    on: date
    label: str = "Take invitation back"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Remove them, unless somebody came or answered."""
        line = inviting(work, self.meeting_id, self.on).line(self.line)
        open_states = (RequestState.ASKED, RequestState.NOT_ASKED)
        has_come = any(seat.status is not AttendanceStatus.INVITED for seat in line.seats)
        has_answered = any(
            request.state not in open_states and not request.reason.startswith(NOT_INVOLVED)
            for request in line.requests
        )
        if has_come or has_answered:
            raise MeetingDeskError(
                "Somebody has answered or come already, so this stays on record.",
                hint="Mark it at the roll call, or mark the answer.",
            )
        for seat in line.seats:
            remove_whole(work, work.get(Attendance, seat.id))
        for request in line.requests:
            remove_whole(work, work.get(InformationRequest, request.id))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class AddInvitation:
    """Invite somebody who was not proposed: an agency, a professional, a person, or a name as typed."""

    meeting_id: UUID
    on: date
    agency_id: UUID | None = None
    agency_key: str = ""
    professional_id: UUID | None = None
    person_id: UUID | None = None
    name: str = ""
    why: str = ""
    label: str = "Invite somebody"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add a seat at the end of the table, and for an agency a request about each family."""
        agency_id, professional_id, name = self._meant(work)
        if not any((agency_id, professional_id, self.person_id, name)):
            raise MeetingDeskError("Nobody is named.", hint="Type the name of an agency or of somebody.")
        there = work.find(
            Attendance,
            meeting_id=self.meeting_id,
            agency_id=agency_id,
            professional_id=professional_id,
            person_id=self.person_id,
            name=name,
        )
        if there:
            return outcome_of(work, self)
        now = inviting(work, self.meeting_id, self.on)
        adding = Asking(work, now, self.on)
        seat = Attendance(
            meeting_id=self.meeting_id,
            agency_id=agency_id,
            professional_id=professional_id,
            person_id=self.person_id,
            name=name,
            asked_because=self.why.strip(),
            invited_on=self.on,
        )
        if not _take_seat_of_agency(work, seat):
            adding.seat(seat)
        if agency_id is not None:
            for case in now.cases:
                adding.ask(agency_id, About(case.id), RequestState.ASKED, "", "")
        adding.done()
        return outcome_of(work, self)

    def _meant(self, work: UnitOfWork) -> tuple[UUID | None, UUID | None, str]:
        """Return which agency and which professional are meant; a name that is known stands for its row."""
        name = " ".join(self.name.split())
        if self.agency_key:
            return agency_of(work, Proposal(Group.OTHER, "", agency=self.agency_key)).id, None, ""
        if name and self.professional_id is None and self.agency_id is None and self.person_id is None:
            agency = agency_known(work, name)
            same = work.find(Professional, func.lower(WORKER.c.name) == name.lower(), left_on=None, limit=2)
            if agency is not None:
                return agency.id, None, ""
            if len(same) == 1:
                return same[0].agency_id, same[0].id, ""
            return _somebody_of_agency(work, name)
        if self.professional_id is not None and self.agency_id is None:
            return work.get(Professional, self.professional_id).agency_id, self.professional_id, name
        return self.agency_id, self.professional_id, name


def _somebody_of_agency(work: UnitOfWork, typed: str) -> tuple[UUID | None, UUID | None, str]:
    """Return who is meant by a name with where they work, in front or behind; else the name as typed."""
    catalogue = rulebook().agencies
    words = agency_words(work.find(Agency, is_active=True), catalogue.values())
    who = read_somebody(typed, words)
    meant = who.agency.casefold() if who is not None else ""
    if who is None or meant not in words:
        return None, None, typed
    agency = agency_known(work, words[meant])
    if agency is None:
        entry = next(one for one in catalogue.values() if words[meant] == one.name)
        agency = agency_of(work, Proposal(Group.OTHER, "", agency=entry.key))
    same = work.find(
        Professional,
        func.lower(WORKER.c.name) == who.name.lower(),
        agency_id=agency.id,
        left_on=None,
        limit=2,
    )
    return (agency.id, same[0].id, "") if len(same) == 1 else (agency.id, None, who.name)


def _take_seat_of_agency(work: UnitOfWork, seat: Attendance) -> bool:
    """Have somebody take the seat on which their agency was invited and nobody named yet, if there is one."""
    if seat.agency_id is None or not seat.name:
        return False
    empty = work.find(
        Attendance,
        meeting_id=seat.meeting_id,
        agency_id=seat.agency_id,
        professional_id=None,
        person_id=None,
        name="",
        status=AttendanceStatus.INVITED,
        limit=1,
    )
    for row in empty:
        work.put(replace(row, name=seat.name))
    return bool(empty)


def _unseat(work: UnitOfWork, line: InvitationLine, now: Inviting) -> None:
    """Take the seat of an agency away that is not asked after all, unless another line needs it."""
    for seat in line.seats:
        needed = any(
            seat in other.seats and other.key != line.key and other.proposal.is_seated for other in now.lines
        )
        has_been = any(presence.attendance_id == seat.id for presence in now.rows.all(Presence))
        if not needed and not has_been and seat.status is AttendanceStatus.INVITED:
            remove_whole(work, work.get(Attendance, seat.id))
