"""Asking every agency about every person of a case, and what came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from meetingdesk.app.demo.families import Household, age_on
from meetingdesk.app.demo.reader import Reader, Table
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.information import Entry, InformationRequest, RequestPrompt, RequestState
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person, YesNo

CHILDREN = frozenset({FamilyRole.CHILD, FamilyRole.UNBORN, FamilyRole.SIBLING_NOT_SUBJECT})
ABOUT_ALL = frozenset({"police", "csc", "community_health"})
SCHOOL_AGE = range(5, 18)
EARLY_YEARS = range(5)
SYSTEMS = {"police": "Command log, crime and intelligence systems", "csc": "Case system, archive before 2015"}
STILL_WAITING_EVERY = 7
"""Of the agencies without anything to say, every seventh has not answered by the day of a meeting."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The requests about one family for one meeting."""

    kind: MeetingType
    meeting: Meeting
    household: Household
    said: dict[str, str]
    """What the story says of an agency, or of an agency and a person ("gp:father"): the state and why."""
    entries: Sequence[Entry]
    is_held: bool


def ask(reader: Reader, asked: Asked) -> None:
    """Add a request for each person that an agency is asked about, and tie what was said to it."""
    answered = {entry.agency_id for entry in asked.entries}
    first_of: dict[UUID, UUID] = {}
    words = {one.agency: one.ask for one in asked.kind.required}
    assert asked.meeting.held_on is not None, "a meeting of the story has its day"
    for place, (agency, person) in enumerate(_pairs(reader, asked, asked.meeting.held_on)):
        agency_id = reader.link("agency", agency)
        state, reason = _state(reader, asked, agency, person, place, agency_id in answered)
        request = reader.add(
            InformationRequest(
                id=reader.ids.new(),
                meeting_id=asked.meeting.id,
                family_id=asked.household.row.id,
                agency_id=agency_id,
                person_id=person.id,
                state=state,
                reason=reason,
                **_dates(reader, asked.meeting.held_on, state),
                systems_checked=SYSTEMS.get(agency, "") if state is not RequestState.ASKED else "",
                identity_confirmed=YesNo.YES if state is RequestState.ANSWERED else YesNo.UNKNOWN,
            )
        )
        if agency_id not in first_of and words.get(agency):
            answer = "See the entries." if state is RequestState.ANSWERED else ""
            prompt = RequestPrompt(
                id=reader.ids.new(), request_id=request.id, position=1, text=words[agency], answer=answer
            )
            reader.add(prompt)
        first_of.setdefault(agency_id, request.id)
    for entry in asked.entries:
        if entry.agency_id in first_of:
            reader.add(replace(entry, request_id=first_of[entry.agency_id]))


def _pairs(reader: Reader, asked: Asked, day: date) -> Iterable[tuple[str, Person]]:
    for person, role in asked.household.members:
        is_child = role in CHILDREN
        for one in asked.kind.required:
            if not is_child or one.agency in ABOUT_ALL:
                yield one.agency, person
        if role is not FamilyRole.UNBORN:
            yield "gp", person
        age = age_on(person, day)
        if is_child and age is not None and age in SCHOOL_AGE:
            yield "school", person
        if is_child and (age is None or age in EARLY_YEARS):
            yield "health_visiting" if role is not FamilyRole.UNBORN else "midwifery", person


def _state(
    reader: Reader, asked: Asked, agency: str, person: Person, place: int, has_entries: bool
) -> tuple[RequestState, str]:
    said = {ref: words for ref, words in asked.said.items() if ref.partition(":")[0] == agency}
    for ref, words in said.items():
        whom = ref.partition(":")[2]
        if not whom or reader.link("person", whom) == person.id:
            state, _, reason = words.partition(": ")
            return RequestState(state), reason
    if has_entries:
        return RequestState.ANSWERED, ""
    if not asked.is_held and place % STILL_WAITING_EVERY == 0:
        return RequestState.ASKED, ""
    return RequestState.NOTHING_KNOWN, ""


def _dates(reader: Reader, day: date, state: RequestState) -> Table:
    if state is RequestState.NOT_ASKED:
        return {}
    dates: Table = {"asked_on": reader.days.day("-8wd", day), "due_on": reader.days.day("-1wd", day)}
    if state is not RequestState.ASKED:
        dates["answered_on"] = reader.days.day("-2wd", day)
    return dates
