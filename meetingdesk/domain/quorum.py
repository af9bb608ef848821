"""Counting a quorum: who counts, who does not and why, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import Attendance, AttendanceStatus, ReportState
from meetingdesk.domain.meeting_types import Quorum
from meetingdesk.domain.people import YesNo

HEALTH, EDUCATION = "health", "education"
FAMILY = "family"
MOST_UNMARKED_NAMED = 3


class NotCounted(StrEnum):
    """Why somebody does not count; of several reasons for one agency the first in this order is told."""

    BY_HAND = "by_hand"
    SAME_GROUP = "same_group"
    HEALTH_ONCE = "health_once"
    CHAIR = "chair"
    MINUTE_TAKER = "minute_taker"
    ADVISER = "adviser"
    SCHOOL = "school"
    OBSERVER = "observer"
    SUPPORT = "support"
    FAMILY = "family"
    NO_AGENCY = "no_agency"
    LEFT = "left"
    EXCLUDED = "excluded"
    REPORT_ONLY = "report_only"
    APOLOGIES = "apologies"
    DECLINED = "declined"
    ABSENT = "absent"
    SENT_DEPUTY = "sent_deputy"
    NOT_MARKED = "not_marked"


WORDS: Mapping[NotCounted, str] = {
    NotCounted.BY_HAND: "set by hand",
    NotCounted.SAME_GROUP: "counted once with another of its kind",
    NotCounted.HEALTH_ONCE: "health counts once",
    NotCounted.CHAIR: "chair",
    NotCounted.MINUTE_TAKER: "takes the minutes",
    NotCounted.ADVISER: "advises",
    NotCounted.SCHOOL: "education does not count here",
    NotCounted.OBSERVER: "observer",
    NotCounted.SUPPORT: "supports somebody",
    NotCounted.FAMILY: "family",
    NotCounted.NO_AGENCY: "of no agency",
    NotCounted.LEFT: "left",
    NotCounted.EXCLUDED: "excluded",
    NotCounted.REPORT_ONLY: "report only",
    NotCounted.APOLOGIES: "apologies",
    NotCounted.DECLINED: "declined",
    NotCounted.ABSENT: "absent",
    NotCounted.SENT_DEPUTY: "its deputy is not here",
    NotCounted.NOT_MARKED: "not marked yet",
}

_OF_STATUS: Mapping[AttendanceStatus, NotCounted] = {
    AttendanceStatus.INVITED: NotCounted.NOT_MARKED,
    AttendanceStatus.APOLOGIES: NotCounted.APOLOGIES,
    AttendanceStatus.APOLOGIES_WITH_REPORT: NotCounted.REPORT_ONLY,
    AttendanceStatus.ABSENT: NotCounted.ABSENT,
    AttendanceStatus.DECLINED: NotCounted.DECLINED,
    AttendanceStatus.SENT_DEPUTY: NotCounted.SENT_DEPUTY,
    AttendanceStatus.EXCLUDED: NotCounted.EXCLUDED,
}
_OF_ROLE: Mapping[str, NotCounted] = {
    "chair": NotCounted.CHAIR,
    "minute_taker": NotCounted.MINUTE_TAKER,
    "observer": NotCounted.OBSERVER,
    "supporter": NotCounted.SUPPORT,
    "advocate": NotCounted.SUPPORT,
    "interpreter": NotCounted.SUPPORT,
    "legal_adviser": NotCounted.ADVISER,
}
_OF_GROUPING: Mapping[str, NotCounted] = {
    "support": NotCounted.SUPPORT,
    "legal": NotCounted.ADVISER,
    "reviewing": NotCounted.CHAIR,
}
_HAS_REPORT = frozenset({ReportState.ON_TIME, ReportState.LATE})
_APOLOGISED = frozenset({AttendanceStatus.APOLOGIES, AttendanceStatus.DECLINED, AttendanceStatus.ABSENT})


@dataclass(frozen=True, slots=True)
class Seat:
    """One invitation as the count sees it: whose it is, what to call it, and whether they are here."""

    attendance: Attendance
    called: str
    is_here: bool
    agency: Agency | None = None
    is_chair: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """An agency, or the family, that counts; `by_report` where its report stands for it."""

    called: str
    group: str
    agency_id: UUID | None = None
    by_report: bool = False


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Somebody who does not count, and why; `told` holds a reason in somebody's own words."""

    called: str
    why: NotCounted
    agency_id: UUID | None = None
    told: str = ""

    @property
    def reason(self) -> str:
        """The reason in words."""
        return self.told or WORDS[self.why]


