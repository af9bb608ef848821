"""Filling in a field of a card, whose row begins with its first word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from meetingdesk.app.live.cards.card import Block, new_row
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.app.rows import remove_whole
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.errors import StaleRecord
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row is found, and what it begins with where it is not there yet."""

    kind: type[Row]
    identity: tuple[tuple[str, Any], ...]
    begins_with: tuple[tuple[str, Any], ...] = ()

    def find(self, work: UnitOfWork) -> Any:
        """Return the row, if it is there."""
        found = work.find(self.kind, **dict(self.identity))
        return found[0] if found else None

    def begun(self) -> Any:
        """Return the row as it would begin."""
        return new_row(self.kind, self.identity, self.begins_with)


@dataclass(frozen=True, slots=True)
class FillIn:
    """Give one field of a card a value; quick changes of one field are one step to undo, as typing is.

    `seen` is what the person had before their eyes: nobody's words are written over.
    """

    place: Place
    name: str
    value: Any
    seen: Any
    inside: Place | None = None
    lets_go: tuple[str, ...] = ()
    """The fields that have to be empty for the row to go again."""
    along: tuple[tuple[str, Any], ...] = ()
    """What is noted with the value, and taken away with it."""
    begins: bool = True
    """Whether the row may begin here; one that was there and is gone was taken out by somebody."""
    label: str = "Fill in"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change the row, or begin it; a line of a list goes with its last word."""
        found = self.place.find(work)
        if found is None and not self.begins:
            raise StaleRecord(
                "Somebody took this out in the meantime.", hint="Say it on the line, or undo their step."
            )
        row = found if found is not None else self.place.begun()
        if getattr(row, self.name) != self.seen:
            raise StaleRecord(
                "Somebody else changed this in the meantime.",
                hint="Look at their change, then make yours again.",
            )
        filled = replace(row, **{self.name: self.value}, **self._noted_with_it())
        if found is not None and self._is_let_go(filled):
            remove_whole(work, found)
        elif found is not None:
            work.put(filled)
        elif filled != row:
            if self.inside is not None and self.inside.find(work) is None:
                work.add(self.inside.begun())
            work.add(filled)
        who = " ".join(str(value) for _, value in self.place.identity)
        return outcome_of(work, self, merge_key=f"{self.place.kind.table} {who} {self.name}")

    def _noted_with_it(self) -> dict[str, Any]:
        empty = self.place.begun() if self.along else None
        if empty is None or self.value != getattr(empty, self.name):
            return dict(self.along)
        return {name: getattr(empty, name) for name, _ in self.along}

    def _is_let_go(self, filled: Any) -> bool:
        if not self.lets_go:
            return False  # such as the meeting itself, which nobody can begin on a card
        empty = self.place.begun()
        return all(getattr(filled, name) == getattr(empty, name) for name in self.lets_go)


def place_of(block: Block) -> Place:
    """Return where the row of a block is found."""
    return Place(block.kind, block.identity, block.begins_with)


def fill_in(block: Block, name: str, value: Any, label: str, seen: Any) -> FillIn:
    """Return the command that fills in a field of a block."""
    inside = place_of(block.inside) if block.inside is not None else None
    fields = tuple(field.name for field in block.fields) if block.is_let_go else ()
    along = next((field.along for field in block.fields if field.name == name), ())
    begins = block.row is None or block.is_let_go
    return FillIn(place_of(block), name, value, seen, inside, fields, along, begins, label)
