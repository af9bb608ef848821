"""The list of meetings, and what the panel says of one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from meetingdesk.app.details import MeetingFacts, meeting_facts
from meetingdesk.app.lists import MeetingLine, MeetingSort, list_meetings
from meetingdesk.app.paging import Asked, Page
from ui.models.meeting_columns import meeting_columns
from ui.screens.list_screen import ListOf
from ui.widgets.detail_panel import Fact, Group, Sheet
from ui.words import MODE, QUORUM, STATUS, STATUS_MARK, many, say_date, say_time


def meetings_list(titles: Mapping[str, str]) -> ListOf:
    """Return the list of meetings."""
    return ListOf(
        title="Meetings",
        filter_hint="Filter by reference, kind, chair or place",
        nothing="There is no meeting yet",
        what_to_do="Bring in a meeting file with Ctrl+I, or drag one onto this window.",
        columns=meeting_columns(),
        page=partial(_page, titles),
        sheet=partial(_sheet, titles),
        tables=frozenset({"meeting", "meeting_case", "professional", "action", "entry", "attendance"}),
        sort=MeetingSort.DATE,
        opens=True,
    )


def _page(titles: Mapping[str, str], reading: Any, asked: Asked) -> Page[MeetingLine]:
    return list_meetings(reading, titles, asked)


def _sheet(titles: Mapping[str, str], reading: Any, key: UUID) -> Sheet:
    return meeting_sheet(meeting_facts(reading, titles, key))


def meeting_sheet(facts: MeetingFacts) -> Sheet:
    """Return what the panel says of a meeting; what is not known is left out."""
    meeting = facts.meeting
    when = " – ".join(part for part in (say_time(meeting.starts_at), say_time(meeting.ends_at)) if part)
    held = Group(
        "When and where",
        _known(
            ("", f"{say_date(meeting.held_on)}{', ' if when else ''}{when}"),
            (MODE[meeting.mode], meeting.place or "Place not given"),
            ("State", f"{STATUS_MARK[meeting.status]} {STATUS[meeting.status]}"),
            ("Why", meeting.status_reason),
        ),
    )
    people = Group(
        "People",
        _known(
            ("Chair", facts.chair),
            ("Minute taker", facts.minute_taker),
            ("Invited or present", many(facts.attendances, "person", "people")),
            ("Quorum", QUORUM[meeting.quorum]),
        ),
    )
    record = Group(
        "Recorded so far",
        _known(
            ("", many(facts.entries, "entry", "entries")),
            ("", f"{many(facts.actions, 'action')}, {facts.open_actions} open"),
            ("Purpose", meeting.purpose),
        ),
    )
    groups = [held, people, record]
    if facts.families:
        heading = many(len(facts.families), "family", "families")
        groups.append(Group(heading, tuple(Fact("", reference) for reference in facts.families)))
    is_named = meeting.title not in ("", facts.kind)
    below = f"{meeting.reference} · {facts.kind}" if is_named else meeting.reference
    return Sheet(meeting.title or facts.kind, below, tuple(groups))


def _known(*facts: tuple[str, str]) -> tuple[Fact, ...]:
    return tuple(Fact(about, said) for about, said in facts if said)
