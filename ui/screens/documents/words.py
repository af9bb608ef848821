"""The words of the page of the documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from meetingdesk.app.documents.on_screen import DocumentsOnScreen, ReaderLine
from meetingdesk.domain.meeting_words import DocumentKind
from ui.offers import Lines
from ui.words import many

K = DocumentKind
SHORT: Mapping[DocumentKind, str] = {
    K.FULL_MINUTES: "Minutes",
    K.ACTION_LIST: "Actions",
    K.AGENCY_EXTRACT: "Extract",
    K.DECISION_LETTER: "Letter",
    K.PLAN: "Plan",
    K.INTERIM_SAFETY_PLAN: "Safety plan",
    K.FAMILY_COPY: "Family copy",
    K.CHILD_COPY: "Child copy",
    K.GP_NOTICE: "GP notice",
    K.SCHOOL_NOTICE: "School notice",
    K.HEALTH_VISITOR_NOTICE: "Visitor notice",
    K.MARAC_OUTCOME_NOTICE: "Outcome",
    K.AGENDA: "Agenda",
    K.CASE_LIST: "Case list",
    K.INFORMATION_REQUEST: "Request",
    K.CHAIR_BRIEFING: "Briefing",
    K.RESTRICTED_ANNEX: "Annex",
    K.KEY_INFORMATION: "Key sheet",
    K.TRANSFER_PACK: "Transfer",
    K.COURT_BUNDLE: "Court bundle",
    K.OUTCOME_NOTICE: "Outcome",
    K.LEARNING_SUMMARY: "Learning",
}


class Part(StrEnum):
    """A part of the page of the documents."""

    COPIES = "copies"
    VERSIONS = "versions"
    SENDING = "sending"


PARTS: Mapping[Part, tuple[str, str]] = {
    Part.COPIES: ("Copies", "Make a copy for each reader"),
    Part.VERSIONS: ("Approval and corrections", "Drafts, approval, seal, corrections and what was changed"),
    Part.SENDING: ("Sending", "Who is to get what, the pack, and what left"),
}
"""What the parts are called, and what is done there."""


class CopyState(StrEnum):
    """Where one copy is: one kind of document for one reader."""

    NOT_MEANT = "not_meant"
    FREE = "free"
    CHOSEN = "chosen"
    WAITING = "waiting"
    MADE = "made"
    STOPPED = "stopped"
    FAILED = "failed"


STATE: Mapping[CopyState, str] = {
    CopyState.NOT_MEANT: "not written to this reader",
    CopyState.FREE: "not ticked",
    CopyState.CHOSEN: "ticked, will be made",
    CopyState.WAITING: "is being made",
    CopyState.MADE: "made",
    CopyState.STOPPED: "stopped",
    CopyState.FAILED: "could not be made",
}
KEYS: Lines = (
    ("", "Documents"),
    ("↑ ↓ ← →", "Move over the copies: readers down, documents across"),
    ("Space", "Tick a copy, or take the tick away"),
    ("R", "Tick everything for this reader, or nothing"),
    ("K", "Tick this kind of document for every reader, or for none"),
    ("X", "Take all ticks away"),
    ("Enter, P", "See the pages of the copy that is marked, as they would be saved"),
    ("Ctrl+Enter", "Make what is ticked, each file checked before it is written"),
    ("Tab", "Go on to format, lock and folder"),
    ("C", "In the pass phrases: copy the one that is marked, for a minute"),
    ("Esc", "Stop what is being made, else go back"),
)
PREVIEW_KEYS: Lines = (
    ("", "Pages of a copy"),
    ("PgUp, PgDn", "A screen back or on, never past the beginning of a page"),
    ("Home, End", "The first page, the last page"),
    ("↑ ↓", "Scroll; Shift+← and Shift+→ scroll sideways"),
    ("+, -", "Larger, smaller"),
    ("Ctrl+0", "As wide as there is room for"),
    ("← →", "The same document for the reader before, or the next one"),
    ("Esc", "Back to the table, on the same copy"),
)
PARTS_KEYS: Lines = (("Alt+1 … Alt+3", "The parts of the page: copies, approval and corrections, sending"),)
PLAIN_MEANS = (
    "Whoever finds a plain file, or is sent it by mistake, can read all of it. Only for a printer of your "
    "own, or a system that is locked itself."
)
LOCKED_MEANS = "Each reader’s files open with a pass phrase that you tell by telephone."
FORGOTTEN = "Pass phrases are kept nowhere: they are gone when this page is left."


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one copy: its file, or why there is none."""

    state: CopyState
    name: str = ""
    size: int = 0
    said: tuple[str, ...] = ()
    """Why it was stopped or failed, and how to mend it; of a file that was made, what to know about it."""


def short(kind: DocumentKind) -> str:
    """Return the name of a document above a column."""
    return SHORT.get(kind, kind.label)


def say_size(size: int) -> str:
    """Return how large a file is."""
    if size < 1_000_000:
        return f"{max(round(size / 1000), 1)} KB"
    return f"{size / 1_000_000:.1f} MB"


def say_reader(line: ReaderLine) -> str:
    """Return in a few words what a reader is, and what of the meeting is theirs."""
    left = line.of_entries - line.entries
    parts = [line.below, many(line.actions, "action")]
    parts.append(f"{many(left, 'entry', 'entries')} not in it" if left else "")
    return " · ".join(part for part in parts if part)


def say_came(kind: DocumentKind, state: CopyState, came: Came | None) -> str:
    """Return where a copy is, with the name of its file."""
    if came is None or came.state is not state or state is not CopyState.MADE:
        return f"{kind.label}: {STATE[state]}."
    return f"{kind.label}: made as {came.name}, {say_size(came.size)}."


def say_not_made(shown: DocumentsOnScreen) -> str:
    """Return what to know of all of them: drafts, and what the type lists that stands in no column."""
    said = ["DRAFT stands on every page until the chair has approved the record."] if shown.is_draft else []
    if shown.for_nobody:
        said.append(f"For nobody who was asked: {say_kinds(shown.for_nobody)}.")
    if shown.not_yet:
        said.append(f"Not in this version: {say_kinds(shown.not_yet)}.")
    return " ".join(said)


def say_kinds(kinds: tuple[DocumentKind, ...]) -> str:
    """Return kinds of documents in a sentence."""
    return ", ".join(kind.label.lower().replace("gp", "GP").replace("marac", "MARAC") for kind in kinds)
