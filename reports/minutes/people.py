"""Who was there, who was not, and what that meant."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance, AttendanceStatus
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.gaps.facts import MeetingFacts
from reports.blocks import Builder, Text, plain, strong
from reports.words import CAME, REPORT, joined, sentence

_REPORT_ONLY = AttendanceStatus.APOLOGIES_WITH_REPORT
_NOT_THERE = frozenset(
    {
        AttendanceStatus.INVITED,
        AttendanceStatus.APOLOGIES,
        AttendanceStatus.ABSENT,
        AttendanceStatus.DECLINED,
        AttendanceStatus.SENT_DEPUTY,
        AttendanceStatus.EXCLUDED,
    }
)


def add_people(made: Builder, copy: Copied, level: int = 2) -> None:
    """Add who was there by agency, who was absent or sent a report, and what each absence meant."""
    inside = Builder()
    inside.facts(_rows(copy))
    for row in copy.facts.all(Attendance):
        if row.absence_meant and row.status not in IN_THE_ROOM:
            who = _agency_name(copy.facts, row) or _called(copy, row)
            inside.notice(strong(f"What the absence meant: {who}. "), plain(sentence(row.absence_meant)))
    made.part("Who was there", level, inside)


def _rows(copy: Copied) -> Iterator[tuple[str, Text]]:
    facts = copy.facts
    there: dict[str, list[str]] = {}
    reports: list[str] = []
    absent: list[str] = []
    for row in facts.all(Attendance):
        agency = _agency_name(facts, row)
        who = _called(copy, row)
        if row.status in IN_THE_ROOM:
            there.setdefault(agency or "Family", []).append(_with_role(copy, row, who))
        elif row.status is _REPORT_ONLY:
            reports.append(joined((agency or who, "" if not agency else who), ": "))
        elif row.status in _NOT_THERE:
            told = joined((CAME[row.status], REPORT[row.report]))
            absent.append(f"{joined((agency, who if who != agency else ''), ': ')} ({told})")
    for label, names in there.items():
        yield label, plain(", ".join(names))
    yield "Report only", plain("; ".join(reports))
    yield "Not there", plain("; ".join(absent))


def _with_role(copy: Copied, row: Attendance, who: str) -> str:
    meeting = copy.facts.meeting
    roles = []
    if row.professional_id is not None and row.professional_id == meeting.chair_id:
        roles.append("chair")
    if row.professional_id is not None and row.professional_id == meeting.minute_taker_id:
        roles.append("minutes")
    roles += [CAME[row.status], row.role.replace("_", " ") if row.person_id is None else ""]
    told = joined(dict.fromkeys(roles))
    return f"{who} ({told})" if told else who


def _called(copy: Copied, row: Attendance) -> str:
    """Return a professional by name, and somebody of the family by designation."""
    if row.person_id is not None:
        found = (case.called(row.person_id) for case in copy.cases)
        return next((designation for designation in found if designation), "A member of the family")
    worker = copy.facts.workers.get(row.professional_id) if row.professional_id is not None else None
    return worker.name if worker is not None else row.name or _agency_name(copy.facts, row)


def _agency_name(facts: MeetingFacts, row: Attendance) -> str:
    worker = facts.workers.get(row.professional_id) if row.professional_id is not None else None
    agency_id: UUID | None = row.agency_id or (worker.agency_id if worker is not None else None)
    agency = facts.agencies.get(agency_id) if agency_id is not None else None
    return agency.name if agency is not None else ""
