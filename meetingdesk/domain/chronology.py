"""Events of a family, from all agencies, on one line of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from meetingdesk.domain.information import DateIs
from meetingdesk.domain.rows import (
    AgencyId,
    EntryId,
    EventId,
    FamilyId,
    Key,
    Line,
    MeetingId,
    PersonId,
    Row,
    Text,
)
from meetingdesk.domain.visibility import Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Row):
    """Something that happened, as one agency knows it."""

    table: ClassVar[str] = "event"
    many: ClassVar[str] = "events"
    inside: ClassVar[str | None] = "family_id"
    searched: ClassVar[tuple[str, ...]] = ("text",)

    family_id: FamilyId
    happened_on: date | None = None
    happened_on_is: DateIs = DateIs.EXACT
    until: date | None = None
    kind: Key = ""
    text: Text
    source: Line = ""
    agency_id: AgencyId | None = None
    meeting_id: MeetingId | None = None
    entry_id: EntryId | None = None
    grade: Key = ""
    told: Text = ""
    significance: Text = ""
    visibility: Visibility = Visibility.V1


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAbout(Row):
    """A person that an event is about."""

    table: ClassVar[str] = "event_about"
    many: ClassVar[str] = "about"
    inside: ClassVar[str | None] = "event_id"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("event_id", "person_id"),)

    event_id: EventId
    person_id: PersonId
