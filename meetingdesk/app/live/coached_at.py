"""What the coach says of the actions of a meeting, and what becomes of what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from meetingdesk.app.definitions import coach_book
from meetingdesk.app.family_records import cases_of
from meetingdesk.app.following.splitting import Share, SplitAction
from meetingdesk.app.following.trail import need_reason, take_step
from meetingdesk.app.live.capturing import CAN_BE_WRITTEN, owner_is_here
from meetingdesk.app.live.earlier_of_thread import earlier_of_thread
from meetingdesk.app.live.gaps_at import facts_of_rows
from meetingdesk.app.live.head import Head
from meetingdesk.app.meeting_rows import MeetingRows, open_case
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.action_life import StepKind
from meetingdesk.domain.actions import Action, ActionStatus, ActionStep
from meetingdesk.domain.coach.facts import CoachFacts, coach_facts
from meetingdesk.domain.coach.finding import Finding
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.understood_action import NamedOwner, UnderstoodAction
from meetingdesk.domain.workdays import Calendar
from meetingdesk.errors import MeetingDeskError, StaleRecord
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork

FACTS_TOUCHED_BY = frozenset(
    {
        "action",
        "agency",
        "agenda_point",
        "attendance",
        "contact",
        "family_member",
        "involvement",
        "meeting",
        "meeting_case",
        "person",
        "person_name",
        "presence",
        "professional",
    }
)
"""What the facts are read from, by which actions are judged."""
ROWS_TOUCHED_BY = FACTS_TOUCHED_BY | {"action_step"}
MANY_IN_CASE, MANY_FOR_OWNER = 10, 6
"""How many actions a case and one owner may have before it is said; a plan of more is seldom done.

No policy sets them: they are where experience begins to doubt, and nothing is refused beyond them.
"""
SAID_BY_COACH = "coach: "
"""How the reason of a step begins that sets a finding aside; behind it stands its code."""
LONGEST_KEPT = 20_000
_INVENTED = "School to tell the police and housing by Friday whether Child 1 was seen, shown by a note"
SETTLED_BY_OWNER = frozenset({"no_owner", "several_owners", "collective_owner", "passive"})
"""What cannot be wrong once a row of the record names its owner."""
_WITH = re.compile(r"\s*\(with (?P<names>[^()]+)\)\s*$")
_AND = re.compile(r"^(?:[\s,;.&-]|and\b|then\b|also\b|to\b)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CoachPlace:
    """Where actions are judged: the meeting and its case, who can be named, and how days are counted."""

    head: Head
    family_id: UUID | None
    roster: Roster
    day: date
    calendar: Calendar
    next_meeting: date | None = None


@dataclass(frozen=True, slots=True)
class TypedAction:
    """An action that is being typed, as it was understood, and what was put right by hand."""

    understood: UnderstoodAction
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class CoachedLine:
    """What an action lacks that is being typed, and by what it was judged."""

    facts: CoachFacts | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """How many actions a case has, and how many of them one owner, where that is more than are done."""

    actions: int
    owner: str = ""
    of_owner: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """An action with the facts it was judged by, so that the same is not judged twice."""

    action: Action
    facts: CoachFacts | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Coached:
    """What the agreed actions of a case lack, without what somebody has set aside."""

    facts: CoachFacts | None = None
    by_row: Mapping[UUID, tuple[Finding, ...]] = field(default_factory=lambda: MappingProxyType({}))
    set_aside: Mapping[UUID, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many findings of an action were set aside with a reason."""
    load: Load | None = None
    judged: Mapping[UUID, Judged] = field(default_factory=lambda: MappingProxyType({}))


NOTHING = Coached()


