"""Policy profiles: the timescales, quorum rules and words of one nation, as data that a place can change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from meetingdesk.domain.definitions import (
    DefinitionFile,
    check_name,
    check_unique,
    definition_files,
    not_one_of,
)
from meetingdesk.domain.running_clocks.rules import CLOCK_RULES
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import MeetingDeskError
from meetingdesk.resources import resource

RULES: Mapping[str, str] = MappingProxyType(
    {
        "ref_decision": "decision on a referral",
        "assessment": "assessment complete",
        "sd_record": "record of the strategy discussion",
        "icpc": "initial child protection conference",
        "icpc_dfe_from_s47": "initial conference, as the national statistic counts it",
        "report_icpc_before": "reports before an initial conference",
        "report_rcpc_before": "reports before a review conference",
        "letter": "decision letter",
        "outline": "outline plan",
        "minutes": "minutes of a conference",
        "amend": "request to correct the minutes",
        "cg_first": "first core group",
        "cg_next": "next core group",
        "rcpc_first": "first review conference",
        "rcpc_next": "next review conference",
        "rcpc_after_birth": "first review conference after a birth",
        "prebirth_warn_weeks": "pre-birth conference, best held by",
        "prebirth_alert_weeks": "pre-birth conference, at the latest",
        "transfer_in": "transfer-in conference",
        "reconvene": "adjourned conference held again",
        "dissent": "formal dissent",
        "cg_minutes": "minutes of a core group",
        "marac_agenda_before": "case list before a MARAC",
        "marac_actions": "action list of a MARAC",
        "marac_minutes": "minutes of a MARAC",
        "marac_repeat": "end of the time in which a further incident is a repeat",
    }
)
"""Every timescale a profile may hold, and what falls due by it."""


class Unit(StrEnum):
    """What a timescale is counted in."""

    WORKING_DAYS = "wd"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    HOURS = "hours"
    GESTATION = "gestation"
    """Completed weeks of a pregnancy, counted back from an expected date of delivery at 40 weeks."""


@dataclass(frozen=True, slots=True)
class Timescale:
    """A length of time; unconfirmed means that no source was found that settles it for the nation."""

    unit: Unit
    count: int
    confirmed: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A category of harm under which a plan is made, by its national code."""

    code: str
    label: str
    return_only: bool = False
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class QuorumPolicy:
    """What a profile says about the quorum of one kind of meeting; what it leaves out, the type says."""

    min_groups: int | None = None
    required: tuple[str, ...] | None = None
    health_counts_as_one: bool | None = None
    school_counts: bool | None = None
    report_in_lieu_counts: bool | None = None
    family_counts: bool | None = None
    observer_counts: bool | None = None
    chair_counts: bool | None = None
    override: bool | None = None
    reconvene_within_wd: int | None = None


@dataclass(frozen=True, slots=True)
class VoicePolicy:
    """Ages and days that the prompts about a child's voice use."""

    advocacy_min_age: int
    attend_age: int
    seen_within_days: int


@dataclass(frozen=True, slots=True)
class MaracPolicy:
    """The pace of a MARAC and the figures its referral criteria name."""

    minutes_per_case: int
    alert_minutes: int
    dash_high: int
    escalation_incidents: int
    children_first: bool


@dataclass(frozen=True, slots=True)
class ActionsPolicy:
    """When somebody above should ask why an action is not done."""

    escalate_after_carries: int = 2
    chase_again_after_wd: int = 10


@dataclass(frozen=True, slots=True)
class VisibilityPolicy:
    """The class that entries start with, narrow for what can hurt."""

    strategy: Visibility
    core_group: Visibility
    conference: Visibility
    marac: Visibility
    child_words: Visibility
    child_words_about_a_parent: Visibility
    reflections: Visibility


@dataclass(frozen=True, slots=True)
class EscalationStage:
    """One step of the ladder by which agencies settle a difference."""

    stage: str
    label: str
    time: Timescale


@dataclass(frozen=True, slots=True)
class PolicyLabels:
    """What a nation calls the same thing."""

    plan: str
    initial_conference: str
    review_conference: str
    category: str
    strategy: str


