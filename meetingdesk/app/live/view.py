"""What the screen of a meeting shows, read in one look, or only the parts that something has touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.live import head as heads
from meetingdesk.app.live import naming, room_view, stream
from meetingdesk.app.live.cards import at as cards
from meetingdesk.app.live.cards.at import cards_at
from meetingdesk.app.live.cards.card import Card
from meetingdesk.app.live.drafts import LineDraft, draft_of
from meetingdesk.app.live.head import Head, head_of
from meetingdesk.app.live.naming import rosters_of
from meetingdesk.app.live.room_view import room_at
from meetingdesk.app.live.stream import StreamItem, action_items, kinds_to_show_at, stream_of
from meetingdesk.app.opening import read_setting
from meetingdesk.app.room import EarlierMeeting, Room, earlier_meeting
from meetingdesk.domain.meeting_clock import open_point
from meetingdesk.domain.meetings import AgendaPoint
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.workdays import Calendar, Nation
from meetingdesk.storage.reading import Reading


class Part(StrEnum):
    """A part of the screen that is read by itself."""

    ROSTER = "roster"
    STREAM = "stream"
    AGREED = "agreed"
    ROOM = "room"
    CARDS = "cards"


TOUCHED_BY: Mapping[Part, frozenset[str]] = {
    Part.ROSTER: naming.TOUCHED_BY,
    Part.STREAM: stream.TOUCHED_BY | naming.TOUCHED_BY,
    Part.AGREED: frozenset({"action", "action_for", "professional", "agency"}),
    Part.ROOM: room_view.TOUCHED_BY,
    Part.CARDS: cards.TOUCHED_BY | naming.TOUCHED_BY,
}
HEAD_TOUCHED_BY = heads.TOUCHED_BY
ALL_PARTS = frozenset(Part)


@dataclass(frozen=True, slots=True)
class LiveView:
    """One look at a meeting from one point of its agenda; a part that was not asked for is None."""

    head: Head
    point: AgendaPoint | None
    rosters: Mapping[UUID | None, Roster] | None = None
    """Who can be named, at the families that were looked at."""
    stream: tuple[StreamItem, ...] | None = None
    agreed: tuple[StreamItem, ...] | None = None
    draft: LineDraft | None = None
    room: Room | None = None
    cards: tuple[Card, ...] | None = None
    earlier: EarlierMeeting | None = None
    calendar: Calendar | None = None


def parts_touched(touched: frozenset[str]) -> frozenset[Part]:
    """Return which parts of the screen show something of the tables that were touched."""
    return frozenset(part for part, tables in TOUCHED_BY.items() if tables & touched)


def view_of(
    reading: Reading,
    meeting_id: UUID,
    point_id: UUID | None = None,
    parts: frozenset[Part] = ALL_PARTS,
    earlier: EarlierMeeting | None = None,
) -> LiveView:
    """Return the parts of the screen that were asked for, as they are at one point of the agenda."""
    head = head_of(reading, meeting_id)
    point = head.point(point_id)
    return _look(reading, head, point, parts, earlier)


def first_view(reading: Reading, meeting_id: UUID, point_id: UUID | None = None) -> LiveView:
    """Return the screen at a point that was asked for, else where the line or the meeting is.

    Who can be named at the other families is left out: nobody can be there before it is read as well.
    """
    head = head_of(reading, meeting_id)
    draft = draft_of(reading, meeting_id)
    point = head.point(point_id) or _where(head, draft)
    earlier = earlier_meeting(reading, head.meeting)
    view = _look(reading, head, point, ALL_PARTS - {Part.ROSTER}, earlier)
    nation = Nation(read_setting(reading, "nation") or Nation.ENG)
    return replace(view, draft=draft, earlier=earlier, calendar=rulebook().calendar(nation))


def _look(
    reading: Reading,
    head: Head,
    point: AgendaPoint | None,
    parts: frozenset[Part],
    earlier: EarlierMeeting | None,
) -> LiveView:
    family_id = head.family_at(point) if point is not None else None
    rosters = _rosters(reading, head, family_id, parts)
    if point is None:
        return LiveView(head, None, rosters, (), ())
    known = rosters or {}
    roster = known.get(family_id) or known.get(None) or Roster()
    also = kinds_to_show_at(point, head.points)
    return LiveView(
        head,
        point,
        rosters,
        stream_of(reading, head.meeting, point, roster, also) if Part.STREAM in parts else None,
        action_items(reading, head.meeting, family_id, roster) if Part.AGREED in parts else None,
        room=room_at(reading, head, point, earlier) if Part.ROOM in parts else None,
        cards=cards_at(reading, head, point, roster, _day(head)) if Part.CARDS in parts else None,
    )


def _rosters(
    reading: Reading, head: Head, family_id: UUID | None, parts: frozenset[Part]
) -> Mapping[UUID | None, Roster] | None:
    """Return who can be named: everywhere where that was asked for, else only where lines need it."""
    families = {family_id}
    if Part.ROSTER in parts:
        families |= {head.meeting.family_id, *(each.case.family_id for each in head.cases)}
    elif parts.isdisjoint({Part.STREAM, Part.AGREED, Part.CARDS}):
        return None
    wanted = [family for family in families if family is not None]
    return rosters_of(reading, head.meeting, wanted, rulebook().agencies)


def _day(head: Head) -> date:
    """Return the day from which ages are counted."""
    meeting = head.meeting
    return meeting.held_on or (head.planned_start or datetime.now(UTC)).date()


def _where(head: Head, draft: LineDraft | None) -> AgendaPoint | None:
    if draft is not None and draft.point_id:
        left = next((point for point in head.points if str(point.id) == draft.point_id), None)
        if left is not None:
            return left
    return open_point(head.points) or (head.points[0] if head.points else None)
