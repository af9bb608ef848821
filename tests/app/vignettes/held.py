"""A meeting that is entered as people enter it: with the commands of the application, through a desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.desk import Desk
from meetingdesk.app.inviting import InviteAll
from meetingdesk.app.live.capturing import KeepAction, KeepChallenge, KeepEntry, KeepPerson
from meetingdesk.app.live.cards.card import Block, Card
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.live.gaps_at import gaps_of_meeting
from meetingdesk.app.live.head import head_of
from meetingdesk.app.live.running import EndMeeting, OpenPoint, StartMeeting
from meetingdesk.app.live.view import Part, view_of
from meetingdesk.app.meetings import PlanMeeting
from meetingdesk.app.new_meeting import MakeMeeting, family_called
from meetingdesk.app.outcome import Command
from meetingdesk.app.roll_call import AddToRoom, MarkAttendance
from meetingdesk.app.room import Room
from meetingdesk.app.rows import change
from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.gaps.gap import Gap
from meetingdesk.domain.meetings import AgendaPoint, Meeting
from meetingdesk.domain.people import PersonName
from meetingdesk.domain.read_person import ReadPerson
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.rulebook import Rulebook
from meetingdesk.domain.workdays import Nation

HOUR = time(10, 0)


def book() -> Rulebook:
    return rulebook()


def find(desk: Desk, kind: type[Row], /, **where: Any) -> tuple[Any, ...]:
    with desk.reading() as reading:
        return reading.find(kind, **where)


def only(desk: Desk, kind: type[Row], /, **where: Any) -> Any:
    (found,) = find(desk, kind, **where)
    return found


@dataclass
class Held:
    """One meeting on its day, and short ways to say something in it."""

    desk: Desk
    meeting_id: UUID
    on: date
    people: dict[str, UUID] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """The hour at which it begins, in London, winter and summer."""
        return datetime.combine(self.on, HOUR, ZoneInfo("Europe/London"))

    @property
    def meeting(self) -> Meeting:
        found: Meeting = only(self.desk, Meeting, id=self.meeting_id)
        return found

    def do(self, *commands: Command) -> None:
        for command in commands:
            self.desk.execute(command)

    def find(self, kind: type[Row], /, **where: Any) -> tuple[Any, ...]:
        return find(self.desk, kind, **where)

    def only(self, kind: type[Row], /, **where: Any) -> Any:
        return only(self.desk, kind, **where)

    # Its course

    def start(self) -> Held:
        self.do(StartMeeting(self.meeting_id, self.at))
        return self

    def end(self, minutes: int = 60) -> Held:
        self.do(EndMeeting(self.meeting_id, self.at + timedelta(minutes=minutes)))
        return self

    def point(self, section: str, family_id: UUID | None = None) -> AgendaPoint:
        found: AgendaPoint = self.only(
            AgendaPoint, meeting_id=self.meeting_id, section=section, family_id=family_id
        )
        return found

    def go_to(self, section: str, minutes: float, family_id: UUID | None = None) -> None:
        self.do(OpenPoint(self.point(section, family_id).id, self.at + timedelta(minutes=minutes)))

    def note(self, **values: Any) -> None:
        """Change the meeting itself; of what no screen asks yet as well."""
        self.do(change(self.meeting, **values))

    # The room

    def invite_all(self) -> None:
        self.do(InviteAll(self.meeting_id, self.on - timedelta(days=7)))

    def agency(self, key: str) -> Agency:
        found: Agency = self.only(Agency, key=key)
        return found

    def seat(self, key: str) -> Attendance:
        seats = self.find(Attendance, meeting_id=self.meeting_id, agency_id=self.agency(key).id)
        found: Attendance = seats[0]
        return found

    def mark(self, status: AttendanceStatus, *keys: str) -> None:
        self.do(MarkAttendance(tuple(self.seat(key).id for key in keys), status, self.at))

    def come(self, name: str, agency: str = "", role: str = "", who: str = "") -> Attendance:
        before = {row.id for row in self.find(Attendance, meeting_id=self.meeting_id)}
        self.do(
            AddToRoom(
                self.meeting_id,
                self.at,
                name,
                book().agencies[agency].name if agency else "",
                role,
                person_id=self.people[who] if who else None,
                catalogue=book().agencies,
            )
        )
        rows = self.find(Attendance, meeting_id=self.meeting_id)
        (found,) = (row for row in rows if row.id not in before)
        return found

    def room(self) -> Room:
        with self.desk.reading() as reading:
            found = view_of(reading, self.meeting_id, self.point("attendance").id, frozenset({Part.ROOM}))
        assert found.room is not None
        return found.room

    # What is said

    def meet(self, name: str, role: FamilyRole, section: str = "people", **values: Any) -> UUID:
        """Put somebody down who was named: "@ name, role"."""
        family_id = values.pop("family_id", None)
        on = values.pop("on", None)
        named = ReadPerson(name, values.pop("note", ""), role, **values)
        self.do(KeepPerson(self.point(section, family_id).id, named, on))
        self.people[name] = self.only(PersonName, full=name).person_id
        return self.people[name]

    def say(self, section: str, text: str, agency: str = "", **values: Any) -> UUID:
        key = new_id()
        agency_id = self.agency(agency).id if agency else None
        point = self.point(section, values.pop("family_id", None))
        self.do(KeepEntry(point.id, self.at, text, agency_id=agency_id, entry_id=key, **values))
        return key

    def agree(self, text: str, due: date, agency: str, *protects: UUID, **values: Any) -> Action:
        action = Action(
            reference="",
            meeting_id=self.meeting_id,
            text=text,
            due_on=due,
            owner_agency_id=self.agency(agency).id,
        )
        point = self.point("actions", values.pop("family_id", None))
        self.do(KeepAction(point.id, self.at, action, protects))
        found: Action = self.only(Action, id=action.id)
        return found

    def challenge(self, text: str, agency: str) -> None:
        self.do(KeepChallenge(self.point("challenge").id, self.at, text, self.agency(agency).id))

    # Cards

    def cards(self, section: str, family_id: UUID | None = None) -> tuple[Card, ...]:
        with self.desk.reading() as reading:
            point = self.point(section, family_id)
            found = view_of(reading, self.meeting_id, point.id, frozenset({Part.CARDS})).cards
        assert found is not None
        return found

    def card(self, section: str, title: str, family_id: UUID | None = None) -> Card:
        cards = self.cards(section, family_id)
        (found,) = (card for card in cards if title in (card.title, *card.title.split(" · ")))
        return found

    def flags(self, section: str, title: str, family_id: UUID | None = None) -> list[str]:
        return [flag.says for flag in self.card(section, title, family_id).flags]

    def fill(self, section: str, title: str, kind: type[Row], place: int = 0, **values: Any) -> None:
        """Fill in the fields of a card one after the other, as somebody types them."""
        family_id = values.pop("family_id", None)
        block = self._blocks(self.card(section, title, family_id), kind)[place]
        for name, value in values.items():
            self.do(fill_in(block, name, value, "Fill in", block.value(name)))

    def stand(self, title: str, agency: str, section: str = "decision", **values: Any) -> None:
        """Say on a decision's card where an agency stands."""
        key = ("agency_id", self.agency(agency).id)
        (block,) = (one for one in self.card(section, title).blocks if key in one.identity)
        for name, value in values.items():
            self.do(fill_in(block, name, value, "Fill in", block.value(name)))

    def offer(self, section: str, title: str, beginning: str) -> None:
        """Do what a card offers."""
        card = self.card(section, title)
        (offer,) = (one for one in card.offers if one.says.startswith(beginning))
        self.do(offer.command)

    def _blocks(self, card: Card, kind: type[Row]) -> list[Block]:
        return [block for block in card.blocks if block.kind is kind]

    # What is missing

    def gaps(self) -> tuple[Gap, ...]:
        with self.desk.reading() as reading:
            return gaps_of_meeting(reading, head_of(reading, self.meeting_id))

    def lacks(self, code: str) -> list[str]:
        """Return whom a kind of gap is about."""
        return [gap.who for gap in self.gaps() if gap.code == code]


def make_meeting(
    desk: Desk,
    kind: str,
    on: date,
    *,
    reference: str = "",
    family_id: UUID | None = None,
    people: dict[str, UUID] | None = None,
    **values: Any,
) -> Held:
    """Plan a meeting about a new family, or about one that is there, as the form of a new meeting does."""
    new = family_called(reference, on) if reference else None
    thread = new.id if new is not None else family_id
    key = new_id()
    plan = PlanMeeting(
        key,
        book().meeting_types[kind],
        on,
        family_id=thread,
        starts_at=HOUR,
        place="Room 4, Invented House, ZZ1 1ZZ",
        policy=book().policy(Nation.ENG),
    )
    values.setdefault("chair", "Carys Invented, Chair")
    values.setdefault("minute_taker", "Tove Invented, Minute taker")
    desk.execute(MakeMeeting(plan, new_family=new, **values))
    return Held(desk, key, on, dict(people or {}))


def follow_up(before: Held, kind: str, on: date, **values: Any) -> Held:
    """Plan the next meeting about the same family."""
    return make_meeting(
        before.desk, kind, on, family_id=before.meeting.family_id, people=before.people, **values
    )
