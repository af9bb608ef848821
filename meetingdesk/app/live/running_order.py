"""The running order: what is taken when, how long it took, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from meetingdesk.app.live.head import CaseHead, Head
from meetingdesk.domain.meeting_clock import Spent, spent_on_case, spent_on_point
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint, ListKind

_LIST_WORDS = {
    ListKind.ALERT_ONLY: "alert only",
    ListKind.DEFERRED: "deferred",
    ListKind.TWELVE_MONTHS: "twelve months",
}


@dataclass(frozen=True, slots=True)
class RunningLine:
    """One line of the running order: a point of the meeting, or a whole case."""

    point_id: UUID
    """The point that opens when the line is chosen."""
    title: str
    note: str
    spent: Spent
    family_id: UUID | None = None
    number: int = 0
    """Which case it is, counted from 1; 0 for a point of the meeting."""
    is_heard: bool = True


def running_order(head: Head, now: datetime) -> tuple[RunningLine, ...]:
    """Return the lines in the order in which they are taken: cases come after the list of cases."""
    listed = {each.case.family_id for each in head.cases}
    own = [point for point in head.points if point.family_id not in listed]
    cases = [
        line for number, each in enumerate(head.cases, 1) if (line := _case_line(head, each, number, now))
    ]
    before, after = _around_cases(own) if cases else (own, [])
    return (
        *(_point_line(point, now) for point in before),
        *cases,
        *(_point_line(point, now) for point in after),
    )


def line_at(lines: tuple[RunningLine, ...], point: AgendaPoint | None) -> int:
    """Return which line a point belongs to; -1 where none does."""
    if point is None:
        return -1
    for place, line in enumerate(lines):
        if line.point_id == point.id or (line.family_id is not None and line.family_id == point.family_id):
            return place
    return -1


def _around_cases(points: list[AgendaPoint]) -> tuple[list[AgendaPoint], list[AgendaPoint]]:
    places = [place for place, point in enumerate(points) if point.kind == SectionKind.CASE_LIST]
    cut = places[-1] + 1 if places else len(points)
    return points[:cut], points[cut:]


def _point_line(point: AgendaPoint, now: datetime) -> RunningLine:
    return RunningLine(point.id, point.title, "", spent_on_point(point, now))


def _case_line(head: Head, each: CaseHead, number: int, now: datetime) -> RunningLine | None:
    case = each.case
    points = head.points_of(case.family_id)
    if not points:
        return None
    # A case is taken up where it was left; one that was never open begins at its beginning.
    opened = [(point.opened_at, point) for point in points if point.opened_at is not None]
    latest = max(opened, key=lambda each: each[0])[1] if opened else points[0]
    notes = (
        _LIST_WORDS.get(case.list_kind, ""),
        f"{each.children} child" + ("ren" if each.children != 1 else "") if each.children else "",
        "unborn" if each.unborn else "",
        "repeat" if each.is_repeat else "",
        "transfer in" if case.transferred_from else "",
    )
    return RunningLine(
        latest.id,
        each.reference,
        " · ".join(note for note in notes if note),
        spent_on_case(case, points, now),
        case.family_id,
        number,
        is_heard=case.list_kind not in (ListKind.DEFERRED, ListKind.ALERT_ONLY),
    )
