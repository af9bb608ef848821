"""The core group: who is in it, who leads, and how often each of them visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from meetingdesk.app.live.cards.card import Block, Card, CardField, FieldKind, Flag, Offer
from meetingdesk.app.live.cards.last_time import rows_of_last_time
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.app.rows import RemoveRow
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance, AttendanceStatus
from meetingdesk.domain.decisions import CoreGroupMember
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roll_call import SUPPORT_GROUPING, SUPPORTING, Tone
from meetingdesk.domain.roster import Roster
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

TOUCHED_BY = frozenset(
    {"core_group_member", "attendance", "agency", "professional", "person_name", "family_member"}
)

_LOOKING_ON = frozenset({AttendanceStatus.OBSERVER, AttendanceStatus.SUPPORTER, AttendanceStatus.EXCLUDED})
_WHO = ("meeting_id", "family_id", "agency_id", "professional_id", "person_id")
_FIELDS = (
    CardField("visits_every", "Visits", FieldKind.LINE, hint="Every 10 working days, each Tuesday"),
    CardField("note", "Note", FieldKind.LINE, is_main=False),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who can be in a core group: of an agency, or of the family."""

    agency_id: UUID | None = None
    professional_id: UUID | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Take people into the core group; who is in it already stays as they are."""

    meeting_id: UUID
    family_id: UUID | None
    seats: tuple[Seat, ...]
    label: str = "Add to the core group"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add whoever is not in it yet."""
        known = {_seat(row) for row in _members(work, self.meeting_id, self.family_id)}
        for seat in dict.fromkeys(self.seats):
            if seat not in known:
                work.add(
                    CoreGroupMember(
                        meeting_id=self.meeting_id,
                        family_id=self.family_id,
                        agency_id=seat.agency_id,
                        professional_id=seat.professional_id,
                        person_id=seat.person_id,
                    )
                )
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class ChooseLead:
    """Have one member lead the core group, and nobody else."""

    member_id: UUID
    label: str = "Choose the lead professional"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Let the others be members without the lead."""
        chosen = work.get(CoreGroupMember, self.member_id)
        for row in _members(work, chosen.meeting_id, chosen.family_id):
            work.put(replace(row, is_lead=row.id == chosen.id))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class AsLastTime:
    """Take over who was named before, with the lead and the visits."""

    meeting_id: UUID
    family_id: UUID | None
    earlier_id: UUID
    label: str = "Take over the core group of last time"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add whoever is not in it yet; whoever leads already keeps the lead."""
        here = _members(work, self.meeting_id, self.family_id)
        known, has_lead = {_seat(row) for row in here}, any(row.is_lead for row in here)
        for row in _members(work, self.earlier_id, self.family_id):
            if _seat(row) not in known:
                work.add(
                    CoreGroupMember(
                        meeting_id=self.meeting_id,
                        family_id=self.family_id,
                        agency_id=row.agency_id,
                        professional_id=row.professional_id,
                        person_id=row.person_id,
                        is_lead=row.is_lead and not has_lead,
                        visits_every=row.visits_every,
                        note=row.note,
                    )
                )
        return outcome_of(work, self)


def core_group_cards(
    reading: Reading, meeting: Meeting, family_id: UUID | None, roster: Roster, _day: date
) -> tuple[Card, ...]:
    """Return the one card of the core group."""
    members = _members(reading, meeting.id, family_id)
    order = (TABLES[Attendance].c.position,)
    invited = reading.find(Attendance, order=order, meeting_id=meeting.id)
    asked = _who_may_belong(reading, invited, meeting, roster)
    places = {seat: number for number, seat in enumerate(_seats(asked, roster))}

    def at_the_table(row: CoreGroupMember) -> tuple[bool, int]:
        return row.person_id is not None, places.get(_seat(row), len(places))

    ordered = sorted(members, key=at_the_table)
    return (
        Card(
            uuid5(meeting.id, f"core group of {family_id}"),
            "Core group",
            f"{len(members)} member{'s' * (len(members) != 1)}" if members else "",
            tuple(_block(row, roster) for row in ordered),
            tuple(_flags(ordered, roster)),
            tuple(_offers(reading, meeting, family_id, members, asked, roster)),
        ),
    )


