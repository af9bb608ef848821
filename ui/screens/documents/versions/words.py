"""The words of the page of the versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from meetingdesk.app.documents.lives import CorrectionLine, DocumentLife, Step, VersionLine
from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.compared_lines import Changed
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.documents import CorrectionState, VersionState
from ui.offers import Lines
from ui.words import many

S, C = VersionState, CorrectionState
STATE: Mapping[VersionState, str] = {
    S.DRAFT: "Draft",
    S.IN_REVIEW: "With the chair",
    S.APPROVED: "Approved",
    S.SEALED: "Sealed",
}
STATE_MARK: Mapping[VersionState, str] = {S.DRAFT: "△", S.IN_REVIEW: "▷", S.APPROVED: "✓", S.SEALED: "■"}
STATE_TONE: Mapping[VersionState, str] = {
    S.DRAFT: "attention",
    S.IN_REVIEW: "accent",
    S.APPROVED: "settled",
    S.SEALED: "settled",
}
NONE_MARK = "○"
ANSWER: Mapping[CorrectionState, str] = {
    C.RECEIVED: "Not answered yet",
    C.ACCEPTED: "Accepted",
    C.NOTED: "Noted",
    C.REFUSED: "Refused",
}
ANSWER_MARK: Mapping[CorrectionState, str] = {C.RECEIVED: "○", C.ACCEPTED: "✓", C.NOTED: "–", C.REFUSED: "✕"}
ANSWER_TONE: Mapping[CorrectionState, str] = {
    C.RECEIVED: "attention",
    C.ACCEPTED: "settled",
    C.NOTED: "muted",
    C.REFUSED: "wrong",
}
CHANGED: Mapping[Changed, str] = {
    Changed.ADDED: "Added",
    Changed.REMOVED: "Taken out",
    Changed.CHANGED: "Changed",
}
CHANGED_MARK: Mapping[Changed, str] = {Changed.ADDED: "+", Changed.REMOVED: "–", Changed.CHANGED: "≠"}
CHANGED_TONE: Mapping[Changed, str] = {
    Changed.ADDED: "settled",
    Changed.REMOVED: "wrong",
    Changed.CHANGED: "attention",
}
STEP: Mapping[Step, str] = {
    Step.TAKE: "New version",
    Step.REVIEW: "To the chair",
    Step.CHECK: "Quality checked",
    Step.APPROVE: "Approve",
    Step.SEAL: "Seal",
    Step.GIVE_BACK: "Give back",
    Step.CONFIRM: "Confirm at the next meeting",
}
STEP_KEY: Mapping[Step, str] = {
    Step.TAKE: "N",
    Step.REVIEW: "R",
    Step.CHECK: "Q",
    Step.APPROVE: "P",
    Step.SEAL: "S",
    Step.GIVE_BACK: "B",
    Step.CONFIRM: "M",
}
STEP_MEANS: Mapping[Step, str] = {
    Step.TAKE: "Freeze the record as it is now as a new version",
    Step.REVIEW: "Hand the draft to the chair for review",
    Step.CHECK: "Note that you have checked the quality of this version",
    Step.APPROVE: "Approve this version: it may leave as the document",
    Step.SEAL: "Seal this version: nothing in it is changed any more",
    Step.GIVE_BACK: "Take one step back: approved to review, review to draft",
    Step.CONFIRM: "Put down at the next meeting that this is a correct record",
}
STEP_DONE: Mapping[Step, str] = {
    Step.TAKE: "A new version was taken.",
    Step.REVIEW: "It is with the chair.",
    Step.CHECK: "The quality check is noted.",
    Step.APPROVE: "It is approved.",
    Step.SEAL: "It is sealed. Later versions add to it, and nothing in it is changed.",
    Step.GIVE_BACK: "It was given back.",
    Step.CONFIRM: "It is confirmed as a correct record.",
}
WITH_LINE: Mapping[str, tuple[str, str]] = {
    "c": ("Ask for a correction (C)", "Note that somebody asks for a correction"),
    " ": ("Compare this version (Space)", "Mark this version to be compared, or take the mark away"),
    "a": ("Accept (A)", "Accept the request that is marked"),
    "o": ("Only note (O)", "Note the request that is marked, with the reason"),
    "x": ("Refuse (X)", "Refuse the request that is marked, with the reason"),
}
"""What is done with the line that is marked, by its key."""
KEY_NAMES: Mapping[str, str] = {" ": "Space"}
KEYS: Lines = (
    ("", "Versions of documents"),
    ("↑ ↓", "Go from document to document, or from line to line"),
    ("→ ←", "Into what is known of a document, and back to the list"),
    *((STEP_KEY[step], STEP_MEANS[step]) for step in Step),
    ("Space", "On a version: compare it; two that are marked are compared with each other"),
    ("C", "Note a request for correction, of the line that is marked or of another"),
    ("A", "On a request: accept it"),
    ("O", "On a request: note it, with the reason"),
    ("X", "On a request: refuse it, with the reason"),
    ("Esc", "Leave a question; else go back"),
)


def say_document(life: DocumentLife) -> str:
    """Return in a line how far a document is, and when it leaves."""
    newest = life.newest
    parts = [
        f"version {newest.number}, {STATE[newest.state].lower()}" if newest is not None else "no version yet"
    ]
    parts.append(say_due(life))
    if life.open_corrections:
        parts.append(f"{many(life.open_corrections, 'request')} to answer")
    return " · ".join(part for part in parts if part)


def say_due(life: DocumentLife) -> str:
    """Return by when a document leaves, and how it stands against that day."""
    if life.due is None:
        return ""
    day = say_day(life.due).rpartition(" ")[0]
    if life.due_words.startswith("left"):
        return f"{life.due_words} (due {day})"
    return f"{day}: {life.due_words}"


def say_version(line: VersionLine) -> str:
    """Return who made a version, checked, approved and sealed it, and when."""
    parts = [f"taken {_by(line.made_by, line.made_at)}"]
    if line.checked_at is not None:
        parts.append(f"checked {_by(line.checked_by, line.checked_at)}")
    if line.approved_at is not None or line.approved_by:
        parts.append(f"approved {_by(line.approved_by, line.approved_at)}")
    if line.sealed_at is not None:
        parts.append(f"sealed {_by('', line.sealed_at)}")
    if line.confirmed:
        parts.append(f"confirmed as a correct record at {line.confirmed}")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def say_request(line: CorrectionLine) -> str:
    """Return of which line a correction was asked, by whom and when, and what was answered."""
    of = f"Version {line.version}"
    asked = f"asked for by {line.asked_by}" if line.asked_by else "asked for"
    on = f" on {say_day(line.asked_on)}" if line.asked_on is not None else ""
    parts = [f"{of}, {asked}{on}.", f"Line: {line.place}" if line.place else "Of the document as a whole."]
    if line.state is not C.RECEIVED:
        when = f" on {say_day(line.answered_on)}" if line.answered_on is not None else ""
        parts.append(f"{ANSWER[line.state]}{when}{f': {line.answer}' if line.answer else '.'}")
    return "\n".join(parts)


def _by(name: str, moment: datetime | None) -> str:
    when = ""
    if moment is not None:
        local = moment.astimezone(LONDON)
        when = f"{say_day(local.date())}, {local:%H:%M}"
    return " ".join(part for part in (f"by {name}" if name else "", when) if part) or "elsewhere"
