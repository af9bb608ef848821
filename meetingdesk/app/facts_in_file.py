"""A meeting of a meeting file with all that is known around it, without a store."""

from __future__ import annotations

from datetime import date

from meetingdesk.app.definitions_in_file import policy_in_file, type_in_file
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.app.interchange.rows_of_meeting import rows_of_meeting, thread_before
from meetingdesk.app.live.gaps_at import facts_of_rows
from meetingdesk.domain.gaps.earlier import LOOKED_AT, Earlier
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meetings import Meeting
from meetingdesk.errors import MeetingDeskError

MOST_NAMED = 8
"""The most references that an error names."""


def facts_in_file(file: MeetingFile, reference: str = "", as_of: date | None = None) -> MeetingFacts:
    """Return one meeting of a file as it stood on a day: the one that was named, else the last."""
    meeting = meeting_in_file(file, reference, as_of)
    earlier = tuple(earlier_in_file(file, other) for other in thread_before(file, meeting))
    kind, policy = type_in_file(file, meeting), policy_in_file(file, meeting)
    return facts_of_rows(rows_of_meeting(file, meeting), kind, policy, earlier, as_of)


def meeting_in_file(file: MeetingFile, reference: str = "", as_of: date | None = None) -> Meeting:
    """Return one meeting of a file: the one that was named, else the last up to a day."""
    return _named(file, reference) if reference else _last(file, as_of)


def _named(file: MeetingFile, reference: str) -> Meeting:
    wanted = reference.casefold().strip()
    for meeting in file.of(Meeting):
        if meeting.reference.casefold() == wanted:
            return meeting
    raise MeetingDeskError("The file holds no meeting of this reference.", hint=_hint(file))


def _last(file: MeetingFile, as_of: date | None) -> Meeting:
    """Return the meeting that all others of the file came before; a file of several threads names none."""
    held = [meeting for meeting in file.of(Meeting) if not _is_after(meeting, as_of)]
    if not held:
        raise MeetingDeskError(
            "The file holds no meeting." if as_of is None else "The file holds no meeting up to that day.",
            hint="Give a file with at least one meeting, or another day.",
        )
    for meeting in held:
        before = {other.id for other in thread_before(file, meeting)}
        if all(other.id in before or other is meeting for other in held):
            return meeting
    raise MeetingDeskError("The file holds meetings of several threads.", hint=_hint(file))


def _is_after(meeting: Meeting, as_of: date | None) -> bool:
    return as_of is not None and meeting.held_on is not None and meeting.held_on > as_of


def _hint(file: MeetingFile) -> str:
    known = [meeting.reference for meeting in file.of(Meeting)]
    if not known:
        return "It holds none at all."
    others = f" and {len(known) - MOST_NAMED} others" if len(known) > MOST_NAMED else ""
    return f"Name one with --meeting: {', '.join(known[:MOST_NAMED])}{others}."


def earlier_in_file(file: MeetingFile, meeting: Meeting) -> Earlier:
    """Return what an earlier meeting of a file left behind."""
    rows = rows_of_meeting(file, meeting).rows
    return Earlier(meeting, {kind: rows[kind] for kind in LOOKED_AT if kind in rows})
