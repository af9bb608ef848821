"""Gaps of the room: who is not here, what that costs, what was not read or counted."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.meetings import MeetingStatus, QuorumState, StatementRead

_NOT_BEGUN = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED})


def agency_absent(facts: CaseFacts) -> Iterator[Found]:
    """Return each required agency of which nobody is here, while nobody has said what that means."""
    if facts.meeting.status in _NOT_BEGUN:
        return
    for row in facts.all(Attendance):
        agency_id = facts.agency_of(row)
        is_wanted = row.is_required and row.person_id is None and row.deputy_for_id is None
        if not is_wanted or agency_id is None or row.absence_meant:
            continue
        if agency_id not in facts.agencies_here:
            yield Found(facts.agency_called(agency_id), row.id)


def quorum_open(facts: CaseFacts) -> Iterator[Found]:
    """Say that too few are here, while nobody has decided to go on or to adjourn."""
    meeting = facts.meeting
    is_undecided = meeting.quorum is QuorumState.NOT_COUNTED
    if facts.whole.is_quorate is False and is_undecided and meeting.status not in _NOT_BEGUN:
        yield Found()


def quorum_without_reason(facts: CaseFacts) -> Iterator[Found]:
    """Say that the meeting went on without its quorum, and not why."""
    if facts.meeting.quorum is QuorumState.PROCEEDED_WITHOUT and not facts.meeting.quorum_reason:
        yield Found()


def statement_not_read(facts: CaseFacts) -> Iterator[Found]:
    """Return each statement of this type of meeting that was not read aloud."""
    read = {row.kind for row in facts.all(StatementRead) if row.read_at is not None}
    for statement in facts.kind.statements:
        if statement.key not in read:
            yield Found(statement.title.lower())


def statement_not_accepted(facts: CaseFacts) -> Iterator[Found]:
    """Say that people are here who have not accepted what was read."""
    if not any(row.read_at for row in facts.all(StatementRead)):
        return
    here = [row for row in facts.all(Attendance) if row.id in facts.here]
    missing = [row for row in here if row.statement_accepted_at is None and not row.statement_exception]
    if missing:
        yield Found(f"{len(missing)} of {len(here)}")


def chair_not_named(facts: CaseFacts) -> Iterator[Found]:
    """Say that nobody is named as the chair."""
    if facts.meeting.chair_id is None:
        yield Found()
