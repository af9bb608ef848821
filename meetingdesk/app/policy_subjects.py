"""What the values of a policy profile are called, what they are about, and what may stand in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from meetingdesk.domain.policy import QUORUM_RULES, RULES
from meetingdesk.domain.toml_lines import KeyPath
from meetingdesk.domain.visibility import Visibility


class ValueKind(StrEnum):
    """What a value is."""

    TIMESCALE = "timescale"
    NUMBER = "number"
    YES_NO = "yes_no"
    TEXT = "text"
    NUMBERS = "numbers"
    WORDS = "words"
    KEYS = "keys"
    CHOICE = "choice"
    DAY = "day"


Choices = tuple[tuple[str, str], ...]

YES_NO: Choices = (("yes", "yes"), ("no", "no"))
VISIBILITY: Choices = tuple((str(one.value), one.label) for one in Visibility if one is not Visibility.V5)


@dataclass(frozen=True, slots=True)
class Subject:
    """One value: where it stands in the file, its words, its kind, and its limits.

    `key` names it where lists are told apart by their own keys and not by their order. `unit` follows a
    number in words. What is `optional` may be left out, and the meeting type says it then.
    """

    where: KeyPath
    key: str
    group: str
    words: str
    kind: ValueKind
    choices: Choices = ()
    unit: str = ""
    least: int = 0
    most: int = 999
    optional: bool = False


_RULES_ABOUT: Mapping[str, tuple[str, ...]] = {
    "Referral and assessment": ("ref_decision", "assessment", "sd_record"),
    "Conferences": (
        *("icpc", "icpc_dfe_from_s47", "report_icpc_before", "report_rcpc_before", "letter", "outline"),
        *("minutes", "amend", "rcpc_first", "rcpc_next", "transfer_in", "reconvene", "dissent"),
    ),
    "Around a birth": ("prebirth_warn_weeks", "prebirth_alert_weeks", "rcpc_after_birth"),
    "Core groups": ("cg_first", "cg_next", "cg_minutes"),
    "MARAC": ("marac_agenda_before", "marac_actions", "marac_minutes", "marac_repeat"),
}
_QUORUM_OF = {
    "conference": "Quorum of a conference",
    "strategy": "Quorum of a strategy meeting",
    "marac": "Quorum of a MARAC",
    "core_group": "Quorum of a core group",
}
_QUORUM = (
    ("min_groups", "Agencies that must be there, at least", ValueKind.NUMBER),
    ("required", "Groups that must be there", ValueKind.KEYS),
    ("health_counts_as_one", "All of health counts as one", ValueKind.YES_NO),
    ("school_counts", "The school counts", ValueKind.YES_NO),
    ("report_in_lieu_counts", "A report instead of coming counts", ValueKind.YES_NO),
    ("family_counts", "The family counts", ValueKind.YES_NO),
    ("observer_counts", "Observers count", ValueKind.YES_NO),
    ("chair_counts", "The chair counts", ValueKind.YES_NO),
    ("override", "A meeting may go ahead without it, with a reason", ValueKind.YES_NO),
    ("reconvene_within_wd", "Held again within", ValueKind.NUMBER),
)
_VOICE = (
    ("advocacy_min_age", "An advocate is offered from the age of", "years", 25),
    ("attend_age", "Asked whether they want to come from the age of", "years", 25),
    ("seen_within_days", "Seen within the last", "days", 365),
)
_MARAC = (
    ("minutes_per_case", "Time for a case", "minutes", 240),
    ("alert_minutes", "A case is long after", "minutes", 240),
    ("dash_high", "Ticks on the checklist that mean high risk", "ticks", 30),
    ("escalation_incidents", "Incidents in a year that mean escalation", "incidents", 99),
)
_ACTIONS = (
    ("escalate_after_carries", "Escalation is offered after an action was carried", "times", 20),
    ("chase_again_after_wd", "Chased again where nothing was heard for", "working days", 60),
)
_VISIBILITY = (
    ("strategy", "Entries of a strategy meeting"),
    ("core_group", "Entries of a core group"),
    ("conference", "Entries of a conference"),
    ("marac", "Entries of a MARAC"),
    ("child_words", "A child’s own words"),
    ("child_words_about_a_parent", "A child’s words about a parent"),
    ("reflections", "Answers to the questions to think about"),
)
_LABELS = (
    ("plan", "The plan is called"),
    ("initial_conference", "The first conference is called"),
    ("review_conference", "A review is called"),
    ("category", "A category of harm is called"),
    ("strategy", "A strategy meeting is called"),
)


def subjects_of(data: Mapping[str, Any], groupings: Mapping[str, str]) -> Iterator[Subject]:
    """Return every value of a profile, given as its file holds it, by what it is about."""
    yield from _whole_profile()
    yield from _timescales(data)
    yield from _quorum(groupings)
    for name, words, unit, most in _VOICE:
        yield _plain(("voice", name), "The child’s voice", words, ValueKind.NUMBER, unit=unit, most=most)
    for name, words, unit, most in _MARAC:
        yield _plain(("marac", name), "MARAC", words, ValueKind.NUMBER, unit=unit, most=most)
    for name, words, unit, most in _ACTIONS:
        yield _plain(("actions", name), "Actions", words, ValueKind.NUMBER, unit=unit, most=most)
    yield _plain(("marac", "children_first"), "MARAC", "Cases with children come first", ValueKind.YES_NO)
    for name, words in _VISIBILITY:
        where = ("visibility", name)
        yield _plain(where, "Who may read at first", words, ValueKind.CHOICE, choices=VISIBILITY)
    yield from _lists(data)
    for name, words in _LABELS:
        yield _plain(("labels", name), "What things are called", words, ValueKind.TEXT)


def _whole_profile() -> Iterator[Subject]:
    group = "The profile as a whole"
    yield _plain(("confirmed_by",), group, "Confirmed by", ValueKind.TEXT, optional=True)
    yield _plain(("confirmed_on",), group, "Confirmed on", ValueKind.DAY, optional=True)
    yield _plain(("source",), group, "Where the values come from", ValueKind.TEXT)
    yield _plain(("marking",), group, "Marking on every page", ValueKind.TEXT)
    modes = (("calendar_months", "calendar months"), ("days", "days"))
    yield _plain(("review_mode",), group, "Reviews are counted in", ValueKind.CHOICE, choices=modes)
    yield _plain(
        ("drift_months",), group, "A plan is long after", ValueKind.NUMBERS, unit="months", least=1, most=120
    )
    yield _plain(("smart_labels",), group, "What makes an action clear", ValueKind.WORDS)


def _timescales(data: Mapping[str, Any]) -> Iterator[Subject]:
    known = data.get("timescales", {})
    told = {rule for rules in _RULES_ABOUT.values() for rule in rules}
    others = tuple(rule for rule in RULES if rule not in told)
    for group, rules in {**_RULES_ABOUT, "Other times": others}.items():
        for rule in rules:
            if rule in known:
                words = RULES[rule][:1].upper() + RULES[rule][1:]
                yield _plain(("timescales", rule), group, words, ValueKind.TIMESCALE)


def _quorum(groupings: Mapping[str, str]) -> Iterator[Subject]:
    choices = tuple(groupings.items())
    for rule in QUORUM_RULES:
        for name, words, kind in _QUORUM:
            where = ("quorum", rule, name)
            unit = {"min_groups": "agencies", "reconvene_within_wd": "working days"}.get(name, "")
            given = choices if kind is ValueKind.KEYS else ()
            most = 30 if name == "min_groups" else 400
            yield _plain(
                where, _QUORUM_OF[rule], words, kind, choices=given, unit=unit, most=most, optional=True
            )


def _lists(data: Mapping[str, Any]) -> Iterator[Subject]:
    for place, stage in enumerate(data.get("escalation", ())):
        where, key = ("escalation", place), f"escalation.{stage['stage']}"
        words = str(stage["label"])
        group = "When agencies disagree"
        yield Subject((*where, "time"), f"{key}.time", group, words, ValueKind.TIMESCALE)
        named = f"What the stage “{stage['stage']}” is called"
        yield Subject((*where, "label"), f"{key}.label", group, named, ValueKind.TEXT)
    for place, category in enumerate(data.get("cp_categories", ())):
        key, words = f"cp_categories.{category['code']}.label", f"Category {category['code']}"
        yield Subject(("cp_categories", place, "label"), key, "Categories of harm", words, ValueKind.TEXT)


def _plain(where: KeyPath, group: str, words: str, kind: ValueKind, **more: Any) -> Subject:
    if kind is ValueKind.YES_NO:
        more["choices"] = YES_NO
    return Subject(where, ".".join(map(str, where)), group, words, kind, **more)