def _block(row: CoreGroupMember, roster: Roster) -> Block:
    named = _name(_seat(row), roster)
    offers = [Offer("Not in it", RemoveRow(CoreGroupMember, row.id, "Remove a member"))]
    if row.person_id is None and not row.is_lead:
        offers.insert(0, Offer("Lead professional", ChooseLead(row.id)))
    return Block(
        CoreGroupMember,
        (("id", row.id),),
        _FIELDS,
        row,
        tuple((name, getattr(row, name)) for name in _WHO),
        heading=f"● {named}: lead professional" if row.is_lead else named,
        offers=tuple(offers),
    )


def _flags(members: Sequence[CoreGroupMember], roster: Roster) -> Iterator[Flag]:
    if not members:
        yield Flag("nobody named yet", Tone.WRONG)
    lead = next((row for row in members if row.is_lead), None)
    if lead is None:
        yield Flag("no lead professional", Tone.WRONG)
    else:
        yield Flag(f"led by {_name(_seat(lead), roster)}", Tone.SETTLED)
    if members and not any(row.visits_every for row in members):
        yield Flag("visits: nobody has said how often", Tone.ATTENTION)
    if members and not any(row.person_id is not None for row in members):
        yield Flag("nobody of the family", Tone.ATTENTION)


def _offers(
    reading: Reading,
    meeting: Meeting,
    family_id: UUID | None,
    members: Sequence[CoreGroupMember],
    asked: Sequence[Attendance],
    roster: Roster,
) -> Iterator[Offer]:
    known = {_seat(row) for row in members}
    named = {row.professional_id for row in members if row.professional_id is not None}
    free = [seat for seat in _seats(asked, roster) if seat not in known and seat.professional_id not in named]
    came = [row for row in asked if row.status in IN_THE_ROOM]
    here = tuple(seat for seat in _seats(came, roster) if seat in free)
    if len(here) > 1:
        yield Offer(f"Everybody who is here ({len(here)})", TakeIn(meeting.id, family_id, here))
    earlier = rows_of_last_time(reading, CoreGroupMember, meeting, family_id) if not members else ()
    if earlier:
        command = AsLastTime(meeting.id, family_id, earlier[0].meeting_id)
        yield Offer(f"As last time ({len(earlier)})", command)
    for seat in free:
        yield Offer(f"+ {_name(seat, roster)}", TakeIn(meeting.id, family_id, (seat,)))


def _members(reading: Reading, meeting_id: UUID, family_id: UUID | None) -> tuple[CoreGroupMember, ...]:
    return reading.find(CoreGroupMember, meeting_id=meeting_id, family_id=family_id)


def _who_may_belong(
    reading: Reading, asked: Iterable[Attendance], meeting: Meeting, roster: Roster
) -> tuple[Attendance, ...]:
    """Leave out who writes the minutes, who looks on, and who is here for somebody else to be understood."""
    support = {agency.id for agency in reading.find(Agency, grouping=SUPPORT_GROUPING)}
    return tuple(
        row
        for row in asked
        if row.role not in SUPPORTING
        and row.status not in _LOOKING_ON
        and (row.professional_id is None or row.professional_id != meeting.minute_taker_id)
        and _agency_of(row, roster) not in support
    )


def _agency_of(row: Attendance, roster: Roster) -> UUID | None:
    professional = roster.professional(row.professional_id)
    return row.agency_id or (professional.agency_id if professional is not None else None)


def _seats(asked: Iterable[Attendance], roster: Roster) -> list[Seat]:
    """Return who was asked to the meeting, in the order of the table, each once."""
    seats = []
    for row in asked:
        seat = Seat(_agency_of(row, roster), row.professional_id, row.person_id)
        # Somebody who is only a name, such as a friend of the mother, cannot be named for it.
        if seat != Seat():
            seats.append(seat)
    return list(dict.fromkeys(seats))


def _seat(row: CoreGroupMember) -> Seat:
    return Seat(row.agency_id, row.professional_id, row.person_id)


def _name(seat: Seat, roster: Roster) -> str:
    agency, professional = roster.agency(seat.agency_id), roster.professional(seat.professional_id)
    person = roster.person(seat.person_id)
    if person is not None:
        return person.designation
    if professional is not None:
        works_for = agency or roster.agency(professional.agency_id)
        return f"{professional.name} ({works_for.short})" if works_for is not None else professional.name
    return agency.name if agency is not None else "Somebody who is not of this meeting"
