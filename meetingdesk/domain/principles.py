"""The ten principles of a MARAC that works, and how a meeting stands against each of them at its end.

Most of them are told by what the record lacks; a few look at the meeting itself. Which gaps speak against
which principle, and in which words that is told, is data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance
from meetingdesk.domain.definitions import DefinitionFile, check_unique, not_one_of
from meetingdesk.domain.gaps.facts import NOT_BEGUN, MeetingFacts
from meetingdesk.domain.gaps.gap import Gap
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import ListKind, MeetingCase
from meetingdesk.domain.risk import FamilyView
from meetingdesk.resources import resource

FILE = "principles.toml"
_ADVOCATE = "idva"
_STILL_OPEN = frozenset({ActionStatus.OPEN, ActionStatus.IN_PROGRESS, ActionStatus.UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that speaks against a principle: gaps of the record, or a check of the whole meeting."""

    says: str
    gaps: tuple[str, ...] = ()
    check: str = ""


@dataclass(frozen=True, slots=True)
class Principle:
    """One principle, and what is looked at to see whether it was kept."""

    key: str
    says: str
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class Principles:
    """All of them, and the types of meeting that are held to them."""

    types: tuple[str, ...]
    principles: tuple[Principle, ...]


NONE = Principles((), ())


@dataclass(frozen=True, slots=True)
class Held:
    """How a meeting stands against one principle: kept, or what speaks against it."""

    principle: Principle
    against: tuple[str, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.against


Count = tuple[int, int]
"""What speaks against a principle, and of how many; nothing speaks against it where the first is 0."""


def held_to(principles: Principles, facts: MeetingFacts, gaps: Sequence[Gap]) -> tuple[Held, ...]:
    """Return how a meeting stands against each principle; nothing for a type that is not held to them."""
    if facts.kind.id not in principles.types or facts.meeting.status in NOT_BEGUN:
        return ()
    return tuple(Held(one, tuple(_against(one, facts, gaps))) for one in principles.principles)


def load_principles(local: Path | None = None, gaps: Iterable[str] = ()) -> Principles:
    """Return the principles in their order; a local file of the same name wins."""
    is_local = local is not None and local.is_file()
    file = DefinitionFile(local if local is not None and is_local else resource(FILE))
    found = file.build(Principles)
    check_unique(file, ("principles",), [one.key for one in found.principles], "key")
    known = frozenset(gaps)
    for index, principle in enumerate(found.principles):
        for place, look in enumerate(principle.looks):
            where = ("principles", index, "looks", place)
            if look.check and look.check not in CHECKS:
                file.fault((*where, "check"), not_one_of(look.check, CHECKS))
            if not (look.check or look.gaps):
                file.fault(where, "it names neither gaps nor a check")
            for code in look.gaps:
                if known and code not in known:
                    file.fault((*where, "gaps"), not_one_of(code, known))
            if "{" in look.says.replace("{count}", "").replace("{all}", ""):
                file.fault((*where, "says"), "only {count} and {all} can stand in these words")
    file.check()
    return found


def _against(principle: Principle, facts: MeetingFacts, gaps: Sequence[Gap]) -> Iterable[str]:
    for look in principle.looks:
        count, of = CHECKS[look.check](facts) if look.check else _cases_with(look.gaps, facts, gaps)
        if count:
            yield look.says.replace("{count}", str(count)).replace("{all}", str(of))


def _cases_with(codes: Sequence[str], facts: MeetingFacts, gaps: Sequence[Gap]) -> Count:
    found = {gap.family_id for gap in gaps if gap.is_open and gap.code in codes}
    return len(found), max(len(_heard(facts)), 1)


def _heard(facts: MeetingFacts) -> list[MeetingCase]:
    return [case for case in facts.all(MeetingCase) if case.list_kind is ListKind.FULL]


# Of the whole meeting


def _criteria(facts: MeetingFacts) -> Count:
    heard = _heard(facts)
    bare = [case for case in heard if not case.criteria and case.checklist_score is None]
    return len(bare), len(heard)


def _came(facts: MeetingFacts) -> frozenset[str]:
    found = set()
    for row in facts.all(Attendance):
        if row.status in IN_THE_ROOM:
            worker = facts.workers.get(row.professional_id) if row.professional_id is not None else None
            agency_id = row.agency_id or (worker.agency_id if worker is not None else None)
            found.add(facts.agency_keys.get(agency_id, "") if agency_id is not None else "")
    return frozenset(found)


def _agencies(facts: MeetingFacts) -> Count:
    core = {one.agency for one in facts.kind.required}
    return len(core - _came(facts)), len(core)


def _advocate(facts: MeetingFacts) -> Count:
    return int(_ADVOCATE not in _came(facts)), 1


def _actions(facts: MeetingFacts) -> Count:
    """Return the cases that were heard and for which nothing was agreed."""
    heard = _heard(facts)
    acted = {action.family_id for action in facts.all(Action)}
    return sum(case.family_id not in acted for case in heard), len(heard)


def _victim_views(facts: MeetingFacts) -> Count:
    """Return the cases in which nobody told what the person harmed wants, nor why that is not known."""
    sections = {one.key for one in facts.kind.sections if one.kind is SectionKind.CONTACT}
    told = {row.family_id for row in facts.all(Entry) if row.section in sections}
    told |= {row.family_id for row in facts.all(FamilyView) if row.words or row.fears or row.would_help}
    heard = _heard(facts)
    silent = [
        case
        for case in heard
        if not (case.victim_views or case.not_known_because) and case.family_id not in told
    ]
    return len(silent), len(heard)


def _volume(facts: MeetingFacts) -> Count:
    """Return the minutes wanted for a case and those that each had, where that was less."""
    heard = _heard(facts)
    if not heard or facts.policy is None:
        return 0, 0
    wanted = facts.policy.marac.minutes_per_case
    each = sum(_minutes(case) for case in heard) / len(heard)
    return (wanted, round(each)) if each and each < wanted else (0, 0)


def _minutes(case: MeetingCase) -> float:
    return case.used_seconds / 60 if case.used_seconds else float(case.planned_minutes or 0)


def _minute_taker(facts: MeetingFacts) -> Count:
    return int(facts.meeting.minute_taker_id is None), 1


def _left_open(facts: MeetingFacts) -> Count:
    before = {row.id: row for earlier in facts.earlier for row in earlier.all(Action)}
    late = [
        row
        for row in before.values()
        if row.status in _STILL_OPEN and row.due_on is not None and row.due_on < facts.day
    ]
    return len(late), len(before)


CHECKS: Mapping[str, Callable[[MeetingFacts], Count]] = MappingProxyType(
    {
        "criteria": _criteria,
        "advocate": _advocate,
        "actions": _actions,
        "agencies": _agencies,
        "victim_views": _victim_views,
        "volume": _volume,
        "minutes": _minute_taker,
        "left_open": _left_open,
    }
)
