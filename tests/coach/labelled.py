"""The labelled actions and the worlds they are said in."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from meetingdesk.domain.agency_catalogue import load_agencies
from meetingdesk.domain.coach.book import CoachBook, load_coach_book
from meetingdesk.domain.coach.facts import ChildFacts, CoachFacts, OpenDeed
from meetingdesk.domain.coach.finding import Finding
from meetingdesk.domain.coach.look import look_over
from meetingdesk.domain.coach.said_action import SaidAction
from meetingdesk.domain.roster import Being, Roster, RosterAgency, RosterPerson, RosterProfessional
from meetingdesk.domain.workdays import Calendar, Nation, load_closures

FOLDER = Path(__file__).resolve().parent
LEARNING = tuple(FOLDER / f"learning_part{letter}.toml" for letter in ("", "_b", "_c", "_d", "_e"))
"""The parts that the rules were made with; each was written blind, the later ones after the first rules."""
TEST = FOLDER / "test_part.toml"
FAULTS = (
    *("no_owner", "several_owners", "collective_owner", "no_date", "vague_time", "bad_date", "vague_verb"),
    *("monitor", "continue", "liaise", "no_measure", "paper_measure", "conditional", "passive"),
    *("not_an_action", "engagement", "victim_responsible", "insecure_contact", "cannot_reach"),
    *("owner_absent", "near_duplicate", "compound"),
)


@dataclass(frozen=True)
class LabelledAction:
    text: str
    faults: list[str] = field(default_factory=list)
    may_be: list[str] = field(default_factory=list)
    world: str = ""
    owner: str = ""
    due: str = ""
    hard: bool = False


@dataclass(frozen=True)
class World:
    day: date
    next_meeting: date
    roster: Roster
    facts: CoachFacts | None


@dataclass(frozen=True)
class Score:
    faulty: int
    found: int
    sharp: int
    unwarned: int
    expected: Counter[str]
    right: Counter[str]
    wrong: Counter[str]

    def recall(self, fault: str) -> float:
        return self.right[fault] / self.expected[fault] if self.expected[fault] else 1.0

    def precision(self, fault: str) -> float:
        told = self.right[fault] + self.wrong[fault]
        return self.right[fault] / told if told else 1.0


@cache
def england() -> Calendar:
    return Calendar(Nation.ENG, load_closures())


@cache
def book() -> CoachBook:
    return load_coach_book()


def actions_of(path: Path) -> tuple[LabelledAction, ...]:
    return tuple(LabelledAction(**one) for one in tomllib.loads(path.read_text(encoding="utf-8"))["actions"])


def learned() -> tuple[LabelledAction, ...]:
    """Return the actions of every part that the rules were made with."""
    return tuple(action for path in LEARNING for action in actions_of(path))


@cache
def worlds() -> dict[str, World]:
    read = tomllib.loads((FOLDER / "worlds.toml").read_text(encoding="utf-8"))
    nobody = World(date(2026, 11, 20), date(2026, 12, 18), Roster(_agencies("")), None)
    return {"": nobody} | {name: _world(name, table) for name, table in read.items()}


def said(action: LabelledAction) -> SaidAction:
    world = worlds()[action.world]
    return SaidAction.of(
        action.text, world.roster, world.day, england(), world.next_meeting, action.owner, action.due
    )


def findings(action: LabelledAction) -> tuple[Finding, ...]:
    return look_over(said(action), worlds()[action.world].facts, book())


def score(actions: Iterable[LabelledAction]) -> Score:
    faulty = found = sharp = unwarned = 0
    expected: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for action in actions:
        told = findings(action)
        names = {one.fault for one in told if one.fault in FAULTS}
        warned = any(one.level.is_warning for one in told)
        if action.faults:
            faulty += 1
            # A text whose only fault is told as an info is found by that.
            found += warned or (set(action.faults) == {"paper_measure"} and "paper_measure" in names)
        else:
            sharp += 1
            unwarned += not warned
        expected.update(action.faults)
        right.update(names & set(action.faults))
        wrong.update(names - set(action.faults) - set(action.may_be))
    return Score(faulty, found, sharp, unwarned, expected, right, wrong)


def _agencies(name: str) -> tuple[RosterAgency, ...]:
    return tuple(
        RosterAgency(_id(name, key), key, one.code, one.name, one.said)
        for key, one in load_agencies().items()
    )


def _world(name: str, table: dict[str, Any]) -> World:
    named = [*table["present"], *table["absent"]]
    professionals = tuple(
        RosterProfessional(_id(name, one["name"]), one["name"], one["job_title"], _id(name, one["agency"]))
        for one in named
    )
    people = tuple(_person(name, one) for one in table["people"])
    roster = Roster(_agencies(name), professionals, people)
    victims = {one["designation"] for one in table["people"] if one["is"] == "victim"}
    facts = CoachFacts(
        roster,
        frozenset(_id(name, one["name"]) for one in table["present"]),
        frozenset(_id(name, one["agency"]) for one in table["present"]),
        tuple(_child(name, one) for one in table["people"] if one["is"] in ("child", "unborn")),
        tuple(one for one in people if one.designation in victims),
        frozenset(),
        tuple(OpenDeed(one["text"], one["owner"], "", one["due"]) for one in table["open_actions"]),
    )
    return World(table["day"], table["next_meeting"], roster, facts)


def _person(name: str, one: dict[str, Any]) -> RosterPerson:
    being = {"child": Being.CHILD, "unborn": Being.UNBORN}.get(one["is"], Being.ADULT)
    return RosterPerson(
        _id(name, one["designation"]),
        one["designation"],
        one["name"],
        being,
        one["is"] == "alleged_perpetrator",
    )


def _child(name: str, one: dict[str, Any]) -> ChildFacts:
    return ChildFacts(
        _id(name, one["designation"]),
        one["designation"],
        one["name"],
        one.get("age"),
        one["is"] == "unborn",
        one.get("at"),
        one.get("gp", ""),
    )


def _id(*parts: str) -> UUID:
    return uuid5(NAMESPACE_URL, "/".join(("coach", *parts)))
