"""What can be asked in a roll call, as values: a key was pressed on somebody, a name was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.attendance import AttendanceStatus, ExclusionGround
from meetingdesk.domain.meetings import QuorumState
from meetingdesk.domain.roll_call import SomebodyTyped


@dataclass(frozen=True, slots=True)
class Marked:
    """These are present, remote, absent and so on."""

    attendance_ids: tuple[UUID, ...]
    status: AttendanceStatus


@dataclass(frozen=True, slots=True)
class RestPresent:
    """Everybody who is not marked yet is present."""


@dataclass(frozen=True, slots=True)
class Came:
    """These come in now, or came at a time; for the one case that is open, if that was said."""

    attendance_ids: tuple[UUID, ...]
    at: datetime | None = None
    only_this_case: bool = False


@dataclass(frozen=True, slots=True)
class Went:
    """These leave now, or left at a time; for the one case that is open, if that was said."""

    attendance_ids: tuple[UUID, ...]
    at: datetime | None = None
    only_this_case: bool = False


@dataclass(frozen=True, slots=True)
class DeputyNamed:
    """Somebody of this name is here for an invited person."""

    attendance_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class SomebodyCame:
    """Somebody came who is not on the list."""

    who: SomebodyTyped


class Extent(StrEnum):
    """How much of a meeting somebody is kept out of."""

    WHOLE = "whole"
    FROM_NOW = "from_now"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Somebody of the family is kept out."""

    attendance_id: UUID
    ground: ExclusionGround
    extent: Extent


@dataclass(frozen=True, slots=True)
class StatementHeard:
    """A statement of the type is read aloud now."""

    key: str


@dataclass(frozen=True, slots=True)
class AllAccept:
    """Everybody here who has not said otherwise accepts the statement."""


@dataclass(frozen=True, slots=True)
class Accepts:
    """These accept the statement."""

    attendance_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class DoesNotAccept:
    """Somebody does not accept the statement, and says why."""

    attendance_id: UUID
    why: str


@dataclass(frozen=True, slots=True)
class QuorumSettled:
    """The chair settles what comes of the count."""

    state: QuorumState
    reason: str = ""


Asked = (
    Marked
    | RestPresent
    | Came
    | Went
    | DeputyNamed
    | SomebodyCame
    | KeptOut
    | StatementHeard
    | AllAccept
    | Accepts
    | DoesNotAccept
    | QuorumSettled
)
