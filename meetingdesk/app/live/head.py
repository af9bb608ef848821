"""The frame of a meeting while it sits: the meeting, its agenda and its cases."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.kept_definitions import policy_of_meeting, type_of
from meetingdesk.domain.families import SUBJECT_ROLES, Family, FamilyMember, FamilyRole
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import AgendaPoint, Meeting, MeetingCase
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.repeats import is_repeat
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

TOUCHED_BY = frozenset({"meeting", "agenda_point", "meeting_case", "family_member", "family"})


@dataclass(frozen=True, slots=True)
class CaseHead:
    """One case of the meeting: its row, its reference, and how many children hang on it."""

    case: MeetingCase
    reference: str
    alert: str
    children: int
    unborn: int
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What the running order, the clock and the title are made of."""

    meeting: Meeting
    kind: MeetingType | None
    policy: Policy | None
    points: tuple[AgendaPoint, ...]
    cases: tuple[CaseHead, ...]
    reference: str
    """The reference of the one family, where the meeting is about one; else that of the meeting."""

    _by_family: dict[UUID | None, tuple[AgendaPoint, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    """The points of each case, for they are asked for at every tick of the clock."""

    def __post_init__(self) -> None:
        gathered: dict[UUID | None, list[AgendaPoint]] = {}
        for point in self.points:
            gathered.setdefault(point.family_id, []).append(point)
        self._by_family.update((key, tuple(points)) for key, points in gathered.items())

    @property
    def planned_start(self) -> datetime | None:
        """When the meeting was to begin."""
        meeting = self.meeting
        if meeting.held_on is None or meeting.starts_at is None:
            return None
        return datetime.combine(meeting.held_on, meeting.starts_at, ZoneInfo(meeting.zone))

    def case(self, family_id: UUID | None) -> CaseHead | None:
        """Return the case of a family."""
        return next((head for head in self.cases if head.case.family_id == family_id), None)

    def point(self, key: UUID | None) -> AgendaPoint | None:
        """Return a point of the agenda."""
        return next((point for point in self.points if point.id == key), None)

    def points_of(self, family_id: UUID | None) -> tuple[AgendaPoint, ...]:
        """Return the points of one case, or those of the whole meeting."""
        return self._by_family.get(family_id, ())

    def family_at(self, point: AgendaPoint) -> UUID | None:
        """Return the family that is spoken of at a point: that of the case, or the meeting's own."""
        return point.family_id or self.meeting.family_id


def head_of(reading: Reading, meeting_id: UUID) -> Head:
    """Return the frame of a meeting."""
    meeting = reading.get(Meeting, meeting_id)
    points = reading.find(AgendaPoint, order=(TABLES[AgendaPoint].c.position,), meeting_id=meeting_id)
    cases = reading.find(MeetingCase, order=(TABLES[MeetingCase].c.position,), meeting_id=meeting_id)
    wanted = {case.family_id for case in cases}
    if meeting.family_id is not None:
        wanted.add(meeting.family_id)
    families = {row.id: row for row in reading.find(Family, id=wanted)} if wanted else {}
    children = _children(reading, wanted) if cases else {}
    own = families.get(meeting.family_id) if meeting.family_id else None
    policy = policy_of_meeting(reading, meeting)
    calendar = rulebook().calendar(policy.nation) if policy is not None and cases else None
    return Head(
        meeting,
        type_of(reading, meeting),
        policy,
        points,
        tuple(
            replace(_case_head(case, families, children), is_repeat=is_repeat(case, policy, calendar))
            for case in cases
        ),
        own.reference if own is not None else meeting.reference,
    )


def _case_head(
    case: MeetingCase, families: dict[UUID, Family], children: dict[UUID, list[FamilyRole]]
) -> CaseHead:
    family = families.get(case.family_id)
    roles = children.get(case.family_id, [])
    unborn = roles.count(FamilyRole.UNBORN)
    return CaseHead(
        case,
        family.reference if family else "",
        family.alert if family else "",
        len(roles) - unborn,
        unborn,
    )


def _children(reading: Reading, families: set[UUID]) -> dict[UUID, list[FamilyRole]]:
    found: dict[UUID, list[FamilyRole]] = {}
    roles = SUBJECT_ROLES | {FamilyRole.SIBLING_NOT_SUBJECT}
    for member in reading.find(FamilyMember, family_id=families, role=roles):
        found.setdefault(member.family_id, []).append(member.role)
    return found
