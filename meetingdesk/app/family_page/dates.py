"""The days that come near in a family: meetings that are due or booked, births, orders and milestones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from meetingdesk.app.family_page.gathered import Gathered
from meetingdesk.app.family_page.rows import PageRow, due_words, joined
from meetingdesk.app.family_page.thread import newest_plan
from meetingdesk.app.today.dates import BEHIND
from meetingdesk.app.today.rows import far
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.people import Pregnancy
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.running_clocks.clock import Clock

NOTHING = (
    "No date is coming. Conferences, core groups and reviews that fall due stand here, "
    "with births and the ends of orders."
)
Dated = tuple[date, PageRow]


def date_rows(gathered: Gathered, titles: Mapping[str, str]) -> Iterator[PageRow]:
    """Yield the days that come, the nearest first; what is late comes before them."""
    found = [
        *_due(gathered, titles),
        *_booked(gathered, titles),
        *_births(gathered),
        *_orders(gathered),
        *_milestones(gathered),
    ]
    found.sort(key=lambda dated: dated[0])
    return (row for _, row in found)


def _due(gathered: Gathered, titles: Mapping[str, str]) -> Iterator[Dated]:
    """Yield by when the next conference, core group or review has to be, and whether it is booked by then."""
    for clock in gathered.clocks:
        is_over = clock.due is not None and clock.due < gathered.day - BEHIND
        if gathered.family.closed_on is None and clock.is_open and not is_over:
            yield clock.due or date.max, _due_row(gathered, clock, titles)


def _due_row(gathered: Gathered, clock: Clock, titles: Mapping[str, str]) -> PageRow:
    tone, word = due_words(clock.due, gathered.day)
    on = clock.booked_on
    if clock.due is None:
        says = "it is not known by when"
    elif on is None:
        says = "not booked" if clock.kind else ""
        tone = Tone.ATTENTION if tone is Tone.PLAIN else tone
    elif on <= clock.due:
        tone, says = Tone.SETTLED, f"booked {far(on, gathered.day)}, in time"
    else:
        tone, says = Tone.WRONG, f"booked {far(on, gathered.day)}, after its date"
    title = titles.get(clock.kind, clock.what) if clock.kind and clock.definition is None else clock.what
    named = " · ".join(part for part in (title, clock.whom) if part)
    return PageRow(
        tone,
        word,
        f"{named}: {says}" if says else named,
        joined(f"by {say_day(clock.due)}" if clock.due is not None else "", clock.explanation),
        meeting_id=clock.meeting_id if on is not None else None,
    )


def _to_come(gathered: Gathered) -> Iterator[Meeting]:
    for meeting in gathered.meetings:
        is_ahead = meeting.status in (MeetingStatus.PLANNED, MeetingStatus.LIVE)
        if is_ahead and meeting.held_on is not None and meeting.held_on >= gathered.day:
            yield meeting


def _booked(gathered: Gathered, titles: Mapping[str, str]) -> Iterator[Dated]:
    for meeting in _to_come(gathered):
        assert meeting.held_on is not None, "only meetings with a day are to come"
        title = meeting.title or titles.get(meeting.type_id, meeting.type_id)
        below = joined(say_day(meeting.held_on), meeting.reference, meeting.place)
        row = PageRow(
            Tone.PLAIN, far(meeting.held_on, gathered.day), f"{title} is booked", below, meeting_id=meeting.id
        )
        yield meeting.held_on, row


def _births(gathered: Gathered) -> Iterator[Dated]:
    for one in gathered.here:
        person = gathered.map_rows.people[one.id]
        if person.expected_date is not None and person.pregnancy not in (Pregnancy.BORN, Pregnancy.ENDED):
            word = far(person.expected_date, gathered.day)
            says = f"{one.designation} is expected"
            row = PageRow(Tone.PLAIN, word, says, say_day(person.expected_date), person_id=one.id)
            yield person.expected_date, row


def _orders(gathered: Gathered) -> Iterator[Dated]:
    for order in gathered.orders:
        on = order.expires_on
        if on is None or order.ended_on is not None or on < gathered.day:
            continue
        bound, protects = gathered.designation(order.bound_id), gathered.designation(order.protects_id)
        kind = order.kind.replace("_", " ").capitalize()
        whom = joined(f"binds {bound}" if bound else "", f"protects {protects}" if protects else "")
        row = PageRow(Tone.PLAIN, far(on, gathered.day), f"{kind} order runs out", joined(say_day(on), whom))
        yield on, row


def _milestones(gathered: Gathered) -> Iterator[Dated]:
    newest = newest_plan(gathered)
    for point in gathered.plan_points:
        on = point.milestone_on
        if newest is None or point.meeting_id != newest.id or on is None or on < gathered.day:
            continue
        says = joined(gathered.designation(point.child_id), point.milestone or point.need)
        row = PageRow(
            Tone.PLAIN,
            far(on, gathered.day),
            f"Plan: {says}",
            say_day(on),
            meeting_id=point.meeting_id,
            row_id=point.id,
        )
        yield on, row
