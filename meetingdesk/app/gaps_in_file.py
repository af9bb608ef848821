"""What a meeting lacks that lies in a meeting file: the same list as in a store, without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from meetingdesk.app.definitions_in_file import policy_in_file, type_in_file
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.app.interchange.rows_of_meeting import rows_of_meeting, thread_before
from meetingdesk.app.live.gaps_at import gaps_in
from meetingdesk.domain.families import Family
from meetingdesk.domain.gaps.earlier import LOOKED_AT, Earlier
from meetingdesk.domain.gaps.gap import Gap
from meetingdesk.domain.gaps.not_yet import joined
from meetingdesk.domain.meetings import Meeting
from meetingdesk.errors import MeetingDeskError

MOST_NAMED = 8
"""The most references that an error names."""


@dataclass(frozen=True, slots=True)
class FileGaps:
    """A meeting of a file and what it lacks, those gaps too that were set aside."""

    meeting: Meeting
    gaps: tuple[Gap, ...]
    references: dict[UUID, str]
    """The references of the families."""

    def as_plain(self) -> list[dict[str, Any]]:
        """Return the gaps as JSON can hold them."""
        return [_plain(gap, self.references) for gap in self.gaps]


def gaps_in_file(file: MeetingFile, reference: str = "", as_of: date | None = None) -> FileGaps:
    """Return what one meeting of a file lacks on a day: the one that was named, else the last."""
    meeting = _named(file, reference) if reference else _last(file, as_of)
    rows = rows_of_meeting(file, meeting)
    earlier = tuple(_earlier(file, other) for other in thread_before(file, meeting))
    kind, policy = type_in_file(file, meeting), policy_in_file(file, meeting)
    found = gaps_in(rows, kind, policy, today=as_of, earlier=earlier)
    return FileGaps(meeting, found, {family.id: family.reference for family in rows.all(Family)})


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


def _earlier(file: MeetingFile, meeting: Meeting) -> Earlier:
    rows = rows_of_meeting(file, meeting).rows
    return Earlier(meeting, {kind: rows[kind] for kind in LOOKED_AT if kind in rows})


def _plain(gap: Gap, references: dict[UUID, str]) -> dict[str, Any]:
    return {
        "code": gap.code,
        "level": gap.level.value,
        "who": gap.who,
        "family": references.get(gap.family_id, "") if gap.family_id is not None else "",
        "section": gap.section.value,
        "sentence": gap.sentence[:1].upper() + gap.sentence[1:],
        "requires": list(gap.words.requires),
        "concerns": None if gap.concerns is None else str(gap.concerns),
        "set_aside": gap.set_aside,
    }


def lines_of(found: FileGaps) -> Iterator[str]:
    """Return the gaps for people to read: the worst first, like ones joined, those set aside last."""
    several = len({gap.family_id for gap in found.gaps}) > 1
    for line in sorted(joined(found.gaps), key=lambda line: bool(line.reason)):
        family_id = line.gaps[0].family_id
        case = f"{found.references.get(family_id, '')}: " if several and family_id is not None else ""
        aside = f" Set aside: {line.reason}" if line.reason else ""
        yield f"{line.level.value:<6}  {case}{line.sentence}{aside}"
