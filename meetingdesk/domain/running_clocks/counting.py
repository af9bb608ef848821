"""Counting one clock: from its start to its day, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from meetingdesk.domain.clocks import LONDON, Deadline, deadline, parse_offset
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.policy import Unit
from meetingdesk.domain.running_clocks.clock import Clock, ClockState
from meetingdesk.domain.running_clocks.rules import CLOCK_RULES
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.running_clocks.words import NOT_SAID, raised
from meetingdesk.errors import MeetingDeskError


@dataclass(frozen=True, slots=True)
class Start:
    """What started a clock: the day or moment, in words, and the meeting it was."""

    on: date | datetime
    trigger: str
    meeting_id: UUID | None = None
    birth: date | None = None

    @property
    def day(self) -> date:
        """The day, in London."""
        return self.on.astimezone(LONDON).date() if isinstance(self.on, datetime) else self.on


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a clock: met, booked, stopped; or a window in which something could be done."""

    met_on: date | None = None
    is_met: bool = False
    """Met on a day that nobody wrote down."""
    stopped_on: date | None = None
    is_stopped: bool = False
    """Stopped on a day that nobody wrote down."""
    is_window: bool = False
    """Nothing is missed when it is over."""
    meeting: Meeting | None = None
    """The meeting that is due, once there is one."""
    booked_on: date | None = None


def is_on(thread: Thread, rule: str) -> bool:
    """Say whether the profile lets a clock run."""
    return rule not in thread.policy.clocks.off


def counted(
    thread: Thread, rule: str, timescale: str, start: Start, fate: Fate, **about: Any
) -> tuple[Clock, ...]:
    """Return the clock of a rule that began; none where it is off, or the profile has no such time."""
    if not is_on(thread, rule):
        return ()
    found = _deadline(thread, timescale, start)
    if found is None:
        return ()
    explanation = _with_trigger(found.explanation, start)
    if not about.get("kind"):
        explanation = explanation.split(f"; {say_day(found.due)} is not a working day")[0]  # nothing to book
    return (
        _clock(
            thread, rule, found.due, fate,
            started_on=start.day, started_by_id=start.meeting_id, trigger=start.trigger,
            explanation=explanation, due_at=found.due_at, book_by=found.book_by, timescale=timescale,
            brief=_brief(thread, found.explanation), **about,
        ),
    )  # fmt: skip


def recorded(
    thread: Thread, rule: str, due: date, fate: Fate, trigger: str, explanation: str, **about: Any
) -> tuple[Clock, ...]:
    """Return a clock whose day was written down when it began."""
    if not is_on(thread, rule):
        return ()
    book_by = thread.calendar.working_day_by(due)
    return (
        _clock(thread, rule, due, fate, trigger=trigger, explanation=explanation, book_by=book_by, **about),
    )


def not_started(thread: Thread, rule: str, trigger: str, **about: Any) -> tuple[Clock, ...]:
    """Return a clock that should run, but for a day that nobody wrote down."""
    if not is_on(thread, rule):
        return ()
    explanation = f"{raised(trigger)}: {NOT_SAID}"
    return (_named(thread, rule, ClockState.NOT_STARTED, trigger=trigger, explanation=explanation, **about),)


def _brief(thread: Thread, explanation: str) -> str:
    """Leave out the nation, and whatever is said besides."""
    return explanation.split(";")[0].replace(f" in {thread.calendar.nation.label} ", " ")


def _with_trigger(explanation: str, start: Start) -> str:
    """Say after or before what was counted, and not only after which day."""
    for word in ("after", "before"):
        explanation = explanation.replace(f"{word} {say_day(start.day)}", f"{word} {start.trigger}")
    return explanation


def _deadline(thread: Thread, timescale: str, start: Start) -> Deadline | None:
    offset = parse_offset(timescale)
    scale = offset[0] if offset is not None else thread.policy.timescales.get(timescale)
    if scale is None or (scale.unit is Unit.HOURS and not isinstance(start.on, datetime)):
        return None
    try:
        return deadline(
            timescale, start.on, policy=thread.policy, calendar=thread.calendar, birth=start.birth
        )
    except MeetingDeskError:
        return None  # a day too far away to count with


def _clock(thread: Thread, rule: str, due: date, fate: Fate, **about: Any) -> Clock:
    state = _state(thread, due, fate)
    late: Mapping[str, Any] = {}
    if fate.meeting is not None:
        late = {
            "meeting_id": fate.meeting.id,
            "late_reason": fate.meeting.late_reason,
            "authorised_by_id": fate.meeting.late_authorised_by_id,
        }
    return _named(
        thread, rule, state,
        due=due, met_on=fate.met_on, booked_on=fate.booked_on,
        stopped_on=fate.stopped_on if state is ClockState.STOPPED else None,
        **late, **about,
    )  # fmt: skip


def _named(thread: Thread, rule: str, state: ClockState, **about: Any) -> Clock:
    clocks = thread.policy.clocks
    what = about.pop("what", "") or CLOCK_RULES[rule]
    about.setdefault("family_id", thread.family_id)
    return Clock(
        rule=rule,
        what=clocks.called.get(rule) or what,
        state=state,
        is_historic=rule in clocks.historic,
        **about,
    )


def _state(thread: Thread, due: date, fate: Fate) -> ClockState:
    if fate.met_on is not None or fate.is_met:
        return ClockState.MET_LATE if fate.met_on is not None and fate.met_on > due else ClockState.MET
    if fate.is_stopped or fate.stopped_on is not None:
        return ClockState.STOPPED
    if due < thread.today:
        return ClockState.STOPPED if fate.is_window else ClockState.OVERDUE
    is_near = (due - thread.today).days <= thread.policy.clocks.soon_days
    return ClockState.DUE_SOON if is_near else ClockState.RUNNING
