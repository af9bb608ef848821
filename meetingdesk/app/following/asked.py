"""What somebody wants of the list of actions, and what they get: values without a query in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from meetingdesk.domain.actions import ActionStatus

MOST_COUNTED = 1_000
"""Counted is up to here; beyond it the number changes nothing."""

PAGE = 30


class ActionState(StrEnum):
    """Which actions a list is of."""

    OPEN = "open"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    UNCONFIRMED = "unconfirmed"
    CARRIED = "carried"
    ESCALATED = "escalated"
    IN_PROGRESS = "in_progress"
    NOT_DONE = "not_done"
    TO_CHECK = "to_check"
    CLOSED = "closed"
    ALL = "all"


class ActionSort(StrEnum):
    """What a list of actions is sorted by."""

    PRESSING = "pressing"
    DUE = "due"
    REFERENCE = "reference"
    CARRIED = "carried"


class Grouping(StrEnum):
    """Under which headings actions stand."""

    NONE = "none"
    AGENCY = "agency"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which actions somebody wants to see; what is not said leaves them all."""

    state: ActionState = ActionState.OPEN
    agency_id: UUID | None = None
    owner_id: UUID | None = None
    family_id: UUID | None = None
    child_id: UUID | None = None
    type_id: str = ""
    age: int | None = None
    """Which of the ages by which what is overdue is counted, by its place among them."""
    carried: int = 0
    typed: str = ""


class GroupKind(StrEnum):
    """Whose actions stand under a heading."""

    AGENCY = "agency"
    OWNER = "owner"
    AGENCY_ALONE = "agency_alone"
    """An agency of which nobody is named as the owner."""
    FAMILY = "family"
    NOBODY = "nobody"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class GroupKey:
    """Whose actions stand together."""

    kind: GroupKind = GroupKind.ALL
    id: UUID | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What a heading says of its actions."""

    open: int = 0
    overdue: int = 0
    unconfirmed: int = 0
    replied_on: date | None = None
    chased_on: date | None = None


@dataclass(frozen=True, slots=True)
class ActionMark:
    """Where a page ended: under which heading, in which stretch of it, at which value and row."""

    group: GroupKey
    stretch: int = 0
    value: Any = None
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class AskedActions:
    """Which actions, under which headings, in which order, and from where."""

    filter: ActionFilter = field(default_factory=ActionFilter)
    grouping: Grouping = Grouping.AGENCY
    sort: ActionSort = ActionSort.PRESSING
    descending: bool = False
    after: ActionMark | None = None
    most: int = PAGE


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action in the list; the family's people are designations, never names."""

    id: UUID
    reference: str
    meeting_id: UUID
    family_id: UUID | None
    family: str
    text: str
    measure: str
    meeting: str
    held_on: date | None
    protects: tuple[str, ...]
    protects_below: str
    agency: str
    owner: str
    owner_below: str
    due_on: date | None
    days_overdue: int
    """In working days; 0 where it is not late."""
    status: ActionStatus
    carried: int
    wants_escalation: bool
    is_escalated: bool
    stage: int
    """In which stage of the ladder its challenge is; 0 where that is not known."""
    is_closed: bool
    is_immediate: bool
    check_again_on: date | None
    chased_at: datetime | None
    parts_open: int
    parts: int
    agency_id: UUID | None = None
    owner_id: UUID | None = None
    protects_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupOfActions:
    """Actions under one heading, as far as this page has them; a page may go on under the last one's."""

    key: GroupKey
    facts: GroupFacts | None
    lines: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class ActionPage:
    """Some actions of the list, and where the next page goes on."""

    groups: tuple[GroupOfActions, ...]
    next: ActionMark | None = None

    @property
    def lines(self) -> tuple[ActionLine, ...]:
        """All lines of the page."""
        return tuple(line for group in self.groups for line in group.lines)


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """What the chips say; every number is counted up to MOST_COUNTED."""

    overdue: int = 0
    open: int = 0
    carried: int = 0
    unconfirmed: int = 0
    escalated: int = 0
    to_check: int = 0
    carried_from: int = 2
    """From so many carries on the policy of the place offers an escalation."""
    ages: tuple[int, ...] = ()
    """How many are overdue by each of AGES."""