@dataclass(frozen=True, slots=True)
class QuorumCount:
    """What came of a count: whether it is met, who made it so, who did not, and what is missing."""

    rule: Quorum
    counted: tuple[Counted, ...]
    not_counted: tuple[Uncounted, ...]
    missing_groupings: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def groups(self) -> int:
        """How many groups are here."""
        return len({counted.group for counted in self.counted})

    @property
    def still_needed(self) -> int:
        """How many groups more there must be, whichever they are."""
        return max(self.rule.min_groups - self.groups, 0)

    @property
    def is_asked_for(self) -> bool:
        """Whether the rule asks for anybody at all."""
        return bool(self.rule.min_groups or self.rule.required)

    @property
    def is_met(self) -> bool:
        """Whether enough are here, and everybody who must be."""
        return not self.missing_groupings and not self.still_needed

    @property
    def sentence(self) -> str:
        """The count in one plain sentence after another: who counted, what is missing, who did not."""
        if not self.is_asked_for:
            return "Quorum: none is set for this meeting."
        parts = ["Quorum: met." if self.is_met else "Quorum: not met."]
        names = [one.called + (" (by report)" if one.by_report else "") for one in self.counted]
        parts.append(f"Counted: {', '.join(names) or 'nobody'}.")
        if self.missing:
            parts.append(f"Missing: {', '.join(map(_inside_a_sentence, self.missing))}.")
        if self.still_needed:
            noun = "agency" if self.still_needed == 1 else "agencies"
            parts.append(f"Too few: {self.still_needed} more {noun} needed.")
        if self.not_counted:
            parts.append(f"Not counted: {_not_counted(self.not_counted)}.")
        return " ".join(parts)


def count_quorum(seats: Sequence[Seat], rule: Quorum, groupings: Mapping[str, str]) -> QuorumCount:
    """Count those in the room under a rule; `groupings` are the labels of the professional groupings."""
    counted: dict[str, Counted] = {}
    not_counted: list[Uncounted] = []
    for party in _parties(seats):
        if not any(_is_of_interest(seat, rule) for seat in party):
            continue
        seat, why = _speaker_of(party, rule)
        if why is not None:
            told = seat.attendance.counts_reason if why is NotCounted.BY_HAND else ""
            not_counted.append(Uncounted(seat.called, why, _agency_id(seat), told))
            continue
        group = _group(seat, rule)
        if group in counted:
            again = NotCounted.HEALTH_ONCE if group == HEALTH else NotCounted.SAME_GROUP
            not_counted.append(Uncounted(seat.called, again, _agency_id(seat)))
        else:
            called = "the family" if group == FAMILY else seat.called
            counted[group] = Counted(called, group, _agency_id(seat), by_report=not seat.is_here)
    here = {group.partition(":")[0] for group in counted}
    missing = tuple(grouping for grouping in rule.required if grouping not in here)
    labels = tuple(groupings.get(grouping, grouping) for grouping in missing)
    return QuorumCount(rule, tuple(counted.values()), tuple(not_counted), missing, labels)


def _parties(seats: Sequence[Seat]) -> Iterable[list[Seat]]:
    """Return seats together that speak with one voice: those of an agency, and those of the family."""
    parties: dict[object, list[Seat]] = {}
    for seat in seats:
        parties.setdefault(_party(seat), []).append(seat)
    return parties.values()


def _party(seat: Seat) -> object:
    if seat.attendance.person_id is not None:
        return FAMILY
    return seat.agency.id if seat.agency is not None else seat.attendance.id


