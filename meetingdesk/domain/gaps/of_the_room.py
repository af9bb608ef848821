"""Gaps of the room: who is not here, what that costs, what was not read or counted."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance, AttendanceStatus, ReportState
from meetingdesk.domain.gaps.earlier import Earlier
from meetingdesk.domain.gaps.facts import NOT_BEGUN, CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.gaps.of_information import kept_out
from meetingdesk.domain.information import Entry, InformationRequest, RequestState
from meetingdesk.domain.meetings import QuorumState, StatementRead
from meetingdesk.domain.people import Interpreter

_STAYED_AWAY = frozenset(
    {
        AttendanceStatus.APOLOGIES,
        AttendanceStatus.APOLOGIES_WITH_REPORT,
        AttendanceStatus.ABSENT,
        AttendanceStatus.DECLINED,
    }
)
_REPORTED = frozenset({ReportState.ON_TIME, ReportState.LATE, ReportState.VERBAL_ONLY})
_ANSWERED = frozenset({RequestState.ANSWERED, RequestState.NOTHING_KNOWN})
_NEEDS_ONE = frozenset({Interpreter.NEEDED, Interpreter.SIGNER_NEEDED})
_INTERPRETER = "interpreter"
_CONFERENCES = frozenset({"icpc", "rcpc", "prebirth"})
"""Conferences of one child are led by one chair; any other type has its own."""


def agency_absent(facts: CaseFacts) -> Iterator[Found]:
    """Return each required agency of which nobody is here, while nobody has said what that means."""
    if facts.meeting.status in NOT_BEGUN:
        return
    left = kept_out(facts)
    for row in facts.all(Attendance):
        agency_id = facts.agency_of(row)
        is_wanted = row.is_required and row.person_id is None and row.deputy_for_id is None
        if not is_wanted or agency_id is None or row.absence_meant or agency_id in left:
            continue
        if row.status is AttendanceStatus.INVITED and not facts.whole.is_roll_called:
            continue
        # Who is away all day is told of once; of a case it is told who stepped out of it.
        is_its_place = facts.family_id is None or not facts.kind.many_cases or _was_here(facts, row)
        if agency_id not in facts.agencies_here and is_its_place:
            yield Found(facts.agency_called(agency_id), row.id)


def _was_here(facts: CaseFacts, row: Attendance) -> bool:
    return row.status in IN_THE_ROOM or bool(facts.whole.stretches.get(row.id))


def absence_cost(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency that stayed away and sent nothing, while nobody has said what that costs."""
    is_about_children = facts.case is None or bool(facts.children)
    if facts.meeting.status in NOT_BEGUN or not is_about_children:
        return
    told = {entry.agency_id for entry in facts.all(Entry)}
    told |= {request.agency_id for request in facts.all(InformationRequest) if request.state in _ANSWERED}
    for row in facts.all(Attendance):
        agency_id = facts.agency_of(row)
        is_away = row.status in _STAYED_AWAY and row.person_id is None and not row.is_required
        if not is_away or agency_id is None or row.absence_meant or row.report in _REPORTED:
            continue
        if agency_id not in facts.agencies_here and agency_id not in told:
            yield Found(facts.agency_called(agency_id), row.id)


def agency_not_back(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency that was there last time and is not here, while nobody has said what that means."""
    last = _last_like_it(facts)
    if last is None or facts.meeting.status in NOT_BEGUN or not facts.whole.is_roll_called:
        return
    asked = {facts.agency_of(row): row for row in facts.all(Attendance) if row.person_id is None}
    told = {found.concerns for found in absence_cost(facts)}
    is_like_it = _is_like(last, facts)
    always = {one.agency for one in facts.kind.required}
    for agency_id, agency in last.agencies_there.items():
        row = asked.get(agency_id)
        is_explained = row is not None and bool(row.absence_meant or row.is_required or row.id in told)
        # Whoever came for one case of many is missed only where they are asked again.
        is_of_all = not facts.kind.many_cases or agency.key in always
        is_expected = row is not None or (is_like_it and is_of_all)
        if is_expected and not is_explained and agency_id not in facts.agencies_here:
            yield Found(facts.agency_called(agency_id), agency_id)


def chair_changed(facts: CaseFacts) -> Iterator[Found]:
    """Say that somebody else leads than last time."""
    like_it = next((one for one in facts.whole.earlier if _is_like(one, facts)), None)
    before = like_it.meeting.chair_id if like_it is not None else None
    if before is not None and facts.meeting.chair_id not in (before, None):
        yield Found()


def interpreter_missing(facts: CaseFacts) -> Iterator[Found]:
    """Return everybody of the family who is here and needs an interpreter, while none is."""
    here = [row for row in facts.all(Attendance) if row.id in facts.here]
    if any(_INTERPRETER in (row.role, facts.agency_key(facts.agency_of(row))) for row in here):
        return
    workers = (
        facts.whole.workers.get(row.professional_id) for row in here if row.professional_id is not None
    )
    titles = [worker.job_title.casefold() for worker in workers if worker is not None]
    in_room = {row.person_id for row in here}
    for one in facts.people:
        if one.id not in in_room or one.person.interpreter not in _NEEDS_ONE:
            continue
        languages = (one.person.interpreter_language, one.person.first_language)
        said = {_INTERPRETER, *(word.casefold().split()[0] for word in languages if word.strip())}
        if not any(word in title for word in said for title in titles):
            yield Found(one.designation, one.id)


def quorum_open(facts: CaseFacts) -> Iterator[Found]:
    """Say that too few are here, while nobody has decided to go on or to adjourn."""
    meeting = facts.meeting
    is_undecided = meeting.quorum is QuorumState.NOT_COUNTED
    is_counted = meeting.status not in NOT_BEGUN and facts.whole.is_roll_called
    if facts.whole.is_quorate is False and is_undecided and is_counted:
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


def late_without_reason(facts: CaseFacts) -> Iterator[Found]:
    """Say that the meeting is held after the day by which it was due, and not why."""
    meeting = facts.meeting
    is_late = meeting.due_on is not None and meeting.held_on is not None and meeting.held_on > meeting.due_on
    if is_late and not meeting.late_reason:
        yield Found()


def _last_like_it(facts: CaseFacts) -> Earlier | None:
    """Return the last meeting of the same kind; else the last of the thread."""
    earlier = facts.whole.earlier
    return next((one for one in earlier if _is_like(one, facts)), earlier[0] if earlier else None)


def _is_like(earlier: Earlier, facts: CaseFacts) -> bool:
    before, now = earlier.meeting.type_id, facts.meeting.type_id
    return before == now or {before, now} <= _CONFERENCES
