"""The room of a meeting as it is shown: lines, chips, statements, and who is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.meetings import QuorumState
from meetingdesk.domain.missing_agencies import RoomWarning
from meetingdesk.domain.quorum import QuorumCount
from meetingdesk.domain.roll_call import Sign


@dataclass(frozen=True, slots=True)
class Place:
    """One invited person or agency, as a line of the roll call."""

    id: UUID
    called: str
    agency: str
    what: str
    expected: str
    status: AttendanceStatus
    sign: Sign
    is_here: bool
    agency_id: UUID | None = None
    person_id: UUID | None = None
    deputy_for: str = ""
    deputy: str = ""
    arrived_at: datetime | None = None
    times: str = ""
    has_accepted: bool = False
    exception: str = ""

    @property
    def is_marked(self) -> bool:
        """Whether the roll call has come to this line."""
        return self.status is not AttendanceStatus.INVITED

    @property
    def may_send_deputy(self) -> bool:
        """Whether somebody else can be here in their place."""
        return self.person_id is None

    @property
    def may_be_excluded(self) -> bool:
        """Whether they can be kept out with a ground: only somebody of the family."""
        return self.person_id is not None


@dataclass(frozen=True, slots=True)
class Chip:
    """One agency, or somebody of none, in the room at a glance."""

    word: str
    name: str
    sign: Sign
    agency_id: UUID | None = None
    attendance_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SpokenStatement:
    """A statement of the type, and when it was read; `at` is a time of day, empty while it was not."""

    key: str
    title: str
    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """Everything that a roll call and the panel of the room show."""

    meeting_id: UUID
    places: tuple[Place, ...]
    chips: tuple[Chip, ...]
    here: int
    of: int
    of_what: str
    unspoken: tuple[str, ...]
    quorum: QuorumCount
    settled: QuorumState
    settled_reason: str
    statements: tuple[SpokenStatement, ...]
    warnings: tuple[RoomWarning, ...]
    zone: str
    family_id: UUID | None = None
    case: str = ""
    section: str = ""
    section_title: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, UUID] = field(default_factory=dict)

    @property
    def marked(self) -> int:
        """How many lines are marked."""
        return sum(place.is_marked for place in self.places)

    @property
    def accepted(self) -> int:
        """How many of those here have accepted the statement."""
        return sum(place.has_accepted for place in self.places if place.is_here)

    @property
    def to_accept(self) -> tuple[Place, ...]:
        """Those here who have neither accepted the statement nor said that they do not."""
        return tuple(p for p in self.places if p.is_here and not p.has_accepted and not p.exception)

    @property
    def exceptions(self) -> tuple[Place, ...]:
        """Those here who do not accept the statement."""
        return tuple(place for place in self.places if place.is_here and place.exception)

    @property
    def next_statement(self) -> SpokenStatement | None:
        """The first statement of the type that was not read yet."""
        return next((statement for statement in self.statements if not statement.at), None)
