"""Everything that is read from data files, read once: the rules an organisation may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from meetingdesk.domain.agency_catalogue import CatalogueAgency, load_agencies, load_groupings
from meetingdesk.domain.gaps.book import load_gap_words
from meetingdesk.domain.gaps.engine import RULES
from meetingdesk.domain.gaps.gap import GapWords
from meetingdesk.domain.meeting_type_files import Known, load_meeting_types
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.policy import LawfulBasis, Policy, load_lawful_bases, load_policies, policy_of
from meetingdesk.domain.principles import FILE as PRINCIPLES_FILE
from meetingdesk.domain.principles import NONE, Principles, load_principles
from meetingdesk.domain.prompts import Prompt, load_prompts
from meetingdesk.domain.roles import Role, load_roles
from meetingdesk.domain.workdays import Calendar, Closures, Nation, load_closures


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The definitions in force, each by its key."""

    roles: Mapping[str, Role]
    policies: Mapping[str, Policy]
    closures: Closures
    lawful_bases: Mapping[str, LawfulBasis]
    groupings: Mapping[str, str]
    agencies: Mapping[str, CatalogueAgency]
    prompts: Mapping[str, Prompt]
    meeting_types: Mapping[str, MeetingType]
    gaps: tuple[GapWords, ...] = ()
    principles: Principles = NONE

    def policy(self, nation: Nation) -> Policy:
        """Return the profile of a nation."""
        return policy_of(self.policies, nation)

    def calendar(self, nation: Nation) -> Calendar:
        """Return the calendar of a nation, with proclamations and local closures."""
        return Calendar(nation, self.closures)


def load_rulebook(local: Path | None = None) -> Rulebook:
    """Read all definitions; a folder laid out like resources/ overrides file by file.

    Every file is checked, also against the others, so a fault shows at the start and not in a meeting.
    """

    def place(name: str) -> Path | None:
        return None if local is None else local / name

    groupings = load_groupings(local=place("groupings.toml"))
    agencies = load_agencies(local=place("agencies"), groupings=groupings)
    prompts = load_prompts(local=place("prompts"))
    known = Known(frozenset(agencies), frozenset(prompts), frozenset(groupings))
    return Rulebook(
        roles=load_roles(local=place("roles.toml")),
        policies=load_policies(local=place("policies")),
        closures=load_closures(local=place("closures.toml")),
        lawful_bases=load_lawful_bases(local=place("lawful_bases.toml")),
        groupings=groupings,
        agencies=agencies,
        prompts=prompts,
        meeting_types=load_meeting_types(local=place("meeting_types"), known=known),
        gaps=load_gap_words(place("gaps.toml"), RULES),
        principles=load_principles(place(PRINCIPLES_FILE), RULES),
    )
