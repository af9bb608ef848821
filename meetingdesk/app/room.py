"""The room of a meeting as a screen shows it: who is here, who counts, who is missing, who has not spoken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.earlier_meeting import EarlierMeeting, earlier_meeting
from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.agency_catalogue import agency_words
from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance, AttendanceStatus, Presence, ReportState
from meetingdesk.domain.families import Family, FamilyMember
from meetingdesk.domain.gaps.facts import BEFORE_BUSINESS
from meetingdesk.domain.in_the_room import end_of, is_here, stretches
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_types import MeetingType, quorum_under
from meetingdesk.domain.meetings import StatementRead
from meetingdesk.domain.missing_agencies import (
    IN_A_SENTENCE,
    SOCIAL_CARE,
    AgencyInRoom,
    RoomWarning,
    WhyMissed,
    warnings_of,
)
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.quorum import QuorumCount, Seat, count_quorum
from meetingdesk.domain.roll_call import (
    LEFT,
    OUT_FOR_CASE,
    SIGNS,
    SUPPORT_GROUPING,
    SUPPORTING,
    Sign,
    role_words,
    round_table,
    short_name,
    sign_of_several,
)
from meetingdesk.domain.room import Chip, Place, Room, SpokenStatement

__all__ = ["EarlierMeeting", "Room", "earlier_meeting", "room_of"]

ON_A_CHIP = 11
"""The longest name of an agency that is written out on a chip; longer ones are told by their code."""

LATE = timedelta(minutes=5)


def room_of(
    rows: MeetingRows,
    kind: MeetingType,
    policy: Policy | None,
    groupings: Mapping[str, str],
    earlier: EarlierMeeting | None = None,
    family_id: UUID | None = None,
    section: str = "",
) -> Room:
    """Return the room of a meeting, as it is for one of its cases and sections if these are named."""
    return _Looking(rows, kind, policy, groupings, earlier, family_id, section).room()


class _Looking:
    """Looks at the rows of one meeting once, and tells the room from them."""

    def __init__(
        self,
        rows: MeetingRows,
        kind: MeetingType,
        policy: Policy | None,
        groupings: Mapping[str, str],
        earlier: EarlierMeeting | None,
        family_id: UUID | None,
        section: str,
    ) -> None:
        self._rows = rows
        self._meeting = rows.meeting
        self._kind = kind
        self._rule = quorum_under(kind, policy) if policy is not None else kind.quorum
        self._groupings = groupings
        self._earlier = earlier or EarlierMeeting(None)
        self._family_id = family_id
        self._section = kind.section(section) if section else None
        self._zone = ZoneInfo(self._meeting.zone)
        self._agencies = rows.by_id(Agency)
        self._professionals = rows.by_id(Professional)
        self._presences = rows.by_owner(Presence)
        self._names = rows.by_owner(PersonName)
        self._agency_of = dict(self._known_agencies())
        self._attendance = round_table(rows.all(Attendance), self._agency_of, kind)
        ended = end_of(self._meeting)
        self._here = {
            row.id
            for row in self._attendance
            if is_here(row, self._presences.get(row.id, ()), family_id, ended)
        }
        self._here_at_all = {
            row.id for row in self._attendance if is_here(row, self._presences.get(row.id, ()), None, ended)
        }

    def room(self) -> Room:
        """Return it."""
        quorum = count_quorum(list(map(self._seat, self._attendance)), self._rule, self._groupings)
        here, of, of_what = self._core()
        meeting = self._meeting
        return Room(
            meeting_id=meeting.id,
            places=tuple(map(self._place, self._attendance)),
            chips=tuple(self._chips()),
            here=here,
            of=of,
            of_what=of_what,
            unspoken=tuple(self._unspoken()),
            quorum=quorum,
            settled=meeting.quorum,
            settled_reason=meeting.quorum_reason,
            statements=self._statements(),
            warnings=self._warnings(quorum),
            zone=meeting.zone,
            family_id=self._family_id,
            case=self._case(),
            section=self._section.key if self._section else "",
            section_title=self._section.title if self._section else "",
            codes=agency_words(self._agencies.values(), rulebook().agencies.values()),
            people=dict(self._people()),
        )

    # Names

    def _known_agencies(self) -> Iterator[tuple[UUID, Agency]]:
        for row in self._rows.all(Attendance):
            worker = self._professionals.get(row.professional_id) if row.professional_id else None
            key = row.agency_id or (worker.agency_id if worker else None)
            if key is not None and key in self._agencies:
                yield row.id, self._agencies[key]

    def _called(self, row: Attendance) -> str:
        """Return what to call somebody: the name, else the agency."""
        worker = self._professionals.get(row.professional_id) if row.professional_id else None
        if worker is not None:
            return worker.name
        if row.person_id is not None:
            return self._person_name(row.person_id) or role_words(row.role) or "Family"
        agency = self._agency_of.get(row.id)
        return row.name or (agency.name if agency else "") or role_words(row.role).capitalize() or "Somebody"

    def _person_name(self, key: UUID) -> str:
        names = self._names.get(key, ())
        preferred = next((name for name in names if name.is_preferred), names[0] if names else None)
        if preferred is not None:
            return preferred.full
        person = self._rows.by_id(Person).get(key)
        return person.label if person else ""

    def _word(self, row: Attendance) -> str:
        """Return what to call somebody in a sentence that may be printed: no names of the family."""
        agency = self._agency_of.get(row.id)
        if row.person_id is not None:
            return role_words(row.role).capitalize() or "Family"
        return short_name(agency, IN_A_SENTENCE) if agency else self._called(row)

    def _people(self) -> Iterator[tuple[str, UUID]]:
        """Return who of the family is not on the list, by their names."""
        family_id = self._family_id or self._meeting.family_id
        asked = {row.person_id for row in self._attendance}
        for member in self._rows.parts(FamilyMember, family_id) if family_id else ():
            if member.person_id not in asked:
                for name in self._names.get(member.person_id, ()):
                    yield name.full.casefold(), member.person_id

    def _case(self) -> str:
        family = self._rows.by_id(Family).get(self._family_id) if self._family_id else None
        return family.reference if family else ""

    # Lines

    def _place(self, row: Attendance) -> Place:
        agency = self._agency_of.get(row.id)
        worker = self._professionals.get(row.professional_id) if row.professional_id else None
        principal = self._by_id(row.deputy_for_id)
        deputy = next((other for other in self._attendance if other.deputy_for_id == row.id), None)
        what = ["chair" if self._is_chair(row) else role_words(row.role), worker.job_title if worker else ""]
        arrived, times = self._times(row)
        return Place(
            id=row.id,
            called=self._called(row),
            agency=agency.name if agency else "",
            what=", ".join(dict.fromkeys(word for word in what if word)),
            expected=_expected(row),
            status=row.status,
            sign=self._sign(row),
            is_here=row.id in self._here,
            agency_id=agency.id if agency else None,
            person_id=row.person_id,
            deputy_for=self._called(principal) if principal else "",
            deputy=self._called(deputy) if deputy else "",
            arrived_at=arrived,
            times=times,
            has_accepted=row.statement_accepted_at is not None,
            exception=row.statement_exception,
        )

    def _by_id(self, key: UUID | None) -> Attendance | None:
        return next((row for row in self._attendance if row.id == key), None) if key else None

    def _sign(self, row: Attendance) -> Sign:
        if row.status not in IN_THE_ROOM or row.id in self._here:
            return SIGNS[row.status]
        return OUT_FOR_CASE if row.id in self._here_at_all else LEFT

    def _times(self, row: Attendance) -> tuple[datetime | None, str]:
        """Return when somebody arrived, and the times worth showing: late comers and those who left."""
        own = self._presences.get(row.id, ())
        of_case, whole = stretches(own, self._family_id)
        shown = of_case or whole
        if not shown:
            return None, ""
        first, last = shown[0], shown[-1]
        ended = end_of(self._meeting)
        said = []
        if first.arrived_at is not None and (len(shown) > 1 or self._is_late(first.arrived_at) or of_case):
            said.append(f"from {self._clock(first.arrived_at)}")
        if last.left_at is not None and (ended is None or last.left_at < ended):
            said.append(f"left {self._clock(last.left_at)}")
        elif len(shown) > 1 and last.arrived_at is not None:
            said.append(f"back {self._clock(last.arrived_at)}")
        arrived = whole[-1].arrived_at if whole else shown[-1].arrived_at
        return arrived, ", ".join(said)

    def _is_late(self, arrived: datetime) -> bool:
        began = self._meeting.began_at
        return began is not None and arrived - began >= LATE

    def _clock(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._zone):%H:%M}"

    # Quorum

    def _seat(self, row: Attendance) -> Seat:
        here, agency = row.id in self._here, self._agency_of.get(row.id)
        return Seat(row, self._word(row), here, agency, self._is_chair(row))

    def _is_chair(self, row: Attendance) -> bool:
        return row.professional_id is not None and row.professional_id == self._meeting.chair_id

    # The room at a glance

    def _chips(self) -> Iterator[Chip]:
        for key, people in self._people_by_agency().items():
            agency = self._agencies[key]
            sign = sign_of_several(map(self._sign, people))
            yield Chip(short_name(agency, ON_A_CHIP), agency.name, sign, key, people[0].id)
        for row in self._attendance:
            own = self._agency_of.get(row.id)
            if own is None or own.grouping == SUPPORT_GROUPING:
                word = role_words(row.role).capitalize() or self._called(row)
                yield Chip(word, self._called(row), self._sign(row), None, row.id)

    def _people_by_agency(self) -> dict[UUID, list[Attendance]]:
        found: dict[UUID, list[Attendance]] = {}
        for row in self._attendance:
            agency = self._agency_of.get(row.id)
            if agency is not None and agency.grouping != SUPPORT_GROUPING:
                found.setdefault(agency.id, []).append(row)
        return found

    def _speakers(self) -> dict[UUID, bool]:
        """Return the agencies that take part, and whether somebody of each is here."""
        found: dict[UUID, bool] = {}
        for row in self._attendance:
            agency = self._agency_of.get(row.id)
            watches = row.role in SUPPORTING or row.status in (
                AttendanceStatus.OBSERVER,
                AttendanceStatus.SUPPORTER,
            )
            if agency is not None and agency.grouping != SUPPORT_GROUPING and not watches:
                found[agency.id] = found.get(agency.id, False) or row.id in self._here
        return found

    def _core(self) -> tuple[int, int, str]:
        """Return how many agencies are here, of how many, and of which."""
        speakers = self._speakers()
        if not self._kind.many_cases:
            return sum(speakers.values()), len(speakers), "agencies"
        core = [asked.agency for asked in self._kind.required]
        here = {self._agencies[key].key for key, is_here in speakers.items() if is_here}
        return sum(key in here for key in core), len(core), "core agencies"

    def _unspoken(self) -> Iterator[str]:
        """Return the agencies that are here, apart from the chair's own, and have said nothing here yet."""
        spoken = {key for entry in self._rows.all(Entry) if self._is_said_here(entry) for key in _by(entry)}
        spoken |= {
            worker.agency_id
            for worker in self._professionals.values()
            if worker.id in spoken and worker.agency_id is not None
        }
        silent = {row.id for row in self._attendance if row.role == "minute_taker" or self._is_chair(row)}
        for key, is_in in self._speakers().items():
            people = [row for row in self._attendance if row.id in self._here and self._is_of(row, key)]
            if is_in and key not in spoken and any(row.id not in silent for row in people):
                yield short_name(self._agencies[key], IN_A_SENTENCE)

    def _is_of(self, row: Attendance, agency_id: UUID) -> bool:
        agency = self._agency_of.get(row.id)
        return agency is not None and agency.id == agency_id

    def _is_said_here(self, entry: Entry) -> bool:
        if entry.family_id != self._family_id and self._family_id is not None:
            return False
        return self._section is None or self._family_id is not None or entry.section == self._section.key

    # Statements

    def _statements(self) -> tuple[SpokenStatement, ...]:
        read = {row.kind: row for row in self._rows.all(StatementRead)}
        return tuple(
            SpokenStatement(
                statement.key, statement.title, statement.text, self._read_at(read.get(statement.key))
            )
            for statement in self._kind.statements
        )

    def _read_at(self, row: StatementRead | None) -> str:
        if row is None:
            return ""
        return self._clock(row.read_at) if row.read_at else "read"

    # Warnings

    def _warnings(self, quorum: QuorumCount) -> tuple[RoomWarning, ...]:
        earlier = self._earlier
        why = WhyMissed(
            quorum=quorum,
            last_on=earlier.held_on,
            were_there=frozenset(earlier.present),
            open_actions=earlier.open_actions,
            needs_social_care=self._kind.many_cases
            and any(asked.agency == SOCIAL_CARE for asked in self._kind.required),
        )
        return warnings_of(tuple(self._as_they_stand()), why)

    def _as_they_stand(self) -> Iterator[AgencyInRoom]:
        """Return every agency that was asked, was there last time or owns something that is open."""
        asked = self._people_by_agency()
        speakers = self._speakers()
        for key, people in asked.items():
            is_unmarked = any(row.status is AttendanceStatus.INVITED for row in people)
            yield AgencyInRoom(
                self._agencies[key],
                sign_of_several(map(self._sign, people)),
                is_here=speakers.get(key, False),
                is_awaited=is_unmarked and not self._is_called(),
            )
        others = {**self._earlier.present, **self._earlier.owners}
        yield from (AgencyInRoom(agency, None) for key, agency in others.items() if key not in asked)

    def _is_called(self) -> bool:
        """Say whether the meeting has gone on to its business: who is not marked by then is not here."""
        if self._family_id is not None:
            return True
        return self._section is not None and self._section.kind not in BEFORE_BUSINESS


_EXPECTED = {
    ReportState.ASKED: "report asked for",
    ReportState.ON_TIME: "report is here",
    ReportState.LATE: "report is here, late",
    ReportState.NOT_RECEIVED: "report did not come",
    ReportState.SENT_BACK: "report sent back",
}


def _expected(row: Attendance) -> str:
    said = ["must be here" if row.is_required else "", _EXPECTED.get(row.report, ""), row.adjustments]
    return ", ".join(word for word in said if word)


def _by(entry: Entry) -> Iterator[UUID]:
    if entry.agency_id is not None:
        yield entry.agency_id
    if entry.professional_id is not None:
        yield entry.professional_id
