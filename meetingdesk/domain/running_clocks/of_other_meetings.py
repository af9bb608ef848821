"""Meetings outside a child protection plan: the next of its kind, and those that a referral brings about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.meeting_types import DeadlineRule, MeetingType
from meetingdesk.domain.meeting_words import ClockStart
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.policy import RULES
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.domain.running_clocks.counting import Fate, Start, counted, recorded
from meetingdesk.domain.running_clocks.kinds import CLOSES, FOLLOWED, GIVEN_UP
from meetingdesk.domain.running_clocks.starts import moment_of_trigger, timescale_of
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.running_clocks.words import kind_called, raised, the_meeting

_TRIGGERS = (ClockStart.REFERRAL, ClockStart.INCIDENT)
_CALLED = {ClockStart.REFERRAL: "the referral", ClockStart.INCIDENT: "the incident"}


def next_meeting(thread: Thread) -> Iterator[Clock]:
    """Return by when the next meeting of each kind is due after the last; not where it was the last."""
    for key in sorted({one.type_id for one in thread.held if one.type_id not in FOLLOWED}):
        scale = timescale_of(thread, key, ClockStart.LAST_MEETING, ClockStart.MEETING)
        held = thread.held_of(frozenset({key}))
        for meeting, following in zip(held, (*held[1:], None), strict=True):
            if (
                scale
                and meeting.held_on is not None
                and (following is not None or not _is_last(thread, meeting))
            ):
                start = Start(meeting.held_on, the_meeting(thread, meeting), meeting.id)
                fate = _next_fate(thread, meeting, following)
                called = f"Next {kind_called(thread, key)}"
                yield from counted(thread, "next_meeting", scale, start, fate, what=called, kind=key)


def brought_about(thread: Thread) -> Iterator[Clock]:
    """Return by when a meeting had to be held that an incident or a referral brings about."""
    for meeting in thread.own_meetings:
        kind = thread.kinds.get(meeting.type_id)
        if kind is None or meeting.status in GIVEN_UP or meeting.type_id in FOLLOWED:
            continue
        for rule in _triggered(kind):
            start = _start(meeting, rule)
            if rule.meeting == kind.id and start is not None:
                called = raised(kind_called(thread, kind.id))
                fate = _own_fate(thread, meeting)
                yield from counted(thread, "meeting_held", rule.rule, start, fate, what=called, kind=kind.id)


def referral(thread: Thread) -> Iterator[Clock]:
    """Return what a referral asks for that no row says was done: told until its day, and not after."""
    seen: set[tuple[str, date]] = set()
    for meeting in thread.own_meetings:
        kind = thread.kinds.get(meeting.type_id)
        for rule in _triggered(kind) if kind is not None else ():
            start = _start(meeting, rule)
            if rule.meeting or rule.document is not None or start is None or (rule.key, start.day) in seen:
                continue
            seen.add((rule.key, start.day))
            fate = Fate(is_window=True, stopped_on=thread.closed_on)
            yield from counted(thread, "referral", rule.rule, start, fate, what=rule.label)


def as_planned(thread: Thread, but: Collection[object]) -> Iterator[Clock]:
    """Return the meetings whose day was worked out when they were planned, and by no other clock."""
    for meeting in thread.own_meetings:
        if meeting.due_on is None or meeting.id in but or meeting.status in GIVEN_UP:
            continue
        why = RULES.get(meeting.due_rule, meeting.due_rule)
        explanation = f"as it was worked out when the meeting was planned{f': {why}' if why else ''}"
        yield from recorded(
            thread, "meeting_held", meeting.due_on, _own_fate(thread, meeting),
            "what was known when it was planned", explanation,
            what=raised(kind_called(thread, meeting.type_id)), kind=meeting.type_id,
        )  # fmt: skip


def _triggered(kind: MeetingType) -> Iterator[DeadlineRule]:
    """Yield the rules of the one event whose day a meeting keeps: a referral, else an incident."""
    starts = {rule.counted_from for rule in kind.deadlines}
    event = next((one for one in _TRIGGERS if one in starts), None)
    yield from (rule for rule in kind.deadlines if rule.counted_from is event)


def _start(meeting: Meeting, rule: DeadlineRule) -> Start | None:
    day: date | datetime | None = moment_of_trigger(meeting) or meeting.trigger_date
    if day is None or meeting.trigger_date is None:
        return None
    return Start(day, f"{_CALLED[rule.counted_from]} of {say_day(meeting.trigger_date)}", meeting.id)


def _is_last(thread: Thread, meeting: Meeting) -> bool:
    """Say whether no further meeting of the kind follows: it was decided so, or a plan took over."""
    outcomes = {row.outcome for row in thread.own(Decision) if row.meeting_id == meeting.id}
    return bool(outcomes & CLOSES) or thread.is_planned(thread.today)


def _next_fate(thread: Thread, meeting: Meeting, following: Meeting | None) -> Fate:
    if following is not None:
        return Fate(met_on=following.held_on, meeting=following)
    ahead = thread.to_come(frozenset({meeting.type_id}))
    booked = ahead.held_on if ahead is not None else None
    return Fate(stopped_on=thread.closed_on, meeting=ahead, booked_on=booked)


def _own_fate(thread: Thread, meeting: Meeting) -> Fate:
    if meeting in thread.held:
        return Fate(met_on=meeting.held_on, meeting=meeting)
    return Fate(stopped_on=thread.closed_on, meeting=meeting, booked_on=meeting.held_on)
