"""Copies of the definitions that a meeting was held under, so that old minutes never change with them."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from meetingdesk.domain.definitions import as_data, from_data
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import DefinitionCopy, Meeting
from meetingdesk.domain.policy import Policy
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork

TYPE, POLICY = "meeting_type", "policy"


def copy_of(definition: MeetingType | Policy) -> DefinitionCopy:
    """Return a definition as the row that keeps it."""
    text = json.dumps(as_data(definition), ensure_ascii=False, sort_keys=True)
    is_type = isinstance(definition, MeetingType)
    return DefinitionCopy(
        kind=TYPE if is_type else POLICY,
        key=definition.id if isinstance(definition, MeetingType) else definition.profile,
        number=definition.version,
        digest=hashlib.sha256(text.encode("utf-8")).hexdigest()[:40],
        text=text,
    )


def keep(work: UnitOfWork, definition: MeetingType | Policy) -> DefinitionCopy:
    """Return the kept copy of a definition, keeping it now if it is the first of its kind."""
    copy = copy_of(definition)
    kept = work.find(DefinitionCopy, kind=copy.kind, digest=copy.digest)
    return kept[0] if kept else work.add(copy)


def type_of(reading: Reading, meeting: Meeting) -> MeetingType | None:
    """Return the type that a meeting is held under, as it was; None for a meeting brought in without one."""
    if meeting.type_copy_id is None:
        return None
    copy = reading.get(DefinitionCopy, meeting.type_copy_id)
    return _type_in(copy.text, meeting.reference)


def policy_of_meeting(reading: Reading, meeting: Meeting) -> Policy | None:
    """Return the policy profile that a meeting is held under, as it was."""
    if meeting.policy_copy_id is None:
        return None
    copy = reading.get(DefinitionCopy, meeting.policy_copy_id)
    return _policy_in(copy.text, meeting.reference)


@lru_cache(maxsize=16)
def _type_in(text: str, reference: str) -> MeetingType:
    # Every line of a meeting asks, and a copy never changes.
    return from_data(MeetingType, json.loads(text), f"the type kept with {reference}")


@lru_cache(maxsize=16)
def _policy_in(text: str, reference: str) -> Policy:
    return from_data(Policy, json.loads(text), f"the policy kept with {reference}")
