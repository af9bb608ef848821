"""Under which type and policy a meeting of a file was held: as kept with it, else as in force here."""

from __future__ import annotations

import json
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.domain.definitions import from_data
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import DefinitionCopy, Meeting
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import MeetingDeskError


def type_in_file(file: MeetingFile, meeting: Meeting) -> MeetingType:
    """Return the type of a meeting."""
    copy = _copy(file, meeting.type_copy_id)
    if copy is not None:
        return from_data(MeetingType, json.loads(copy.text), f"the type kept with {meeting.reference}")
    kind = rulebook().meeting_types.get(meeting.type_id)
    if kind is None:
        known = ", ".join(sorted(rulebook().meeting_types))
        raise MeetingDeskError(
            f"The meeting is of a type that nobody knows here, {meeting.type_id}.", hint=f"Known: {known}."
        )
    return kind


def policy_in_file(file: MeetingFile, meeting: Meeting | None) -> Policy:
    """Return the policy of a meeting; England's where no meeting says one."""
    copy = _copy(file, meeting.policy_copy_id) if meeting is not None else None
    if copy is not None and meeting is not None:
        return from_data(Policy, json.loads(copy.text), f"the policy kept with {meeting.reference}")
    known = rulebook().policies.get(meeting.policy_id) if meeting is not None else None
    return known or rulebook().policy(Nation.ENG)


def _copy(file: MeetingFile, key: UUID | None) -> DefinitionCopy | None:
    return next((row for row in file.of(DefinitionCopy) if row.id == key), None) if key is not None else None
