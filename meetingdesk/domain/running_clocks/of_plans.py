"""What a child protection plan sets running: core groups, reviews, and the question why it still runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.meeting_words import ClockStart
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Pregnancy
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.domain.running_clocks.counting import Fate, Start, counted
from meetingdesk.domain.running_clocks.kinds import CORE_GROUPS, INITIAL, REVIEWS
from meetingdesk.domain.running_clocks.starts import timescale_of
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.running_clocks.words import kind_called, the_meeting

_LATER = (ClockStart.LAST_MEETING, ClockStart.MEETING, ClockStart.LAST_CONFERENCE)


def core_groups(thread: Thread) -> Iterator[Clock]:
    """Return the first core group after each initial conference, and the next after each core group."""
    kind = "core_group"
    first = timescale_of(thread, kind, ClockStart.INITIAL_CONFERENCE)
    later = timescale_of(thread, kind, *_LATER)
    for meeting, day in _starts(thread, CORE_GROUPS):
        is_first = meeting.type_id in INITIAL
        scale = first if is_first else later
        if scale:
            rule = "core_group_first" if is_first else "core_group_next"
            start = Start(day, the_meeting(thread, meeting), meeting.id)
            fate = _fate(thread, meeting, day, CORE_GROUPS)
            yield from counted(thread, rule, scale, start, fate, kind=kind)


def reviews(thread: Thread) -> Iterator[Clock]:
    """Return the first review after each initial conference, and the next after each review."""
    kind = "rcpc"
    called = kind_called(thread, kind)
    for meeting, day in _starts(thread, REVIEWS):
        fate = _fate(thread, meeting, day, REVIEWS)
        trigger = the_meeting(thread, meeting)
        birth = _first_birth(thread, day) if meeting.type_id in INITIAL else None
        if meeting.type_id not in INITIAL:
            rule, what = "review_next", f"Next {called}"
            scale = timescale_of(thread, kind, ClockStart.LAST_CONFERENCE, *_LATER)
        elif birth is not None:
            rule, what = "review_after_birth", f"First {called}, after the birth"
            scale = timescale_of(thread, kind, ClockStart.INITIAL_CONFERENCE, key="first_review_birth")
        else:
            rule, what = "review_first", f"First {called}"
            scale = timescale_of(thread, kind, ClockStart.INITIAL_CONFERENCE)
        if scale:
            start = Start(day, trigger, meeting.id, birth if scale == "rcpc_after_birth" else None)
            yield from counted(thread, rule, scale, start, fate, what=what, kind=kind)


def plan_long(thread: Thread) -> Iterator[Clock]:
    """Return when somebody has to ask next why the plan of a child still runs."""
    for planned_for, began in thread.plans:
        child_id = _born_as(thread, planned_for)
        trigger = f"the start of the plan on {say_day(began)}"
        for months in sorted(thread.policy.drift_months):
            found = counted(
                thread, "plan_long", f"+{months}m", Start(began, trigger), Fate(is_window=True),
                whom=thread.called.get(child_id, ""), person_id=child_id,
            )  # fmt: skip
            if any(clock.is_open for clock in found):
                yield from found
                break


def _starts(thread: Thread, kinds: frozenset[str]) -> Iterator[tuple[Meeting, date]]:
    """Yield the meetings from which the next of a type is counted, as far as there was a plan after them."""
    for meeting in thread.held_of(kinds | INITIAL):
        if meeting.held_on is not None and thread.is_planned(meeting.held_on):
            yield meeting, meeting.held_on


def _fate(thread: Thread, meeting: Meeting, day: date, kinds: frozenset[str]) -> Fate:
    following = _after(thread.held_of(kinds), meeting, day)
    initial = thread.held_of(INITIAL)
    anew = next((one for one in initial if one.held_on is not None and one.held_on > day), None)
    ends = [thread.unplanned_after(day), anew.held_on if anew is not None else None]
    end = min((one for one in ends if one is not None), default=None)
    held_on = following.held_on if following is not None else None
    if following is not None and held_on is not None and (end is None or held_on <= end):
        return Fate(met_on=held_on, meeting=following)
    if end is not None:
        return Fate(stopped_on=end)
    ahead = thread.to_come(kinds)
    return Fate(meeting=ahead, booked_on=ahead.held_on if ahead is not None else None)


def _after(meetings: Sequence[Meeting], meeting: Meeting, day: date) -> Meeting | None:
    """Return the first of some meetings after another; one on the same day follows a conference."""
    if meeting in meetings:
        place = meetings.index(meeting) + 1
        return meetings[place] if place < len(meetings) else None
    return next((one for one in meetings if one.held_on is not None and one.held_on >= day), None)


def _born_as(thread: Thread, child_id: UUID) -> UUID:
    """Return who a child has become whose plan was made before the birth."""
    person = thread.people.get(child_id)
    is_born = person is not None and person.pregnancy is Pregnancy.BORN
    return person.born_as_id or child_id if person is not None and is_born else child_id


def _first_birth(thread: Thread, conference: date) -> date | None:
    """Return when the first child was born who was unborn at a conference, and lives."""
    born = (
        thread.people.get(child.person.born_as_id)
        for child in thread.children
        if child.person.pregnancy is Pregnancy.BORN and child.person.born_as_id and child.ended_on is None
    )
    days = (person.birth_date for person in born if person is not None)
    return min((day for day in days if day is not None and day >= conference), default=None)
