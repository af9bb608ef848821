"""What a meeting lacks that lies in a meeting file: the same list as in a store, without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from meetingdesk.app.facts_in_file import facts_in_file
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.app.live.gaps_at import gaps_of_facts
from meetingdesk.domain.families import Family
from meetingdesk.domain.gaps.gap import Gap
from meetingdesk.domain.gaps.not_yet import joined
from meetingdesk.domain.meetings import Meeting


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
    facts = facts_in_file(file, reference, as_of)
    references = {family.id: family.reference for family in facts.all(Family)}
    return FileGaps(facts.meeting, gaps_of_facts(facts), references)


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
