"""Invented threads: the meetings of one family as the clocks see them, written in a line each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import ChildPlan, Family, FamilyMember, FamilyRole, PlanKind
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.people import Person, Pregnancy
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.rows import Row
from meetingdesk.domain.rulebook import Rulebook, load_rulebook
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.domain.running_clocks.engine import clocks_of
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.workdays import Nation

TODAY = date(2026, 11, 20)
FAMILY = Family(reference="F-2026-001")


@cache
def book() -> Rulebook:
    return load_rulebook()


def met(kind: str, on: date | None, **values: Any) -> Meeting:
    found = Meeting(
        reference=f"{kind} {on} {len(values)}",
        type_id=kind,
        family_id=FAMILY.id,
        held_on=on,
        status=MeetingStatus.DRAFT,
    )
    return replace(found, **values)


def planned(kind: str, on: date | None, **values: Any) -> Meeting:
    return met(kind, on, status=MeetingStatus.PLANNED, **values)


def decided(meeting: Meeting, outcome: str, child: Person | None = None) -> Decision:
    return Decision(meeting_id=meeting.id, outcome=outcome, child_id=child.id if child is not None else None)


def child(role: FamilyRole = FamilyRole.CHILD, **values: Any) -> tuple[Person, FamilyMember]:
    person = Person(**values)
    return person, FamilyMember(family_id=FAMILY.id, person_id=person.id, role=role)


def unborn(expected: date, **values: Any) -> tuple[Person, FamilyMember]:
    return child(FamilyRole.UNBORN, **{"expected_date": expected, "pregnancy": Pregnancy.EXPECTED, **values})


def plan(person: Person, since: date | None = None, until: date | None = None) -> ChildPlan:
    return ChildPlan(
        family_id=FAMILY.id,
        child_id=person.id,
        kind=PlanKind.CHILD_PROTECTION,
        started_on=since,
        ended_on=until,
    )


def thread(
    rows: Iterable[Row],
    today: date = TODAY,
    nation: Nation = Nation.ENG,
    policy: Policy | None = None,
    family: Family | None = FAMILY,
) -> Thread:
    sorted_rows: dict[type[Row], list[Row]] = defaultdict(list)
    for row in rows:
        sorted_rows[type(row)].append(row)
    meetings = tuple(row for row in sorted_rows.pop(Meeting, []) if isinstance(row, Meeting))
    return Thread(
        meetings,
        book().meeting_types,
        policy or book().policy(nation),
        book().calendar(nation),
        today,
        {kind: tuple(of_kind) for kind, of_kind in sorted_rows.items()},
        family,
    )


def clocks(*rows: Row, **how: Any) -> tuple[Clock, ...]:
    return clocks_of(thread(rows, **how))


def named(rule: str, *rows: Row, **how: Any) -> list[Clock]:
    return [clock for clock in clocks(*rows, **how) if clock.rule == rule]


def only(rule: str, *rows: Row, **how: Any) -> Clock:
    (found,) = named(rule, *rows, **how)
    return found
