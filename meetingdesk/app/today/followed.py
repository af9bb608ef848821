"""What was agreed or sent and has not come back: actions, copies, challenges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select

from meetingdesk.app.today.rows import (
    MOST_COUNTED,
    MOST_SHOWN,
    TodayGroup,
    TodayMark,
    TodayRow,
    far,
    group_of,
    late_by,
)
from meetingdesk.domain.actions import Action, ActionStatus, ActionStep
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.challenge import Challenge, ChallengeKind, ChallengeStage
from meetingdesk.domain.documents import (
    Acknowledgement,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
)
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.rows import Row
from meetingdesk.domain.text import in_short
from meetingdesk.storage.reading import Reading, visible
from meetingdesk.storage.tables import TABLES

R = TypeVar("R", bound=Row)

LOOKED_BACK = timedelta(days=183)
"""Older ones are found in the list of actions, which reads page by page."""

CHASED = ("chased", "escalated")
CHASED_LATELY = timedelta(days=14)
STILL_OPEN = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS, ActionStatus.UNCONFIRMED)
SENT_BACK = timedelta(days=90)
TIME_TO_ANSWER = timedelta(days=2)
ACTION, STEP, SENT = TABLES[Action], TABLES[ActionStep], TABLES[Distribution]


def actions_overdue(reading: Reading, today: date, now: datetime) -> TodayGroup:
    """Return the actions past their date that nobody has chased in the last fortnight, the oldest first."""
    chased = exists().where(
        STEP.c.action_id == ACTION.c.id, STEP.c.kind.in_(CHASED), STEP.c.at >= now - CHASED_LATELY
    )
    late: tuple[ColumnElement[bool], ...] = (
        ACTION.c.due_on < today,
        ACTION.c.due_on >= today - LOOKED_BACK,
        ACTION.c.status.in_(STILL_OPEN),
        ~chased,
    )
    found = reading.find(Action, *late, order=(ACTION.c.due_on,), limit=MOST_SHOWN)
    total = len(found)
    if total == MOST_SHOWN:
        # Counted up to a bound: how many hundreds there are changes nothing today.
        condition = visible(Action, reading.desk)
        seen = () if condition is None else (condition,)
        some = select(ACTION.c.id).where(*late, *seen).limit(MOST_COUNTED).subquery()
        total = int(reading.rows(select(func.count()).select_from(some))[0][0])
    agencies = _by_id(reading, Agency, (action.owner_agency_id for action in found))
    rows = [_action_row(action, agencies, today) for action in found]
    return group_of("actions", "Actions overdue and not chased", "actions", rows, total)


def _action_row(action: Action, agencies: dict[UUID, Agency], today: date) -> TodayRow:
    assert action.due_on is not None, "only actions with a date are overdue"
    owner = agencies[action.owner_agency_id].name if action.owner_agency_id in agencies else ""
    carried = f", carried {action.carried} times" if action.carried > 1 else ""
    whose = f"with {owner}" if owner else "no agency owns it"
    return TodayRow(
        TodayMark.LATE,
        late_by(action.due_on, today).capitalize(),
        in_short(action.text) or f"Action {action.reference}",
        f"{action.reference}, {whose}, not chased in the last {CHASED_LATELY.days} days{carried}",
        "actions",
        on=action.due_on,
        meeting_id=action.meeting_id,
        family_id=action.family_id,
        row_id=action.id,
    )


def copies_unacknowledged(reading: Reading, now: datetime) -> TodayGroup:
    """Return the copies of the last quarter that nobody said had arrived, or of which nobody can tell."""
    answered = exists().where(TABLES[Acknowledgement].c.distribution_id == SENT.c.id)
    waits = SENT.c.sent_at.between(now - SENT_BACK, now - TIME_TO_ANSWER) & ~answered
    # A server had it, and nobody wrote down whether it left.
    is_unsure = SENT.c.sent_at.is_(None) & (SENT.c.sent_by != "")
    found = reading.find(
        Distribution,
        # Rows are made when a copy goes, and their identifiers grow with time: no index is needed.
        SENT.c.id >= _first_id(now - SENT_BACK),
        or_(waits, is_unsure),
        SENT.c.returned_at.is_(None),
        SENT.c.recalled_at.is_(None),
        order=(SENT.c.sent_at,),
        limit=MOST_COUNTED,
    )
    copies = _by_id(reading, DocumentCopy, (sent.copy_id for sent in found))
    versions = _by_id(reading, DocumentVersion, (copy.version_id for copy in copies.values()))
    waiting: dict[UUID, list[tuple[Distribution, DocumentCopy]]] = {}
    for sent in found:
        copy = copies[sent.copy_id]
        waiting.setdefault(versions[copy.version_id].document_id, []).append((sent, copy))
    shown = list(waiting)[:MOST_SHOWN]
    documents = _by_id(reading, Document, shown)
    meetings = _by_id(reading, Meeting, (document.meeting_id for document in documents.values()))
    agencies = _by_id(reading, Agency, (copy.agency_id for copy in copies.values()))
    rows = [
        _copy_row(waiting[key], documents[key], meetings[documents[key].meeting_id], agencies, now)
        for key in shown
    ]
    return group_of("copies", "Copies not acknowledged", "meetings", rows, len(waiting))


def _copy_row(
    waiting: list[tuple[Distribution, DocumentCopy]],
    document: Document,
    meeting: Meeting,
    agencies: dict[UUID, Agency],
    now: datetime,
) -> TodayRow:
    sent, copy = waiting[0]
    reader = agencies[copy.agency_id].name if copy.agency_id in agencies else "one reader"
    unsure = next((one for one in waiting if one[0].sent_at is None), None)
    if unsure is not None:
        return _unsure_row(unsure[0], document, meeting)
    assert sent.sent_at is not None, "the others left"
    others = f" and {len(waiting) - 1} more" if len(waiting) > 1 else ""
    day = sent.sent_at.date()
    return TodayRow(
        TodayMark.SOON,
        f"Sent {far(day, now.date())}",
        f"{_kind_of(document)} of {meeting.reference}: no word from {reader}{others}",
        "ask whether it arrived",
        "meetings",
        on=day,
        meeting_id=meeting.id,
        family_id=document.family_id,
        row_id=sent.id,
    )


def _unsure_row(sent: Distribution, document: Document, meeting: Meeting) -> TodayRow:
    return TodayRow(
        TodayMark.LATE,
        "Nobody can tell",
        f"{_kind_of(document)} of {meeting.reference}: whether a copy left",
        "look in the sent mail, then say so in the ledger",
        "meetings",
        meeting_id=meeting.id,
        family_id=document.family_id,
        row_id=sent.id,
    )


def _kind_of(document: Document) -> str:
    try:
        return DocumentKind(document.kind).label
    except ValueError:
        return document.title or document.kind.replace("_", " ").capitalize()


def challenges_late(reading: Reading, today: date) -> TodayGroup:
    """Return the challenges whose present stage should have been settled by now."""
    stage_table = TABLES[ChallengeStage]
    late = reading.find(
        ChallengeStage,
        stage_table.c.due_on < today,
        stage_table.c.closed_on.is_(None),
        order=(stage_table.c.due_on,),
        limit=MOST_COUNTED,
    )
    challenges = _by_id(reading, Challenge, (stage.challenge_id for stage in late))
    last: dict[UUID, ChallengeStage] = {}
    for stage in reading.find(ChallengeStage, challenge_id=list(challenges)) if challenges else ():
        known = last.get(stage.challenge_id)
        if known is None or stage.position >= known.position:
            last[stage.challenge_id] = stage
    waiting = [
        stage
        for stage in late
        if last.get(stage.challenge_id) == stage and challenges[stage.challenge_id].resolved_on is None
    ]
    meetings = _by_id(reading, Meeting, (challenges[stage.challenge_id].meeting_id for stage in waiting))
    rows = [
        _challenge_row(stage, challenges[stage.challenge_id], meetings, today)
        for stage in waiting
        if challenges[stage.challenge_id].meeting_id in meetings
    ]
    return group_of("challenges", "Challenges past their stage", "meetings", rows)


def _challenge_row(
    stage: ChallengeStage, challenge: Challenge, meetings: dict[UUID, Meeting], today: date
) -> TodayRow:
    assert stage.due_on is not None, "only stages with a date are late"
    return TodayRow(
        TodayMark.LATE,
        late_by(stage.due_on, today).capitalize(),
        f"{_CHALLENGE[challenge.kind]} from {meetings[challenge.meeting_id].reference} is not settled",
        f"stage: {stage.stage.replace('_', ' ')}",
        "meetings",
        on=stage.due_on,
        meeting_id=challenge.meeting_id,
        family_id=challenge.family_id,
        row_id=challenge.id,
    )


_CHALLENGE = {
    ChallengeKind.IN_MEETING: "Challenge",
    ChallengeKind.FORMAL_DISSENT: "Formal dissent",
    ChallengeKind.ESCALATION: "Escalation",
    ChallengeKind.THRESHOLD_DISPUTE: "Dispute about the threshold",
    ChallengeKind.NON_COMPLIANCE: "Challenge about what was not done",
    ChallengeKind.FAMILY_COMPLAINT: "Complaint of a family",
}


def _by_id(reading: Reading, kind: type[R], keys: Iterable[UUID | None]) -> dict[UUID, R]:
    wanted = {key for key in keys if key is not None}
    return {row.id: row for row in reading.find(kind, id=wanted)} if wanted else {}


def _first_id(moment: datetime) -> UUID:
    return UUID(int=max(0, int(moment.timestamp() * 1000)) << 80)
