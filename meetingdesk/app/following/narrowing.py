"""Which actions somebody wants to see, as conditions that an index answers wherever one can."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, literal_column, or_, select

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.following.asked import ActionFilter, ActionState, GroupKey, GroupKind
from meetingdesk.app.new_meeting import nation_of
from meetingdesk.domain.action_life import AGES, StepKind
from meetingdesk.domain.actions import Action, ActionFor, ActionStatus, ActionStep
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import PersonName
from meetingdesk.domain.text import gate
from meetingdesk.domain.workdays import Calendar
from meetingdesk.storage.reading import Reading, visible
from meetingdesk.storage.tables import OPEN_ACTION, PRESSING_ACTION, TABLES

ACTION, STEP, PROTECTS = TABLES[Action], TABLES[ActionStep], TABLES[ActionFor]
MEETING, CHALLENGE = TABLES[Meeting], TABLES[Challenge]
AGENCY, PROFESSIONAL, FAMILY = TABLES[Agency], TABLES[Professional], TABLES[Family]
NAME = TABLES[PersonName]

IS_OPEN: ColumnElement[bool] = literal_column(OPEN_ACTION.format("action."))
"""Word for word as the indexes have it: that is how a database knows that they hold what is asked for."""
_IS_OPEN_BUT_NOT_LISTED: ColumnElement[bool] = literal_column(
    f"coalesce(({OPEN_ACTION.format('action.')}), 1=0)"
)
IS_PRESSING: ColumnElement[bool] = literal_column(PRESSING_ACTION.format("action."))
HAS_CHECK: ColumnElement[bool] = literal_column("action.check_again_on IS NOT NULL")
IS_CARRIED: ColumnElement[bool] = literal_column("action.carried > 0")
STEP_ESCALATED: ColumnElement[bool] = literal_column("action_step.kind = 'escalated'")

CLOSED = (ActionStatus.COMPLETED, ActionStatus.SUPERSEDED, ActionStatus.WITHDRAWN)
SOON_IN_WORKING_DAYS = 5
FEW = 300
"""So many rows are named one by one; of more, the list walks through all and looks at each."""
HITS = 400
MOST_WORDS = 8
Where = tuple[ColumnElement[bool], ...]
_BACK = timedelta(days=1)
LONGEST_COUNTED = 366
"""So many days back working days are counted; what is late for longer is late for more than that."""


@dataclass(frozen=True, slots=True)
class Standing:
    """On which day, by which calendar and policy actions are looked at."""

    today: date
    calendar: Calendar
    carried_from: int
    escalated: frozenset[UUID]
    _counted: list[int] = field(default_factory=lambda: [0], compare=False, repr=False)

    def days_late(self, due_on: date | None) -> int:
        """Return how many working days ago something was due; 0 where it is not late.

        As days_overdue says it, but counted once for all lines of a page, and not over years.
        """
        if due_on is None or due_on >= self.today:
            return 0
        days = min((self.today - due_on).days, LONGEST_COUNTED)
        for back in range(len(self._counted) - 1, days):
            day = self.today - timedelta(days=back)
            self._counted.append(self._counted[-1] + self.calendar.is_working_day(day))
        return max(1, self._counted[days])

    @property
    def soon(self) -> date:
        """The last of the next working days."""
        return self.calendar.add_working_days(self.today, SOON_IN_WORKING_DAYS)

    def late_by(self, working_days: int) -> date:
        """Return the latest day that lies at least so many working days back."""
        if working_days <= 1:
            return self.today - _BACK  # past its date is late, also over a week-end
        day, left = self.today, working_days
        while True:
            left -= self.calendar.is_working_day(day)
            day -= _BACK
            if not left:
                return day


def standing_on(reading: Reading, today: date) -> Standing:
    """Return what actions are looked at by on a day."""
    nation = nation_of(reading)
    carried = rulebook().policy(nation).actions.escalate_after_carries
    return Standing(today, rulebook().calendar(nation), carried, escalated_ids(reading))


def escalated_ids(reading: Reading) -> frozenset[UUID]:
    """Return the actions of which a challenge is open, or that were escalated without one."""
    found = reading.rows(
        select(CHALLENGE.c.action_id, CHALLENGE.c.resolved_on).where(CHALLENGE.c.action_id.is_not(None))
    )
    known = {row.action_id for row in found}
    alone = {row.action_id for row in reading.rows(select(STEP.c.action_id).where(STEP_ESCALATED))}
    return frozenset({row.action_id for row in found if row.resolved_on is None} | (alone - known))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The conditions of a filter; or the few actions that can answer to them, which are all looked at."""

    where: Where
    by_status: ActionStatus | None = None
    ids: frozenset[UUID] | None = None
    is_walk: bool = False
    """Whether no index knows who answers to them, and the list is walked along until it is full."""

    @property
    def at_once(self) -> Where:
        """The conditions for reading all that answer to them: the index of states finds few quickly."""
        status = self.by_status
        return self.where if status is None else (*self.where, ACTION.c.status == status)

    @property
    def along(self) -> Where:
        """The conditions for walking along each heading: an index of states would be the wrong one there."""
        status = self.by_status
        return self.where if status is None else (*self.where, func.coalesce(ACTION.c.status, "") == status)


