"""The list of families, and what the panel says of one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from meetingdesk.app.details import FamilyFacts, PersonLine, family_facts
from meetingdesk.app.lists import FamilyLine, list_families
from meetingdesk.app.paging import Asked, Page
from ui.models.meeting_columns import family_columns
from ui.screens.list_screen import ListOf
from ui.widgets.detail_panel import Fact, Group, Sheet
from ui.words import FAMILY_ROLE, many, say_date


def families_list(titles: Mapping[str, str]) -> ListOf:
    """Return the list of families."""
    return ListOf(
        title="Families",
        filter_hint="Filter by reference or area",
        nothing="There is no family yet",
        what_to_do="Families come with the meetings about them: bring in a meeting file with Ctrl+I, "
        "or drag one onto this window.",
        columns=family_columns(),
        page=_page,
        sheet=partial(_sheet, titles),
        tables=frozenset({"family", "family_member", "meeting", "meeting_case", "person", "person_name"}),
        sort="last_meeting",
    )


def _page(reading: Any, asked: Asked) -> Page[FamilyLine]:
    return list_families(reading, asked)


def _sheet(titles: Mapping[str, str], reading: Any, key: UUID) -> Sheet:
    return family_sheet(family_facts(reading, titles, key))


def family_sheet(facts: FamilyFacts) -> Sheet:
    """Return what the panel says of a family."""
    family = facts.family
    opened = f"Opened {say_date(family.opened_on)}" if family.opened_on else ""
    closed = f"closed {say_date(family.closed_on)}" if family.closed_on else ""
    people = tuple(Fact(_about(person), person.name) for person in facts.people)
    meetings = tuple(
        Fact(meeting.reference, f"{say_date(meeting.held_on)} · {meeting.title or kind}")
        for meeting, kind in zip(facts.meetings, facts.kinds, strict=True)
    )
    groups = [
        Group(many(len(people), "person", "people"), people or (Fact("", "Nobody is recorded yet."),)),
        Group("Open now", (Fact("", many(facts.open_actions, "action")),)),
        Group(many(len(meetings), "meeting"), meetings or (Fact("", "None yet."),)),
    ]
    if facts.lead:
        groups.insert(1, Group("Lead professional", (Fact("", facts.lead),)))
    below = ", ".join(part for part in (family.area, opened, closed) if part)
    return Sheet(family.reference, below, tuple(groups), warning=family.alert)


def _about(person: PersonLine) -> str:
    role = FAMILY_ROLE[person.role]
    if person.birth_date:
        return f"{role}, born {say_date(person.birth_date)}"
    if person.expected_date:
        return f"{role}, expected {say_date(person.expected_date)}"
    return role
