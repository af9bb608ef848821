"""Gaps of the record as a whole: a required part that is empty, no next date, nobody who tells the family."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.domain.attendance import Attendance, ReportState
from meetingdesk.domain.chronology import Event
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import CaseTransfer, FormAnswer, ListKind
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.risk import Reflection

_REPORTED = frozenset({ReportState.ON_TIME, ReportState.LATE, ReportState.VERBAL_ONLY})
_STREAMS = frozenset(
    {
        SectionKind.REFERRAL,
        SectionKind.CONTACT,
        SectionKind.REPORTS,
        SectionKind.EVENTS,
        SectionKind.INFORMATION,
        SectionKind.ENQUIRY,
        SectionKind.BIRTH_PLAN,
    }
)
"""What is only talked of: such a part is empty as long as nothing was written there."""
_FROM_ELSEWHERE = "transfer"
"""The part about what another area has sent, which stands on the card of the move."""


def section_empty(facts: CaseFacts) -> Iterator[Found]:
    """Return each required part in which nothing was written, nor why it was left out."""
    written = {entry.section for entry in facts.entries}
    written |= {row.section for row in facts.own(FormAnswer) if _is_answered(row)}
    if any(row.documents for row in facts.own(CaseTransfer)):
        written.add(_FROM_ELSEWHERE)
    is_filled = _filled_otherwise(facts)
    for point in facts.points:
        section = facts.kind.section(point.section)
        if section is None or not section.required or section.kind not in _STREAMS:
            continue
        is_written = point.section in written or section.kind in is_filled or bool(point.note)
        if not is_written and not point.set_aside_because:
            yield Found(point.title or section.title, point.id, section.kind)


def _is_answered(row: FormAnswer) -> bool:
    return bool(row.text or row.on_date) or row.answer is not YesNo.UNKNOWN


def _filled_otherwise(facts: CaseFacts) -> frozenset[SectionKind]:
    """Return what is not only written in lines: events on the line of time, reports, why a case is listed."""
    case = facts.listed
    filled = {
        SectionKind.EVENTS: any(row.meeting_id == facts.meeting.id for row in facts.own(Event)),
        SectionKind.REPORTS: any(row.report in _REPORTED for row in facts.all(Attendance)),
        SectionKind.REFERRAL: case is not None and bool(case.reason or case.criteria),
        SectionKind.CONTACT: case is not None and bool(case.victim_views or case.not_known_because),
    }
    return frozenset(kind for kind, is_there in filled.items() if is_there)


def prompts_not_answered(facts: CaseFacts) -> Iterator[Found]:
    """Say how many questions for the room nobody answered or passed."""
    if not facts.has(SectionKind.REFLECTION):
        return
    answered = {row.prompt for row in facts.own(Reflection) if row.answer or row.is_passed}
    missing = [prompt for prompt in facts.kind.prompts if prompt not in answered]
    if missing:
        yield Found(f"{len(missing)} of {len(facts.kind.prompts)}")


def next_date(facts: CaseFacts) -> Iterator[Found]:
    """Say that nobody has said when the meeting comes together again."""
    if facts.has(SectionKind.NEXT_MEETING) and facts.meeting.next_on is None:
        yield Found()


def who_tells_victim(facts: CaseFacts) -> Iterator[Found]:
    """Say that nobody is named who tells the person harmed what came of it."""
    case = facts.listed
    is_decided = bool(facts.decisions) or (case is not None and bool(case.outcome))
    if case is None or case.list_kind is not ListKind.FULL or not is_decided:
        return
    if case.feedback_by_id is None and not _is_said(facts, SectionKind.TOLD):
        yield Found()


def _is_said(facts: CaseFacts, kind: SectionKind) -> bool:
    keys = {section.key for section in facts.kind.sections if section.kind is kind}
    return any(entry.section in keys for entry in facts.entries)
