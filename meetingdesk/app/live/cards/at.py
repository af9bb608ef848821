"""Which cards stand at a point of the agenda."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from meetingdesk.app.live.cards import (
    challenge,
    core_group,
    decision,
    family_views,
    next_meeting,
    people,
    plan,
    reflection,
    risk,
    told,
    voice,
)
from meetingdesk.app.live.cards.card import Card
from meetingdesk.app.live.cards.challenge import challenge_cards
from meetingdesk.app.live.cards.core_group import core_group_cards
from meetingdesk.app.live.cards.decision import decision_cards
from meetingdesk.app.live.cards.family_views import family_view_cards
from meetingdesk.app.live.cards.next_meeting import next_meeting_cards
from meetingdesk.app.live.cards.people import people_cards
from meetingdesk.app.live.cards.plan import plan_cards
from meetingdesk.app.live.cards.reflection import reflection_cards
from meetingdesk.app.live.cards.risk import risk_cards
from meetingdesk.app.live.cards.told import told_cards
from meetingdesk.app.live.cards.voice import voice_cards
from meetingdesk.app.live.head import Head
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint, Meeting
from meetingdesk.domain.roster import Roster
from meetingdesk.storage.reading import Reading

TOUCHED_BY = (
    voice.TOUCHED_BY
    | decision.TOUCHED_BY
    | family_views.TOUCHED_BY
    | reflection.TOUCHED_BY
    | risk.TOUCHED_BY
    | people.TOUCHED_BY
    | plan.TOUCHED_BY
    | core_group.TOUCHED_BY
    | next_meeting.TOUCHED_BY
    | told.TOUCHED_BY
    | challenge.TOUCHED_BY
)
_CARDS: Mapping[str, Callable[[Reading, Meeting, UUID | None, Roster, date], tuple[Card, ...]]] = {
    SectionKind.VOICE: voice_cards,
    SectionKind.PEOPLE: people_cards,
    SectionKind.CORE_GROUP: core_group_cards,
}
_CARDS_OF_TYPE: Mapping[str, Callable[[Reading, Head, AgendaPoint, Roster, date], tuple[Card, ...]]] = {
    SectionKind.DECISION: decision_cards,
    SectionKind.FAMILY_VIEWS: family_view_cards,
    SectionKind.REFLECTION: reflection_cards,
    SectionKind.RISK: risk_cards,
    SectionKind.PLAN: plan_cards,
    SectionKind.NEXT_MEETING: next_meeting_cards,
    SectionKind.TOLD: told_cards,
    SectionKind.CHALLENGE: challenge_cards,
}
"""Cards that differ with the type of the meeting."""


def has_cards(point: AgendaPoint | None) -> bool:
    """Say whether a point of the agenda is filled in on cards."""
    if point is None or (point.kind == SectionKind.TOLD and point.family_id is None):
        return False  # who tells whom is talked of, but for the cases of a long list
    return point.kind in _CARDS or point.kind in _CARDS_OF_TYPE


def cards_at(reading: Reading, head: Head, point: AgendaPoint, roster: Roster, day: date) -> tuple[Card, ...]:
    """Return the cards of a point; none where it is a stream and nothing else."""
    if point.kind in _CARDS_OF_TYPE:
        return _CARDS_OF_TYPE[point.kind](reading, head, point, roster, day)
    make = _CARDS.get(point.kind)
    return make(reading, head.meeting, head.family_at(point), roster, day) if make is not None else ()
