"""From a strategy discussion to the conference; and a meeting that was adjourned and has to be held again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.meeting_words import ClockStart
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.people import Pregnancy
from meetingdesk.domain.running_clocks.clock import Clock, Definition
from meetingdesk.domain.running_clocks.counting import Fate, Start, counted, not_started
from meetingdesk.domain.running_clocks.kinds import (
    BEGINS_ENQUIRY,
    CONFERENCES,
    ENDS_ENQUIRY,
    INITIAL,
    STRATEGY,
)
from meetingdesk.domain.running_clocks.starts import moment_of_end, timescale_of
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.running_clocks.words import (
    discussion_that_began,
    end_of,
    kind_called,
    raised,
    start_of_enquiry,
    the_enquiry,
    the_meeting,
)

_GOES_ON = frozenset({*BEGINS_ENQUIRY, "enquiries_continue", "conference"})


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One enquiry: the discussion at which it began, the day on which it did, the children it is about."""

    discussion: Meeting
    began_on: date | None
    children: frozenset[UUID | None]


def conference(thread: Thread) -> Iterator[Clock]:
    """Return the conference that follows each enquiry, counted from the discussion and from the enquiry."""
    for enquiry, following in _with_next(thread):
        fate = _fate(thread, enquiry, following)
        kind = fate.meeting.type_id if fate.meeting is not None else _kind_to_come(thread)
        called = raised(kind_called(thread, kind))
        day = enquiry.discussion.held_on
        scale = timescale_of(thread, kind if kind in INITIAL else "icpc", ClockStart.STRATEGY_DISCUSSION)
        if day is not None and scale:
            start = Start(day, discussion_that_began(thread, enquiry.discussion), enquiry.discussion.id)
            yield from counted(
                thread, "conference", scale, start, fate,
                what=called, kind=kind, definition=Definition.GUIDANCE,
            )  # fmt: skip
        yield from _as_the_statistic_has_it(thread, enquiry, fate, kind)


def enquiries(thread: Thread) -> Iterator[Clock]:
    """Return by when an enquiry should have begun after the discussion, as older guidance had it."""
    scale = timescale_of(thread, "strategy", ClockStart.MEETING_END, key="enquiries")
    for enquiry, _ in _with_next(thread):
        moment = moment_of_end(enquiry.discussion)
        if scale and moment is not None:
            start = Start(moment, end_of(thread, enquiry.discussion), enquiry.discussion.id)
            fate = Fate(met_on=enquiry.began_on, stopped_on=thread.all_ended_on(enquiry.children))
            yield from counted(thread, "enquiries", scale, start, fate)


def reconvene(thread: Thread) -> Iterator[Clock]:
    """Return by when a meeting that was adjourned is to be held again."""
    for meeting in thread.own_meetings:
        day = meeting.held_on
        if meeting.status is not MeetingStatus.ADJOURNED or day is None or day > thread.today:
            continue
        scale = timescale_of(thread, meeting.type_id, ClockStart.MEETING, key="reconvene")
        if not scale:
            continue
        same = frozenset({meeting.type_id})
        again = next((one for one in thread.held_of(same) if one.held_on and one.held_on > day), None)
        ahead = thread.to_come(same) if again is None else None
        fate = Fate(
            met_on=again.held_on if again is not None else None,
            stopped_on=thread.closed_on,
            meeting=again or ahead,
            booked_on=ahead.held_on if ahead is not None else _day_said(thread, meeting),
        )
        start = Start(day, f"{the_meeting(thread, meeting)}, which was adjourned", meeting.id)
        called = f"{raised(kind_called(thread, meeting.type_id))}, held again"
        yield from counted(thread, "reconvene", scale, start, fate, what=called, kind=meeting.type_id)


def _day_said(thread: Thread, adjourned: Meeting) -> date | None:
    """Return the day that was said when a meeting was adjourned, though nobody has planned it yet."""
    day, kind = adjourned.next_on, adjourned.next_type_id
    is_same = kind in ("", adjourned.type_id)
    return day if day is not None and is_same and day >= thread.today else None


