"""Each child's plan, need by need: what is to change, how it will be known, and what happens otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from meetingdesk.domain.decisions import Decision, PlanPoint
from meetingdesk.domain.due_meetings import CONFERENCES
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import AgendaPoint, FormAnswer, MeetingStatus, QuorumState
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

TOUCHED_BY = frozenset({"plan_point", "person", "person_name", "family_member", "decision", "form_answer"})

_K = FieldKind
_NO_LONGER_UNBORN = frozenset({Pregnancy.BORN, Pregnancy.ENDED})
_INTERIM: Choices = ((False, "no"), (True, "yes, until the next meeting"))
_PUT_OFF = ("adjourned", "deferred")
_ENQUIRIES = "enquiries"
VISITS = "interim_visits"
"""The question under which stands who visits until the next meeting, and until when that holds."""
_FIELDS = (
    CardField("need", "Need", _K.BRIEF, hint="What {who} needs"),
    CardField("outcome", "What is to change", _K.BRIEF, hint="For {who}"),
    CardField("success", "Success looks like", _K.BRIEF, hint="What can be seen then"),
    CardField("milestone", "Milestone", _K.BRIEF, hint="The first sign of it"),
    CardField("milestone_on", "By", _K.DAY_AHEAD, hint="fri, 20wd, 14 March"),
    CardField("contingency", "Otherwise", _K.BRIEF, hint="If it does not change"),
    CardField("is_interim", "Interim", _K.CHOICE, _INTERIM, is_main=False),
)
_UNTIL_THEN = {
    "need": ("Danger", "What {who} is to be safe from"),
    "outcome": ("Safe through", "Contact, supervision, who stays away"),
    "contingency": ("Otherwise", "Who is called, out of hours too"),
}
"""What a need that holds only until the next meeting asks for; the rest can wait for that meeting."""

_VISITS = (
    CardField("text", "Who visits weekly", _K.BRIEF, hint="Who, and on which day"),
    CardField("on_date", "Until", _K.DAY_AHEAD, hint="Day of the conference"),
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
    section: str
    asks_interim: bool
    """Whether a child has to be kept safe until another meeting decides on a plan."""
    waits: frozenset[UUID | None]
    """For whom something was decided that another meeting has to follow; under None, for everybody."""
    visits: Mapping[UUID | None, FormAnswer]

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
    decisions = reading.find(Decision, meeting_id=head.meeting.id, family_id=family_id)
    is_put_off = _is_put_off(head, decisions)
    visits = reading.find(
        FormAnswer,
        meeting_id=head.meeting.id,
        family_id=family_id,
        section=point.section,
        question=VISITS,
    )
    return _Looked(
        head,
        family_id,
        readers,
        readers in reading.desk.sees,
        points,
        before,
        point.section,
        is_put_off or _leads_to_a_plan_later(head),
        frozenset({None}) if is_put_off else frozenset(_who_waits(head, decisions)),
        {row.person_id: row for row in visits},
    )


def _leads_to_a_plan_later(head: Head) -> bool:
    """Say whether this kind of meeting makes a plan that holds only until another one."""
    return head.kind is not None and DocumentKind.INTERIM_SAFETY_PLAN in head.kind.documents


def _is_put_off(head: Head, decisions: Sequence[Decision]) -> bool:
    """Say whether a conference was adjourned or deferred, so that it makes its plan another day."""
    if head.meeting.status == MeetingStatus.ADJOURNED or head.meeting.quorum == QuorumState.ADJOURNED:
        return True
    return any(decision.outcome.startswith(_PUT_OFF) for decision in decisions)


def _who_waits(head: Head, decisions: Sequence[Decision]) -> Iterator[UUID | None]:
    """Yield for whom it was decided that a conference may follow, as after the start of enquiries."""
    possible = head.kind.decisions if head.kind is not None and _leads_to_a_plan_later(head) else ()
    leads = {one.key for one in possible if CONFERENCES & set(one.leads_to) or one.key.startswith(_ENQUIRIES)}
    yield from (decision.child_id for decision in decisions if decision.outcome in leads)


def _of_child(looked: _Looked, one: RosterPerson, person: Person, day: date) -> Card:
    points = looked.of(one.id)
    below = say_pregnancy(person, day) if one.being is Being.UNBORN else say_age(person, day)
    return Card(
        one.id,
        one.designation,
        below,
        tuple(_blocks(looked, one.id, one.designation, points)),
        tuple(_flags(looked, one.id, points)),
        tuple(_offers(looked, one.id, points)),
    )


def _of_family(looked: _Looked, children: Sequence[RosterPerson]) -> Card:
    points = looked.of(None)
    left_out = [one.designation for one in children if not _needs(looked.of(one.id))]
    flags = list(_flags(looked, None, points)) if points or not children else []
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
    for number, point in enumerate(points, 1):
        begins = _begins(looked, child_id, point.position)
        heading = f"Need {number}"
        fields = tuple(_fields(who, is_interim=point.is_interim, is_asked=looked.asks_interim))
        yield Block(PlanPoint, (("id", point.id),), fields, point, begins, heading=heading, is_let_go=True)
    if not looked.can_be_seen:
        return
    owner = uuid5(looked.head.meeting.id, f"plan of {child_id or looked.family_id}")
    key = next_id(owner, PlanPoint, points)
    begins = _begins(looked, child_id, next_position(points))
    heading = f"Need {len(points) + 1}" if points else ""
    first, *rest = _fields(who, is_interim=looked.asks_interim, is_asked=looked.asks_interim)
    # What is asked next comes with Enter; what is not asked at once comes when there is a need.
    rest = [field for field in rest if field.is_main and field.name != "is_interim"]
    asked = (first, *(replace(field, is_main=False) for field in rest))
    yield Block(PlanPoint, (("id", key),), asked, None, begins, heading=heading, is_let_go=True, goes_on=True)
    visits = looked.visits.get(child_id)
    if visits is not None or (looked.asks_interim and (child_id is not None or points)):
        yield _visits(looked, child_id, visits)


def _fields(who: str, *, is_interim: bool, is_asked: bool) -> Iterator[CardField]:
    for field in _FIELDS:
        lasting = (field.label, field.hint)
        label, hint = _UNTIL_THEN.get(field.name, lasting) if is_interim else lasting
        is_main = field.is_main and (not is_interim or field.name in _UNTIL_THEN)
        if field.name == "is_interim":
            is_main = is_asked
        yield replace(field, label=label, hint=hint.format(who=who), is_main=is_main)


def _visits(looked: _Looked, child_id: UUID | None, row: FormAnswer | None) -> Block:
    """Return who visits until the next meeting, and until when that holds."""
    identity = (
        ("meeting_id", looked.head.meeting.id),
        ("family_id", looked.family_id),
        ("person_id", child_id),
        ("section", looked.section),
        ("question", VISITS),
    )
    begins = (("visibility", looked.readers),)
    heading = "Until the next meeting"
    return Block(FormAnswer, identity, _VISITS, row, begins, heading=heading, is_let_go=True)


def _begins(looked: _Looked, child_id: UUID | None, position: int) -> tuple[tuple[str, object], ...]:
    return (
        ("meeting_id", looked.head.meeting.id),
        ("family_id", looked.family_id),
        ("child_id", child_id),
        ("position", position),
        ("need", ""),
        ("is_interim", looked.asks_interim),
        ("visibility", looked.readers),
    )


def _flags(looked: _Looked, child_id: UUID | None, points: Sequence[PlanPoint]) -> Iterator[Flag]:
    if not looked.can_be_seen:
        yield Flag(f"{looked.readers.label.lower()}: your role does not read it", Tone.ATTENTION)
        return
    needs = _needs(points)
    has_interim = any(one.is_interim for one in needs)
    is_unplanned = bool({child_id, None} & looked.waits) and not (has_interim or _stands_for_all(looked))
    if is_unplanned:
        yield Flag("no plan until the next meeting", Tone.WRONG)
    if not needs:
        if not is_unplanned:
            yield Flag("no need recorded", Tone.WRONG)
        return
    yield Flag(f"{len(needs)} need{'s' * (len(needs) != 1)}", Tone.SETTLED)
    lasting = [one for one in needs if not one.is_interim]
    interim = [one for one in needs if one.is_interim]
    for is_missing, says in (
        ([not one.outcome for one in interim], "safe through what?"),
        ([not one.outcome for one in lasting], "what is to change?"),
        ([not one.success for one in lasting], "how will we know?"),
        ([one.milestone_on is None for one in lasting], "by when?"),
        ([not one.contingency for one in needs], "what otherwise?"),
    ):
        if any(is_missing):
            where = f" · {sum(is_missing)} of {len(needs)}" if len(needs) > 1 else ""
            yield Flag(f"{says}{where}", Tone.ATTENTION)
    if has_interim:
        yield from _flags_of_visits(looked.visits.get(child_id) or looked.visits.get(None))
    if all(one.is_interim for one in needs):
        yield Flag("interim", Tone.PLAIN)


def _flags_of_visits(visits: FormAnswer | None) -> Iterator[Flag]:
    if visits is None or not visits.text:
        yield Flag("who visits weekly?", Tone.WRONG)
    if visits is None or visits.on_date is None:
        yield Flag("until when?", Tone.ATTENTION)


def _stands_for_all(looked: _Looked) -> bool:
    return any(one.is_interim for one in _needs(looked.of(None)))


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
