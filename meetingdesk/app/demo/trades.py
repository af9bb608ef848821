"""What the story takes from the data files of the trade: types, policy, calendar, agencies."""

from __future__ import annotations

import hashlib
from functools import cached_property

from meetingdesk.app.meetings import definition_text
from meetingdesk.domain.agency_catalogue import CatalogueAgency, load_agencies
from meetingdesk.domain.meeting_type_files import load_meeting_types
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import DefinitionCopy
from meetingdesk.domain.policy import Policy, load_policies, policy_of
from meetingdesk.domain.prompts import Prompt, load_prompts
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.workdays import Calendar, Nation, load_closures
from meetingdesk.resources import resource

MEETING_TYPE = "meeting_type"
POLICY = "policy"


class Trade:
    """The shipped definitions, each read once and only when the story needs it."""

    @cached_property
    def types(self) -> dict[str, MeetingType]:
        """Every meeting type by its key."""
        return load_meeting_types()

    @cached_property
    def policy(self) -> Policy:
        """The policy profile of England."""
        return policy_of(load_policies(), Nation.ENG)

    @cached_property
    def calendar(self) -> Calendar:
        """The working days of England."""
        return Calendar(Nation.ENG, load_closures())

    @cached_property
    def agencies(self) -> dict[str, CatalogueAgency]:
        """The catalogue of agencies by key."""
        return load_agencies()

    @cached_property
    def prompts(self) -> dict[str, Prompt]:
        """The reflective prompts by key."""
        return load_prompts()

    def type_copy(self, key: str) -> DefinitionCopy:
        """Return the copy of a meeting type that a meeting keeps; the caller gives it its identifier."""
        kind = self.types[key]
        return _copy(MEETING_TYPE, key, kind.version, definition_text(kind))

    def policy_copy(self) -> DefinitionCopy:
        """Return the copy of the policy profile that a meeting keeps."""
        text = resource("policies", f"{self.policy.profile}.toml").read_text(encoding="utf-8")
        return _copy(POLICY, self.policy.profile, self.policy.version, text)


def _copy(kind: str, key: str, number: int, text: str) -> DefinitionCopy:
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return DefinitionCopy(id=new_id(), kind=kind, key=key, number=number, digest=digest, text=text)
