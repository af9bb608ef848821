"""The invented meetings of the labelled lines: their rosters, and what a line of them is labelled with."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from meetingdesk.domain.action_line import UnderstoodAction, understand
from meetingdesk.domain.agency_catalogue import load_agencies
from meetingdesk.domain.roster import Being, Roster, RosterAgency, RosterPerson, RosterProfessional
from meetingdesk.domain.workdays import Calendar, Nation, load_closures

FOLDER = Path(__file__).resolve().parent
LEARNING = FOLDER / "learning_part.toml"
TEST_PARTS = (FOLDER / "test_part_a.toml", FOLDER / "test_part_b.toml")


@dataclass(frozen=True)
class World:
    day: date
    next_meeting: date | None
    roster: Roster


@dataclass(frozen=True)
class LabelledLine:
    world: str
    line: str
    owner: str = ""
    due: str = ""
    protects: list[str] = field(default_factory=list)
    purpose: str = ""
    measure: str = ""
    frequency: str = ""
    verb: str = ""


@cache
def england() -> Calendar:
    return Calendar(Nation.ENG, load_closures())


@cache
def worlds() -> dict[str, World]:
    read = tomllib.loads((FOLDER / "worlds.toml").read_text(encoding="utf-8"))
    return {name: _world(name, table) for name, table in read.items()}


def lines_of(path: Path) -> tuple[LabelledLine, ...]:
    return tuple(LabelledLine(**one) for one in tomllib.loads(path.read_text(encoding="utf-8"))["lines"])


def understood_of(line: LabelledLine) -> UnderstoodAction:
    world = worlds()[line.world]
    return understand(line.line, world.roster, world.day, england(), world.next_meeting)


def owner_of(understood: UnderstoodAction, roster: Roster) -> str:
    agency = roster.agency(understood.owner_agency_id)
    professional = roster.professional(understood.owner_id)
    person = roster.person(understood.owner_person_id)
    if agency is not None:
        return f"{agency.key}: {professional.name}" if professional else agency.key
    return person.designation if person else ""


def differences(line: LabelledLine) -> dict[str, tuple[object, object]]:
    """Return by part what was understood where it is not what the label says, and the label."""
    roster = worlds()[line.world].roster
    found = understood_of(line)
    protects = {person.designation for one in found.protects if (person := roster.person(one))}
    both: dict[str, tuple[object, object]] = {
        "owner": (owner_of(found, roster), line.owner),
        "due": (found.due_on.isoformat() if found.due_on else "", line.due),
        "protects": (protects, set(line.protects)),
        "purpose": (found.purpose, line.purpose),
        "measure": (found.measure, line.measure),
    }
    if line.frequency:
        both["frequency"] = (found.frequency, line.frequency)
    if line.verb:
        both["verb"] = (found.verb, line.verb)
    return {part: (was, wanted) for part, (was, wanted) in both.items() if was != wanted}


def _world(name: str, table: dict[str, Any]) -> World:
    catalogue = load_agencies()
    agencies = tuple(
        RosterAgency(_id(name, key), key, catalogue[key].code, catalogue[key].name, catalogue[key].said)
        for key in table["agencies"]
    )
    professionals = tuple(
        RosterProfessional(_id(name, one["name"]), one["name"], one["job_title"], _id(name, one["agency"]))
        for one in table["professionals"]
    )
    people = tuple(
        RosterPerson(_id(name, one["designation"]), one["designation"], one["name"], Being(one["is"]))
        for one in table["people"]
    )
    return World(table["day"], table.get("next_meeting"), Roster(agencies, professionals, people))


def _id(*parts: str) -> UUID:
    return uuid5(NAMESPACE_URL, "/".join(parts))
