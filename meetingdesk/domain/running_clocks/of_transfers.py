"""A child on a plan moves in: the receiving area holds its conference after the written notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.meeting_words import ClockStart
from meetingdesk.domain.meetings import CaseTransfer, Direction, Meeting
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.domain.running_clocks.counting import Fate, Start, counted, not_started
from meetingdesk.domain.running_clocks.kinds import NOT_HELD
from meetingdesk.domain.running_clocks.starts import timescale_of
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.running_clocks.words import kind_called, raised

_KIND = "transfer_in"
_TRANSFERS = frozenset({_KIND})


def transfer_in(thread: Thread) -> Iterator[Clock]:
    """Return by when each child who moved here has a conference here; a visit or short stay starts none."""
    scale = timescale_of(thread, _KIND, ClockStart.TRANSFER_NOTICE)
    if not scale:
        return
    what = raised(kind_called(thread, _KIND))
    for notice, meeting_id in _notices(thread).items():
        start = Start(notice, f"the written notice of {say_day(notice)}", meeting_id)
        yield from counted(thread, _KIND, scale, start, _fate(thread, notice), what=what, kind=_KIND)
    for meeting in _without_notice(thread):
        trigger = "the written notice that the child has moved"
        yield from not_started(thread, _KIND, trigger, what=what, kind=_KIND, meeting_id=meeting.id)


def _notices(thread: Thread) -> dict[date, UUID]:
    """Return the days of the notices, each with the meeting at which it is recorded."""
    own = {meeting.id: meeting for meeting in thread.own_meetings}
    found: dict[date, UUID] = {}
    for row in _moves(thread):
        day = row.notified_on or (own[row.meeting_id].trigger_date if row.meeting_id in own else None)
        if day is not None:
            found.setdefault(day, row.meeting_id)
    for meeting in thread.own_meetings:
        if meeting.type_id == _KIND and meeting.trigger_date is not None:
            found.setdefault(meeting.trigger_date, meeting.id)
    return dict(sorted(found.items()))


def _moves(thread: Thread) -> Iterator[CaseTransfer]:
    """Yield the moves into the area; those from one list of cases to another are no moves of a plan."""
    own = {meeting.id for meeting in thread.own_meetings}
    for row in thread.own(CaseTransfer):
        is_here = row.direction is Direction.IN and row.is_temporary is not YesNo.YES
        if is_here and row.meeting_id in own:
            yield row


def _without_notice(thread: Thread) -> Iterator[Meeting]:
    noticed = {row.meeting_id for row in _moves(thread) if row.notified_on is not None}
    if thread.closed_on is not None:
        return
    for meeting in thread.own_meetings:
        is_next = meeting.status in NOT_HELD and meeting == thread.to_come(_TRANSFERS)
        if is_next and meeting.trigger_date is None and meeting.id not in noticed:
            yield meeting


def _fate(thread: Thread, notice: date) -> Fate:
    held = next((one for one in thread.held_of(_TRANSFERS) if one.held_on and one.held_on >= notice), None)
    over = thread.closed_on
    if held is not None and (over is None or (held.held_on or notice) <= over):
        return Fate(met_on=held.held_on, meeting=held)
    ahead = thread.to_come(_TRANSFERS)
    booked = ahead.held_on if ahead is not None else None
    return Fate(stopped_on=over, meeting=ahead, booked_on=booked)
