"""The line at the head of a meeting: by when it was due, and what falls due after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from meetingdesk.app.clock_threads import TOUCHED_BY as OF_THREADS
from meetingdesk.app.clock_threads import dates_of, threads_of_families
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.running_clocks.clock import Clock, Definition
from meetingdesk.domain.running_clocks.engine import meetings_due
from meetingdesk.domain.running_clocks.kinds import CONFERENCES
from meetingdesk.domain.running_clocks.rules import ADVISED
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.running_clocks.words import lowered
from meetingdesk.storage.reading import Reading

__all__ = ("TOUCHED_BY", "ClockLine", "clocks_at")

TOUCHED_BY = OF_THREADS | {"professional"}
MOST_TOLD = 2
"""So many dates are told in the line; the rest are on the page of the family."""

_TO_COME = frozenset({MeetingStatus.PLANNED, MeetingStatus.LIVE, MeetingStatus.ADJOURNED})
_UNDECIDED = frozenset({MeetingStatus.PLANNED, MeetingStatus.LIVE, MeetingStatus.DRAFT})


@dataclass(frozen=True, slots=True)
class ClockLine:
    """What the line says, how each date was counted, and whether somebody is to say why it is late."""

    meeting_id: UUID
    text: str
    told: tuple[str, ...]
    is_late: bool = False
    late_reason: str = ""
    authorised_by: str = ""

    @property
    def asks_why(self) -> bool:
        """Whether the meeting is late, and why or who agreed to it is not on record."""
        return self.is_late and not (self.late_reason and self.authorised_by)


def clocks_at(reading: Reading, meeting_id: UUID, family_id: UUID | None, today: date) -> ClockLine | None:
    """Return the line for a meeting about one family, or one case of many; nothing where no clock runs."""
    meeting = reading.look_up(Meeting, meeting_id)
    threads = threads_of_families(reading, [family_id], today) if family_id is not None else ()
    if not threads or meeting is None:
        return None
    thread = threads[0]
    own = _of_meeting(dates_of(thread), meeting)
    after = tuple(_after(thread, meeting))
    if own is None and not after:
        return None
    is_late = own is not None and own.is_late
    parts = [_own_words(own, today, is_over=meeting.status not in _TO_COME)] if own is not None else []
    parts += [_words(clock, today, if_planned=is_assumed) for clock, is_assumed in after]
    told = [_told(clock) for clock in _with_the_other(thread, own)]
    told += [_told(clock, if_planned=is_assumed) for clock, is_assumed in after]
    shown = parts[:MOST_TOLD]
    text = " · ".join(shown)
    return ClockLine(
        meeting.id,
        text[:1].upper() + text[1:],
        tuple(told),
        is_late,
        meeting.late_reason,
        _called(reading, meeting.late_authorised_by_id),
    )


def _of_meeting(clocks: Iterable[Clock], meeting: Meeting) -> Clock | None:
    """Return the clock at whose end this meeting is held; of several the one that ends first."""
    return next(
        (clock for clock in clocks if clock.meeting_id == meeting.id and clock.kind and _is_told(clock)),
        None,
    )


def _after(thread: Thread, meeting: Meeting) -> Iterator[tuple[Clock, bool]]:
    """Yield what is due next, and whether that is so only if a plan is made at this meeting."""
    seen: set[str] = set()
    for clock in meetings_due(thread):
        if _is_ahead(clock, meeting) and clock.rule not in seen:
            seen.add(clock.rule)
            yield clock, False
    decisions = [row for row in thread.own(Decision) if row.meeting_id == meeting.id]
    is_open = meeting.type_id in CONFERENCES and meeting.status in _UNDECIDED and not decisions
    if is_open:
        for clock in meetings_due(replace(thread, is_presumed=True, _in_order={})):
            if clock.started_by_id == meeting.id and _is_ahead(clock, meeting) and clock.rule not in seen:
                seen.add(clock.rule)
                yield clock, True


def _is_ahead(clock: Clock, meeting: Meeting) -> bool:
    is_other = clock.meeting_id != meeting.id and _is_told(clock)
    return is_other and clock.is_open and bool(clock.kind) and clock.due is not None


def _is_told(clock: Clock) -> bool:
    """Say whether a clock stands in the line: of two definitions one, of two limits the one that binds."""
    return clock.definition is not Definition.STATISTIC and clock.rule not in ADVISED


def _with_the_other(thread: Thread, own: Clock | None) -> tuple[Clock, ...]:
    """Return the clock of the meeting, and beside it the same day as the statistic counts it."""
    if own is None:
        return ()
    return (own, *(
        clock
        for clock in meetings_due(thread)
        if clock.definition is Definition.STATISTIC and clock.meeting_id == own.meeting_id
    ))  # fmt: skip


def _own_words(clock: Clock, today: date, *, is_over: bool) -> str:
    assert clock.due is not None, "a clock that a meeting ends has its day"
    why = f" ({_short(clock.brief, today)})" if clock.brief else ""
    what = clock.what.removeprefix("Next ")
    what = f"{what[:1].upper()}{what[1:]}"
    if is_over and clock.met_on is not None and not clock.is_late:
        return f"{what} held {_day(clock.met_on, today)}, in time (due {_day(clock.due, today)})"
    return f"{'△ ' if clock.is_late else ''}{what} due {_day(clock.book_by or clock.due, today)}{why}"


def _words(clock: Clock, today: date, *, if_planned: bool) -> str:
    assert clock.due is not None, "only clocks with a day are told"
    whom = f" ({clock.whom})" if clock.whom else ""
    if clock.due < today and clock.booked_on is None:
        return f"△ {lowered(clock.what)}{whom} was due {_day(clock.due, today)}, none recorded"
    booked = f", booked {_day(clock.booked_on, today)}" if clock.booked_on is not None else ""
    return (
        f"{lowered(clock.what)}{whom} by {_day(clock.book_by or clock.due, today)}"
        f"{' if a plan is made' if if_planned else ''}{booked}"
    )


def _told(clock: Clock, *, if_planned: bool = False) -> str:
    day = f"by {say_day(clock.due)}" if clock.due is not None else "no day yet"
    only_if = ", if a plan is made" if if_planned else ""
    return f"{clock.what}: {day}{only_if}. {clock.explanation[:1].upper()}{clock.explanation[1:]}."


def _day(day: date, today: date) -> str:
    """Return a day as short as it is clear: without its year where that is this one or the turn is near."""
    is_clear = day.year == today.year or abs((day - today).days) < 120
    return say_day(day).rsplit(" ", 1)[0] if is_clear else say_day(day)


def _short(brief: str, today: date) -> str:
    return brief.removesuffix(f" {today.year}")


def _called(reading: Reading, key: UUID | None) -> str:
    found = reading.look_up(Professional, key) if key is not None else None
    return found.name if found is not None else ""
