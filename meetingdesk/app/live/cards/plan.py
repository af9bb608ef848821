"""Each child's plan, need by need: what is to change, how it will be known, and what happens otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from meetingdesk.app.live.cards.card import (
    Block,
    Card,
    CardField,
    Choices,
    FieldKind,
    Flag,
    Offer,
    next_id,
    next_position,
)
from meetingdesk.app.live.cards.last_time import rows_of_last_time
from meetingdesk.app.live.head import Head
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.ages import say_age, say_pregnancy
from meetingdesk.domain.decisions import PlanPoint
from meetingdesk.domain.meetings import AgendaPoint
from meetingdesk.domain.people import Person, Pregnancy
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Being, Roster, RosterPerson
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import StaleRecord
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

TOUCHED_BY = frozenset({"plan_point", "person", "person_name", "family_member"})

_K = FieldKind
_NO_LONGER_UNBORN = frozenset({Pregnancy.BORN, Pregnancy.ENDED})
_INTERIM: Choices = ((False, "no"), (True, "yes, until the next meeting"))
_FIELDS = (
    CardField("need", "Need", _K.BRIEF, hint="What {who} needs"),
    CardField("outcome", "What is to change", _K.BRIEF, hint="For {who}"),
    CardField("success", "Success looks like", _K.BRIEF, hint="What can be seen then"),
    CardField("milestone", "Milestone", _K.BRIEF, hint="The first sign of it"),
    CardField("milestone_on", "By", _K.DAY_AHEAD, hint="fri, 20wd, 14 March"),
    CardField("contingency", "Otherwise", _K.BRIEF, hint="If it does not change"),
    CardField("is_interim", "Interim", _K.CHOICE, _INTERIM, is_main=False),
)


@dataclass(frozen=True, slots=True)
class TakeOverPlan:
    """Take the needs of one child, or of the family, over from an earlier meeting."""

    meeting_id: UUID
    earlier_id: UUID
    family_id: UUID | None
    child_id: UUID | None
    label: str = "Take over the plan of last time"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Copy them for whoever could read them there; nothing is mixed into a plan that has begun."""
        if self._points_of(work, self.meeting_id):
            raise StaleRecord(
                "Somebody has begun this plan in the meantime.",
                hint="Look at what they wrote; the plan of last time stays in that meeting.",
            )
        for number, point in enumerate(self._points_of(work, self.earlier_id), 1):
            work.add(replace(point, id=new_id(), version=1, meeting_id=self.meeting_id, position=number))
        return outcome_of(work, self)

    def _points_of(self, work: UnitOfWork, meeting_id: UUID) -> tuple[PlanPoint, ...]:
        order = (TABLES[PlanPoint].c.position,)
        family, child = self.family_id, self.child_id
        return work.find(PlanPoint, order=order, meeting_id=meeting_id, family_id=family, child_id=child)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What all cards of a plan are made from."""

    head: Head
    family_id: UUID | None
    readers: Visibility
    can_be_seen: bool
    points: tuple[PlanPoint, ...]
    before: tuple[PlanPoint, ...]

    def of(self, child_id: UUID | None) -> tuple[PlanPoint, ...]:
        return tuple(point for point in self.points if point.child_id == child_id)


def plan_cards(
    reading: Reading, head: Head, point: AgendaPoint, roster: Roster, day: date
) -> tuple[Card, ...]:
    """Return a card for each child, born or not, and after them one for what concerns all of the family."""
    family_id = head.family_at(point)
    looked = _look(reading, head, point, family_id)
    children = [one for one in roster.people if one.being in (Being.CHILD, Being.UNBORN)]
    people = {row.id: row for row in reading.find(Person, id={one.id for one in children})}
    known = [one for one in children if one.id in people]
    planned = [one for one in known if _has_a_plan(people[one.id]) or looked.of(one.id)]
    return (*(_of_child(looked, one, people[one.id], day) for one in planned), _of_family(looked, planned))


def _look(reading: Reading, head: Head, point: AgendaPoint, family_id: UUID | None) -> _Looked:
    section = head.kind.section(point.section) if head.kind is not None else None
    readers = section.visibility if section is not None else Visibility.V1
    order = (TABLES[PlanPoint].c.position,)
    points = reading.find(PlanPoint, order=order, meeting_id=head.meeting.id, family_id=family_id)
    before = rows_of_last_time(reading, PlanPoint, head.meeting, family_id, *order)
    return _Looked(head, family_id, readers, readers in reading.desk.sees, points, before)


def _of_child(looked: _Looked, one: RosterPerson, person: Person, day: date) -> Card:
    points = looked.of(one.id)
    below = say_pregnancy(person, day) if one.being is Being.UNBORN else say_age(person, day)
    return Card(
        one.id,
        one.designation,
        below,
        tuple(_blocks(looked, one.id, one.designation, points)),
        tuple(_flags(looked, points)),
        tuple(_offers(looked, one.id, points)),
    )


def _of_family(looked: _Looked, children: Sequence[RosterPerson]) -> Card:
    points = looked.of(None)
    left_out = [one.designation for one in children if not _needs(looked.of(one.id))]
    flags = list(_flags(looked, points)) if points or not children else []
    if points and left_out:
        flags.append(Flag(f"stands for no child: {', '.join(left_out)}", Tone.WRONG))
    return Card(
        uuid5(looked.head.meeting.id, f"plan of {looked.family_id}"),
        "The family",
        "what concerns everybody" if children else "",
        tuple(_blocks(looked, None, "the family", points)),
        tuple(flags),
        tuple(_offers(looked, None, points)),
    )


def _blocks(looked: _Looked, child_id: UUID | None, who: str, points: Sequence[PlanPoint]) -> Iterator[Block]:
    fields = tuple(replace(field, hint=field.hint.format(who=who)) for field in _FIELDS)
    for number, point in enumerate(points, 1):
        begins = _begins(looked, child_id, point.position)
        heading = f"Need {number}"
        yield Block(PlanPoint, (("id", point.id),), fields, point, begins, heading=heading, is_let_go=True)
    if not looked.can_be_seen:
        return
    owner = uuid5(looked.head.meeting.id, f"plan of {child_id or looked.family_id}")
    key = next_id(owner, PlanPoint, points)
    begins = _begins(looked, child_id, next_position(points))
    heading = f"Need {len(points) + 1}" if points else ""
    first, *rest = fields
    asked = (first, *(replace(field, is_main=False) for field in rest))
    yield Block(PlanPoint, (("id", key),), asked, None, begins, heading=heading, is_let_go=True, goes_on=True)


def _begins(looked: _Looked, child_id: UUID | None, position: int) -> tuple[tuple[str, object], ...]:
    return (
        ("meeting_id", looked.head.meeting.id),
        ("family_id", looked.family_id),
        ("child_id", child_id),
        ("position", position),
        ("need", ""),
        ("visibility", looked.readers),
    )


def _flags(looked: _Looked, points: Sequence[PlanPoint]) -> Iterator[Flag]:
    if not looked.can_be_seen:
        yield Flag(f"{looked.readers.label.lower()}: your role does not read it", Tone.ATTENTION)
        return
    needs = _needs(points)
    if not needs:
        yield Flag("no need recorded", Tone.WRONG)
        return
    yield Flag(f"{len(needs)} need{'s' * (len(needs) != 1)}", Tone.SETTLED)
    for is_missing, says in (
        ([not one.outcome for one in needs], "what is to change?"),
        ([not one.success for one in needs], "how will we know?"),
        ([one.milestone_on is None for one in needs], "by when?"),
        ([not one.contingency for one in needs], "what otherwise?"),
    ):
        if any(is_missing):
            where = f" · {sum(is_missing)} of {len(needs)}" if len(needs) > 1 else ""
            yield Flag(f"{says}{where}", Tone.ATTENTION)
    if all(one.is_interim for one in needs):
        yield Flag("interim", Tone.PLAIN)


def _offers(looked: _Looked, child_id: UUID | None, points: Sequence[PlanPoint]) -> Iterator[Offer]:
    before = [point for point in looked.before if point.child_id == child_id]
    if points or not before or not looked.can_be_seen:
        return
    command = TakeOverPlan(looked.head.meeting.id, before[0].meeting_id, looked.family_id, child_id)
    many = "the need" if len(before) == 1 else f"the {len(before)} needs"
    yield Offer(f"Take over {many} of last time", command)


def _needs(points: Sequence[PlanPoint]) -> list[PlanPoint]:
    return [point for point in points if point.need.strip()]


def _has_a_plan(person: Person) -> bool:
    return person.pregnancy not in _NO_LONGER_UNBORN and person.died_on is None
