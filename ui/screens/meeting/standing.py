"""Where a screen stands in a meeting, and what it has read of it last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from uuid import UUID

from meetingdesk.app.live.capturing import CAN_BE_WRITTEN
from meetingdesk.app.live.cards.card import Card
from meetingdesk.app.live.drafts import LineDraft
from meetingdesk.app.live.head import Head
from meetingdesk.app.live.stream import StreamItem
from meetingdesk.app.live.view import LiveView
from meetingdesk.app.room import EarlierMeeting, Room
from meetingdesk.domain.meetings import AgendaPoint, MeetingStatus
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.workdays import Calendar, Nation

NOBODY = Roster()


@dataclass(slots=True)
class Standing:
    """What is known of the meeting on the screen; parts are replaced as they are read anew."""

    meeting_id: UUID | None = None
    point_id: UUID | None = None
    head: Head | None = None
    rosters: Mapping[UUID | None, Roster] = field(default_factory=dict)
    stream: tuple[StreamItem, ...] = ()
    agreed: tuple[StreamItem, ...] = ()
    cards: tuple[Card, ...] = ()
    room: Room | None = None
    earlier: EarlierMeeting | None = None
    calendar: Calendar = field(default_factory=partial(Calendar, Nation.ENG))
    draft: LineDraft = field(default_factory=LineDraft)

    def begin(self, view: LiveView) -> None:
        """Stand where a meeting has just been opened."""
        self.meeting_id = view.head.meeting.id
        self.point_id = view.point.id if view.point is not None else None
        self.head = None
        self.rosters = {}
        self.take(view)

    def take(self, view: LiveView) -> None:
        """Keep what was read, and leave the rest as it was."""
        # What did not change stays the same object, and so need not be shown anew.
        self.head = self.head if view.head == self.head else view.head
        self.rosters = {**self.rosters, **view.rosters} if view.rosters is not None else self.rosters
        self.earlier = view.earlier if view.earlier is not None else self.earlier
        self.calendar = view.calendar if view.calendar is not None else self.calendar
        if view.point is not None and view.point.id == self.point_id:
            self.stream = view.stream if view.stream is not None else self.stream
            self.cards = view.cards if view.cards is not None else self.cards
            self.agreed = view.agreed if view.agreed is not None else self.agreed
            self.room = view.room if view.room is not None else self.room

    @property
    def point(self) -> AgendaPoint | None:
        """The point of the agenda that the screen shows."""
        return self.head.point(self.point_id) if self.head is not None else None

    @property
    def family_id(self) -> UUID | None:
        """The family that is spoken of."""
        point = self.point
        return self.head.family_at(point) if self.head is not None and point is not None else None

    @property
    def roster(self) -> Roster:
        """Who can be named at this point."""
        return self.rosters.get(self.family_id) or self.rosters.get(None) or NOBODY

    @property
    def usual_visibility(self) -> Visibility:
        """Who may read what is said at this point, as the type of the meeting has it."""
        point, head = self.point, self.head
        section = head.kind.section(point.section) if head and head.kind and point else None
        return section.visibility if section is not None else Visibility.V1

    @property
    def is_running(self) -> bool:
        """Whether the meeting sits now."""
        return self.head is not None and self.head.meeting.status is MeetingStatus.LIVE

    @property
    def can_be_written(self) -> bool:
        """Whether anything can still be recorded: while it sits, and until it is approved."""
        return self.head is not None and self.head.meeting.status in CAN_BE_WRITTEN

    def day(self, otherwise: date) -> date:
        """Return the day of the meeting, from which dates are counted."""
        meeting = self.head.meeting if self.head is not None else None
        return meeting.held_on if meeting is not None and meeting.held_on is not None else otherwise

    @property
    def next_meeting(self) -> date | None:
        """The day of the next meeting, where it is set."""
        return self.head.meeting.next_on if self.head is not None else None
