"""What a story leaves to be counted: the place of a meeting in its thread, the numbers of actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from meetingdesk.domain.actions import Action
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.rows import Row


def number_threads(rows: dict[UUID, Row]) -> None:
    """Number the meetings of each thread, and the actions of each family in the order of its meetings."""
    days: dict[UUID, date] = {}
    for thread in _threads(tuple(rows.values())):
        for place, meeting in enumerate(thread):
            days[meeting.id] = meeting.held_on or date.max
            previous = thread[place - 1].id if place else None
            rows[meeting.id] = replace(meeting, sequence=place + 1, previous_id=previous)
    numbers: Counter[str] = Counter()
    actions = [row for row in rows.values() if isinstance(row, Action)]
    for action in sorted(actions, key=lambda one: days[one.meeting_id]):
        owner = rows[action.family_id or action.meeting_id]
        assert isinstance(owner, Family | Meeting), "an action belongs to a family or a meeting"
        numbers[owner.reference] += 1
        reference = f"{owner.reference}-A{numbers[owner.reference]:02d}"
        rows[action.id] = replace(action, reference=reference)


def _threads(rows: Iterable[Row]) -> Iterable[list[Meeting]]:
    """Return the meetings of one type and one family or series, each thread from its first to its last."""
    found: dict[object, list[Meeting]] = {}
    for row in rows:
        if isinstance(row, Meeting):
            found.setdefault((row.type_id, row.family_id, row.series_id), []).append(row)
    for thread in found.values():
        yield sorted(thread, key=lambda meeting: meeting.held_on or date.max)