def _speaker_of(party: Sequence[Seat], rule: Quorum) -> tuple[Seat, NotCounted | None]:
    """Return the seat that counts for a party, or the one whose reason tells most."""
    order = list(NotCounted)
    judged = [(seat, _why_not(seat, rule)) for seat in party]
    return min(judged, key=lambda one: -1 if one[1] is None else order.index(one[1]))


def _is_of_interest(seat: Seat, rule: Quorum) -> bool:
    """Say whether somebody is worth naming: who is not here and would not count anyway is not."""
    return seat.is_here or _why_not_by_part(seat, rule) in (None, NotCounted.SCHOOL)


def _why_not(seat: Seat, rule: Quorum) -> NotCounted | None:
    """Return why a seat does not count, or None where it does."""
    attendance = seat.attendance
    has_report = attendance.status is AttendanceStatus.APOLOGIES_WITH_REPORT or (
        attendance.status in _APOLOGISED and attendance.report in _HAS_REPORT
    )
    if not seat.is_here and not has_report:
        return _OF_STATUS.get(attendance.status, NotCounted.LEFT)
    if attendance.counts_for_quorum is YesNo.NO:
        return NotCounted.BY_HAND
    if attendance.counts_for_quorum is YesNo.YES:
        return None
    if not seat.is_here and not rule.report_in_lieu_counts:
        return NotCounted.REPORT_ONLY
    return _why_not_by_part(seat, rule)


def _why_not_by_part(seat: Seat, rule: Quorum) -> NotCounted | None:
    """Return why the part somebody has in the meeting does not count."""
    attendance, grouping = seat.attendance, seat.agency.grouping if seat.agency else ""
    if attendance.person_id is not None:
        return None if rule.family_counts else NotCounted.FAMILY
    if attendance.status is AttendanceStatus.SUPPORTER:
        return NotCounted.SUPPORT
    why = NotCounted.OBSERVER if attendance.status is AttendanceStatus.OBSERVER else None
    why = why or (NotCounted.CHAIR if seat.is_chair else None)
    why = why or _OF_ROLE.get(attendance.role)
    if grouping not in rule.required:
        why = why or _OF_GROUPING.get(grouping)
    elif why is NotCounted.ADVISER:
        why = None  # a rule that asks for advice counts whoever gives it
    if (why is NotCounted.CHAIR and rule.chair_counts) or (
        why is NotCounted.OBSERVER and rule.observer_counts
    ):
        why = None
    if why is None and grouping == EDUCATION and not rule.school_counts:
        why = NotCounted.SCHOOL
    return why or (NotCounted.NO_AGENCY if seat.agency is None else None)


def _group(seat: Seat, rule: Quorum) -> str:
    """Return what a seat counts as: its grouping, or its agency where each counts for itself."""
    if seat.attendance.person_id is not None:
        return FAMILY
    if seat.agency is None:
        return f":{seat.attendance.id}"
    grouping = seat.agency.grouping
    if not grouping or (grouping == HEALTH and not rule.health_counts_as_one):
        return f"{grouping}:{seat.agency.id}"
    return grouping


def _agency_id(seat: Seat) -> UUID | None:
    return seat.agency.id if seat.agency is not None else None


def _not_counted(people: Sequence[Uncounted]) -> str:
    """Return who did not count, those with the same reason together."""
    by_reason: dict[tuple[NotCounted, str], list[str]] = {}
    for one in people:
        by_reason.setdefault((one.why, one.reason), []).append(one.called)
    return "; ".join(_with_reason(why, reason, names) for (why, reason), names in by_reason.items())


def _with_reason(why: NotCounted, reason: str, names: list[str]) -> str:
    if why is NotCounted.FAMILY:
        return "the family"
    if why is NotCounted.NOT_MARKED and len(names) > MOST_UNMARKED_NAMED:
        return f"{len(names)} {reason}"
    return f"{', '.join(names)} ({reason})"


def _inside_a_sentence(words: str) -> str:
    """Return words with a small first letter, unless they begin with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
