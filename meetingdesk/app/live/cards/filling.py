"""Filling in a field of a card, whose row begins with its first word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from meetingdesk.app.live.cards.card import Block, new_row
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.errors import StaleRecord
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class FillIn:
    """Give one field of a card a value; quick changes of one field are one step to undo, as typing is.

    `seen` is what the person had before their eyes: nobody's words are written over.
    """

    kind: type[Row]
    identity: tuple[tuple[str, Any], ...]
    name: str
    value: Any
    seen: Any
    begins_with: tuple[tuple[str, Any], ...] = ()
    label: str = "Fill in"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change the row, or begin it."""
        found = work.find(self.kind, **dict(self.identity))
        row: Any = found[0] if found else new_row(self.kind, self.identity, self.begins_with)
        if getattr(row, self.name) != self.seen:
            raise StaleRecord(
                "Somebody else changed this in the meantime.",
                hint="Look at their change, then make yours again.",
            )
        filled = replace(row, **{self.name: self.value})
        if found:
            work.put(filled)
        elif filled != row:
            work.add(filled)
        who = " ".join(str(value) for _, value in self.identity)
        return outcome_of(work, self, merge_key=f"{self.kind.table} {who} {self.name}")


def fill_in(block: Block, name: str, value: Any, label: str, seen: Any) -> FillIn:
    """Return the command that fills in a field of a block."""
    return FillIn(block.kind, block.identity, name, value, seen, block.begins_with, label)
