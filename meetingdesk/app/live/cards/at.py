"""Which cards stand at a point of the agenda; each kind is read in when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from meetingdesk.app.live.cards.card import Card
from meetingdesk.app.live.head import Head
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint, Meeting
from meetingdesk.domain.roster import Roster
from meetingdesk.storage.reading import Reading

TOUCHED_BY = frozenset(
    {
        *("action", "action_for", "agency", "agency_view", "attendance", "case_transfer"),
        *("challenge", "challenge_stage", "consent", "core_group_member", "court_order"),
        *("decision", "decision_change", "decision_option", "entry", "entry_about", "event"),
        *("family_member", "family_view", "form_answer", "involvement", "meeting", "meeting_case"),
        *("order_breach", "order_condition"),
        *("person", "person_name", "plan_point", "presence", "professional", "reflection", "relationship"),
        *("risk_point", "scale_rating", "sharing_decision", "voice", "voice_words"),
    }
)
"""What any card is made from; a test holds it equal to what the kinds of cards say of themselves."""

OfMeeting = Callable[[Reading, Meeting, UUID | None, Roster, date], tuple[Card, ...]]
OfType = Callable[[Reading, Head, AgendaPoint, Roster, date], tuple[Card, ...]]
WITH_CARDS = frozenset(
    {
        SectionKind.VOICE,
        SectionKind.PEOPLE,
        SectionKind.CORE_GROUP,
        SectionKind.DECISION,
        SectionKind.FAMILY_VIEWS,
        SectionKind.REFLECTION,
        SectionKind.RISK,
        SectionKind.PLAN,
        SectionKind.NEXT_MEETING,
        SectionKind.TOLD,
        SectionKind.CHALLENGE,
        SectionKind.EVENTS,
        SectionKind.REFERRAL,
        SectionKind.CONTACT,
    }
)


OF_A_LONG_LIST = frozenset({SectionKind.TOLD, SectionKind.REFERRAL, SectionKind.CONTACT})
"""What is filled in for the cases of a long list, which leaves no time to talk at length."""


def has_cards(point: AgendaPoint | None) -> bool:
    """Say whether a point of the agenda is filled in on cards."""
    if point is None or (point.kind in OF_A_LONG_LIST and point.family_id is None):
        return False  # a meeting about one family talks of these
    return point.kind in WITH_CARDS


def cards_at(reading: Reading, head: Head, point: AgendaPoint, roster: Roster, day: date) -> tuple[Card, ...]:
    """Return the cards of a point; none where it is a stream and nothing else."""
    if point.kind not in WITH_CARDS:
        return ()
    kind = SectionKind(point.kind)
    of_type = _of_type(kind)
    if of_type is not None:
        return of_type(reading, head, point, roster, day)
    return _of_meeting(kind)(reading, head.meeting, head.family_at(point), roster, day)


def _of_meeting(kind: SectionKind) -> OfMeeting:
    """Return what makes the cards that are the same in every type of meeting."""
    match kind:
        case SectionKind.VOICE:
            from meetingdesk.app.live.cards.voice import voice_cards

            return voice_cards
        case SectionKind.PEOPLE:
            from meetingdesk.app.live.cards.people import people_cards

            return people_cards
        case SectionKind.CORE_GROUP:
            from meetingdesk.app.live.cards.core_group import core_group_cards

            return core_group_cards
        case _:
            raise AssertionError(f"{kind} has no cards")


def _of_type(kind: SectionKind) -> OfType | None:
    """Return what makes the cards that differ with the type of the meeting."""
    match kind:
        case SectionKind.DECISION:
            from meetingdesk.app.live.cards.decision import decision_cards

            return decision_cards
        case SectionKind.FAMILY_VIEWS:
            from meetingdesk.app.live.cards.family_views import family_view_cards

            return family_view_cards
        case SectionKind.REFLECTION:
            from meetingdesk.app.live.cards.reflection import reflection_cards

            return reflection_cards
        case SectionKind.RISK:
            from meetingdesk.app.live.cards.risk import risk_cards

            return risk_cards
        case SectionKind.PLAN:
            from meetingdesk.app.live.cards.plan import plan_cards

            return plan_cards
        case SectionKind.NEXT_MEETING:
            from meetingdesk.app.live.cards.next_meeting import next_meeting_cards

            return next_meeting_cards
        case SectionKind.TOLD:
            from meetingdesk.app.live.cards.told import told_cards

            return told_cards
        case SectionKind.REFERRAL:
            from meetingdesk.app.live.cards.referral import referral_cards

            return referral_cards
        case SectionKind.CONTACT:
            from meetingdesk.app.live.cards.contact import contact_cards

            return contact_cards
        case SectionKind.EVENTS:
            from meetingdesk.app.live.cards.events import event_cards

            return event_cards
        case SectionKind.CHALLENGE:
            from meetingdesk.app.live.cards.challenge import challenge_cards

            return challenge_cards
        case _:
            return None
