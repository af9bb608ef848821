"""The actions of a page as lines: whose, for whom, by when, and how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from meetingdesk.app.following.asked import ActionLine
from meetingdesk.app.following.narrowing import STEP, Standing
from meetingdesk.domain.action_life import StepKind, wants_escalation
from meetingdesk.domain.actions import Action, ActionFor, ActionPart, ActionStatus
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.ages import say_age
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.families import Family, FamilyMember
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person
from meetingdesk.domain.roster import BEING_OF_ROLE, Being, designations
from meetingdesk.domain.rows import Row
from meetingdesk.domain.text import in_short
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

LONGEST = 240
PARTS_DONE = (ActionStatus.COMPLETED, ActionStatus.SUPERSEDED, ActionStatus.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around some actions: read once for all of them."""

    actions: Mapping[UUID, Action]
    meetings: Mapping[UUID, Any]
    agencies: Mapping[UUID, str]
    owners: Mapping[UUID, Any]
    families: Mapping[UUID, str]
    people: Mapping[UUID, Mapping[UUID, tuple[str, Being]]]
    """The designations of each family's people."""
    ages: Mapping[UUID, str]
    protects: Mapping[UUID, tuple[UUID, ...]]
    parts: Mapping[UUID, tuple[ActionPart, ...]]
    stages: Mapping[UUID, int]
    chased: Mapping[UUID, datetime]

    def designation(self, family_id: UUID | None, person_id: UUID | None) -> str:
        """Return what somebody of a family is called without a name."""
        if person_id is None:
            return ""
        here = self.people.get(family_id, {}) if family_id is not None else {}
        one = here.get(person_id) or next(
            (listed[person_id] for listed in self.people.values() if person_id in listed), None
        )
        return one[0] if one is not None else "Somebody"


def lines_of(
    reading: Reading, titles: Mapping[str, str], standing: Standing, keys: Iterable[UUID]
) -> dict[UUID, ActionLine]:
    """Return the lines of some actions that the caller knows may be seen."""
    around = look_around(reading, standing.today, tuple(keys))
    return {key: _line(action, around, titles, standing) for key, action in around.actions.items()}


def look_around(reading: Reading, today: date, keys: tuple[UUID, ...]) -> Around:
    """Read what lines and the trail say around some actions."""
    found = reading.find(Action, id=keys) if keys else ()
    actions = {action.id: action for action in found}
    meetings = _some(reading, _MEETING, (action.meeting_id for action in found))
    protects = _protects(reading, keys)
    of_meeting = {key: row.family_id for key, row in meetings.items()}
    families = {action.family_id or of_meeting.get(action.meeting_id) for action in found}
    known = tuple(sorted(key for key in families if key is not None))
    people = _designations(reading, known)
    return Around(
        actions,
        meetings,
        {row.id: row.name for row in _some(reading, _AGENCY, (a.owner_agency_id for a in found)).values()},
        _some(reading, _OWNER, (action.owner_id for action in found)),
        {row.id: row.reference for row in _some(reading, _FAMILY, known).values()},
        people,
        _ages(reading, today, protects, people),
        protects,
        _parts(reading, keys),
        _stages(reading, keys),
        _chased(reading, keys),
    )


def owner_words(action: Action, around: Around) -> tuple[str, str, str]:
    """Return the agency of an owner, what the owner is called, and what stands below."""
    agency = around.agencies.get(action.owner_agency_id, "") if action.owner_agency_id is not None else ""
    owner = around.owners.get(action.owner_id) if action.owner_id is not None else None
    if owner is not None:
        called = owner.job_title or owner.name
        left = "has left" if owner.left_on is not None else ""
        below = ", ".join(part for part in (owner.name if owner.job_title else "", left) if part)
        return agency, called, below
    if action.owner_person_id is not None:
        family = action.family_id or _family_of(action, around)
        return agency, around.designation(family, action.owner_person_id), "of the family"
    return agency, agency or "No owner", "nobody named" if agency else ""


def _line(action: Action, around: Around, titles: Mapping[str, str], standing: Standing) -> ActionLine:
    meeting = around.meetings.get(action.meeting_id)
    family_id = action.family_id or _family_of(action, around)
    whom = around.protects.get(action.id, ())
    agency, owner, below = owner_words(action, around)
    parts = around.parts.get(action.id, ())
    is_escalated = action.id in standing.escalated and not action.is_closed()
    return ActionLine(
        action.id,
        action.reference,
        action.meeting_id,
        family_id,
        around.families.get(family_id, "") if family_id is not None else "",
        in_short(action.text, LONGEST),
        in_short(action.measure, 80),
        _kind_of(meeting, titles),
        meeting.held_on if meeting is not None else None,
        tuple(around.designation(family_id, key) for key in whom),
        _below_people(whom, around),
        agency,
        owner,
        below,
        action.due_on,
        0 if action.is_closed() else standing.days_late(action.due_on),
        action.status,
        action.carried,
        not is_escalated and wants_escalation(action, standing.carried_from),
        is_escalated,
        around.stages.get(action.id, 0) if is_escalated else 0,
        action.is_closed(),
        action.priority.value == "immediate_safety",
        action.check_again_on,
        around.chased.get(action.id),
        sum(part.status not in PARTS_DONE for part in parts),
        len(parts),
        action.owner_agency_id,
        action.owner_id,
        whom,
    )


