"""What the lists of meetings and families say of each line."""

from __future__ import annotations

from meetingdesk.app.lists import FamilyLine, FamilySort, MeetingLine, MeetingSort
from meetingdesk.domain.meetings import MeetingStatus
from ui.models.paged_model import Column
from ui.words import STATUS, STATUS_MARK, many, say_date, say_time

STATUS_CHIP = {
    MeetingStatus.LIVE: "accent",
    MeetingStatus.DRAFT: "attention",
    MeetingStatus.ADJOURNED: "attention",
    MeetingStatus.CANCELLED: "wrong",
    MeetingStatus.APPROVED: "settled",
    MeetingStatus.DISTRIBUTED: "settled",
    MeetingStatus.AMENDED: "settled",
}


def meeting_columns() -> tuple[Column[MeetingLine], ...]:
    """Return the columns of the list of meetings."""
    return (
        Column(
            "Date",
            lambda line: say_date(line.held_on),
            lambda line: say_time(line.starts_at),
            sort=MeetingSort.DATE,
            width=150,
        ),
        Column("Meeting", lambda line: line.title or line.kind, _below_meeting, sort=MeetingSort.KIND),
        Column(
            "Chair",
            lambda line: line.chair or "–",
            sort=MeetingSort.CHAIR,
            width=190,
        ),
        Column(
            "State",
            lambda line: f"{STATUS_MARK[line.status]} {STATUS[line.status]}",
            sort=MeetingSort.STATUS,
            chip=lambda line: STATUS_CHIP.get(line.status, "plain"),
            width=150,
        ),
    )


def family_columns() -> tuple[Column[FamilyLine], ...]:
    """Return the columns of the list of families."""
    return (
        Column(
            "Family",
            lambda line: line.reference,
            lambda line: f"opened {say_date(line.opened_on)}" if line.opened_on else "",
            sort=FamilySort.REFERENCE,
            is_strong=True,
            width=200,
        ),
        Column("Area", lambda line: line.area or "–", sort=FamilySort.AREA),
        Column("Children", lambda line: str(line.children) if line.children else "–", width=110),
        Column(
            "Last meeting",
            lambda line: say_date(line.last_meeting, "none yet"),
            lambda line: many(line.meetings, "meeting") if line.meetings else "",
            sort=FamilySort.LAST_MEETING,
            width=170,
        ),
        Column("State", _family_state, chip=_family_chip, width=150),
    )


def _below_meeting(line: MeetingLine) -> str:
    kind = line.kind if line.title not in ("", line.kind) else ""
    cases = many(line.cases, "case") if line.cases else ""
    return " · ".join(part for part in (line.reference, kind, cases, line.place) if part)


def _family_state(line: FamilyLine) -> str:
    if line.has_alert:
        return "△ Safety alert"
    return "● Closed" if line.is_closed else "○ Open"


def _family_chip(line: FamilyLine) -> str:
    return "wrong" if line.has_alert else "plain"