def narrowed(reading: Reading, wanted: ActionFilter, standing: Standing) -> Narrowed:
    """Return the conditions under which an action is in the list."""
    condition = visible(Action, reading.desk)
    seen: Where = () if condition is None else (condition,)
    made = Narrowed((*_of_state(wanted.state, standing), *seen), _STATUS.get(wanted.state))
    if wanted.state is ActionState.ESCALATED:
        made = _among(made, standing.escalated)
    if wanted.agency_id is not None:
        made = _and(made, ACTION.c.owner_agency_id == wanted.agency_id)
    if wanted.owner_id is not None:
        made = _and(made, ACTION.c.owner_id == wanted.owner_id)
    if wanted.family_id is not None:
        made = _among(made, _found(reading, ACTION.c.id, ACTION.c.family_id == wanted.family_id))
    if wanted.child_id is not None:
        made = _among(made, _found(reading, PROTECTS.c.action_id, PROTECTS.c.person_id == wanted.child_id))
    if wanted.carried:
        made = _and(made, IS_CARRIED, ACTION.c.carried >= wanted.carried)
    if wanted.age is not None and 0 <= wanted.age < len(AGES):
        made = _and(made, IS_OPEN, *_of_age(wanted.age, standing))
    if wanted.type_id:
        made = _of_type(reading, made, wanted.type_id)
    for word in gate(wanted.typed).split()[:MOST_WORDS]:
        made = _with_word(reading, made, word)
    if made.ids is None:
        return made
    # Said in other words, so that no index of all open actions is walked along for a few.
    plain = tuple(_IS_OPEN_BUT_NOT_LISTED if one is IS_OPEN else one for one in made.where)
    return replace(made, where=plain, is_walk=False)


def of_group(key: GroupKey) -> Where:
    """Return the conditions under which an action stands under a heading."""
    agency, owner, person = ACTION.c.owner_agency_id, ACTION.c.owner_id, ACTION.c.owner_person_id
    match key.kind:
        case GroupKind.AGENCY:
            return (agency == key.id,)
        case GroupKind.OWNER:
            return (owner == key.id,)
        case GroupKind.AGENCY_ALONE:
            return (agency == key.id, owner.is_(None))
        case GroupKind.FAMILY:
            return (agency.is_(None), owner.is_(None), person.is_not(None))
        case GroupKind.NOBODY:
            return (agency.is_(None), owner.is_(None), person.is_(None))
        case GroupKind.ALL:
            return ()


def overdue(standing: Standing) -> Where:
    """Return the conditions under which an action is late."""
    return (IS_OPEN, ACTION.c.due_on < standing.today)


def age_between(place: int, standing: Standing) -> tuple[date | None, date]:
    """Return the days between which actions of an age were due: after the first, by the second."""
    age = AGES[place]
    after = standing.late_by(age.last + 1) if age.last is not None else None
    return after, standing.late_by(age.first)


def _among(made: Narrowed, ids: Iterable[UUID]) -> Narrowed:
    some = frozenset(ids)
    return replace(made, ids=some if made.ids is None else made.ids & some)


def _and(made: Narrowed, *also: ColumnElement[bool]) -> Narrowed:
    return replace(made, where=(*made.where, *also))


_STATUS = {
    ActionState.UNCONFIRMED: ActionStatus.UNCONFIRMED,
    ActionState.IN_PROGRESS: ActionStatus.IN_PROGRESS,
    ActionState.NOT_DONE: ActionStatus.NOT_COMPLETED,
}


