"""What a command is, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Protocol
from uuid import UUID

from meetingdesk.domain.rights import widens
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.errors import StaleRecord
from meetingdesk.storage.changes import Step, Turned, steps_of
from meetingdesk.storage.unit_of_work import UnitOfWork


class Command(Protocol):
    """A request to change something; it holds values, never records or widgets."""

    @property
    def label(self) -> str:
        """What the Undo menu calls it: words of the trade, never words of the record."""
        ...

    @property
    def deed(self) -> Deed:
        """What the person at the desk must be allowed to do."""
        ...

    def apply(self, work: UnitOfWork) -> Outcome:
        """Make the change inside a unit of work that the caller commits."""
        ...


@dataclass(frozen=True, slots=True)
class PutBack:
    """Puts rows back as they were, where nobody has changed them since."""

    label: str
    deed: Deed
    steps: tuple[Step, ...]

    def apply(self, work: UnitOfWork) -> Outcome:
        """Take the steps one by one; one that no longer fits refuses them all."""
        for step in self.steps:
            if isinstance(step, Turned):
                _turn(work, step)
            elif step.after is None and step.before is not None:
                work.remove(_unchanged(work, step.before))
            elif step.after is not None:
                _bring_back(work, step.after)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Which tables a command touched, the command that takes it back, and who else it belongs with.

    A command that cannot be taken back (something was sent, sealed or disposed of) has no inverse.
    Commands with the same merge key, given in one go, are one step to undo.
    """

    touched: frozenset[str]
    inverse: PutBack | None
    merge_key: str = ""


def outcome_of(work: UnitOfWork, command: Command, *, merge_key: str = "") -> Outcome:
    """Return what has come of a command so far, with its inverse."""
    steps = tuple(step.reversed() for step in reversed(steps_of(work.changes)))
    return Outcome(_touched(work), PutBack(command.label, command.deed, steps), merge_key)


def lasting(work: UnitOfWork) -> Outcome:
    """Return what has come of a command that cannot be taken back."""
    return Outcome(_touched(work), None)


def _touched(work: UnitOfWork) -> frozenset[str]:
    return frozenset(change.kind.table for change in work.changes)


def _turn(work: UnitOfWork, step: Turned) -> None:
    row = work.get(step.kind, step.key)
    if any(getattr(row, name) != old for name, (old, _) in step.fields.items()):
        raise _changed_since()
    if _widens(step) and row.version != step.version:
        # Somebody may have written into it because it was narrow; their words must not come open.
        raise _changed_since()
    values: dict[str, Any] = {name: new for name, (_, new) in step.fields.items()}
    work.restore(replace(row, **values))


def _widens(step: Turned) -> bool:
    old, new = step.fields.get("visibility", (None, None))
    return old is not None and new is not None and widens(old, new)


def _unchanged(work: UnitOfWork, expected: Row) -> Row:
    row = work.get(type(expected), expected.id)
    if replace(row, version=expected.version) != expected:
        raise _changed_since()
    return row


def _bring_back(work: UnitOfWork, row: Row) -> None:
    if _is_there(work, type(row), row.id):
        raise _changed_since()
    work.add(row)


def _is_there(work: UnitOfWork, kind: type[Row], key: UUID) -> bool:
    return work.look_up(kind, key) is not None


def _changed_since() -> StaleRecord:
    return StaleRecord(
        "This was changed since, so the step can no longer be taken back.",
        hint="Look at how it is now; the steps before this one can still be undone.",
    )