@dataclass(frozen=True, slots=True)
class SetFindingAside:
    """Keep why an action is fine as it is: this finding is not told of it again while its words stand."""

    action_id: UUID
    text: str
    """The words that were before somebody's eyes."""
    finding: Finding
    why: str
    at: datetime
    label: str = "Set a finding aside"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add a step to the trail; the action itself stays as it is."""
        need_reason(self.why, "What is set aside")
        action = _still_worded(work, self.action_id, self.text)
        take_step(
            work,
            action,
            StepKind.SET_ASIDE,
            self.at,
            reason=f"{SAID_BY_COACH}{self.finding.code}",
            note=self.why.strip(),
            evidence=_about(self.finding.fault, action.text),
        )
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class SplitForOwners:
    """Make an action of its own for everybody who was named as an owner."""

    action_id: UUID
    text: str
    owners: tuple[NamedOwner, ...]
    at: datetime
    label: str = "Split action"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Split it; whoever is not in the room confirms their part later."""
        action = _still_worded(work, self.action_id, self.text)
        words = without_others(action.text)
        shares = tuple(_share(work, action, owner, words) for owner in self.owners)
        SplitAction(action.id, shares, self.at, action.meeting_id).apply(work)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class SplitTasks:
    """Make an action of each task that stands in one, for the same owner."""

    action_id: UUID
    text: str
    tasks: tuple[str, ...]
    at: datetime
    label: str = "Split action"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Split it; the day, the measure and the purpose are the same until somebody says otherwise."""
        action = _still_worded(work, self.action_id, self.text)
        owner = owner_named(action)
        shares = tuple(_share(work, action, owner, words) for words in self.tasks)
        SplitAction(action.id, shares, self.at, action.meeting_id).apply(work)
        return outcome_of(work, self)


# Looking


def facts_at(reading: Reading, place: CoachPlace) -> CoachFacts | None:
    """Return what the actions of a case are judged by; nothing where the type of meeting is not known."""
    head = place.head
    if head.kind is None:
        return None
    earlier = earlier_of_thread(reading, head.meeting, place.family_id)
    rows = open_case(reading, head.meeting.id, place.family_id)
    facts = facts_of_rows(rows, head.kind, head.policy, earlier)
    cases = cases_of(MeetingRows(facts.meeting, facts.rows), facts.policy, facts.day)
    case = next((one for one in cases if one.id == place.family_id), None)
    found = coach_facts(facts, case, place.roster, () if case is not None else cases)
    # Where nobody was marked as here, the roll was not called, however far the meeting has gone on.
    came = bool(found.present or found.agencies_present)
    return found if came or not found.knows_presence else replace(found, knows_presence=False)


def coached_line(
    reading: Reading, place: CoachPlace, typed: TypedAction, facts: CoachFacts | None = None
) -> CoachedLine:
    """Return what an action lacks that is being typed; facts that are still right are not read again."""
    known = facts_at(reading, place) if facts is None else facts
    found = _look_over(place, typed.understood, known, typed.owner, typed.due)
    return CoachedLine(known, found)


def coached_at(
    reading: Reading,
    place: CoachPlace,
    actions: Iterable[Action],
    facts: CoachFacts | None = None,
    before: Coached = NOTHING,
) -> Coached:
    """Return what each agreed action lacks; what was judged by the same facts is not judged again."""
    known = facts_at(reading, place) if facts is None else facts
    own = [one for one in actions if one.meeting_id == place.head.meeting.id and not one.is_closed()]
    aside = _set_aside(reading, own)
    judged: dict[UUID, Judged] = {}
    by_row: dict[UUID, tuple[Finding, ...]] = {}
    counted: dict[UUID, int] = {}
    for action in own:
        judged[action.id] = one = _judged(place, action, known, before.judged.get(action.id))
        left = tuple(f for f in one.findings if (action.id, _step_of(f, action)) not in aside)
        if left:
            by_row[action.id] = left
        if len(left) < len(one.findings):
            counted[action.id] = len(one.findings) - len(left)
    return Coached(known, by_row, counted, load_of(own, place.roster), judged)


def warmed_up(reading: Reading, place: CoachPlace) -> CoachedLine:
    """Judge an invented action: the first takes long, for its patterns are made, and nobody waits for it."""
    from meetingdesk.domain.action_line import understand

    understood = understand(_INVENTED, place.roster, place.day, place.calendar, place.next_meeting)
    return coached_line(reading, place, TypedAction(understood))


def load_of(actions: Iterable[Action], roster: Roster) -> Load | None:
    """Return how many actions there are, where they are more than are usually done."""
    counted = [one for one in actions if one.status is not ActionStatus.NOT_COMPLETED]
    owners = Counter(name for one in counted if (name := _whose(one, roster)))
    owner, most = owners.most_common(1)[0] if owners else ("", 0)
    if len(counted) <= MANY_IN_CASE and most <= MANY_FOR_OWNER:
        return None
    return Load(len(counted), owner, most) if most > MANY_FOR_OWNER else Load(len(counted))


# What else a row tells


def owner_named(action: Action) -> NamedOwner:
    """Return who answers for an action."""
    return NamedOwner(action.owner_agency_id, action.owner_id, action.owner_person_id)


def others_named(text: str, roster: Roster) -> tuple[NamedOwner, ...]:
    """Return whoever was named beside the owner, as the line keeps them: "check the locks (with Housing)"."""
    match = _WITH.search(text)
    if match is None:
        return ()
    called = {one.name.casefold(): NamedOwner(one.id) for one in roster.agencies}
    called |= {one.designation.casefold(): NamedOwner(None, None, one.id) for one in roster.people}
    called |= {one.name.casefold(): NamedOwner(one.agency_id, one.id) for one in roster.professionals}
    found = _read_names(match["names"].casefold().split(", "), called)
    return tuple(dict.fromkeys(found))


def without_others(text: str) -> str:
    """Return the words of an action without those who were named beside its owner."""
    return _WITH.sub("", text)


def tasks_in(text: str) -> tuple[str, ...]:
    """Return the tasks that somebody set apart with upright strokes, each as it begins by itself."""
    parts = (_AND.sub("", part).strip(" ,;") for part in text.split("|"))
    return tuple(f"{part[:1].upper()}{part[1:]}" for part in parts if part)


def _read_names(parts: list[str], called: Mapping[str, NamedOwner]) -> list[NamedOwner]:
    """Return who is meant by names set apart by commas; a name may hold a comma itself."""
    found: list[NamedOwner] = []
    place = 0
    while place < len(parts):
        ends = range(len(parts), place, -1)
        end = next((end for end in ends if ", ".join(parts[place:end]).strip() in called), 0)
        if end:
            found.append(called[", ".join(parts[place:end]).strip()])
        place = max(end, place + 1)
    return found


def _whose(action: Action, roster: Roster) -> str:
    agency = roster.agency(action.owner_agency_id)
    professional = roster.professional(action.owner_id)
    if agency is None and professional is not None:
        agency = roster.agency(professional.agency_id)
    person = roster.person(action.owner_person_id)
    if agency is not None:
        return agency.name
    return professional.name if professional else person.designation if person else ""


# Judging


def _judged(place: CoachPlace, action: Action, facts: CoachFacts | None, before: Judged | None) -> Judged:
    own = _as_agreed(facts, action)
    if before is not None and before.action == action and before.facts == own:
        return before
    others = others_named(action.text, place.roster)
    said = _understood(action, others)
    column = _owner_column(action, others, place.roster)
    due = action.due_on.strftime("%d/%m/%Y") if action.due_on is not None else action.due_said
    found = _look_over(place, said, own, column, due)
    settled = _settled(action, others)
    return Judged(action, own, tuple(one for one in found if one.fault not in settled))


def _as_agreed(facts: CoachFacts | None, action: Action) -> CoachFacts | None:
    """Return the facts as they were before an action was agreed: it repeats neither itself nor later ones."""
    if facts is None:
        return None
    place = next((at for at, one in enumerate(facts.open_actions) if one.id == action.id), None)
    return replace(facts, open_actions=facts.open_actions[:place]) if place is not None else facts


def _understood(action: Action, others: tuple[NamedOwner, ...]) -> UnderstoodAction:
    """Return an action of the record as if it had just been understood."""
    rest = (
        action.frequency if action.frequency.casefold() not in action.text.casefold() else "",
        f"so that {action.why}" if action.why else "",
        f"shown by {action.measure}" if action.measure else "",
    )
    line = ", ".join((action.text.rstrip(" ."), *filter(None, rest)))
    return UnderstoodAction(
        line,
        action.text,
        owner_agency_id=action.owner_agency_id,
        owner_id=action.owner_id,
        owner_person_id=action.owner_person_id,
        several_owners=bool(others),
        other_owners=others,
        frequency=action.frequency,
        due_on=action.due_on,
        due_said=action.due_said,
        due_basis=action.due_basis,
        purpose=action.why,
        measure=action.measure,
    )


def _owner_column(action: Action, others: tuple[NamedOwner, ...], roster: Roster) -> str:
    named = [_called(one, roster) for one in (owner_named(action), *others)]
    return " and ".join(filter(None, named))


def _called(owner: NamedOwner, roster: Roster) -> str:
    professional = roster.professional(owner.professional_id)
    agency, person = roster.agency(owner.agency_id), roster.person(owner.person_id)
    if professional is not None:
        return professional.name
    return agency.name if agency is not None else person.designation if person is not None else ""


def _settled(action: Action, others: tuple[NamedOwner, ...]) -> frozenset[str]:
    """Return what a rule may see in a name that is no fault: "Health and Care" is one agency."""
    if owner_named(action) == NamedOwner():
        return frozenset()
    return SETTLED_BY_OWNER - {"several_owners"} if others else SETTLED_BY_OWNER


def _look_over(
    place: CoachPlace, understood: UnderstoodAction, facts: CoachFacts | None, owner: str, due: str
) -> tuple[Finding, ...]:
    # Late: the rules and their patterns take time and memory that a meeting without actions never needs.
    from meetingdesk.domain.coach.look import look_over
    from meetingdesk.domain.coach.said_action import SaidAction

    said = SaidAction.of(
        understood.line,
        place.roster,
        place.day,
        place.calendar,
        place.next_meeting,
        owner,
        due,
        understood,
    )
    return look_over(said, facts, coach_book())


# What was set aside


def _set_aside(reading: Reading, actions: list[Action]) -> frozenset[tuple[UUID, tuple[str, str]]]:
    if not actions:
        return frozenset()
    steps = reading.find(ActionStep, action_id=[one.id for one in actions], kind=StepKind.SET_ASIDE.value)
    return frozenset(
        (step.action_id, (step.reason, step.evidence))
        for step in steps
        if step.reason.startswith(SAID_BY_COACH)
    )


def _step_of(finding: Finding, action: Action) -> tuple[str, str]:
    """Return how the step would be kept that sets a finding aside while an action has these words."""
    return f"{SAID_BY_COACH}{finding.code}", _about(finding.fault, action.text)


def _about(fault: str, text: str) -> str:
    """Return what was set aside, of which words: other words are looked at anew."""
    return f"{fault.replace('_', ' ')}: {text}"[:LONGEST_KEPT]


def _still_worded(work: UnitOfWork, action_id: UUID, text: str) -> Action:
    action = work.get(Action, action_id)
    meeting = work.get(Meeting, action.meeting_id)
    if meeting.status not in CAN_BE_WRITTEN:
        raise MeetingDeskError(
            f"This meeting is {meeting.status}, so nothing is recorded in it.",
            hint="Start it, or open its record again.",
        )
    if action.text != text:
        raise StaleRecord(
            "This action was worded anew in the meantime.", hint="Look at what it says now, then ask again."
        )
    return action


def _share(work: UnitOfWork, action: Action, owner: NamedOwner, words: str) -> Share:
    owned = replace(
        action,
        owner_agency_id=owner.agency_id,
        owner_id=owner.professional_id,
        owner_person_id=owner.person_id,
    )
    meeting = work.get(Meeting, action.meeting_id)
    case = action.family_id if meeting.family_id is None else None
    return Share(owner, words, owner_is_here(work, meeting, case, owned))
