"""The rows of a family from which its page is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import and_, or_

from meetingdesk.app.clock_threads import dates_of, rest_of_thread, thread_of_family
from meetingdesk.app.family_maps import map_rows
from meetingdesk.app.live.cards.involved import Involved
from meetingdesk.app.new_meeting import nation_of
from meetingdesk.domain.actions import Action, ActionFor, ActionStatus
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.decisions import Decision, PlanPoint
from meetingdesk.domain.families import ChildPlan, CourtOrder, Family, FamilyMember
from meetingdesk.domain.family_map import MapRows
from meetingdesk.domain.family_record import age_on
from meetingdesk.domain.meetings import Meeting, MeetingCase
from meetingdesk.domain.people import Person
from meetingdesk.domain.radar import radar_of
from meetingdesk.domain.roster import Being, Roster, RosterAgency, RosterPerson, RosterProfessional
from meetingdesk.domain.rows import Row
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.domain.voice import Voice
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

R = TypeVar("R", bound=Row)
MOST_MEETINGS = 60
CLOSED = (ActionStatus.COMPLETED, ActionStatus.SUPERSEDED, ActionStatus.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the parts of a page are made from."""

    family: Family
    day: date
    map_rows: MapRows
    roster: Roster
    meetings: tuple[Meeting, ...]
    """The thread, the newest first; those without a day come last."""
    decisions: tuple[Decision, ...]
    plan_points: tuple[PlanPoint, ...]
    actions: tuple[Action, ...]
    protects: Mapping[UUID, tuple[UUID, ...]]
    challenges: tuple[Challenge, ...]
    stages: Mapping[UUID, ChallengeStage]
    """The last stage of each challenge."""
    voices: tuple[Voice, ...]
    plans: tuple[ChildPlan, ...]
    orders: tuple[CourtOrder, ...]
    clocks: tuple[Clock, ...]
    """By when meetings are due and markers end, the nearest first."""

    @property
    def children(self) -> tuple[RosterPerson, ...]:
        """The children who are on the map, born or not, in their order."""
        return tuple(one for one in self.here if one.being is not Being.ADULT)

    @property
    def here(self) -> tuple[RosterPerson, ...]:
        """Everybody whose record there is."""
        return tuple(one for one in self.roster.people if one.id in self.map_rows.people)

    def meeting(self, key: UUID) -> Meeting | None:
        """Return a meeting of the thread."""
        return next((meeting for meeting in self.meetings if meeting.id == key), None)

    def called(self, key: UUID | None) -> str:
        """Return somebody by designation and name."""
        one = self.roster.person(key)
        if one is None:
            return ""
        is_said = one.name.casefold().startswith(one.designation.casefold())
        return one.name if is_said else f"{one.designation} {one.name}".strip()

    def designation(self, key: UUID | None) -> str:
        """Return somebody's designation, or nothing."""
        one = self.roster.person(key)
        return one.designation if one is not None else ""

    def involved(self, one: RosterPerson) -> Involved:
        """Return who works with somebody."""
        rows = tuple(row for row in self.map_rows.involvements if row.person_id == one.id)
        radar = radar_of(one.being, age_on(self.map_rows.people[one.id], self.day))
        return Involved(one.id, rows, radar, self.roster, self.day)

    def owner(self, agency_id: UUID | None, professional_id: UUID | None, person_id: UUID | None) -> str:
        """Return who has to do something: somebody of an agency, the agency, or somebody of the family."""
        professional, agency = self.roster.professional(professional_id), self.roster.agency(agency_id)
        named = [one.name for one in (agency, professional) if one is not None]
        return ", ".join(named) or self.designation(person_id)