def _kind_of(meeting: Any, titles: Mapping[str, str]) -> str:
    if meeting is None:
        return ""
    kind = str(meeting.type_id)
    return _SHORT.get(kind) or titles.get(kind, kind.replace("_", " "))


_SHORT = {
    "marac": "MARAC",
    "icpc": "initial conference",
    "rcpc": "review conference",
    "core_group": "core group",
    "strategy": "strategy meeting",
    "prebirth": "pre-birth meeting",
}
"""What a meeting is called on a line where there is little room."""


def _below_people(whom: tuple[UUID, ...], around: Around) -> str:
    if len(whom) == 1:
        return around.ages.get(whom[0], "")
    return ""


def _family_of(action: Action, around: Around) -> UUID | None:
    meeting = around.meetings.get(action.meeting_id)
    found: UUID | None = meeting.family_id if meeting is not None else None
    return found


def _protects(reading: Reading, keys: tuple[UUID, ...]) -> dict[UUID, tuple[UUID, ...]]:
    found: dict[UUID, tuple[UUID, ...]] = {}
    table = TABLES[ActionFor]
    query = (
        select(table.c.action_id, table.c.person_id).where(table.c.action_id.in_(keys)).order_by(table.c.id)
    )
    for row in reading.rows(query) if keys else ():
        found[row.action_id] = (*found.get(row.action_id, ()), row.person_id)
    return found


def _ages(
    reading: Reading,
    today: date,
    protects: Mapping[UUID, tuple[UUID, ...]],
    people: Mapping[UUID, Mapping[UUID, tuple[str, Being]]],
) -> dict[UUID, str]:
    alone = {whom[0] for whom in protects.values() if len(whom) == 1}
    children = {
        key
        for listed in people.values()
        for key, (_, being) in listed.items()
        if key in alone and being is Being.CHILD
    }
    if not children:
        return {}
    found = reading.find(Person, id=children)
    return {person.id: f"aged {age}" for person in found if (age := _short_age(person, today))}


def _short_age(person: Person, today: date) -> str:
    return say_age(person, today).removesuffix(" years").removesuffix(" year")


def _parts(reading: Reading, keys: tuple[UUID, ...]) -> dict[UUID, tuple[ActionPart, ...]]:
    order = (TABLES[ActionPart].c.position,)
    found: dict[UUID, tuple[ActionPart, ...]] = {}
    for part in reading.find(ActionPart, order=order, action_id=keys) if keys else ():
        found[part.action_id] = (*found.get(part.action_id, ()), part)
    return found


def _stages(reading: Reading, keys: tuple[UUID, ...]) -> dict[UUID, int]:
    """Return in which stage the open challenge of each action is, counted from one."""
    challenge = TABLES[Challenge]
    held = (
        reading.find(Challenge, challenge.c.action_id.in_(keys), challenge.c.resolved_on.is_(None))
        if keys
        else ()
    )
    if not held:
        return {}
    of_challenge = {one.id: one.action_id for one in held}
    found: dict[UUID, int] = {}
    for stage in reading.find(ChallengeStage, challenge_id=tuple(of_challenge)):
        action_id = of_challenge[stage.challenge_id]
        if action_id is not None:
            found[action_id] = max(found.get(action_id, 0), stage.position)
    return found


def _chased(reading: Reading, keys: tuple[UUID, ...]) -> dict[UUID, datetime]:
    if not keys:
        return {}
    query = (
        select(STEP.c.action_id, func.max(STEP.c.at, type_=STEP.c.at.type).label("at"))
        .where(STEP.c.action_id.in_(keys), STEP.c.kind == StepKind.CHASED.value)
        .group_by(STEP.c.action_id)
    )
    return {row.action_id: row.at for row in reading.rows(query)}


def _designations(reading: Reading, families: tuple[UUID, ...]) -> dict[UUID, dict[UUID, tuple[str, Being]]]:
    """Name the people of families as people_of does, without reading their names."""
    if not families:
        return {}
    columns = TABLES[FamilyMember].c
    query = (
        select(columns.family_id, columns.person_id, columns.role)
        .where(columns.family_id.in_(families))
        .order_by(columns.position, columns.id)
    )
    beings: dict[UUID, dict[UUID, Being]] = {}
    for family_id, person_id, role in reading.rows(query):
        listed = beings.setdefault(family_id, {})
        # Somebody with two roles is one person with one designation.
        if listed.get(person_id) in (None, Being.ADULT):
            listed[person_id] = BEING_OF_ROLE.get(role, Being.ADULT)
    return {
        family: {key: (called, listed[key]) for key, called in designations(listed.items())}
        for family, listed in beings.items()
    }


def _some(reading: Reading, query: Select[Any], keys: Iterable[UUID | None]) -> dict[UUID, Any]:
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    key = query.selected_columns.id
    return {row.id: row for row in reading.rows(query.where(key.in_(wanted)))}


def _columns(kind: type[Row], *names: str) -> Select[Any]:
    table = TABLES[kind]
    return select(*(table.c[name] for name in ("id", *names)))


_MEETING = _columns(Meeting, "reference", "type_id", "held_on", "family_id")
_AGENCY = _columns(Agency, "name")
_OWNER = _columns(Professional, "name", "job_title", "left_on")
_FAMILY = _columns(Family, "reference")
