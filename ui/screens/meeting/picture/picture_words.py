"""The whole picture in words: each cell, each person, and all of it in a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.nothing_known import Told
from meetingdesk.domain.picture import BehindCell, Cell, CellState, PictureColumn, PictureRow, Tally
from meetingdesk.domain.roll_call import Shape, Tone
from meetingdesk.domain.text import in_short
from meetingdesk.domain.visibility import Visibility
from ui.words import ENTRY_KIND, many, say_clock

SHORTEST, LONGEST = 60, 400
"""Letters of a reason or a name that a line shows; the whole stands in the reading pane."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown: a shape, the word beside it where there is room, the tone of both."""

    shape: Shape | None
    word: str
    tone: Tone = Tone.PLAIN


LOOKS: Mapping[CellState, Look] = {
    CellState.GAP: Look(None, "gap"),
    CellState.ASKED: Look(Shape.RING, "asked", Tone.ATTENTION),
    CellState.ANSWERED: Look(Shape.FULL, "answered", Tone.SETTLED),
    CellState.NOTHING_KNOWN: Look(Shape.DASH, "nothing"),
    CellState.DECLINED: Look(Shape.BARRED, "declined", Tone.WRONG),
    CellState.NOT_ASKED: Look(Shape.CROSS, "not asked"),
}
_SAYS: Mapping[CellState, str] = {
    CellState.GAP: "nobody asked yet",
    CellState.ASKED: "asked, no answer yet",
    CellState.ANSWERED: "answered",
    CellState.NOTHING_KNOWN: "nothing known",
    CellState.DECLINED: "declined",
    CellState.NOT_ASKED: "not asked",
}


def say_cell(row: PictureRow, column: PictureColumn, cell: Cell) -> str:
    """Return everything about a cell in a line or two."""
    who = say_person(row)
    first = f"{in_short(column.name, SHORTEST)} about {who}: {_state(row, cell)}."
    return " ".join(part for part in (first, *_more(row, column, cell)) if part)


def say_person(row: PictureRow) -> str:
    """Return whom a row is about."""
    if row.person_id is None:
        return "the whole family"
    return f"{row.designation} ({in_short(row.name, SHORTEST)})" if row.name else row.designation


def say_known(row: PictureRow) -> str:
    """Return in a few words who knows a person."""
    if row.person_id is None:
        return "all of them together"
    if len(row.known_to) == 1:
        return f"only {row.known_to[0]} knows"
    return f"known to {len(row.known_to)}" if row.known_to else "nobody knows anything yet"


def say_row(row: PictureRow) -> str:
    """Return a person and who knows of them, in one line."""
    known = f"Known to {', '.join(row.known_to)}." if row.known_to else ""
    harms = "May cause harm." if row.may_harm else ""
    who = say_person(row)
    return " ".join(part for part in (f"{who[:1].upper()}{who[1:]}.", harms, known) if part)


def say_tally(tally: Tally) -> str:
    """Return the whole picture in a line."""
    if not tally.cells:
        return ""
    with_reason = tally.not_asked - tally.gaps
    asked = f"{tally.not_asked} of {tally.cells} not asked"
    if tally.not_asked and with_reason:
        asked += f" ({with_reason} with a reason)"
    said = [
        asked,
        f"{tally.waiting} without an answer yet" if tally.waiting else "",
        f"{many(tally.only_one, 'person', 'people')} only one agency knows" if tally.only_one else "",
        f"{tally.disputed} disputed" if tally.disputed else "",
    ]
    return "; ".join(part for part in said if part)


def say_gp(tally: Tally) -> str:
    """Return what is still to be asked of the GP, if anything is."""
    said = [
        f"not asked about {many(tally.gp_gaps, 'person', 'people')}" if tally.gp_gaps else "",
        f"{many(tally.gp_waiting, 'answer')} outstanding" if tally.gp_waiting else "",
    ]
    words = ", ".join(part for part in said if part)
    return f"△ GP {words}" if words else ""


def say_entry(entry: BehindCell) -> str:
    """Return an entry as lines of plain text: when, what kind, what was said, and what is known of it."""
    narrow = "" if entry.visibility in (Visibility.V0, Visibility.V1) else f"▣ {entry.visibility.label}"
    head = (say_clock(entry.at), entry.agency, ENTRY_KIND[entry.kind], narrow)
    disputed = f"≠ disputed by {entry.disputed_by}" if entry.disputed_by else "≠ disputed"
    withheld = f"held, not shared: {entry.withheld_because}" if entry.is_withheld else ""
    below = (
        f"Source: {entry.source}" if entry.source else "",
        disputed if entry.is_disputed else "",
        withheld,
        f"For the child: {entry.means_for_child}" if entry.means_for_child else "",
    )
    lines = ["  ".join(part for part in head if part), entry.text, " · ".join(part for part in below if part)]
    return "\n".join(line for line in lines if line)


def is_quiet(row: PictureRow, cell: Cell) -> bool:
    """Say whether nothing is missing where nothing was asked: the family is asked about one by one."""
    return row.person_id is None and cell.state is CellState.GAP


def _state(row: PictureRow, cell: Cell) -> str:
    if is_quiet(row, cell):
        return "nothing asked or said about all of them together"
    said = _SAYS[cell.state]
    if cell.is_sent_back:
        said = "sent back, to be answered again"
    elif cell.told is Told.WHO_IT_IS:
        said = "only confirmed who it is; that answers nothing"
    if cell.reason:
        said += f" – {in_short(cell.reason, LONGEST)}"
    if cell.is_of_family:
        said += " (of the whole family)"
    return f"{said}, {many(cell.count, 'entry', 'entries')}" if cell.count else said


def _more(row: PictureRow, column: PictureColumn, cell: Cell) -> tuple[str, ...]:
    is_empty = cell.state is CellState.ANSWERED and not cell.count
    return (
        f"Due {say_day(cell.due_on)}." if cell.due_on is not None else "",
        "What it answered is not written down here yet." if is_empty else "",
        f"Only {column.short} knows anything so far: who else needs it?" if cell.is_only else "",
        "Disputed." if cell.is_disputed else "",
    )