def _of_state(state: ActionState, standing: Standing) -> Where:
    status = ACTION.c.status
    match state:
        case ActionState.OPEN | ActionState.UNCONFIRMED | ActionState.IN_PROGRESS | ActionState.NOT_DONE:
            return (IS_OPEN,)
        case ActionState.OVERDUE:
            return overdue(standing)
        case ActionState.DUE_SOON:
            return (IS_OPEN, ACTION.c.due_on.between(standing.today, standing.soon))
        case ActionState.CARRIED:
            return (IS_OPEN, IS_CARRIED, ACTION.c.carried >= standing.carried_from)
        case ActionState.ESCALATED:
            return (IS_OPEN, ACTION.c.id.in_(standing.escalated))
        case ActionState.TO_CHECK:
            return (
                HAS_CHECK,
                status == ActionStatus.COMPLETED,
                ACTION.c.check_again_on <= standing.soon,
            )
        case ActionState.CLOSED:
            # What changed circumstances closed is told from the others by its next step.
            shut = and_(status == ActionStatus.NOT_COMPLETED, ACTION.c.next_step != "")
            return (or_(status.in_(CLOSED), and_(shut, ACTION.c.not_completed == "circumstances_changed")),)
        case ActionState.ALL:
            return ()


def _of_age(place: int, standing: Standing) -> Where:
    after, by = age_between(place, standing)
    late = (ACTION.c.due_on <= by,)
    return late if after is None else (*late, ACTION.c.due_on > after)


def _of_type(reading: Reading, made: Narrowed, type_id: str) -> Narrowed:
    of_type = select(MEETING.c.id).where(MEETING.c.type_id == type_id)
    held = [row.id for row in reading.rows(of_type.limit(FEW + 1))]
    if len(held) <= FEW:
        return _among(made, _found(reading, ACTION.c.id, ACTION.c.meeting_id.in_(held)))
    is_of_type = exists().where(MEETING.c.id == ACTION.c.meeting_id, MEETING.c.type_id == type_id)
    return replace(_and(made, is_of_type), is_walk=True)


def _with_word(reading: Reading, made: Narrowed, word: str) -> Narrowed:
    """Find a word in what the action says, whose it is, whose family it is about, and whom it protects."""
    agencies = _ids(reading, AGENCY.c.id, AGENCY.c.name, word)
    owners = _ids(reading, PROFESSIONAL.c.id, PROFESSIONAL.c.name, word)
    owners |= _ids(reading, PROFESSIONAL.c.id, PROFESSIONAL.c.job_title, word)
    hits = reading.search(word, most=HITS)
    is_whole = len(hits) < HITS
    families = _ids(reading, FAMILY.c.id, FAMILY.c.reference, word)
    people = _ids(reading, NAME.c.person_id, NAME.c.full, word)
    protects = _found(reading, PROTECTS.c.action_id, PROTECTS.c.person_id.in_(people)) if people else set()
    if is_whole and not agencies and not owners and len(families) <= FEW:
        ids = {hit.row_id for hit in hits if hit.table == Action.table}
        if families:
            ids |= _found(reading, ACTION.c.id, ACTION.c.family_id.in_(families))
        return _among(made, ids | protects)
    ways: list[ColumnElement[bool]] = []
    if agencies:
        ways.append(ACTION.c.owner_agency_id.in_(agencies))
    if owners:
        ways.append(ACTION.c.owner_id.in_(owners))
    if families:
        ways.append(ACTION.c.family_id.in_(families))
    if protects:
        ways.append(ACTION.c.id.in_(protects))
    # The words last: they are looked through only where nothing else answers.
    ways += [column.icontains(word, autoescape=True) for column in (ACTION.c.text, ACTION.c.reference)]
    return replace(_and(made, or_(*ways)), is_walk=True)


def _ids(reading: Reading, key: ColumnElement[UUID], said: ColumnElement[str], word: str) -> frozenset[UUID]:
    query = select(key).where(said.icontains(word, autoescape=True)).limit(10 * FEW)
    return frozenset(row[0] for row in reading.rows(query))


def _found(reading: Reading, key: ColumnElement[UUID], *where: ColumnElement[bool]) -> set[UUID]:
    return {row[0] for row in reading.rows(select(key).where(*where))}


REPLIES: Iterable[str] = (StepKind.CONFIRMED.value, StepKind.MOVED.value, StepKind.DONE_THIS_TIME.value)
"""Steps by which an owner was heard of."""
