"""The next meeting: when, where, and of which kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.live.cards.card import Block, Card, CardField, FieldKind, Flag, Offer
from meetingdesk.app.live.head import Head
from meetingdesk.app.plan_next import PlanNext, planned_after
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.meetings import AgendaPoint, Meeting
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Roster
from meetingdesk.storage.reading import Reading

TOUCHED_BY = frozenset({"meeting"})
_K = FieldKind


def next_meeting_cards(
    reading: Reading, head: Head, _point: AgendaPoint, _roster: Roster, _day: date
) -> tuple[Card, ...]:
    """Return the card of the next meeting."""
    meeting = head.meeting
    fields = (
        CardField("next_on", "Day", _K.DAY_AHEAD, hint="in 6 weeks, fri 12 mar"),
        CardField("next_at", "Time", _K.TIME, hint="10.00"),
        CardField("next_place", "Place", _K.LINE, hint="Room, or how to join"),
        CardField("next_type_id", "Which meeting", _K.CHOICE, (("", "not said"), *_kinds(head))),
    )
    block = Block(Meeting, (("id", meeting.id),), fields, meeting)
    planned = planned_after(reading, meeting)
    day = meeting.next_on
    is_later = day is not None and (meeting.held_on is None or day > meeting.held_on)
    offers = (_to_plan(meeting, day),) if day is not None and is_later and planned is None else ()
    return (Card(meeting.id, "Next meeting", "", (block,), tuple(_flags(meeting, planned)), offers),)


def _to_plan(meeting: Meeting, day: date) -> Offer:
    kind = rulebook().meeting_types.get(meeting.next_type_id or meeting.type_id)
    called = kind.short if kind is not None else "it"
    return Offer(f"Plan {called}, {say_day(day)}", PlanNext(meeting.id), is_open_after=True)


def _flags(meeting: Meeting, planned: Meeting | None) -> Iterator[Flag]:
    if meeting.next_on is None:
        yield Flag("no day yet", Tone.ATTENTION)
    elif meeting.held_on is not None and meeting.next_on <= meeting.held_on:
        yield Flag(f"{say_day(meeting.next_on)} is not after this meeting", Tone.WRONG)
    elif planned is not None:
        yield Flag(f"planned: {planned.reference}", Tone.SETTLED)
    else:
        yield Flag("agreed, not planned yet", Tone.ATTENTION)


def _kinds(head: Head) -> Iterator[tuple[str, str]]:
    """Return what may come next: the same again, then what the decisions and clocks of this type lead to."""
    kind, known = head.kind, rulebook().meeting_types
    if kind is None:
        return
    leads = [step for decision in kind.decisions for step in decision.leads_to]
    asked = [rule.meeting for rule in kind.deadlines if rule.meeting]
    for key in dict.fromkeys([kind.id, *asked, *leads]):
        if key in known:
            yield key, known[key].title
