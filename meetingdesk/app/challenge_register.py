"""The register: every challenge across the meetings, its stage, and when that should be settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement

from meetingdesk.app.challenges import CALLED, open_stage, stage_called
from meetingdesk.app.today.meetings import policy_named
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.challenge import Challenge, ChallengeKind, ChallengeStage
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.rows import Row
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

TOUCHED_BY = frozenset({"challenge", "challenge_stage", "meeting", "family", "agency"})
MOST = 500
R = TypeVar("R", bound=Row)


class ChallengeState(StrEnum):
    """Where a challenge stands."""

    OPEN = "open"
    RECORDED = "recorded"  # in the minutes, and not taken further
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class RegisteredChallenge:
    """One challenge, by references and agencies; the words themselves stand in its meeting."""

    id: UUID
    meeting_id: UUID
    meeting_reference: str
    held_on: date | None
    family_id: UUID | None
    family_reference: str
    kind: ChallengeKind
    called: str
    by: str
    against: str
    state: ChallengeState
    stage: str
    """The stage it is in, in words; empty where none was opened or the last is closed."""
    opened_on: date | None
    due_on: date | None
    is_overdue: bool
    safe_meanwhile: YesNo
    resolved_on: date | None

    @property
    def days_to_settle(self) -> int | None:
        """How many days it took from the meeting until it was settled."""
        if self.resolved_on is None or self.held_on is None:
            return None
        return (self.resolved_on - self.held_on).days


def challenge_register(
    reading: Reading,
    today: date,
    *,
    family_id: UUID | None = None,
    with_settled: bool = False,
    most: int = MOST,
) -> tuple[RegisteredChallenge, ...]:
    """Return the challenges of one family or of all: the overdue first, then as they fall due.

    What was only recorded or is settled comes last, the latest first.
    """
    table = TABLES[Challenge]
    wanted: list[ColumnElement[bool]] = []
    if not with_settled:
        wanted += [table.c.resolved_on.is_(None), table.c.not_taken_further_because == ""]
    where = {"family_id": family_id} if family_id is not None else {}
    found = reading.find(Challenge, *wanted, order=(table.c.id.desc(),), limit=most, **where)
    meetings = _by_id(reading, Meeting, (one.meeting_id for one in found))
    families = _by_id(reading, Family, (one.family_id for one in found))
    named = (key for one in found for key in (one.raised_by_agency_id, one.against_agency_id))
    agencies = {key: agency.name for key, agency in _by_id(reading, Agency, named).items()}
    stages = _stages(reading, found)
    rows = [
        _registered(
            one,
            meetings[one.meeting_id],
            families.get(one.family_id) if one.family_id is not None else None,
            agencies,
            stages.get(one.id, []),
            today,
        )
        for one in found
        if one.meeting_id in meetings
    ]
    return tuple(sorted(rows, key=_order))


def _registered(
    one: Challenge,
    meeting: Meeting,
    family: Family | None,
    agencies: dict[UUID, str],
    stages: list[ChallengeStage],
    today: date,
) -> RegisteredChallenge:
    state = ChallengeState.OPEN
    if one.resolved_on is not None:
        state = ChallengeState.SETTLED
    elif one.not_taken_further_because:
        state = ChallengeState.RECORDED
    stage = open_stage(stages) if state is ChallengeState.OPEN else None
    due = stage.due_on if stage is not None else None
    return RegisteredChallenge(
        one.id,
        meeting.id,
        meeting.reference,
        meeting.held_on,
        one.family_id,
        family.reference if family is not None else "",
        one.kind,
        CALLED[one.kind],
        agencies.get(one.raised_by_agency_id, "") if one.raised_by_agency_id else "",
        agencies.get(one.against_agency_id, "") if one.against_agency_id else "",
        state,
        stage_called(policy_named(meeting.policy_id), stage.stage) if stage is not None else "",
        stage.opened_on if stage is not None else None,
        due,
        due is not None and due < today,
        one.child_safe_meanwhile,
        one.resolved_on,
    )


def _order(row: RegisteredChallenge) -> tuple[bool, date, int]:
    """Put what is due first; of those without a day the latest first."""
    is_due = row.state is ChallengeState.OPEN and row.due_on is not None
    return (
        row.state is not ChallengeState.OPEN,
        row.due_on or date.max if is_due else date.max,
        -(row.resolved_on or row.held_on or date.min).toordinal(),
    )


def _stages(reading: Reading, found: Iterable[Challenge]) -> dict[UUID, list[ChallengeStage]]:
    keys = {one.id for one in found}
    stages: dict[UUID, list[ChallengeStage]] = {}
    for stage in reading.find(ChallengeStage, challenge_id=keys) if keys else ():
        stages.setdefault(stage.challenge_id, []).append(stage)
    return stages


def _by_id(reading: Reading, kind: type[R], keys: Iterable[UUID | None]) -> dict[UUID, R]:
    wanted = {key for key in keys if key is not None}
    return {row.id: row for row in reading.find(kind, id=wanted)} if wanted else {}