@dataclass(frozen=True, slots=True)
class ClockPolicy:
    """Which clocks run in a nation, from when on one is near, and what a clock is called there.

    A historic one stands for older guidance, and is told as such wherever it is switched on.
    """

    off: tuple[str, ...] = ("enquiries",)
    historic: tuple[str, ...] = ("enquiries",)
    soon_days: int = 7
    called: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Policy:
    """One profile: whose it is, who confirmed it, and every value that varies."""

    profile: str
    version: int
    title: str
    source: str
    nation: Nation
    calendar: Literal["gb-eng", "gb-wls", "gb-sct", "gb-nir"]
    labels: PolicyLabels
    timescales: Mapping[str, Timescale]
    cp_categories: tuple[Category, ...]
    quorum: Mapping[str, QuorumPolicy]
    voice: VoicePolicy
    marac: MaracPolicy
    visibility: VisibilityPolicy
    escalation: tuple[EscalationStage, ...]
    confirmed_by: str = ""
    confirmed_on: date | None = None
    review_mode: Literal["calendar_months", "days"] = "calendar_months"
    marking: str = "OFFICIAL-SENSITIVE"
    drift_months: tuple[int, ...] = ()
    smart_labels: tuple[str, ...] = ()
    clocks: ClockPolicy = ClockPolicy()
    actions: ActionsPolicy = ActionsPolicy()

    def timescale(self, rule: str) -> Timescale:
        """Return the timescale of a rule, or raise with the rules that this profile has."""
        if rule not in self.timescales:
            raise MeetingDeskError(
                f"The profile {self.profile} has no timescale of that name: "
                f"{not_one_of(rule, self.timescales)}."
            )
        return self.timescales[rule]

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The rules whose value somebody who knows the place still has to confirm."""
        return tuple(rule for rule, value in self.timescales.items() if not value.confirmed)


QUORUM_RULES = ("conference", "strategy", "marac", "core_group")


def load_policies(shipped: Path | None = None, local: Path | None = None) -> dict[str, Policy]:
    """Read every profile by its name; a local file of the same name wins."""
    loaded: dict[str, Policy] = {}
    for path in definition_files(shipped or resource("policies"), local):
        file = DefinitionFile(path)
        check_name(file, "profile")
        policy = file.build(Policy)
        _check(file, policy)
        loaded[policy.profile] = policy
    return loaded


def policy_of(policies: Mapping[str, Policy], nation: Nation) -> Policy:
    """Return the profile of a nation; of several editions the last by name, which is the latest."""
    names = sorted(name for name, policy in policies.items() if policy.nation is nation)
    if not names:
        raise MeetingDeskError(
            f"There is no policy profile for {nation.label}.", hint="Add one to the folder of policies."
        )
    return policies[names[-1]]


def _check(file: DefinitionFile, policy: Policy) -> None:
    for rule, value in policy.timescales.items():
        if rule not in RULES:
            file.fault(("timescales", rule), f"no such timescale is known: {not_one_of(rule, RULES)}")
        if value.count < 0:
            file.fault(("timescales", rule, "count"), "a timescale cannot be negative")
    for name in policy.quorum:
        if name not in QUORUM_RULES:
            file.fault(("quorum", name), f"no such quorum rule is known: {not_one_of(name, QUORUM_RULES)}")
    _check_clocks(file, policy.clocks)
    check_unique(file, ("cp_categories",), (category.code for category in policy.cp_categories), "code")
    check_unique(file, ("escalation",), (stage.stage for stage in policy.escalation), "stage")
    if policy.calendar != f"gb-{policy.nation.value.lower()}":
        file.fault(("calendar",), f"'{policy.calendar}' is not the calendar of {policy.nation.label}")
    file.check()


def _check_clocks(file: DefinitionFile, clocks: ClockPolicy) -> None:
    for key, rules in (("off", clocks.off), ("historic", clocks.historic)):
        for index, rule in enumerate(rules):
            if rule not in CLOCK_RULES:
                file.fault(("clocks", key, index), f"no such clock is known: {not_one_of(rule, CLOCK_RULES)}")
    for rule in clocks.called:
        if rule not in CLOCK_RULES:
            file.fault(("clocks", "called", rule), f"no such clock is known: {not_one_of(rule, CLOCK_RULES)}")
    if clocks.soon_days < 0:
        file.fault(("clocks", "soon_days"), "a number of days cannot be negative")


@dataclass(frozen=True, slots=True)
class LawfulBasis:
    """One ground on which information may be shared; who owns the wording is the organisation."""

    key: str
    label: str
    level: Literal["article_6", "article_9", "dpa_2018", "criminal", "gateway"]
    nations: tuple[Nation, ...] = ()
    discouraged: str = ""


@dataclass(frozen=True, slots=True)
class _BasisTable:
    bases: tuple[LawfulBasis, ...]


def load_lawful_bases(shipped: Path | None = None, local: Path | None = None) -> dict[str, LawfulBasis]:
    """Read the grounds for sharing by key, in the order they are offered; a local file replaces them."""
    path = local if local is not None and local.is_file() else shipped or resource("lawful_bases.toml")
    file = DefinitionFile(path)
    bases = file.build(_BasisTable).bases
    check_unique(file, ("bases",), (basis.key for basis in bases), "key")
    file.check()
    return {basis.key: basis for basis in bases}
