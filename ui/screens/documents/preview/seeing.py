"""What is asked of the lane to see a copy: the copy as it stands now, then one page after the other.

These run on the reading lane, the only place where pages are drawn; they know nothing of Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from meetingdesk.app.documents.on_screen import ReaderKey, facts_for_copies, key_of
from meetingdesk.domain.copies.reader import Reader
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.errors import MeetingDeskError, StorageProblem
from ui.screens.documents.words import CopyState

if TYPE_CHECKING:
    from reports.pdf.pages import PageSeen, PageSize


@dataclass(frozen=True, slots=True)
class Wanted:
    """A copy that somebody wants to see."""

    meeting_id: UUID
    reader: Reader
    kind: DocumentKind
    made_on: date
    is_large: bool = False
    is_word: bool = False
    """Whether it would be saved for Word; its pages are seen as PDF."""

    @property
    def key(self) -> tuple[ReaderKey, DocumentKind]:
        """Which copy it is."""
        return key_of(self.reader), self.kind


@dataclass(frozen=True, slots=True)
class CopySeen:
    """A finished copy, and what the check found in it."""

    state: CopyState
    """FREE where it may be saved, STOPPED where it may not, FAILED where there is none."""
    said: tuple[str, ...] = ()
    content: bytes = b""
    sizes: tuple[PageSize, ...] = ()


def copy_seen(reading: Any, wanted: Wanted) -> CopySeen:
    """Make a copy from the record as it stands now, exactly as it would be saved."""
    from reports.pdf.pages import sizes_in
    from ui.screens.documents.preview.finished import finished

    facts = facts_for_copies(reading, wanted.meeting_id)
    try:
        made = finished(
            reading, facts, wanted.reader, wanted.kind, "pdf", wanted.made_on, is_large=wanted.is_large
        )
    except StorageProblem:
        raise
    except MeetingDeskError as error:
        return CopySeen(CopyState.FAILED, (str(error), error.hint))
    content = made.document.content
    state = CopyState.STOPPED if made.stopped else CopyState.FREE
    return CopySeen(state, made.stopped or made.to_know, content, sizes_in(content))


def page_drawn(_reading: Any, content: bytes, number: int, scale: float) -> PageSeen:
    """Draw one page."""
    from reports.pdf.pages import page_seen

    return page_seen(content, number, scale)