def _as_the_statistic_has_it(thread: Thread, enquiry: Enquiry, fate: Fate, kind: str) -> tuple[Clock, ...]:
    what = f"{raised(kind_called(thread, kind))}, as the national statistic counts it"
    scale = timescale_of(thread, kind if kind in INITIAL else "icpc", ClockStart.ENQUIRY_START)
    if not scale or (scale not in thread.policy.timescales and not scale.startswith("+")):
        return ()
    about = {"what": what, "kind": kind, "definition": Definition.STATISTIC}
    if enquiry.began_on is None:
        is_over = fate.met_on is not None or fate.stopped_on is not None
        trigger = f"the start of {the_enquiry(thread)}"
        return () if is_over else not_started(thread, "conference_statistic", trigger, **about)
    if fate.met_on is not None and fate.met_on < enquiry.began_on:
        return ()
    start = Start(enquiry.began_on, start_of_enquiry(thread, enquiry.began_on), enquiry.discussion.id)
    return counted(thread, "conference_statistic", scale, start, fate, **about)


def _with_next(thread: Thread) -> Iterator[tuple[Enquiry, Enquiry | None]]:
    found = enquiries_of(thread)
    yield from zip(found, (*found[1:], None), strict=False)


def enquiries_of(thread: Thread) -> tuple[Enquiry, ...]:
    """Return the enquiries in their order, each with the first discussion that speaks of it.

    Later discussions of the same enquiry say again when it began, and do not start its clock anew.
    """
    found: dict[date, Enquiry] = {}
    for meeting in thread.held_of(STRATEGY):
        begins = [
            row
            for row in thread.own(Decision)
            if row.meeting_id == meeting.id and row.outcome in BEGINS_ENQUIRY
        ]
        if meeting.held_on is None or (not begins and meeting.enquiry_started_on is None):
            continue
        began = meeting.enquiry_started_on or next(
            (row.takes_effect_on for row in begins if row.takes_effect_on is not None), None
        )
        key = began or meeting.held_on
        before = found.get(key) or Enquiry(meeting, began, frozenset())
        children = before.children | {row.child_id for row in begins}
        found[key] = replace(before, began_on=before.began_on or began, children=children)
    return tuple(
        sorted(found.values(), key=lambda one: (one.discussion.held_on or date.max, one.discussion.id))
    )


def _fate(thread: Thread, enquiry: Enquiry, following: Enquiry | None) -> Fate:
    day = enquiry.discussion.held_on or date.min
    until = following.discussion.held_on if following is not None else None
    held = next((one for one in thread.held_of(CONFERENCES) if one.held_on and one.held_on >= day), None)
    if held is not None and (until is None or (held.held_on or day) < until):
        return Fate(met_on=held.held_on, meeting=held)
    stopped = [
        until,
        _ended_without(thread, enquiry),
        thread.all_ended_on(enquiry.children),
        thread.closed_on,
    ]
    first = min((one for one in stopped if one is not None), default=None)
    if first is not None:
        return Fate(stopped_on=first)
    ahead = thread.to_come(INITIAL) or thread.to_come(CONFERENCES)
    return Fate(meeting=ahead, booked_on=ahead.held_on if ahead is not None else None)


def _ended_without(thread: Thread, enquiry: Enquiry) -> date | None:
    """Return when a later discussion decided that no conference follows."""
    for meeting in thread.held_of(STRATEGY):
        if (meeting.held_on, meeting.sequence) <= (enquiry.discussion.held_on, enquiry.discussion.sequence):
            continue
        outcomes = {row.outcome for row in thread.own(Decision) if row.meeting_id == meeting.id}
        if outcomes & ENDS_ENQUIRY and not outcomes & _GOES_ON:
            return meeting.held_on
    return None


def _kind_to_come(thread: Thread) -> str:
    """Return which conference comes: before a birth where every child it is about is still unborn."""
    alive = [child for child in thread.children if child.is_subject and child.ended_on is None]
    are_unborn = [child.person.pregnancy is Pregnancy.EXPECTED for child in alive]
    return "prebirth" if are_unborn and all(are_unborn) else "icpc"
