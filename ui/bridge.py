"""Between the widgets and the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from ui.lane import Lanes

if TYPE_CHECKING:
    from meetingdesk.app.desk import Desk, UndoState
    from meetingdesk.app.outcome import Command, Outcome

    Result = tuple[Outcome | None, UndoState]

T = TypeVar("T")


class Bridge(QObject):
    """Sends commands to the desk on the writing lane, and tells every screen what changed.

    Signals:
        changed: A command was saved; carries what it touched, and who asked for it.
        unchanged: A command was carried out and found nothing to change; carries who asked for it.
        refused: A command was not saved; carries the error, and who asked for it.
        undo_state_changed: What Undo and Redo would do now.
        saved: The store has just committed; carries when.
        stepped: A step was taken back or repeated; carries what it was, empty for none, and whether back.
    """

    changed = Signal(frozenset, object)
    unchanged = Signal(object)
    refused = Signal(object, object)
    undo_state_changed = Signal(object)
    saved = Signal(object)
    stepped = Signal(str, bool)

    def __init__(self, desk: Desk, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._lanes = lanes

    @property
    def is_open(self) -> bool:
        """Whether the lanes still take anything."""
        return not self._lanes.writing.is_closed

    def execute(self, command: Command, asker: QObject | None) -> None:
        """Have a command carried out; `asker` lets a screen tell its own changes from others'."""
        self._send(partial(self.desk.execute, command), asker)

    @Slot()
    def undo(self) -> None:
        """Have the latest step taken back."""
        self._send(self.desk.undo, None, partial(self._tell_step, back=True))

    @Slot()
    def redo(self) -> None:
        """Have the step that was last taken back repeated."""
        self._send(self.desk.redo, None, partial(self._tell_step, back=False))

    def read(
        self,
        question: Callable[..., T],
        owner: QObject,
        then: Callable[[T], None],
        *values: Any,
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Have a question answered on the reading lane: it gets a look into the store, then the values."""
        if self._lanes.reading.is_closed:
            return  # a screen that looks again while the store is being closed has nobody to show it to
        self._lanes.reading.run(partial(_ask, self.desk, question, values), owner, then, otherwise)

    def write(
        self,
        job: Callable[[Desk], T],
        owner: QObject,
        then: Callable[[T], None],
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Have something done on the writing lane that is not a command, such as a backup."""
        self._lanes.writing.run(partial(job, self.desk), owner, then, otherwise)

    def note_saved(self) -> None:
        """Tell that the store has just committed something that was no command, such as a line half typed."""
        self.saved.emit(datetime.now(UTC))

    def _send(
        self,
        step: Callable[[], Outcome | None],
        asker: QObject | None,
        then: Callable[[Outcome | None], None] | None = None,
    ) -> None:
        self._lanes.writing.run(
            partial(_carry_out, self.desk, step),
            self,
            partial(self._announce, asker, then),
            partial(self._refuse, asker),
        )

    def _announce(
        self, asker: QObject | None, then: Callable[[Outcome | None], None] | None, result: Result
    ) -> None:
        outcome, undo_state = result
        self.undo_state_changed.emit(undo_state)
        if outcome is not None and outcome.touched:
            self.saved.emit(datetime.now(UTC))
            self.changed.emit(outcome.touched, asker)
        else:
            self.unchanged.emit(asker)
        if then is not None:
            then(outcome)

    def _tell_step(self, outcome: Outcome | None, *, back: bool) -> None:
        inverse = outcome.inverse if outcome is not None else None
        self.stepped.emit(inverse.label if inverse is not None else "", back)

    def _refuse(self, asker: QObject | None, error: BaseException) -> None:
        self._lanes.writing.run(partial(_undo_state, self.desk), self, self.undo_state_changed.emit)
        self.refused.emit(error, asker)


# These run on the lanes, where alone the desk may be looked at; they know nothing of Qt.


def _ask(desk: Desk, question: Callable[..., T], values: tuple[Any, ...]) -> T:
    with desk.reading() as reading:
        return question(reading, *values)


def _carry_out(desk: Desk, step: Callable[[], Outcome | None]) -> Result:
    return step(), desk.undo_state


def _undo_state(desk: Desk) -> UndoState:
    return desk.undo_state
