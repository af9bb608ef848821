"""Who tells the person harmed what came of it, how, and by when."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from meetingdesk.app.live.cards.card import Block, Card, CardField, Choices, FieldKind, Flag
from meetingdesk.app.live.head import Head
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.meetings import AgendaPoint, MeetingCase
from meetingdesk.domain.people import Person, YesNo
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Roster
from meetingdesk.storage.reading import Reading

TOUCHED_BY = frozenset({"meeting_case", "professional", "person"})
_K = FieldKind


def told_cards(
    reading: Reading, head: Head, point: AgendaPoint, roster: Roster, _day: date
) -> tuple[Card, ...]:
    """Return the card of a case of a meeting of many cases; other meetings write this as a stream."""
    case = head.case(point.family_id)
    if case is None:
        return ()
    row = case.case
    fields = (
        CardField("feedback_by_id", "Who tells", _K.CHOICE, _workers(roster)),
        CardField("feedback_how", "How, safely", _K.LINE, hint="In person, at the clinic"),
        CardField("feedback_by", "By when", _K.DAY_AHEAD, hint="fri, in 2 days"),
    )
    is_open = row.feedback_by_id is None
    flags = [Flag("nobody named yet", Tone.WRONG)] if is_open else []
    flags += [Flag("not safe to call", Tone.WRONG)] if _unsafe(reading, row.family_id) else []
    block = Block(MeetingCase, (("id", row.id),), fields, row)
    return (Card(row.id, "Telling the person harmed", "", (block,), tuple(flags)),)


def _workers(roster: Roster) -> Choices:
    agencies = {agency.id: agency.short or agency.name for agency in roster.agencies}
    named = (
        (one.id, ", ".join(filter(None, (one.name, agencies.get(one.agency_id) if one.agency_id else ""))))
        for one in roster.professionals
    )
    return ((None, "not said"), *sorted(named, key=lambda one: one[1].casefold()))


def _unsafe(reading: Reading, family_id: UUID) -> bool:
    harmed = reading.find(FamilyMember, family_id=family_id, role=FamilyRole.VICTIM)
    keys = {member.person_id for member in harmed}
    return bool(keys) and reading.count(Person, id=keys, safe_to_call=YesNo.NO) > 0
