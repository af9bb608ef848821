"""Adding seats at the table and requests for information, each once, with the agencies they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.invited import Inviting, LineKey
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.agency_catalogue import CatalogueAgency
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.clocks import deadline
from meetingdesk.domain.information import InformationRequest, RequestPrompt, RequestState
from meetingdesk.domain.invitation_lines import InvitationLine
from meetingdesk.domain.invitations import OF_ONE_PERSON, About, Proposal
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meeting_words import ClockStart
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.policy import Policy
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

ANSWERS = ("answers", "reports")
"""The deadlines of a type by which agencies are to have answered."""


class Asking:
    """Collects the seats and requests that a command adds, each once."""

    def __init__(self, work: UnitOfWork, now: Inviting, on: date) -> None:
        self._work = work
        self._now = now
        self._on = on
        meeting = now.rows.meeting
        self._meeting_id = meeting.id
        self._answer_by = _answer_by(now.kind, now.policy, meeting)
        attendance = now.rows.all(Attendance)
        self._position = max((seat.position for seat in attendance), default=0)
        self._seated = {
            (seat.agency_id, seat.professional_id, seat.person_id, seat.name) for seat in attendance
        }
        self._agencies: dict[LineKey, Agency] = {}
        self._requested = {
            (row.agency_id, row.family_id, row.person_id) for row in now.rows.all(InformationRequest)
        }
        self._seats: list[Attendance] = []
        self._requests: list[InformationRequest] = []
        self._prompts: list[RequestPrompt] = []

    def take(
        self,
        line: InvitationLine,
        *,
        seats: bool = True,
        state: RequestState = RequestState.ASKED,
        reason: str = "",
    ) -> None:
        """Add what is missing of one invitation."""
        proposal = line.proposal
        agency = self._agency(line)
        if seats and proposal.is_seated and not line.seats:
            self.seat(
                Attendance(
                    meeting_id=self._meeting_id,
                    agency_id=agency.id if agency is not None else None,
                    professional_id=self._worker(proposal, agency),
                    person_id=proposal.person_id,
                    name=proposal.name if agency is None else "",
                    role=proposal.role,
                    is_required=proposal.is_required,
                    asked_because=proposal.says,
                    invited_on=self._on,
                )
            )
        if agency is None or not proposal.is_asked:
            return
        for about in line.missing:
            self.ask(agency.id, about, state, reason, proposal.ask)

    def seat(self, seat: Attendance) -> None:
        """Add a seat at the table, if nobody sits on it already."""
        if _sitting(seat) in self._seated:
            return
        self._seated.add(_sitting(seat))
        self._position += 1
        self._seats.append(replace(seat, position=self._position))

    def ask(self, agency_id: UUID, about: About, state: RequestState, reason: str, ask: str) -> None:
        """Add a request about a family or somebody in it, with the words of the type as its question."""
        key = (agency_id, about.family_id, about.person_id)
        if key in self._requested:
            return
        self._requested.add(key)
        is_asked = state is RequestState.ASKED
        request = InformationRequest(
            meeting_id=self._meeting_id,
            family_id=about.family_id,
            agency_id=agency_id,
            person_id=about.person_id,
            state=state,
            reason=reason,
            asked_on=self._on if is_asked else None,
            due_on=self._answer_by if is_asked else None,
        )
        self._requests.append(request)
        if is_asked and ask:
            self._prompts.append(RequestPrompt(request_id=request.id, position=1, text=ask))

    def done(self) -> None:
        """Write everything that was collected."""
        self._work.add_all(self._seats)
        self._work.add_all(self._requests)
        self._work.add_all(self._prompts)

    def _agency(self, line: InvitationLine) -> Agency | None:
        proposal = line.proposal
        if line.agency is not None:
            return line.agency
        if not proposal.agency and not proposal.agency_id:
            return None
        key = (proposal.agency, str(proposal.agency_id or ""), proposal.name, proposal.place)
        if key not in self._agencies:
            self._agencies[key] = agency_of(self._work, proposal)
        return self._agencies[key]

    def _worker(self, proposal: Proposal, agency: Agency | None) -> UUID | None:
        """Return who comes: whoever is named, else who represents the agency."""
        if proposal.professional_id is not None or agency is None:
            return proposal.professional_id
        found = self._work.find(
            Professional, agency_id=agency.id, is_representative=True, left_on=None, limit=2
        )
        return found[0].id if len(found) == 1 else None


def agency_of(work: UnitOfWork, proposal: Proposal) -> Agency:
    """Return the agency that a proposal means, as this place has it; else as the catalogue has it."""
    if proposal.agency_id is not None:
        return work.get(Agency, proposal.agency_id)
    if proposal.name:
        return agency_named(work, proposal.name, proposal.agency)
    entry = rulebook().agencies.get(proposal.agency)
    if proposal.place and entry is not None:
        return agency_named(work, f"{entry.name} ({proposal.place})", proposal.agency)
    found = work.find(Agency, key=proposal.agency, is_active=True)
    general = [agency for agency in found if entry is not None and agency.name == entry.name]
    if general or (len(found) == 1 and proposal.agency not in OF_ONE_PERSON):
        return (general or list(found))[0]
    if entry is None:
        raise MeetingDeskError(
            "This agency is not in the catalogue.", hint="Type its name to invite it all the same."
        )
    return agency_named(work, entry.name, proposal.agency)


def agency_named(work: UnitOfWork, name: str, key: str) -> Agency:
    """Return the agency of a name as this place has it, whatever its case; a new one where there is none."""
    typed = " ".join(name.split())
    known = agency_known(work, typed)
    if known is not None:
        return known
    entry = rulebook().agencies.get(key)
    return work.add(_new_agency(typed, key, entry, work.find(Agency, code=entry.code) if entry else ()))


def agency_known(work: UnitOfWork, name: str) -> Agency | None:
    """Return the agency that this place knows by a name, whatever its case."""
    known = work.find(Agency, TABLES[Agency].c.name.ilike(_literal(name), escape="\\"), limit=1)
    return known[0] if known else None


def _new_agency(name: str, key: str, entry: CatalogueAgency | None, same_code: Sequence[Agency]) -> Agency:
    if entry is None:
        return Agency(key=key, name=name)
    code = "" if same_code else entry.code
    return Agency(key=key, name=name, code=code, grouping=entry.grouping, category=entry.category.value)


def _literal(typed: str) -> str:
    return typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _answer_by(kind: MeetingType | None, policy: Policy | None, meeting: Meeting) -> date | None:
    """Return by when agencies are to answer, where the type says so and the day is known."""
    if kind is None or policy is None or meeting.held_on is None:
        return None
    calendar = rulebook().calendar(policy.nation)
    for rule in kind.deadlines:
        if rule.key in ANSWERS and rule.counted_from is ClockStart.MEETING:
            return deadline(rule.rule, meeting.held_on, policy=policy, calendar=calendar).due
    return None


def _sitting(seat: Attendance) -> tuple[UUID | None, UUID | None, UUID | None, str]:
    return seat.agency_id, seat.professional_id, seat.person_id, seat.name
