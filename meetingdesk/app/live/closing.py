"""Closing a meeting: setting aside what cannot be settled, with a reason, and finalising the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from meetingdesk.app.live.gaps_at import gaps_of_meeting
from meetingdesk.app.live.head import head_of
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.gaps.gap import SECTION_OF_REASONS, Gap, Level
from meetingdesk.domain.meetings import NEXT_STATUS, FormAnswer, Meeting, MeetingStatus
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.text import gate
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class GapKey:
    """By what one gap of a meeting is found again."""

    key: str
    family_id: UUID | None = None

    @classmethod
    def of(cls, gap: Gap) -> GapKey:
        """Return the key of a gap."""
        return cls(gap.key, gap.family_id)


@dataclass(frozen=True, slots=True)
class SetAside:
    """Leave gaps as they are, for a reason that is printed; an empty reason takes them up again."""

    meeting_id: UUID
    gaps: tuple[GapKey, ...]
    reason: str
    label: str = "Set aside what is missing"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write the reason down for each of them."""
        _write(work, self.meeting_id, self.gaps, self.reason)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class Finalise:
    """Approve the record; what must be settled and is not needs a reason, which is printed."""

    meeting_id: UUID
    reason: str = ""
    label: str = "Finalise the record"
    deed: Deed = Deed.OVERRIDE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Look once more at what is missing, and approve."""
        meeting = work.get(Meeting, self.meeting_id)
        if MeetingStatus.APPROVED not in NEXT_STATUS[meeting.status]:
            raise MeetingDeskError(
                "Only the draft of a meeting that has ended can be finalised.",
                hint="End the meeting first (Ctrl+Shift+Enter).",
            )
        open_still = must_be_settled(gaps_of_meeting(work, head_of(work, meeting.id)))
        if open_still and not self.reason.strip():
            raise MeetingDeskError(
                f"{len(open_still)} things must be settled before the record is finalised.",
                hint="Settle them, or give a reason for leaving them as they are.",
            )
        _write(work, self.meeting_id, map(GapKey.of, open_still), self.reason)
        work.put(replace(meeting, status=MeetingStatus.APPROVED, status_reason=""))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class BackToDraft:
    """Take a record that was finalised back to the draft, as long as nobody has got it."""

    meeting_id: UUID
    label: str = "Back to the draft"
    deed: Deed = Deed.OVERRIDE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Make it a draft again."""
        meeting = work.get(Meeting, self.meeting_id)
        if meeting.status is not MeetingStatus.APPROVED:
            raise MeetingDeskError(
                f"This meeting is {meeting.status}, so it cannot become a draft again.",
                hint="What was sent is corrected in the minutes.",
            )
        work.put(replace(meeting, status=MeetingStatus.DRAFT))
        return outcome_of(work, self)


def must_be_settled(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Return what holds back the record, unless somebody gives a reason."""
    return tuple(gap for gap in gaps if gap.is_open and gap.level is Level.MUST)


def _write(work: UnitOfWork, meeting_id: UUID, gaps: Iterable[GapKey], reason: str) -> None:
    said = gate(reason).strip()
    for gap in gaps:
        known = work.find(
            FormAnswer,
            meeting_id=meeting_id,
            family_id=gap.family_id,
            section=SECTION_OF_REASONS,
            question=gap.key,
        )
        if known and said:
            work.put(replace(known[0], text=said))
        elif known:
            work.remove(known[0])
        elif said:
            work.add(
                FormAnswer(
                    meeting_id=meeting_id,
                    family_id=gap.family_id,
                    section=SECTION_OF_REASONS,
                    question=gap.key,
                    text=said,
                )
            )
