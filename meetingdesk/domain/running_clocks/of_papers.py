"""What leaves before and after a meeting: reports, letters, plans, minutes, and the time to answer them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from meetingdesk.domain.attendance import Attendance, ReportState
from meetingdesk.domain.clocks import LONDON, parse_offset
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.documents import (
    Acknowledgement,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
)
from meetingdesk.domain.meeting_types import DeadlineRule
from meetingdesk.domain.meeting_words import ClockStart, DocumentKind
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.domain.running_clocks.counting import Fate, Start, counted, recorded
from meetingdesk.domain.running_clocks.kinds import CONFERENCES, ENDS_PLAN
from meetingdesk.domain.running_clocks.starts import moment_of_end, moment_of_trigger
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.running_clocks.words import end_of, the_meeting

_RULES = {
    DocumentKind.CASE_LIST: "case_list",
    DocumentKind.DECISION_LETTER: "letter",
    DocumentKind.PLAN: "plan_sent",
    DocumentKind.FULL_MINUTES: "minutes",
    DocumentKind.ACTION_LIST: "action_list",
}
_ABOUT_CHILDREN = frozenset({DocumentKind.DECISION_LETTER, DocumentKind.PLAN, DocumentKind.CHILD_COPY})
"""What is not sent any more once no child is left whom it is about."""
_SENT = frozenset({MeetingStatus.DISTRIBUTED, MeetingStatus.AMENDED, MeetingStatus.ARCHIVED})
_NO_REPORT = frozenset({ReportState.NOT_REQUIRED, ReportState.VERBAL_ONLY})


def papers(thread: Thread) -> Iterator[Clock]:
    """Return by when each paper of each meeting is to be sent."""
    for meeting, rule in _rules(thread):
        if rule.document is not None and (_is_before(rule) or meeting in thread.held):
            yield from _paper(thread, meeting, rule, rule.document)


def reports(thread: Thread) -> Iterator[Clock]:
    """Return by when the reports for a conference are to be there."""
    for meeting, rule in _rules(thread):
        start = _start(thread, meeting, rule)
        if rule.document is None and not rule.meeting and _is_before(rule) and start is not None:
            asked = [
                row
                for row in thread.all(Attendance)
                if row.meeting_id == meeting.id and row.report not in _NO_REPORT
            ]
            came = [row.report_on for row in asked if row.report_on is not None]
            met = max(came) if asked and len(came) == len(asked) else None
            fate = Fate(met_on=met, is_stopped=_is_over(thread, meeting), stopped_on=thread.closed_on)
            yield from counted(
                thread, "reports", rule.rule, start, fate, what=rule.label, meeting_id=meeting.id
            )


def corrections(thread: Thread) -> Iterator[Clock]:
    """Return until when corrections of the minutes can be asked for."""
    for meeting, rule in _rules(thread):
        if rule.counted_from is not ClockStart.COPY_RECEIVED:
            continue
        day = _received(thread, meeting)
        if day is not None:
            trigger = f"{say_day(day)}, when the minutes of {the_meeting(thread, meeting)} arrived"
            yield from _window(thread, "corrections", rule, Start(day, trigger, meeting.id))


def dissent(thread: Thread) -> Iterator[Clock]:
    """Return until when an agency can put its dissent in writing."""
    for meeting, rule in _rules(thread):
        moment = moment_of_end(meeting)
        if rule.key == "dissent" and moment is not None and meeting in thread.held:
            start = Start(moment, end_of(thread, meeting), meeting.id)
            yield from _window(thread, "dissent", rule, start)


def _window(thread: Thread, name: str, rule: DeadlineRule, start: Start) -> tuple[Clock, ...]:
    fate = Fate(is_window=True)
    return counted(thread, name, rule.rule, start, fate, what=rule.label, meeting_id=start.meeting_id)


def _rules(thread: Thread) -> Iterator[tuple[Meeting, DeadlineRule]]:
    for meeting in thread.own_meetings:
        kind = thread.kinds.get(meeting.type_id)
        if kind is not None and meeting.status is not MeetingStatus.CANCELLED:
            yield from ((meeting, rule) for rule in kind.deadlines)


def _paper(thread: Thread, meeting: Meeting, rule: DeadlineRule, kind: DocumentKind) -> tuple[Clock, ...]:
    name = _RULES.get(kind, "other_paper")
    start = _start(thread, meeting, rule)
    documents = [
        row for row in thread.all(Document) if row.meeting_id == meeting.id and row.kind == kind.value
    ]
    fate = _fate(thread, meeting, rule, kind, documents)
    said = min((row.due_on for row in documents if row.due_on is not None), default=None)
    if said is not None:
        trigger = start.trigger if start is not None else the_meeting(thread, meeting)
        explanation = f"as it was worked out when the paper was made, from {trigger}"
        return recorded(
            thread, name, said, fate, trigger, explanation, what=rule.label, meeting_id=meeting.id
        )
    if start is None:
        return ()
    return counted(thread, name, rule.rule, start, fate, what=rule.label, meeting_id=meeting.id)


def _fate(
    thread: Thread, meeting: Meeting, rule: DeadlineRule, kind: DocumentKind, documents: list[Document]
) -> Fate:
    sent = _sent_on(thread, {row.id for row in documents})
    if sent is not None:
        return Fate(met_on=sent)
    if _is_before(rule):
        return Fate(is_stopped=_is_over(thread, meeting), stopped_on=thread.closed_on)
    is_sent = meeting.status in _SENT and not documents
    is_stopped = kind is DocumentKind.PLAN and _is_without_plan(thread, meeting)
    stopped_on = thread.all_ended_on() if kind in _ABOUT_CHILDREN else None
    return Fate(is_met=is_sent, is_stopped=is_stopped, stopped_on=stopped_on)


def _is_over(thread: Thread, meeting: Meeting) -> bool:
    """Say whether the day of a meeting is over: it was held, or adjourned to be held on another."""
    is_adjourned = meeting.status is MeetingStatus.ADJOURNED
    return meeting in thread.held or (
        is_adjourned and meeting.held_on is not None and meeting.held_on <= thread.today
    )


def _is_without_plan(thread: Thread, meeting: Meeting) -> bool:
    """Say whether a conference made no plan for anybody, or ended the last: then none is sent."""
    outcomes = {row.outcome for row in thread.own(Decision) if row.meeting_id == meeting.id and row.outcome}
    return meeting.type_id in CONFERENCES and bool(outcomes) and outcomes <= ENDS_PLAN


def _copies(thread: Thread, documents: set[UUID]) -> set[UUID]:
    versions = {row.id for row in thread.all(DocumentVersion) if row.document_id in documents}
    return {row.id for row in thread.all(DocumentCopy) if row.version_id in versions}


def _sent_on(thread: Thread, documents: set[UUID]) -> date | None:
    copies = _copies(thread, documents)
    sent = (row.sent_at for row in thread.all(Distribution) if row.copy_id in copies)
    return min((_day(moment) for moment in sent if moment is not None), default=None)


def _received(thread: Thread, meeting: Meeting) -> date | None:
    """Return when the last copy of the minutes arrived; one nobody confirmed arrived when it was sent."""
    minutes = {
        row.id
        for row in thread.all(Document)
        if row.meeting_id == meeting.id and row.kind == DocumentKind.FULL_MINUTES.value
    }
    copies = _copies(thread, minutes)
    arrived = {row.distribution_id: row.at for row in thread.all(Acknowledgement)}
    moments = (arrived.get(row.id, row.sent_at) for row in thread.all(Distribution) if row.copy_id in copies)
    return max((_day(moment) for moment in moments if moment is not None), default=None)


def _is_before(rule: DeadlineRule) -> bool:
    offset = parse_offset(rule.rule)
    is_back = offset[1] if offset is not None else rule.rule.endswith("_before")
    return is_back and rule.counted_from is ClockStart.MEETING


def _start(thread: Thread, meeting: Meeting, rule: DeadlineRule) -> Start | None:
    if rule.counted_from is ClockStart.MEETING and meeting.held_on is not None:
        return Start(meeting.held_on, the_meeting(thread, meeting), meeting.id)
    moment: datetime | None = None
    trigger = end_of(thread, meeting)
    if rule.counted_from is ClockStart.MEETING_END:
        moment = moment_of_end(meeting)
    elif rule.counted_from is ClockStart.INCIDENT:
        moment, trigger = moment_of_trigger(meeting), "the incident"
    return Start(moment, trigger, meeting.id) if moment is not None else None


def _day(moment: datetime) -> date:
    return (moment.astimezone(LONDON) if moment.tzinfo is not None else moment).date()