def gather(reading: Reading, family_id: UUID, day: date) -> Gathered:
    """Read what is known of a family; one query for each kind of row."""
    family = reading.get(Family, family_id)
    drawn = map_rows(reading, family_id)
    meetings = _thread(reading, family_id)
    own = [meeting.id for meeting in meetings if meeting.family_id == family_id]
    actions = _of_family(reading, Action, family_id, own, TABLES[Action].c.status.not_in(CLOSED))
    challenges = _of_family(reading, Challenge, family_id, own, TABLES[Challenge].c.resolved_on.is_(None))
    children = [one.id for one in drawn.roster if one.being is not Being.ADULT]
    voices = reading.find(Voice, child_id=children) if children else ()
    decisions = _of_family(reading, Decision, family_id, own)
    plans = reading.find(ChildPlan, family_id=family_id)
    rows: dict[type[Row], tuple[Row, ...]] = {
        **rest_of_thread(reading, family_id),
        FamilyMember: tuple(drawn.members),
        Person: tuple(drawn.people.values()),
        ChildPlan: plans,
        Decision: decisions,
    }
    return Gathered(
        family,
        day,
        drawn,
        _roster(reading, family, drawn, actions, challenges, voices),
        meetings,
        decisions,
        _of_family(reading, PlanPoint, family_id, own),
        tuple(action for action in actions if not action.is_closed()),
        _protects(reading, actions),
        challenges,
        _stages(reading, challenges),
        voices,
        plans,
        reading.find(CourtOrder, family_id=family_id),
        dates_of(thread_of_family(family, meetings, rows, day, nation_of(reading))),
    )


def _thread(reading: Reading, family_id: UUID) -> tuple[Meeting, ...]:
    meeting = TABLES[Meeting]
    heard = [case.meeting_id for case in reading.find(MeetingCase, family_id=family_id)]
    order = (meeting.c.held_on.desc().nulls_last(),)
    here = or_(meeting.c.family_id == family_id, meeting.c.id.in_(heard))
    return reading.find(Meeting, here, order=order, limit=MOST_MEETINGS)


def _of_family(
    reading: Reading, kind: type[R], family_id: UUID, own: list[UUID], *where: object
) -> tuple[R, ...]:
    """Return rows that name the family, or that name none in a meeting that is about this one."""
    columns = TABLES[kind].c
    unnamed = and_(columns.family_id.is_(None), columns.meeting_id.in_(own))
    order = (columns.position,) if "position" in columns else ()
    mine = or_(columns.family_id == family_id, unnamed)
    return reading.find(kind, mine, *where, order=order)  # type: ignore[arg-type]  # conditions of the caller


def _protects(reading: Reading, actions: Iterable[Action]) -> dict[UUID, tuple[UUID, ...]]:
    keys = [action.id for action in actions]
    found: dict[UUID, tuple[UUID, ...]] = {}
    for row in reading.find(ActionFor, action_id=keys) if keys else ():
        found[row.action_id] = (*found.get(row.action_id, ()), row.person_id)
    return found


def _stages(reading: Reading, challenges: Iterable[Challenge]) -> dict[UUID, ChallengeStage]:
    keys = [challenge.id for challenge in challenges]
    order = (TABLES[ChallengeStage].c.position,)
    found = reading.find(ChallengeStage, order=order, challenge_id=keys) if keys else ()
    return {stage.challenge_id: stage for stage in found}


def _roster(
    reading: Reading,
    family: Family,
    drawn: MapRows,
    actions: Iterable[Action],
    challenges: Iterable[Challenge],
    voices: Iterable[Voice],
) -> Roster:
    workers: set[UUID | None] = {family.lead_professional_id, *(voice.seen_by_id for voice in voices)}
    agencies: set[UUID | None] = set()
    for row in drawn.involvements:
        workers.add(row.professional_id)
        agencies.add(row.agency_id)
    for action in actions:
        workers.add(action.owner_id)
        agencies.add(action.owner_agency_id)
    for challenge in challenges:
        workers.add(challenge.raised_by_id)
        agencies |= {challenge.raised_by_agency_id, challenge.against_agency_id}
    found = reading.find(Professional, id=[key for key in workers if key is not None])
    agencies |= {one.agency_id for one in found}
    known = reading.find(Agency, id=[key for key in agencies if key is not None])
    return Roster(
        tuple(RosterAgency(one.id, one.key, one.code, one.name, is_invited=False) for one in known),
        tuple(RosterProfessional(one.id, one.name, one.job_title, one.agency_id) for one in found),
        drawn.roster,
    )
