"""The review at the start of a meeting: what was left open, and what this meeting made of each of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.kept_definitions import policy_of_meeting
from meetingdesk.app.left_open import CLOSED, earlier_of, open_of_thread
from meetingdesk.app.live.became import WORDS, Became, in_order, say_step, told_in, was_open
from meetingdesk.app.live.naming import people_of
from meetingdesk.app.today.meetings import policy_named
from meetingdesk.domain.action_life import StepKind, days_overdue, is_to_be_checked, wants_escalation
from meetingdesk.domain.actions import Action, ActionFor, ActionStatus, ActionStep
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance, AttendanceStatus, Presence
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.families import Family
from meetingdesk.domain.in_the_room import end_of, is_here
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.workdays import Calendar
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

TOUCHED_BY = frozenset(
    {
        *("action", "action_step", "action_for", "agency", "professional", "attendance", "presence"),
        *("meeting", "challenge", "family", "family_member"),
    }
)
AGENCY_IS_HERE = "not here, somebody else of the agency is"
NO_AGENCY = "Nobody yet"
"""Under what the actions stand that no agency owns."""

_AWAY = {
    AttendanceStatus.APOLOGIES: "apologies",
    AttendanceStatus.APOLOGIES_WITH_REPORT: "apologies",
    AttendanceStatus.DECLINED: "declined",
}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One action that an earlier meeting left open: whose, for whom, how late, and what became of it here."""

    action: Action
    about: tuple[str, ...] = ()
    owner: str = ""
    agency: str = ""
    family: str = ""
    absence: str = ""
    """Why nobody can say what became of it: the owner, or everybody of the agency, is not in the room."""
    became: Became | None = None
    said: str = ""
    """Everything that was said of it in this meeting, in words."""
    is_check: bool = False
    """Whether it was done already, and somebody wanted to see whether it has lasted."""
    was_due_on: date | None = None
    """By when it was due as this meeting began."""
    days_late: int = 0
    last_step: str = ""
    """What was last done about it before this meeting; nothing where it was agreed and no more."""
    wants_escalation: bool = False

    @property
    def id(self) -> UUID:
        """The identifier of the action."""
        return self.action.id

    @property
    def is_settled(self) -> bool:
        """Whether this meeting has nothing more to say about it, unless that is taken back."""
        done_this_time = self.became is Became.DONE
        return self.became is not None and (self.action.is_closed() or done_this_time)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many actions of an agency, a case or all of them were reviewed, and what became of them."""

    name: str
    all: int
    became: Mapping[Became, int]
    absence: str = ""
    checks: int = 0
    """How many of them were done, and are only looked at again."""

    @property
    def left(self) -> int:
        """How many were not spoken of yet."""
        return self.all - sum(self.became.values())

    @property
    def words(self) -> str:
        """The count in words: 30 open: 12 done, 3 carried; 8 not reviewed yet."""
        parts = ", ".join(f"{self.became[one]} {WORDS[one]}" for one in WORDS if self.became.get(one))
        left = f"{self.left} not reviewed yet" if self.left else ""
        said = "; ".join(part for part in (parts, left) if part)
        return f"{self.counted}: {said}" if said else self.counted

    @property
    def counted(self) -> str:
        """How many there are, in words: 28 open and 2 to check again."""
        still = f"{self.all - self.checks} open" if self.all > self.checks else ""
        again = f"{self.checks} to check again" if self.checks else ""
        return " and ".join(part for part in (still, again) if part)


@dataclass(frozen=True, slots=True)
class Review:
    """What was left open, in the order in which it is gone through, and the counts that are printed."""

    rows: tuple[ReviewRow, ...] = ()
    is_by_case: bool = False
    agreed: tuple[ReviewRow, ...] = ()
    """What this meeting agreed itself: an action of before may give way to one of these."""
    here: frozenset[UUID] = frozenset()
    """The agencies, professionals and people who are in the room and can take something on."""

    @property
    def total(self) -> Tally:
        """All of it."""
        return tally("", self.rows)

    @property
    def by_agency(self) -> tuple[Tally, ...]:
        """The same by agency, as it is printed."""
        return _tallies(self.rows, by_case=False)

    @property
    def by_group(self) -> tuple[Tally, ...]:
        """The same as the rows are grouped: case by case, or by agency."""
        return _tallies(self.rows, by_case=self.is_by_case)

    @property
    def absent(self) -> tuple[Tally, ...]:
        """The agencies that own something here that is open, while nobody of them is in the room."""
        return tuple(one for one in self.by_agency if one.absence and one.name != NO_AGENCY)


def group_of(row: ReviewRow, *, by_case: bool) -> str:
    """Return under which heading a row stands."""
    return (row.family or "The whole meeting") if by_case else (row.agency or row.owner or NO_AGENCY)


def review_of_meeting(reading: Reading, meeting_id: UUID, today: date) -> Review:
    """Return the review of a meeting that may have gone meanwhile."""
    meeting = reading.look_up(Meeting, meeting_id)
    return review_of(reading, meeting, today) if meeting is not None else Review()


def review_of(reading: Reading, meeting: Meeting, today: date) -> Review:
    """Return what earlier meetings left open when this one began, and what this one made of each.

    What was closed since stays in its place: a meeting that is over is counted as it was when it ended.
    """
    return _Looking(reading, meeting, today).review()


class _Looking:
    """Reads everything about the actions of a thread once."""

    def __init__(self, reading: Reading, meeting: Meeting, today: date) -> None:
        self._reading = reading
        self._meeting = meeting
        self._today = today
        self._policy = policy_of_meeting(reading, meeting) or policy_named(meeting.policy_id)
        self._calendar: Calendar = rulebook().calendar(self._policy.nation)
        self._room = _Room(reading, meeting)

    def review(self) -> Review:
        """Return it."""
        actions = self._actions()
        found = self._find(Action, "meeting_id", [self._meeting.id])
        own = sorted(found, key=lambda one: (one.position, one.id.int))
        everything = [*actions, *own]
        self._name(everything)
        is_by_case = self._meeting.family_id is None and any(one.family_id is not None for one in actions)
        rows = sorted(map(self._row, actions), key=lambda row: _place(row, by_case=is_by_case))
        agreed = tuple(self._line(one) for one in own if not one.is_closed())
        return Review(tuple(rows), is_by_case, agreed, frozenset(self._room.here))

    # Which actions

    def _actions(self) -> list[Action]:
        """Return each action of the thread that was open, or to be checked, when the meeting began."""
        still_open = {one.id: one for one in open_of_thread(self._reading, self._meeting)}
        here = self._find(ActionStep, "meeting_id", [self._meeting.id])
        candidates = still_open | self._closed_since({step.action_id for step in here})
        self._steps: dict[UUID, list[ActionStep]] = {key: [] for key in candidates}
        for step in self._find(ActionStep, "action_id", list(candidates)):
            self._steps[step.action_id].append(step)
        return [one for key, one in candidates.items() if self._belongs(one, self._steps[key])]

    def _closed_since(self, reviewed: set[UUID]) -> dict[UUID, Action]:
        """Return what was reviewed here, was closed since the meeting began, or is to be checked."""
        table, steps = TABLES[Action], TABLES[ActionStep]
        earlier = earlier_of(self._reading, self._meeting)
        found = list(self._find(Action, "id", list(reviewed)))
        if earlier:
            over = (*CLOSED, ActionStatus.NOT_COMPLETED)
            closed = (table.c.meeting_id.in_(earlier), table.c.status.in_(over))
            found += self._reading.find(Action, *closed, table.c.check_again_on <= self._today)
            if self._meeting.began_at is not None:
                since = self._find_since(steps.c.at >= self._meeting.began_at)
                found += self._reading.find(Action, *closed, id=since) if since else ()
        return {one.id: one for one in found if one.meeting_id != self._meeting.id}

    def _find_since(self, condition: Any) -> list[UUID]:
        return list({step.action_id for step in self._reading.find(ActionStep, condition)})

    def _belongs(self, action: Action, steps: Iterable[ActionStep]) -> bool:
        ordered = in_order(steps)
        if any(map(self._is_said_here, ordered)):
            return True
        ended, began = self._meeting.ended_at, self._meeting.began_at
        if ended is not None:
            return _was_open_at(action, ordered, lambda step: step.at > ended)
        if not action.is_closed() or is_to_be_checked(action, self._today):
            return True
        return began is not None and _was_open_at(action, ordered, lambda step: step.at >= began)

    def _is_said_here(self, step: ActionStep) -> bool:
        return step.meeting_id == self._meeting.id and step.kind != StepKind.AGREED

    # One row

    def _row(self, action: Action) -> ReviewRow:
        ordered = in_order(self._steps[action.id])
        here = [
            step for step in ordered if step.meeting_id == self._meeting.id and step.kind != StepKind.AGREED
        ]
        before = [step for step in ordered if step not in here]
        told = told_in(here)
        moved = next((step for step in here if step.new_due_on != step.old_due_on), None)
        line = self._line(action)
        was_done = next((step.from_status for step in here), action.status) is ActionStatus.COMPLETED
        return ReviewRow(
            action,
            line.about,
            line.owner,
            line.agency,
            line.family,
            line.absence,
            told.became,
            told.words,
            was_done or (not here and action.status is ActionStatus.COMPLETED),
            moved.old_due_on if moved is not None else action.due_on,
            days_overdue(action, self._today, self._calendar),
            say_step(before[-1]) if before and before[-1].kind != StepKind.AGREED else "",
            action.id not in self._challenged
            and wants_escalation(action, self._policy.actions.escalate_after_carries),
        )

    def _line(self, action: Action) -> ReviewRow:
        professional = self._professionals.get(action.owner_id) if action.owner_id else None
        key = action.owner_agency_id or (professional.agency_id if professional is not None else None)
        agency = self._agencies.get(key) if key is not None else None
        family = self._families.get(action.family_id) if action.family_id is not None else None
        person = self._people.get(action.owner_person_id, "")
        return ReviewRow(
            action,
            tuple(dict.fromkeys(self._about.get(action.id, ()))),
            professional.name if professional is not None else person,
            agency.name if agency is not None else "",
            family.reference if family is not None else "",
            self._room.absence(professional, key, action.owner_person_id),
        )

    # Names

    def _name(self, actions: list[Action]) -> None:
        """Read who is named in the actions."""
        families = tuple({one.family_id for one in actions if one.family_id is not None})
        people = people_of(self._reading, families)
        self._people: dict[UUID | None, str] = {
            person.id: person.designation for listed in people.values() for person in listed
        }
        self._about: dict[UUID, list[str]] = {}
        for link in self._find(ActionFor, "action_id", [one.id for one in actions]):
            self._about.setdefault(link.action_id, []).append(self._people.get(link.person_id, "somebody"))
        owners = [one.owner_id for one in actions if one.owner_id is not None]
        self._professionals = {row.id: row for row in self._find(Professional, "id", owners)}
        agencies = [one.owner_agency_id for one in actions if one.owner_agency_id is not None]
        agencies += [row.agency_id for row in self._professionals.values() if row.agency_id is not None]
        self._agencies = {row.id: row for row in self._find(Agency, "id", agencies)}
        self._families = {row.id: row for row in self._find(Family, "id", list(families))}
        challenges = self._find(Challenge, "action_id", [one.id for one in actions])
        self._challenged = {row.action_id for row in challenges if row.resolved_on is None}

    def _find(self, kind: type[Any], column: str, keys: list[UUID]) -> tuple[Any, ...]:
        where: dict[str, Any] = {column: set(keys)}
        return self._reading.find(kind, **where) if keys else ()


class _Room:
    """Who of which agency is in the room, as far as anybody said so."""

    def __init__(self, reading: Reading, meeting: Meeting) -> None:
        asked = reading.find(Attendance, meeting_id=meeting.id)
        keys = {row.id for row in asked}
        presences: dict[UUID, list[Presence]] = {key: [] for key in keys}
        for presence in reading.find(Presence, attendance_id=keys) if keys else ():
            presences[presence.attendance_id].append(presence)
        workers = {row.professional_id for row in asked if row.professional_id is not None}
        known = {row.id: row for row in reading.find(Professional, id=workers)} if workers else {}
        ended = end_of(meeting)
        self.here: set[UUID] = set()
        self._away: dict[UUID, str] = {}
        # Before the roll call nobody is missing yet.
        self._is_called = any(row.status in IN_THE_ROOM for row in asked)
        self._today = meeting.held_on or date.max
        for row in asked:
            worker = known.get(row.professional_id) if row.professional_id is not None else None
            agency_id = row.agency_id or (worker.agency_id if worker is not None else None)
            for key in filter(None, (row.professional_id, agency_id, row.person_id)):
                if is_here(row, presences[row.id], None, ended):
                    self.here.add(key)
                elif row.status is not AttendanceStatus.INVITED:
                    self._away.setdefault(key, _AWAY.get(row.status, "absent"))

    def absence(self, owner: Professional | None, agency_id: UUID | None, person_id: UUID | None) -> str:
        """Return why nobody here can speak for an owner; nothing where somebody can."""
        if owner is not None and owner.left_on is not None and owner.left_on <= self._today:
            return "has left"
        key = owner.id if owner is not None else agency_id or person_id
        if key is None or key in self.here:
            return ""
        if agency_id in self.here:
            return AGENCY_IS_HERE
        otherwise = "not here" if self._is_called else ""
        return self._away.get(key) or self._away.get(agency_id or key) or otherwise


def _was_open_at(action: Action, steps: Iterable[ActionStep], is_later: Callable[[ActionStep], bool]) -> bool:
    """Say whether an action was open before the first of its steps that came later."""
    ordered = list(steps)
    after = [step for step in ordered if is_later(step)]
    if not after:
        return not action.is_closed()
    return was_open([step for step in ordered if not is_later(step)], after)


def _place(row: ReviewRow, *, by_case: bool) -> tuple[str, bool, date, str, str]:
    due = row.was_due_on or date.max
    return group_of(row, by_case=by_case).casefold(), row.is_check, due, row.action.reference, str(row.id)


def _tallies(rows: Iterable[ReviewRow], *, by_case: bool) -> tuple[Tally, ...]:
    grouped: dict[str, list[ReviewRow]] = {}
    for row in rows:
        grouped.setdefault(group_of(row, by_case=by_case), []).append(row)
    return tuple(tally(name, grouped[name]) for name in sorted(grouped, key=str.casefold))


def tally(name: str, rows: Iterable[ReviewRow]) -> Tally:
    """Count rows under a name."""
    listed = list(rows)
    became = Counter(row.became for row in listed if row.became is not None)
    away = [row.absence for row in listed]
    is_away = bool(away) and all(one not in ("", AGENCY_IS_HERE) for one in away)
    checks = sum(row.is_check for row in listed)
    return Tally(name, len(listed), became, away[0] if is_away else "", checks)
