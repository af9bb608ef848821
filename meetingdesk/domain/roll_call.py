"""The roll call: one key for each mark, what each mark looks like, and the order round the table."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.name_and_agency import split_agency

Status = AttendanceStatus


class Shape(StrEnum):
    """The drawing beside a word, so that no colour has to carry it alone."""

    FULL = "full"
    HALF = "half"
    RING = "ring"
    TARGET = "target"
    PAGE = "page"
    DASH = "dash"
    CROSS = "cross"
    ARROW = "arrow"
    BARRED = "barred"


class Tone(StrEnum):
    """Which colours of the theme a mark is drawn in."""

    SETTLED = "settled"
    ATTENTION = "attention"
    WRONG = "wrong"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Sign:
    """What a state of attendance looks like: a shape, a word, a tone."""

    shape: Shape
    word: str
    tone: Tone = Tone.PLAIN


SIGNS: Mapping[AttendanceStatus, Sign] = {
    Status.PRESENT: Sign(Shape.FULL, "present", Tone.SETTLED),
    Status.CAME_UNINVITED: Sign(Shape.FULL, "came uninvited", Tone.SETTLED),
    Status.PART: Sign(Shape.FULL, "here for part", Tone.SETTLED),
    Status.PRESENT_REMOTE: Sign(Shape.HALF, "remote", Tone.ATTENTION),
    Status.SUPPORTER: Sign(Shape.FULL, "supporter", Tone.SETTLED),
    Status.OBSERVER: Sign(Shape.TARGET, "observer"),
    Status.APOLOGIES_WITH_REPORT: Sign(Shape.PAGE, "report"),
    Status.SENT_DEPUTY: Sign(Shape.ARROW, "sent deputy"),
    Status.APOLOGIES: Sign(Shape.DASH, "apologies"),
    Status.DECLINED: Sign(Shape.DASH, "declined"),
    Status.EXCLUDED: Sign(Shape.BARRED, "excluded", Tone.ATTENTION),
    Status.INVITED: Sign(Shape.RING, "not marked"),
    Status.ABSENT: Sign(Shape.CROSS, "absent", Tone.WRONG),
}
LEFT = Sign(Shape.ARROW, "left")
OUT_FOR_CASE = Sign(Shape.ARROW, "out for this case", Tone.ATTENTION)


def sign_of_several(signs: Iterable[Sign]) -> Sign:
    """Return the sign that stands for several people of one agency: that of whoever is most here."""
    return min(signs, key=_MOST_HERE_FIRST.index, default=LEFT)


_HERE = 6
_MOST_HERE_FIRST = (*tuple(SIGNS.values())[:_HERE], OUT_FOR_CASE, LEFT, *tuple(SIGNS.values())[_HERE:])


class Deeds(StrEnum):
    """What a key of the roll call does besides setting a mark."""

    ARRIVE = "arrive"
    LEAVE = "leave"
    DEPUTY = "deputy"
    TIME = "time"
    ADD = "add"
    EXCLUDE = "exclude"
    STATEMENT = "statement"
    ACCEPT = "accept"
    QUORUM = "quorum"


@dataclass(frozen=True, slots=True)
class Mark:
    """One key of the roll call: the status it sets, or the deed it begins."""

    key: str
    word: str
    hint: str
    status: AttendanceStatus | None = None
    deed: Deeds | None = None


MARKS: tuple[Mark, ...] = (
    Mark("p", "present", "Present, in the room", Status.PRESENT),
    Mark("r", "remote", "Present by video or telephone", Status.PRESENT_REMOTE),
    Mark("a", "apologies", "Sent apologies", Status.APOLOGIES),
    Mark("w", "with report", "Sent apologies with a written report", Status.APOLOGIES_WITH_REPORT),
    Mark("x", "absent", "Absent without a word", Status.ABSENT),
    Mark("d", "deputy", "Sent a deputy; asks for the name", deed=Deeds.DEPUTY),
    Mark("o", "observer", "Here to observe", Status.OBSERVER),
    Mark("i", "in", "Comes in now", deed=Deeds.ARRIVE),
    Mark("l", "left", "Leaves now", deed=Deeds.LEAVE),
    Mark("t", "time", "Came or left at a time that you type", deed=Deeds.TIME),
    Mark("u", "unmark", "Not marked yet after all", Status.INVITED),
    Mark("n", "new", "Somebody who was not invited", deed=Deeds.ADD),
    Mark("e", "exclude", "Kept out, wholly or in part, with the ground", deed=Deeds.EXCLUDE),
    Mark("s", "statement", "The next statement is read now", deed=Deeds.STATEMENT),
    Mark("c", "confirm", "All present accept; after that, the exceptions one by one", deed=Deeds.ACCEPT),
    Mark("q", "quorum", "Settle the quorum", deed=Deeds.QUORUM),
)
"""Every key of the roll call, in the order in which they are shown."""

MARK_OF_KEY: Mapping[str, Mark] = {mark.key: mark for mark in MARKS}


@dataclass(frozen=True, slots=True)
class RoomRole:
    """What somebody is in the room who speaks for no agency, and the status they come with."""

    key: str
    word: str
    status: AttendanceStatus = Status.CAME_UNINVITED
    is_family: bool = False


ROLES: tuple[RoomRole, ...] = (
    RoomRole("supporter", "supporter", Status.SUPPORTER),
    RoomRole("advocate", "advocate", Status.SUPPORTER),
    RoomRole("interpreter", "interpreter", Status.SUPPORTER),
    RoomRole("observer", "observer", Status.OBSERVER),
    RoomRole("legal_adviser", "legal adviser"),
    RoomRole("minute_taker", "minute taker"),
    RoomRole("mother", "mother", is_family=True),
    RoomRole("father", "father", is_family=True),
    RoomRole("parent", "parent", is_family=True),
    RoomRole("carer", "carer", is_family=True),
    RoomRole("child", "child", is_family=True),
    RoomRole("young_person", "young person", is_family=True),
    RoomRole("relative", "relative", is_family=True),
)
ROLE_OF_KEY: Mapping[str, RoomRole] = {role.key: role for role in ROLES}
SUPPORTING = frozenset({"supporter", "advocate", "interpreter", "observer"})
SUPPORT_GROUPING = "support"


def role_words(key: str) -> str:
    """Return a role as people say it."""
    role = ROLE_OF_KEY.get(key)
    return role.word if role else key.replace("_", " ")


def short_name(agency: Agency, longest: int) -> str:
    """Return the name of an agency if it is short enough, else its code in capitals."""
    return agency.name if len(agency.name) <= longest or not agency.code else agency.code.upper()


# Round the table


def round_table(
    attendance: Iterable[Attendance], agency_of: Mapping[UUID, Agency], kind: MeetingType
) -> tuple[Attendance, ...]:
    """Return attendance in the order of the table: agencies as the type lists them, family, then others.

    A deputy stands behind whom they stand for. Marks do not change the order, so that nobody jumps away
    from under a hand. `agency_of` tells the agency of an attendance.
    """
    rows = tuple(attendance)
    listed = [asked.agency for asked in (*kind.required, *kind.asked)]
    place = {key: number for number, key in reversed(list(enumerate(listed)))}
    by_id = {row.id: row for row in rows}

    def rank(row: Attendance) -> tuple[int, int, int, int, int, int]:
        principal = by_id.get(row.deputy_for_id, row) if row.deputy_for_id else row
        agency = agency_of.get(principal.id)
        tier = _tier(principal, agency)
        order = place.get(agency.key, len(listed)) if agency is not None and tier == 0 else 0
        stands_in = int(principal is not row)
        return tier, order, principal.position, principal.id.int, stands_in, row.id.int

    return tuple(sorted(rows, key=rank))


def _tier(row: Attendance, agency: Agency | None) -> int:
    if row.person_id is not None or (row.role in ROLE_OF_KEY and ROLE_OF_KEY[row.role].is_family):
        return 1
    if agency is None or agency.grouping == SUPPORT_GROUPING:
        return 2
    return 0


# What is typed

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2}))?")
_WAY = {"i": True, "in": True, "came": True, "arrived": True, "l": False, "left": False, "out": False}
_HALF_DAY = {"am": 0, "pm": 12}


@dataclass(frozen=True, slots=True)
class TimeTyped:
    """A time of day as it was typed, and whether somebody came or left at it, if that was said."""

    at: time
    came: bool | None = None


def read_time(typed: str) -> TimeTyped | None:
    """Understand 1410, 14:10, 9.05, 14 or 2pm, with "l" or "left", "i" or "in" before or after it."""
    words = re.sub(r"([a-z]+)", r" \1 ", typed.casefold()).split()
    ways = [word for word in words if word in _WAY]
    halves = [word for word in words if word in _HALF_DAY]
    rest = [word for word in words if word not in _WAY and word not in _HALF_DAY and word != "at"]
    if len(rest) != 1 or len(ways) > 1 or len(halves) > 1:
        return None
    found = _TIME.fullmatch(rest[0])
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if halves:
        hour = hour % 12 + _HALF_DAY[halves[0]] if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59:
        return None
    return TimeTyped(time(hour, minute), _WAY[ways[0]] if ways else None)


def moment_of(at: time, now: datetime) -> datetime:
    """Return the moment that a time of day means, said at `now`: the nearest that has been.

    Half past two in the afternoon is often written 2.30. A time that has not been yet is taken as it
    stands: somebody said when they will leave.
    """
    day = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    meant = [day - timedelta(days=1), day]
    if 1 <= at.hour < 12:
        meant += [moment + timedelta(hours=12) for moment in meant]
    been = [moment for moment in meant if now - _OF_ONE_SITTING <= moment <= now + _CLOCKS_DIFFER]
    return max(been, default=day)


def means_coming(told: TimeTyped, moment: datetime, arrived_at: datetime | None, *, is_here: bool) -> bool:
    """Say whether somebody came or left at a moment; it was said, or follows from where they are.

    Who is not here came. Who is here cannot have left before the time at which they are said to have
    come, so that an earlier time puts their coming right.
    """
    if told.came is not None:
        return told.came
    return not is_here or (arrived_at is not None and moment <= arrived_at)


_OF_ONE_SITTING = timedelta(hours=16)
_CLOCKS_DIFFER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class SomebodyTyped:
    """Somebody as they were typed: a name, and an agency (by code or name) or a role."""

    name: str
    agency: str = ""
    role: str = ""


def read_somebody(typed: str, codes: Iterable[str] = ()) -> SomebodyTyped | None:
    """Understand "Ruth Vale, hv", "hv Ruth Vale", "Sam Hale, supporter", "hv" or a name alone.

    `codes` is everything that agencies are called, in small letters.
    """
    known = frozenset(codes)
    words = known | {word for role in ROLES for word in (role.key, role.word)}
    first, comma, behind = (" ".join(part.split()) for part in typed.partition(","))
    if not comma:
        return _somebody(*split_agency(first, words), known)
    name, _, what = (" ".join(part.split()) for part in typed.rpartition(","))
    if first.casefold() in words and what.casefold() not in words:
        name, what = behind, first
    return _somebody(name, what, known)


def _somebody(name: str, what: str, codes: Container[str]) -> SomebodyTyped | None:
    role = _role_said(what)
    if role is not None:
        return SomebodyTyped(name, role=role.key)
    if not (name or what):
        return None
    is_known = what.casefold() in codes
    return SomebodyTyped(name, agency=what.casefold() if is_known and not name else what)


def _role_said(said: str) -> RoomRole | None:
    wanted = said.casefold()
    return next((role for role in ROLES if wanted in (role.key, role.word)), None)
