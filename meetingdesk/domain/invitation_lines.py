"""What has become of each invitation: the proposals laid beside what is on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.information import InformationRequest, RequestState
from meetingdesk.domain.invitations import OF_ONE_PERSON, About, Group, Proposal, Want

NOT_INVOLVED = "Not involved"
"""The reason that stands with an answer of nothing known where an agency does not work with the family."""


class LineState(StrEnum):
    """Where an invitation stands; the first three still need somebody."""

    TO_ASK = "to_ask"
    NOT_KNOWN = "not_known"
    PARTLY = "partly"
    INVITED = "invited"
    ASKED = "asked"
    ANSWERED = "answered"
    NOTHING_KNOWN = "nothing_known"
    NOT_INVOLVED = "not_involved"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"
    NOT_COMING = "not_coming"


UNSETTLED = frozenset({LineState.TO_ASK, LineState.NOT_KNOWN, LineState.PARTLY})


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One invitation as it stands: what is proposed, what is on record for it, what is still missing."""

    proposal: Proposal
    state: LineState
    agency: Agency | None = None
    seats: tuple[Attendance, ...] = ()
    requests: tuple[InformationRequest, ...] = ()
    missing: tuple[About, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names this line as long as the proposals stay the same."""
        return self.proposal.key

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to do anything; not asking needs its reason."""
        if self.state is LineState.NOT_ASKED:
            return bool(self.reason.strip())
        return self.state not in UNSETTLED

    @property
    def reason(self) -> str:
        """Why it was not asked, or what else was said with the state."""
        return next((request.reason for request in self.requests if request.reason.strip()), "")


def lines_of(
    proposals: Sequence[Proposal],
    attendance: Sequence[Attendance],
    requests: Sequence[InformationRequest],
    agencies: Mapping[UUID, Agency],
) -> tuple[InvitationLine, ...]:
    """Return every invitation with its state, then what is on record and was never proposed."""
    found: list[InvitationLine] = []
    taken: set[UUID] = set()
    of_family: dict[UUID | None, list[InformationRequest]] = {}
    for request in requests:
        of_family.setdefault(request.family_id, []).append(request)
    for proposal in proposals:
        asked = [row for key in _families(proposal) for row in of_family.get(key, ())]
        own_seats = tuple(_seats_of(proposal, attendance, agencies)) if proposal.is_seated else ()
        own_requests = tuple(_requests_of(proposal, asked, agencies))
        taken.update(seat.id for seat in own_seats)
        taken.update(request.id for request in own_requests)
        found.append(_line(proposal, own_seats, own_requests, agencies))
    found += _others(
        [row for row in attendance if row.id not in taken],
        [row for row in requests if row.id not in taken],
        agencies,
    )
    return tuple(found)


def last_times(
    attendance: Iterable[Attendance], agencies: Mapping[UUID, Agency], known: Iterable[Proposal]
) -> Iterator[Proposal]:
    """Return as proposals who was asked to the last meeting and is not proposed already."""
    lines = tuple(known)
    keys = {line.agency for line in lines if line.agency and line.agency not in OF_ONE_PERSON}
    rows = {line.agency_id for line in lines}
    people = {line.person_id for line in lines}
    for seat in attendance:
        agency = agencies.get(seat.agency_id) if seat.agency_id is not None else None
        if agency is not None and (agency.key in keys or agency.id in rows):
            continue
        if agency is None and seat.person_id is not None and seat.person_id in people:
            continue
        if seat.deputy_for_id is not None or seat.status is AttendanceStatus.EXCLUDED:
            continue
        yield Proposal(
            Group.OTHER,
            "Came last time" if seat.status not in _DID_NOT_COME else "Was asked last time",
            agency=agency.key if agency is not None else "",
            agency_id=seat.agency_id,
            professional_id=seat.professional_id,
            person_id=seat.person_id,
            name=seat.name,
            want=Want.SEAT,
            role=seat.role if seat.role not in ("chair", "minute_taker") else "",
        )


_DID_NOT_COME = frozenset(
    {
        AttendanceStatus.INVITED,
        AttendanceStatus.ABSENT,
        AttendanceStatus.APOLOGIES,
        AttendanceStatus.APOLOGIES_WITH_REPORT,
        AttendanceStatus.DECLINED,
        AttendanceStatus.SENT_DEPUTY,
    }
)


def _families(proposal: Proposal) -> tuple[UUID | None, ...]:
    return (*dict.fromkeys(about.family_id for about in proposal.about), None)


def is_for(proposal: Proposal, agency: Agency | None) -> bool:
    """Say whether a row that names an agency is what a proposal asks for."""
    if agency is None:
        return False
    if proposal.agency_id is not None:
        return agency.id == proposal.agency_id
    if proposal.name:
        return agency.name.casefold() == proposal.name.casefold()
    if proposal.place and proposal.place.casefold() not in agency.name.casefold():
        return False
    return bool(proposal.agency) and agency.key == proposal.agency


def _line(
    proposal: Proposal,
    seats: tuple[Attendance, ...],
    requests: tuple[InformationRequest, ...],
    agencies: Mapping[UUID, Agency],
) -> InvitationLine:
    named = (
        proposal.agency_id,
        *(request.agency_id for request in requests),
        *(seat.agency_id for seat in seats),
    )
    agency = next((agencies[key] for key in named if key is not None and key in agencies), None)
    missing = tuple(one for one in proposal.about if not any(_covers(row, one) for row in requests))
    state = _state(proposal, seats, requests, missing)
    return InvitationLine(proposal, state, agency, seats, requests, missing if proposal.is_asked else ())


def _state(
    proposal: Proposal,
    seats: tuple[Attendance, ...],
    requests: tuple[InformationRequest, ...],
    missing: tuple[About, ...],
) -> LineState:
    if not requests or not proposal.is_asked:
        return _without_answer(proposal, seats)
    if missing:
        return LineState.PARTLY
    states = {row.state for row in requests}
    if RequestState.ASKED in states:
        return LineState.ASKED
    if RequestState.ANSWERED in states:
        return LineState.ANSWERED
    if states == {RequestState.NOTHING_KNOWN}:
        is_outside = all(row.reason.startswith(NOT_INVOLVED) for row in requests)
        return LineState.NOT_INVOLVED if is_outside else LineState.NOTHING_KNOWN
    return LineState.DECLINED if RequestState.DECLINED in states else LineState.NOT_ASKED


def _without_answer(proposal: Proposal, seats: tuple[Attendance, ...]) -> LineState:
    if seats:
        statuses = {seat.status for seat in seats}
        is_coming = statuses - {AttendanceStatus.DECLINED, AttendanceStatus.APOLOGIES}
        return LineState.INVITED if is_coming else LineState.NOT_COMING
    return LineState.TO_ASK if proposal.is_known else LineState.NOT_KNOWN


def _covers(row: InformationRequest, about: About) -> bool:
    if row.family_id not in (None, about.family_id):
        return False
    return about.person_id is None or row.person_id in (None, about.person_id)


def _seats_of(
    proposal: Proposal, rows: Iterable[Attendance], agencies: Mapping[UUID, Agency]
) -> Iterator[Attendance]:
    if not proposal.is_known:
        return
    for row in rows:
        if proposal.person_id is not None:
            is_own = row.person_id == proposal.person_id
        elif row.agency_id is not None:
            is_own = is_for(proposal, agencies.get(row.agency_id))
            # Two workers of one agency, each with a child of their own, are two seats.
            named = (row.professional_id, proposal.professional_id)
            if is_own and proposal.group is Group.PERSON and None not in named:
                is_own = named[0] == named[1]
        elif proposal.professional_id is not None:
            is_own = row.professional_id == proposal.professional_id
        else:
            is_own = bool(row.name) and row.name.casefold() == proposal.name.casefold()
        if is_own:
            yield row


def _requests_of(
    proposal: Proposal, rows: Iterable[InformationRequest], agencies: Mapping[UUID, Agency]
) -> Iterator[InformationRequest]:
    for row in rows:
        agency = agencies.get(row.agency_id)
        if not any(_covers(row, about) for about in proposal.about):
            continue
        if proposal.agency in OF_ONE_PERSON and row.person_id is None:
            continue
        # Whichever practice was asked about this person: the line of their GP is answered by it.
        is_any = not proposal.is_known and agency is not None and agency.key == proposal.agency
        if is_any or is_for(proposal, agency):
            yield row


def _others(
    seats: Iterable[Attendance], requests: Iterable[InformationRequest], agencies: Mapping[UUID, Agency]
) -> Iterator[InvitationLine]:
    """Return a line for each agency or person that is on record and was not proposed."""
    asked: dict[UUID, list[InformationRequest]] = {}
    for request in requests:
        asked.setdefault(request.agency_id, []).append(request)
    for seat in seats:
        own = tuple(asked.pop(seat.agency_id, ())) if seat.agency_id is not None else ()
        yield _other(seat, own, agencies)
    for agency_id, own_requests in asked.items():
        proposal = replace(_bare(agencies.get(agency_id)), agency_id=agency_id, want=Want.ANSWER)
        yield _with_requests(proposal, (), tuple(own_requests), agencies)


def _other(
    seat: Attendance, requests: tuple[InformationRequest, ...], agencies: Mapping[UUID, Agency]
) -> InvitationLine:
    proposal = replace(
        _bare(agencies.get(seat.agency_id) if seat.agency_id is not None else None),
        says=seat.asked_because or _OF_ROLE.get(seat.role, "Invited"),
        agency_id=seat.agency_id,
        professional_id=seat.professional_id,
        person_id=seat.person_id,
        name=seat.name,
        is_required=seat.is_required,
        want=Want.BOTH if requests else Want.SEAT,
        role=seat.role,
        place=seat.id.hex,
    )
    return _with_requests(proposal, (seat,), requests, agencies)


def _with_requests(
    proposal: Proposal,
    seats: tuple[Attendance, ...],
    requests: tuple[InformationRequest, ...],
    agencies: Mapping[UUID, Agency],
) -> InvitationLine:
    about = tuple(
        dict.fromkeys(About(row.family_id, row.person_id) for row in requests if row.family_id is not None)
    )
    line = _line(replace(proposal, about=about), seats, requests, agencies)
    return replace(line, missing=())


def _bare(agency: Agency | None) -> Proposal:
    return Proposal(Group.OTHER, "Asked as well", agency=agency.key if agency is not None else "")


_OF_ROLE = {"chair": "Chair", "minute_taker": "Minute taker", "coordinator": "Coordinator"}
