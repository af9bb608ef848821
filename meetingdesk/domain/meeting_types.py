"""Meeting types, read from data files so that adding one needs no code."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, replace

from meetingdesk.domain.meeting_words import ClockStart, DocumentKind, FamilyPlace, Per, SectionKind, When
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Statement:
    """Something the chair reads aloud at the start, in the organisation's own words."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the meeting: what is recorded there, for whom, and who may read it at first.

    `required` holds back the minutes, never the meeting. `covers` reminds of what the heading is for.
    """

    key: str
    title: str
    kind: SectionKind
    visibility: Visibility
    required: bool = False
    per_child: bool = False
    per_case: bool = False
    minutes: int = 0
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedAgency:
    """An agency that is invited and asked, always or when any one of the conditions is recorded."""

    agency: str
    when: tuple[When, ...] = ()
    per: Per = Per.MEETING
    ask: str = ""

    def is_due(self, known: AbstractSet[When]) -> bool:
        """Say whether the agency is to be asked, given what is recorded about the family."""
        return not self.when or not known.isdisjoint(self.when)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Who must be in the room; `rule` names the rule of the policy profile whose values come first."""

    rule: str = ""
    min_groups: int = 0
    required: tuple[str, ...] = ()
    health_counts_as_one: bool = False
    school_counts: bool = True
    report_in_lieu_counts: bool = False
    family_counts: bool = False
    observer_counts: bool = False
    chair_counts: bool = False
    override: bool = True
    reconvene_within_wd: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a list that the organisation may change, such as a referral criterion."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class PossibleDecision:
    """One outcome that the meeting may record, and where it leads."""

    key: str
    label: str
    per_child: bool = False
    needs_category: bool = False
    needs_reason: bool = True
    leads_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """What falls due, by which rule of the policy profile or offset, counted from which event."""

    key: str
    label: str
    rule: str
    counted_from: ClockStart
    document: DocumentKind | None = None
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class MeetingType:
    """The shape of a kind of meeting."""

    id: str
    version: int
    title: str
    short: str
    purpose: str
    how_to_refer: str
    chair: str
    minute_taker: str
    family: FamilyPlace
    quorum: Quorum
    statements: tuple[Statement, ...]
    required: tuple[AskedAgency, ...]
    asked: tuple[AskedAgency, ...]
    sections: tuple[Section, ...]
    decisions: tuple[PossibleDecision, ...]
    documents: tuple[DocumentKind, ...]
    deadlines: tuple[DeadlineRule, ...]
    prompts: tuple[str, ...] = ()
    many_cases: bool = False
    several_decisions: bool = False
    criteria: tuple[Choice, ...] = ()
    indicators: tuple[Choice, ...] = ()

    def section(self, key: str) -> Section | None:
        """Return the section of a key, or None where the type has no such section."""
        return next((section for section in self.sections if section.key == key), None)

    def decision(self, key: str) -> PossibleDecision | None:
        """Return the possible decision of a key, or None where the type has no such decision."""
        return next((decision for decision in self.decisions if decision.key == key), None)

    @property
    def planned_minutes(self) -> int:
        """The time planned for a meeting about one family, or for what is not a case where there are many."""
        return sum(section.minutes for section in self.sections if not section.per_case)

    @property
    def minutes_per_case(self) -> int:
        """The time planned for each case of a meeting of many cases."""
        return sum(section.minutes for section in self.sections if section.per_case)


def quorum_under(kind: MeetingType, policy: Policy) -> Quorum:
    """Return the quorum of a type as the profile has it; what the profile leaves out, the type says."""
    stated = policy.quorum.get(kind.quorum.rule)
    if stated is None:
        return kind.quorum
    values = {field.name: getattr(stated, field.name) for field in fields(stated)}
    return replace(kind.quorum, **{name: value for name, value in values.items() if value is not None})
