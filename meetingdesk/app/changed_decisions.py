"""Decisions that were changed outside a meeting, once its record was finalised: that stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.decisions import CoreGroupMember, Decision, DecisionChange
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import FINALISED, Meeting
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roster import Being, Roster
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.voice import Voice
from meetingdesk.errors import MeetingDeskError, StaleRecord
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork

_CONCERNED = frozenset({FamilyRole.PARENT, FamilyRole.VICTIM})


@dataclass(frozen=True, slots=True)
class BeginChange:
    """Begin to write down that a decision was changed since; nothing is changed until that is complete."""

    decision_id: UUID
    label: str = "Begin a changed decision"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the change, empty."""
        _check_is_finalised(work, self.decision_id)
        if not all(map(is_complete, work.find(DecisionChange, decision_id=self.decision_id))):
            raise StaleRecord(
                "Somebody has begun to write this change down already.", hint="Complete what they began."
            )
        work.add(DecisionChange(decision_id=self.decision_id))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class ChangeDecision:
    """Change a decision outside the meeting; who was asked and why is a part of it.

    It completes what was begun, or writes all of it at once.
    """

    decision_id: UUID
    change_id: UUID = field(default_factory=new_id)
    values: tuple[tuple[str, Any], ...] = ()
    """What is written with it, by the names of the fields of a DecisionChange."""
    at: datetime | None = None
    label: str = "Change a decision"
    deed: Deed = Deed.RECORD

    def done_at(self, at: datetime) -> ChangeDecision:
        """Return the command as it is given at a moment."""
        return replace(self, at=at)

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write the change, if everything is said that has to be."""
        meeting = _check_is_finalised(work, self.decision_id)
        begun = work.look_up(DecisionChange, self.change_id)
        row = begun or DecisionChange(id=self.change_id, decision_id=self.decision_id)
        row = replace(row, **dict(self.values))
        if row.changed_on is None and self.at is not None:
            row = replace(row, changed_on=self.at.astimezone(ZoneInfo(meeting.zone)).date())
        missing = (*missing_of(row), *(("on which day",) if row.changed_on is None else ()))
        if missing:
            raise MeetingDeskError(
                f"The change is not complete: {', '.join(missing)}.",
                hint="A decision of several agencies is not changed by one of them alone.",
            )
        if begun is not None:
            work.put(row)
        else:
            work.add(row)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class AllAreTold:
    """Note that everybody who has to know of a change was told."""

    change_id: UUID
    who: tuple[ToTell, ...]
    label: str = "Note who was told"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write those down who are not in it yet."""
        row = work.get(DecisionChange, self.change_id)
        _check_is_finalised(work, row.decision_id)
        untold = not_told(row.told, self.who)
        if untold:
            work.put(replace(row, told="\n".join(filter(None, (row.told, *(one.name for one in untold))))))
        return outcome_of(work, self)


def missing_of(change: DecisionChange) -> Iterator[str]:
    """Yield what has to be said before a decision counts as changed, in a few words each."""
    for is_said, words in (
        (change.new_text.strip(), "what is decided now"),
        (change.reason.strip(), "why"),
        (change.consulted.strip(), "who was consulted"),
        (change.is_reconvened is not YesNo.UNKNOWN, "held again or not"),
        (
            change.is_reconvened is not YesNo.NO or change.not_reconvened_because.strip(),
            "why not held again",
        ),
    ):
        if not is_said:
            yield words


def is_complete(change: DecisionChange) -> bool:
    """Say whether a change was recorded with everything that belongs to it."""
    return change.changed_on is not None and not any(missing_of(change))


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who has to know of a change, and by whom or how, where that is known."""

    name: str
    how: str = ""

    @property
    def says(self) -> str:
        """Who it is, with what has to be thought of."""
        return f"{self.name}, {self.how}" if self.how else self.name


def to_be_told(
    reading: Reading, meeting: Meeting, kind: MeetingType | None, family_id: UUID | None, roster: Roster
) -> tuple[ToTell, ...]:
    """Return everybody who took the decision or lives with it, agencies first, nobody of the family by name.

    Each child stands with who was to tell that child of the meeting, where that was settled.
    """
    named = {one.id: ToTell(one.name) for one in roster.agencies if one.is_invited}
    group = reading.find(CoreGroupMember, meeting_id=meeting.id, family_id=family_id)
    for member in group:
        agency = roster.agency(member.agency_id)
        worker = roster.professional(member.professional_id)
        if worker is not None and not {member.agency_id, worker.agency_id} & named.keys():
            named[worker.id] = ToTell(worker.name, "of the core group")
        elif agency is not None:
            named.setdefault(agency.id, ToTell(agency.name))
    in_group = {one.person_id for one in group}
    return (*dict.fromkeys(named.values()), *_of_family(reading, meeting, kind, family_id, roster, in_group))


def not_told(told: str, who: tuple[ToTell, ...]) -> tuple[ToTell, ...]:
    """Return who of a list is not named in what was noted about those who were told."""
    noted = " ".join(told.split()).casefold()
    return tuple(one for one in who if not _is_named(one.name.casefold(), noted))


def _is_named(name: str, noted: str) -> bool:
    place = noted.find(name)
    while place >= 0:
        # Child 1 is not named by Child 12.
        before, after = noted[:place][-1:], noted[place + len(name) :][:1]
        if not before.isalnum() and not after.isalnum():
            return True
        place = noted.find(name, place + 1)
    return False


def _of_family(
    reading: Reading,
    meeting: Meeting,
    kind: MeetingType | None,
    family_id: UUID | None,
    roster: Roster,
    in_group: set[UUID | None],
) -> Iterator[ToTell]:
    members = reading.find(FamilyMember, family_id=family_id) if family_id is not None else ()
    concerned = in_group | {member.person_id for member in members if member.role in _CONCERNED}
    tells = _who_tells(reading, meeting, family_id, roster)
    for person in roster.people:
        if person.being is Being.CHILD:
            yield ToTell(person.designation, f"by {tells.get(person.id) or 'somebody to be named'}")
        elif person.may_harm:
            # At a meeting of many cases nobody tells them that there was one.
            if person.id in concerned and kind is not None and not kind.many_cases:
                yield ToTell(person.designation, "where it is safe")
        elif person.id in concerned:
            yield ToTell(person.designation)


def _who_tells(
    reading: Reading, meeting: Meeting, family_id: UUID | None, roster: Roster
) -> Mapping[UUID, str]:
    found = {}
    for voice in reading.find(Voice, meeting_id=meeting.id, family_id=family_id):
        worker = roster.professional(voice.feedback_by_id)
        found[voice.child_id] = voice.feedback_by or (worker.name if worker is not None else "")
    return found


def _check_is_finalised(work: UnitOfWork, decision_id: UUID) -> Meeting:
    meeting = work.get(Meeting, work.get(Decision, decision_id).meeting_id)
    if meeting.status not in FINALISED:
        raise MeetingDeskError(
            "The record of this meeting is not finalised, so nothing was changed since.",
            hint="Change the decision itself.",
        )
    return meeting
