"""What a line was understood to say, as short pieces that a screen can show and a person correct."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from meetingdesk.domain.capture_line import LineKind, ReadLine
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.visibility import Visibility
from ui.screens.meeting.keeping import called
from ui.words import ENTRY_KIND

if TYPE_CHECKING:
    from meetingdesk.app.live.phrases_at import Asked
    from meetingdesk.domain.action_line import UnderstoodAction

WORDING = "wording"
"""The part of a line that is no part of what it says, but of how."""
ROOM, SHORTEST = 72, 10
"""How many letters words and their question may have together, and how few of the words still tell them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that was understood: which part of the line it is, in words, and what it is now."""

    part: str
    says: str
    value: str = ""
    """What stands in the field when somebody corrects it."""
    is_missing: bool = False


KIND_SAYS = {
    LineKind.ACTION: "Action",
    LineKind.WORDS: "A child’s words",
    LineKind.DECISION: "Decision",
    LineKind.CHALLENGE: "Difference of view",
    LineKind.PERSON: "Person just named",
    LineKind.EVENT: "Event",
}


def pieces_of_line(read: ReadLine, roster: Roster, usual: Visibility) -> tuple[Piece, ...]:
    """Return what was understood of a line that is no action."""
    pieces = []
    if read.kind is not LineKind.INFORMATION:
        pieces.append(Piece("kind", KIND_SAYS[read.kind]))
    agency = roster.agency(read.agency_id)
    if agency is not None:
        away = "" if agency.is_invited else " · not at the table"
        pieces.append(Piece("agency", f"{agency.name}{away}", agency.code, is_missing=bool(away)))
    if read.entry_kind is not None:
        pieces.append(Piece("entry_kind", ENTRY_KIND[read.entry_kind], read.entry_kind.value))
    about = [person.designation for one in read.about if (person := roster.person(one)) is not None]
    if about:
        pieces.append(Piece("about", f"About {', '.join(about)}", ", ".join(about)))
    elif read.kind is LineKind.WORDS:
        pieces.append(Piece("about", "Which child?", "", is_missing=True))
    if read.source:
        pieces.append(Piece("source", f"From {read.source}", read.source))
    seen_by = read.visibility or usual
    if read.visibility is not None or seen_by not in (Visibility.V0, Visibility.V1):
        pieces.append(Piece("visibility", f"▣ {seen_by.label}", seen_by.value))
    return tuple(pieces)


def pieces_of_action(understood: UnderstoodAction, roster: Roster) -> tuple[Piece, ...]:
    """Return what was understood of an action: always owner, whom, when, why and how known, in this order."""
    owner = _owner(understood, roster)
    protects = [p.designation for one in understood.protects if (p := roster.person(one)) is not None]
    return (
        Piece("owner", f"Owner: {owner}{_others(understood, roster)}", understood.owner_said or owner)
        if owner
        else Piece("owner", "Whose?", "", is_missing=True),
        Piece("protects", f"For: {', '.join(protects)}", ", ".join(protects))
        if protects
        else Piece("protects", "For whom?", "", is_missing=True),
        _due(understood),
        Piece("purpose", f"So that {understood.purpose}", understood.purpose)
        if understood.purpose
        else Piece("purpose", "Why?", "", is_missing=True),
        Piece("measure", f"Shown by {understood.measure}", understood.measure)
        if understood.measure
        else Piece("measure", "How will we know?", "", is_missing=True),
        *((Piece("frequency", understood.frequency, understood.frequency),) if understood.frequency else ()),
    )


def pieces_of_wording(asked: Iterable[Asked], text: str) -> tuple[Piece, ...]:
    """Return the first question about words that stand on the line still; one at a time is enough there."""
    for one in asked:
        for flag in one.flags:
            if flag.words in text:
                return (Piece(WORDING, _asks(flag.words, one.question), flag.words, is_missing=True),)
    return ()


def _asks(words: str, question: str) -> str:
    """Return the question with as many of its words as there is room for: they stand on the line anyway."""
    room = ROOM - len(question)
    if room < SHORTEST:
        return question
    shown = " ".join(words.split())
    return f"“{shown if len(shown) <= room else f'{shown[: room - 1].rstrip()}…'}”: {question}"


def _others(understood: UnderstoodAction, roster: Roster) -> str:
    names = [name for one in understood.other_owners if (name := called(one, roster))]
    return f" (with {', '.join(names)}: one owner?)" if names else ""


def _owner(understood: UnderstoodAction, roster: Roster) -> str:
    agency = roster.agency(understood.owner_agency_id)
    professional = roster.professional(understood.owner_id)
    person = roster.person(understood.owner_person_id)
    if agency is not None and professional is not None:
        return f"{professional.name}, {agency.name}"
    if agency is not None:
        return agency.name
    return professional.name if professional else person.designation if person else ""


def _due(understood: UnderstoodAction) -> Piece:
    if understood.due_on is None:
        return Piece("due", "By when?", understood.due_said, is_missing=True)
    other: date | None = understood.due_other
    either = f" (or {say_day(other)}?)" if other is not None else ""
    return Piece("due", f"By {say_day(understood.due_on)}{either}", understood.due_said)
