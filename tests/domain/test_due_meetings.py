from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from meetingdesk.domain.due_meetings import due_meeting
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.rulebook import Rulebook, load_rulebook
from meetingdesk.domain.workdays import Nation


@cache
def book() -> Rulebook:
    return load_rulebook()


def held(kind: str, on: date, **values: object) -> Meeting:
    found = Meeting(reference=f"{kind} {on}", type_id=kind, held_on=on, status=MeetingStatus.DRAFT)
    return found if not values else Meeting(**{**_values(found), **values})


def _values(meeting: Meeting) -> dict[str, object]:
    return {name: getattr(meeting, name) for name in ("reference", "type_id", "held_on", "status")}


def due(kind: str, *thread: Meeting) -> tuple[str, date] | None:
    found = due_meeting(
        book().meeting_types[kind],
        thread,
        book().policy(Nation.ENG),
        book().calendar(Nation.ENG),
    )
    return (found.rule, found.due) if found is not None else None


STRATEGY = held("strategy", date(2026, 11, 3), enquiry_started_on=date(2026, 11, 3))
AGAIN = held("strategy", date(2026, 11, 6), enquiry_started_on=date(2026, 11, 3))
ANOTHER = held("strategy", date(2026, 11, 12), enquiry_started_on=date(2026, 11, 12))
CONFERENCE = held("icpc", date(2026, 11, 20))
CASES = [
    ("icpc", (), None),
    ("icpc", (held("strategy", date(2026, 11, 3)),), None),
    ("icpc", (STRATEGY,), ("icpc", date(2026, 11, 24))),
    ("icpc", (STRATEGY, AGAIN), ("icpc", date(2026, 11, 24))),
    ("icpc", (STRATEGY, AGAIN, ANOTHER), ("icpc", date(2026, 12, 3))),
    ("icpc", (STRATEGY, CONFERENCE), None),
    ("core_group", (CONFERENCE,), ("cg_first", date(2026, 12, 4))),
    ("core_group", (CONFERENCE, held("core_group", date(2026, 12, 2))), ("cg_next", date(2027, 1, 13))),
    ("rcpc", (CONFERENCE,), ("rcpc_first", date(2027, 2, 20))),
    ("rcpc", (CONFERENCE, held("rcpc", date(2027, 2, 10))), ("rcpc_next", date(2027, 8, 10))),
    ("marac", (held("marac", date(2026, 11, 9)),), None),
]


@pytest.mark.parametrize(("kind", "thread", "expected"), CASES)
def test_the_clock_that_started_last_says_when_the_next_one_is_due(
    kind: str, thread: tuple[Meeting, ...], expected: tuple[str, date] | None
) -> None:
    assert due(kind, *thread) == expected


def test_what_is_only_planned_starts_no_clock() -> None:
    planned = held("icpc", date(2026, 11, 20), status=MeetingStatus.PLANNED)

    assert due("core_group", planned) is None
