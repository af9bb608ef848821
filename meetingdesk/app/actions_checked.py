"""Whether actions are sharp, without a store: one text or a list in a file, with a meeting or without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from meetingdesk.app.definitions import coach_book, rulebook
from meetingdesk.app.facts_in_file import facts_in_file
from meetingdesk.app.family_records import cases_of
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.app.listed_texts import listed_texts
from meetingdesk.app.live.catalogued import identifier_of
from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.coach.book import SmartLetter
from meetingdesk.domain.coach.facts import CoachFacts, coach_facts
from meetingdesk.domain.coach.finding import Finding
from meetingdesk.domain.coach.look import look_over
from meetingdesk.domain.coach.owned import Owned
from meetingdesk.domain.coach.owner_seen import owner_seen
from meetingdesk.domain.coach.said_action import SaidAction
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.invitations import Case
from meetingdesk.domain.roster import Roster, RosterAgency, RosterPerson, RosterProfessional
from meetingdesk.domain.workdays import Nation

OWNER, DUE = "owner", "due"


@dataclass(frozen=True)
class Setting:
    """The meeting that actions are said in: its day, who can be named, and what a file knows of it."""

    day: date
    next_meeting: date | None
    roster: Roster
    facts: CoachFacts | None = None
    letters: tuple[SmartLetter, ...] = ()
    """What the five letters stand for: as the policy says, else as the coach's own book does."""


@dataclass(frozen=True)
class CheckedAction:
    """An action with what was understood of it and what keeps it from being sharp."""

    said: SaidAction
    findings: tuple[Finding, ...]
    line: int = 0
    """The line of its file."""


def setting_of(
    day: date | None = None,
    next_meeting: date | None = None,
    context: MeetingFile | None = None,
    reference: str = "",
) -> Setting:
    """Return the meeting that actions are said in: one of a file, else any meeting on a day."""
    if context is None:
        today = day or datetime.now(LONDON).date()
        return Setting(today, next_meeting, Roster(_catalogued(())), letters=coach_book().letters)
    facts = facts_in_file(context, reference)
    cases = cases_of(MeetingRows(facts.meeting, facts.rows), facts.policy, facts.day)
    roster = _roster(facts, cases)
    case = cases[0] if len(cases) == 1 else None
    known = coach_facts(facts, case, roster, cases)
    letters = coach_book().letters_by(facts.policy.smart_labels if facts.policy is not None else ())
    return Setting(day or facts.day, next_meeting, roster, known, letters)


def check_action(text: str, setting: Setting, owner: str = "", due: str = "", line: int = 0) -> CheckedAction:
    """Return an action with what was understood and what keeps it from being sharp."""
    calendar = rulebook().calendar(Nation.ENG)
    said = SaidAction.of(text, setting.roster, setting.day, calendar, setting.next_meeting, owner, due)
    return CheckedAction(said, look_over(said, setting.facts, coach_book()), line)


def check_file(content: bytes, setting: Setting) -> tuple[CheckedAction, ...]:
    """Return the actions of a CSV file in their order; its columns for owner and due date count as said."""
    return tuple(
        check_action(one.text, setting, one.beside[OWNER], one.beside[DUE], one.line)
        for one in listed_texts(content, (OWNER, DUE), "action")
    )


def as_plain(checked: CheckedAction) -> dict[str, Any]:
    """Return what was understood and found as JSON can hold it."""
    said, understood, roster = checked.said, checked.said.understood, checked.said.roster
    agency = roster.agency(understood.owner_agency_id)
    due = understood.due_on or (said.due_date.due_on if said.due_date is not None else None)
    return {
        "owner": _owner(said),
        "agency": agency.name if agency is not None else "",
        "about": [one.designation for key in understood.protects if (one := roster.person(key))],
        "due": due.isoformat() if due is not None else None,
        "purpose": understood.purpose,
        "measure": understood.measure,
        "findings": [
            {
                "code": one.code,
                "fault": one.fault,
                "level": one.level.value,
                "message": one.message,
                "mend": one.mend,
                "start": one.start,
                "end": one.end,
            }
            for one in checked.findings
        ],
    }


def lines_of(checked: Iterable[CheckedAction], *, is_file: bool = False) -> Iterator[str]:
    """Return what was found for people to read: the level, the code, the fault and how to mend it."""
    for action in checked:
        before = f"line {action.line}  " if is_file else ""
        for one in action.findings:
            yield f"{before}{one.level.value:<5}  {one.code}  {one.message} {one.mend}".rstrip()


def _owner(said: SaidAction) -> str:
    understood, roster = said.understood, said.roster
    professional = roster.professional(understood.owner_id)
    person = roster.person(understood.owner_person_id)
    if professional is not None:
        return professional.name
    if person is not None:
        return person.designation
    if said.owner:
        return said.owner
    seen = owner_seen(said, coach_book().words)
    if seen.owned in (Owned.ONE, Owned.SEVERAL, Owned.COLLECTIVE) and seen.end > seen.start:
        return said.text[seen.start : seen.end].strip(" ,:;-")
    return understood.owner_said


def _roster(facts: MeetingFacts, cases: tuple[Case, ...]) -> Roster:
    catalogue = rulebook().agencies
    agencies = []
    for row in facts.agencies.values():
        listed = catalogue.get(row.key)
        code = (row.code or (listed.code if listed else "")).casefold()
        said = listed.said if listed is not None else ()
        agencies.append(RosterAgency(row.id, row.key, code, row.name, said))
    professionals = tuple(
        RosterProfessional(row.id, row.name, row.job_title, row.agency_id) for row in facts.workers.values()
    )
    people = tuple(
        RosterPerson(
            one.id, one.designation, one.name, one.being, FamilyRole.ALLEGED_PERPETRATOR in one.roles
        )
        for case in cases
        for one in case.people
    )
    return Roster((*agencies, *_catalogued(facts.agencies.values())), professionals, people)


def _catalogued(known: Iterable[Agency]) -> tuple[RosterAgency, ...]:
    """Return the agencies of the catalogue that are not known already, each with an identifier of its own."""
    keys = {row.key for row in known}
    return tuple(
        RosterAgency(identifier_of(one.key), one.key, one.code, one.name, one.said, is_invited=False)
        for one in rulebook().agencies.values()
        if one.key not in keys
    )
