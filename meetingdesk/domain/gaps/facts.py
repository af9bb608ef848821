"""What the rules look at: one family at one meeting, as frozen rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from meetingdesk.domain.actions import Action, ActionFor
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.agency_catalogue import CatalogueAgency
from meetingdesk.domain.attendance import Attendance, Presence
from meetingdesk.domain.decisions import AgencyView, Decision
from meetingdesk.domain.families import SUBJECT_ROLES, FamilyMember, FamilyRole
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.gaps.earlier import Earlier
from meetingdesk.domain.in_the_room import end_of, is_here
from meetingdesk.domain.information import Entry, EntryAbout, InformationRequest
from meetingdesk.domain.invitations import Case, Proposal, proposed_invitations
from meetingdesk.domain.meeting_types import MeetingType, PossibleDecision
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint, Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.people import Involvement, Person, YesNo
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.roll_call import short_name
from meetingdesk.domain.rows import Row
from meetingdesk.domain.voice import Voice, VoiceWords

R = TypeVar("R", bound=Row)
STEPS_DOWN = frozenset(
    {
        *("step_down", "close", "no_further", "early_help", "family_help", "family_help_plan"),
        *("no_conference", "not_substantiated", "end_family_help", "end_universal", "end_progress", "off"),
        *("threshold_not_met", "removed"),
    }
)
"""Outcomes by which a family is left with less help than before, or with none."""
BEFORE_BUSINESS = frozenset({SectionKind.OPENING, SectionKind.ATTENDANCE})
"""The parts in which people come in and are counted."""
NOT_BEGUN = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED})
LONGEST_NAME = 24
"""The longest name of an agency that is written out; longer ones are told by their code."""


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting as frozen rows, in whatever order; what all its cases need is put in order once."""

    meeting: Meeting
    kind: MeetingType
    day: date
    rows: Mapping[type[Row], tuple[Row, ...]]
    policy: Policy | None = None
    is_quorate: bool | None = None
    """None where nobody counts."""
    catalogue: Mapping[str, CatalogueAgency] = field(default_factory=dict)
    earlier: tuple[Earlier, ...] = ()
    """The meetings of the thread before this one, the newest first."""
    today: date | None = None
    """The day on which it is asked; None where that is the day of the meeting."""
    _of_families: dict[type[Row], dict[UUID | None, tuple[Row, ...]]] = field(default_factory=dict)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return all rows of a kind."""
        return self.rows.get(kind, ())  # type: ignore[return-value]  # each kind is filed under itself

    def of_family(self, kind: type[R], family_id: UUID | None) -> tuple[R, ...]:
        """Return the rows of a kind that belong to a family, or to the meeting where it has only one."""
        known = self._of_families.get(kind)
        if known is None:
            known = self._of_families[kind] = grouped(self.all(kind), "family_id")
        own = known.get(family_id, ())
        if family_id is not None and not self.kind.many_cases:
            own += known.get(None, ())
        return own  # type: ignore[return-value]  # each kind is filed under itself

    @cached_property
    def agencies(self) -> Mapping[UUID, Agency]:
        """The agencies by identifier, those too that only an earlier meeting names."""
        return self._of_all(Agency)

    @cached_property
    def names_in_full(self) -> Mapping[str, str]:
        """What an agency is called in a sentence, by what it is called where there is little room."""
        short = ((short_name(row, LONGEST_NAME), row.name) for row in self.agencies.values())
        return {called: name for called, name in short if called != name}

    @cached_property
    def agency_keys(self) -> Mapping[UUID, str]:
        """Which agency of the catalogue each agency is."""
        return {key: row.key for key, row in self.agencies.items()}

    @cached_property
    def section_kinds(self) -> frozenset[SectionKind]:
        """The kinds of sections that this type of meeting has."""
        return frozenset(section.kind for section in self.kind.sections)

    @cached_property
    def seated(self) -> frozenset[str]:
        """Which agencies of the catalogue have a seat at the table."""
        workers, keys = self.workers, self.agency_keys
        found = set()
        for row in self.all(Attendance):
            worker = workers.get(row.professional_id) if row.professional_id is not None else None
            agency_id = row.agency_id or (worker.agency_id if worker is not None else None)
            found.add(keys.get(agency_id, "") if agency_id is not None else "")
        return frozenset(found)

    @cached_property
    def seated_before(self) -> frozenset[str]:
        """Which agencies of the catalogue took part earlier in the thread."""
        return frozenset(row.key for one in self.earlier for row in one.agencies_there.values())

    @cached_property
    def is_roll_called(self) -> bool:
        """Whether the meeting has gone on to its business: before that nobody is late."""
        if self.meeting.status is not MeetingStatus.LIVE:
            return True
        opened = [row for row in self.all(AgendaPoint) if row.opened_at is not None]
        return not opened or any(row.kind not in BEFORE_BUSINESS for row in opened)

    @cached_property
    def workers(self) -> Mapping[UUID, Professional]:
        """The professionals by identifier, those too that only an earlier meeting names."""
        return self._of_all(Professional)

    def _of_all(self, kind: type[R]) -> dict[UUID, R]:
        before = {row.id: row for earlier in self.earlier for row in earlier.all(kind)}
        return before | {row.id: row for row in self.all(kind)}

    @cached_property
    def people(self) -> Mapping[UUID, Person]:
        """The people of all families by identifier."""
        return {row.id: row for row in self.all(Person)}

    @cached_property
    def stretches(self) -> Mapping[UUID, tuple[Presence, ...]]:
        """When each was in the room, by invitation."""
        return grouped(self.all(Presence), "attendance_id")

    @cached_property
    def abouts(self) -> Mapping[UUID, tuple[EntryAbout, ...]]:
        """Whom each entry is about."""
        return grouped(self.all(EntryAbout), "entry_id")

    @cached_property
    def protects(self) -> Mapping[UUID, tuple[ActionFor, ...]]:
        """Whom each action protects."""
        return grouped(self.all(ActionFor), "action_id")

    @cached_property
    def words(self) -> Mapping[UUID, tuple[VoiceWords, ...]]:
        """The words of children, by their cards."""
        return grouped(self.all(VoiceWords), "voice_id")

    @cached_property
    def views(self) -> Mapping[UUID, tuple[AgencyView, ...]]:
        """Where everybody stands, by decision."""
        return grouped(self.all(AgencyView), "decision_id")

    @cached_property
    def involved(self) -> Mapping[UUID, tuple[Involvement, ...]]:
        """Who is involved, by person."""
        return grouped(self.all(Involvement), "person_id")


@dataclass(frozen=True)
class CaseFacts:
    """One family at one meeting, or the meeting itself; what is asked twice is worked out once."""

    whole: MeetingFacts
    case: Case | None = None

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.whole.meeting

    @property
    def kind(self) -> MeetingType:
        """The type of the meeting."""
        return self.whole.kind

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return all rows of a kind, of whichever family."""
        return self.whole.all(kind)

    def own(self, kind: type[R]) -> tuple[R, ...]:
        """Return the rows of a kind that belong to this family."""
        return self.whole.of_family(kind, self.family_id)

    @cached_property
    def family_id(self) -> UUID | None:
        """The family, if there is one."""
        return self.case.id if self.case is not None else None

    def has(self, kind: SectionKind) -> bool:
        """Say whether this type of meeting has a section of a kind."""
        return kind in self.whole.section_kinds

    # People

    @cached_property
    def people(self) -> tuple[Somebody, ...]:
        """Everybody of the family."""
        return self.case.people if self.case is not None else ()

    @cached_property
    def every_child(self) -> tuple[Somebody, ...]:
        """All children of the family, unborn ones too; not those who died."""
        return tuple(one for one in self.people if one.is_child and one.person.died_on is None)

    @cached_property
    def children(self) -> tuple[Somebody, ...]:
        """The children who are spoken of: not a brother or sister who lives with others, as one adopted."""
        return tuple(one for one in self.every_child if one.id not in self.live_elsewhere)

    @cached_property
    def household(self) -> frozenset[UUID]:
        """Who is said to live with the family."""
        return frozenset(
            member.person_id for member in self.own(FamilyMember) if member.in_household is not YesNo.NO
        )

    @cached_property
    def family_is_asked(self) -> bool:
        """Whether anybody of the family is asked to come."""
        return any(row.person_id is not None for row in self.all(Attendance))

    @cached_property
    def live_elsewhere(self) -> frozenset[UUID]:
        """Who is only a brother or sister of those spoken of and lives elsewhere: not looked for here."""
        held: dict[UUID, list[FamilyMember]] = {}
        for member in self.own(FamilyMember):
            held.setdefault(member.person_id, []).append(member)
        return frozenset(
            key
            for key, members in held.items()
            if all(
                one.role is FamilyRole.SIBLING_NOT_SUBJECT and one.in_household is YesNo.NO for one in members
            )
        )

    @cached_property
    def subjects(self) -> tuple[Somebody, ...]:
        """The children about whom it is decided: those who are not only brothers or sisters."""
        own = tuple(one for one in self.children if one.roles & SUBJECT_ROLES)
        return own or self.children

    @cached_property
    def _called(self) -> Mapping[UUID, str]:
        return {one.id: one.designation for one in self.people}

    def called(self, person_id: UUID | None) -> str:
        """Return by which word somebody of the family is told, without their name."""
        return self._called.get(person_id, "") if person_id is not None else ""

    # Agencies

    def agency(self, agency_id: UUID | None) -> Agency | None:
        """Return an agency."""
        return self.whole.agencies.get(agency_id) if agency_id is not None else None

    def agency_key(self, agency_id: UUID | None) -> str:
        """Return which agency of the catalogue an agency is."""
        return self.whole.agency_keys.get(agency_id, "") if agency_id is not None else ""

    def agency_called(self, agency_id: UUID | None) -> str:
        """Return what an agency is called where there is little room."""
        agency = self.agency(agency_id)
        return short_name(agency, LONGEST_NAME) if agency is not None else ""

    def catalogue_name(self, key: str) -> str:
        """Return what an agency of the catalogue is called."""
        entry = self.whole.catalogue.get(key)
        return entry.name if entry is not None else key.replace("_", " ")

    def agency_of(self, row: Attendance) -> UUID | None:
        """Return the agency for which somebody was asked."""
        worker = self.whole.workers.get(row.professional_id) if row.professional_id is not None else None
        return row.agency_id or (worker.agency_id if worker is not None else None)

    def agency_of_worker(self, professional_id: UUID | None) -> UUID | None:
        """Return the agency of a professional."""
        worker = self.whole.workers.get(professional_id) if professional_id is not None else None
        return worker.agency_id if worker is not None else None

    @cached_property
    def here(self) -> frozenset[UUID]:
        """Who is in the room for this family, by their invitations."""
        stretches = self.whole.stretches
        ended = end_of(self.meeting)
        return frozenset(
            row.id
            for row in self.all(Attendance)
            if is_here(row, stretches.get(row.id, ()), self.family_id, ended)
        )

    @cached_property
    def agencies_here(self) -> frozenset[UUID]:
        """The agencies that have somebody in the room for this family."""
        found = (self.agency_of(row) for row in self.all(Attendance) if row.id in self.here)
        return frozenset(key for key in found if key is not None)

    @cached_property
    def agencies_that_came(self) -> frozenset[UUID]:
        """The agencies that had somebody in the room for this family at any time."""
        found = set(self.agencies_here)
        for row in self.all(Attendance):
            agency_id = self.agency_of(row)
            sat = (
                one for one in self.whole.stretches.get(row.id, ()) if one.family_id in (None, self.family_id)
            )
            if agency_id is not None and any(sat):
                found.add(agency_id)
        return frozenset(found)

    # What was recorded

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What was said of this family."""
        return self.own(Entry)

    @cached_property
    def requests(self) -> tuple[InformationRequest, ...]:
        """What agencies were asked about this family."""
        return self.own(InformationRequest)

    @cached_property
    def proposed(self) -> tuple[Proposal, ...]:
        """Who is to be invited and asked, as the type of meeting wants it for this family."""
        return proposed_invitations(self.kind, (self.case,)) if self.case is not None else ()

    @cached_property
    def asked_about(self) -> Mapping[str, frozenset[UUID | None]]:
        """About whom each agency of the catalogue was asked or has spoken; None stands for everybody."""
        found: dict[str, set[UUID | None]] = {}
        for request in self.requests:
            found.setdefault(self.agency_key(request.agency_id), set()).add(request.person_id)
        for entry in self.entries:
            if entry.agency_id is not None:
                whom = found.setdefault(self.agency_key(entry.agency_id), set())
                whom.update(row.person_id for row in self.whole.abouts.get(entry.id, ()))
        return {key: frozenset(whom) for key, whom in found.items()}

    @cached_property
    def voices(self) -> Mapping[UUID, Voice]:
        """The card of each child."""
        return {row.child_id: row for row in self.own(Voice)}

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions about this family."""
        return self.own(Decision)

    def possible(self, decision: Decision) -> PossibleDecision | None:
        """Return what the type of meeting says of an outcome."""
        return self.kind.decision(decision.outcome)

    @cached_property
    def has_plan(self) -> bool:
        """Whether it was decided for anybody that there is a plan."""
        return any(self.is_plan(decision) for decision in self.decisions)

    def is_plan(self, decision: Decision) -> bool:
        """Say whether a decision makes a plan: those that name what kind of harm it is about do."""
        possible = self.possible(decision)
        return possible is not None and possible.needs_category

    @cached_property
    def steps_down(self) -> bool:
        """Whether it was decided that help for anybody ends or becomes less."""
        return any(decision.outcome in STEPS_DOWN for decision in self.decisions)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """What was agreed to be done for this family at this meeting."""
        return self.own(Action)

    @cached_property
    def actions_before(self) -> tuple[tuple[int, Action], ...]:
        """What earlier meetings agreed for this family, with how many meetings ago that was."""
        own = {self.family_id} if self.kind.many_cases else {self.family_id, None}
        return tuple(
            (ago, action)
            for ago, earlier in enumerate(self.whole.earlier, start=1)
            for action in sorted(earlier.all(Action), key=lambda row: row.id)
            if action.family_id in own
        )

    @cached_property
    def reached(self) -> frozenset[UUID]:
        """Whom of the family any action protects."""
        protects = self.whole.protects
        return frozenset(row.person_id for action in self.actions for row in protects.get(action.id, ()))

    @cached_property
    def points(self) -> tuple[AgendaPoint, ...]:
        """The sections of this case, or those of the meeting."""
        return self.own(AgendaPoint)

    @cached_property
    def listed(self) -> MeetingCase | None:
        """How the family stands on the list of a meeting of many cases."""
        return next((row for row in self.all(MeetingCase) if row.family_id == self.family_id), None)


def grouped(rows: Iterable[Any], by: str) -> dict[Any, tuple[Any, ...]]:
    """Return rows under the value of one of their fields."""
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, by), []).append(row)
    return {key: tuple(own) for key, own in found.items()}
