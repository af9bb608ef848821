"""What the chair keeps an eye on: time, who is silent, what is still to be decided, what warns of a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from meetingdesk.app.live import head as heads
from meetingdesk.app.live import naming, room_view
from meetingdesk.app.live.gaps_at import reached_at
from meetingdesk.app.live.head import Head, head_of
from meetingdesk.app.live.naming import people_of
from meetingdesk.app.live.room_view import room_at
from meetingdesk.app.live.through_the_eyes import CHILDREN
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import Family
from meetingdesk.domain.gaps.gap import Gap
from meetingdesk.domain.gaps.not_yet import NotYet, not_yet
from meetingdesk.domain.meeting_clock import (
    NOT_HEARD,
    Forecast,
    Spent,
    forecast,
    spent_on_case,
    spent_on_point,
)
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint
from meetingdesk.domain.people import Person
from meetingdesk.storage.reading import Reading

TOUCHED_BY = heads.TOUCHED_BY | room_view.TOUCHED_BY | naming.TOUCHED_BY | frozenset({"decision"})


@dataclass(frozen=True, slots=True)
class ChairView:
    """Everything that the chair's window shows, besides what changes with the clock and what is missing."""

    head: Head
    point: AgendaPoint | None
    reference: str
    where: str
    """The case and the part of the agenda that are open."""
    alert: str = ""
    unspoken: tuple[str, ...] = ()
    has_room: bool = False
    """Whether anybody was asked to come at all."""
    quorum: str = ""
    is_quorate: bool | None = None
    """None where no quorum is asked for."""
    takes_decisions: bool = False
    to_take: tuple[str, ...] = ()
    """For whom nothing is decided yet: each child, the case, or the cases of the whole meeting."""


def chair_view(reading: Reading, meeting_id: UUID, point_id: UUID | None) -> ChairView:
    """Return what the chair is shown while a point of the agenda is open."""
    head = head_of(reading, meeting_id)
    point = head.point(point_id)
    family_id = head.family_at(point) if point is not None else None
    case = head.case(point.family_id) if point is not None else None
    room = room_at(reading, head, point, None) if point is not None else None
    quorum = room.quorum if room is not None else None
    is_asked = quorum is not None and quorum.is_asked_for
    own = case.reference if case is not None else ""
    to_take = _to_take(reading, head, family_id)
    return ChairView(
        head,
        point,
        head.reference,
        " · ".join(part for part in (own, point.title if point is not None else "") if part),
        case.alert if case is not None else _alert(reading, head),
        room.unspoken if room is not None else (),
        room is not None and bool(room.places),
        quorum.sentence if quorum is not None and is_asked else "",
        quorum.is_met if quorum is not None and is_asked else None,
        to_take is not None,
        to_take or (),
    )


def times_at(head: Head, point: AgendaPoint | None, now: datetime) -> tuple[Spent | None, Forecast | None]:
    """Return the time that the open case or point has used, and when the meeting will be over."""
    case = head.case(point.family_id) if point is not None else None
    spent: Spent | None = None
    if case is not None:
        spent = spent_on_case(case.case, head.points_of(case.case.family_id), now)
    elif point is not None:
        spent = spent_on_point(point, now)
    cases = tuple(each.case for each in head.cases)
    return spent, forecast(head.meeting, cases, head.points, now, head.planned_start)


def lacking(head: Head, point: AgendaPoint | None, gaps: Iterable[Gap]) -> tuple[NotYet, ...]:
    """Return the short list of what the case or meeting that is open lacks; gaps of others are left out."""
    family_id = head.family_at(point) if point is not None else None
    case = head.points_of(point.family_id) if point is not None else ()
    own = (gap for gap in gaps if gap.family_id == family_id)
    return not_yet(own, reached_at((*head.points_of(None), *case), point))


def _alert(reading: Reading, head: Head) -> str:
    family_id = head.meeting.family_id
    family = reading.look_up(Family, family_id) if family_id is not None else None
    return family.alert if family is not None else ""


def _to_take(reading: Reading, head: Head, family_id: UUID | None) -> tuple[str, ...] | None:
    """Return for whom nothing is decided; None where this kind of meeting decides nothing."""
    sections = head.kind.sections if head.kind is not None else ()
    deciding = [section for section in sections if section.kind is SectionKind.DECISION]
    if not deciding:
        return None
    taken = [row for row in reading.find(Decision, meeting_id=head.meeting.id) if row.outcome or row.text]
    if family_id is None:
        decided = {row.family_id for row in taken}
        heard = [each for each in head.cases if each.case.list_kind not in NOT_HEARD]
        return tuple(each.reference for each in heard if each.case.family_id not in decided)
    own = {row.child_id for row in taken if row.family_id == family_id}
    children = _children(reading, family_id) if any(section.per_child for section in deciding) else {}
    if not children:
        whole = "This case" if head.cases else "The family"
        return () if own else (whole,)
    # What is decided for the whole case is decided for each child of it.
    return () if None in own else tuple(called for key, called in children.items() if key not in own)


def _children(reading: Reading, family_id: UUID) -> dict[UUID, str]:
    people = people_of(reading, (family_id,))[family_id]
    called = {one.id: one.designation for one in people if one.being in CHILDREN}
    died = {person.id for person in reading.find(Person, id=set(called)) if person.died_on is not None}
    return {key: who for key, who in called.items() if key not in died}
