"""The weeks of a pregnancy within which a conference about a child who is not born yet should be held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.meeting_words import ClockStart
from meetingdesk.domain.people import Person, Pregnancy
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.domain.running_clocks.counting import Fate, Start, counted
from meetingdesk.domain.running_clocks.kinds import INITIAL
from meetingdesk.domain.running_clocks.of_conferences import enquiries_of
from meetingdesk.domain.running_clocks.starts import timescale_of
from meetingdesk.domain.running_clocks.thread import Child, Thread
from meetingdesk.domain.running_clocks.words import kind_called, raised

_PREGNANCY = timedelta(weeks=40)
_BEFORE = frozenset({"prebirth"})
_RULES = (("prebirth_best", "best_by", "at best"), ("prebirth_latest", "latest", "at the latest"))


def prebirth(thread: Thread) -> Iterator[Clock]:
    """Return by when the conference about each unborn child is best held, and by when at the latest.

    They run once an enquiry has begun or such a conference is planned: not for every pregnancy.
    """
    is_planned = any(one.type_id in _BEFORE for one in thread.own_meetings)
    if not is_planned and not enquiries_of(thread):
        return
    for child in thread.children:
        expected = child.person.expected_date
        if child.is_subject and child.person.pregnancy is not None and expected is not None:
            yield from _of_child(thread, child, expected)


def _of_child(thread: Thread, child: Child, expected: date) -> Iterator[Clock]:
    fate = _fate(thread, child, expected)
    called = raised(kind_called(thread, "prebirth"))
    start = Start(expected, f"the birth expected on {say_day(expected)}")
    for rule, key, words in _RULES:
        scale = timescale_of(thread, "prebirth", ClockStart.EXPECTED_DELIVERY, key=key)
        if scale:
            for clock in counted(
                thread, rule, scale, start, fate,
                what=f"{called}, {words}", kind="prebirth", whom=child.designation, person_id=child.id,
            ):  # fmt: skip
                yield replace(clock, started_on=None)


def _fate(thread: Thread, child: Child, expected: date) -> Fate:
    began = expected - _PREGNANCY
    over = child.ended_on or _born_on(thread, child.person) or thread.closed_on
    held = next((one for one in thread.held_of(INITIAL) if one.held_on and one.held_on >= began), None)
    if held is not None and held.held_on is not None and (over is None or held.held_on <= over):
        return Fate(met_on=held.held_on, meeting=held)
    if over is not None:
        return Fate(stopped_on=over)
    ahead = thread.to_come(_BEFORE) or thread.to_come(INITIAL)
    return Fate(meeting=ahead, booked_on=ahead.held_on if ahead is not None else None)


def _born_on(thread: Thread, person: Person) -> date | None:
    if person.pregnancy is not Pregnancy.BORN:
        return None
    born = thread.people.get(person.born_as_id) if person.born_as_id is not None else None
    birth = born.birth_date if born is not None else None
    return person.pregnancy_ended_on or birth or person.expected_date
