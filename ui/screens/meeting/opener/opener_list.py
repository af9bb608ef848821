"""The list of what was left open: one key says what became of the action that is marked."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from meetingdesk.app.live.reviewing import Review, ReviewRow
from ui.screens.meeting.opener.opener_delegate import OpenerDelegate
from ui.screens.meeting.opener.opener_model import OpenerModel
from ui.theme import Theme

Key = Qt.Key
LETTERS = frozenset("DCNSXORWLEY")


class OpenerList(QListView):
    """Shows the actions; a letter says what became of one.

    Signals:
        key_given: A letter was pressed on an action; carries the letter, the action and whether with Shift.
        undo_wanted: The latest that was said here is to be taken back.
        take_back_wanted: What was said of an action is to be taken back; carries it.
        marked_changed: Another action is marked.
        left: Escape was pressed.
    """

    key_given = Signal(str, object, bool)
    undo_wanted = Signal()
    take_back_wanted = Signal(object)
    marked_changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model_ = OpenerModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(OpenerDelegate(theme, self))
        self.setProperty("role", "agreed")
        self.setAccessibleName(self.tr("Actions that earlier meetings left open"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._measure_again)

    @property
    def marked(self) -> ReviewRow | None:
        """The action that is marked."""
        return self.model_.row(self.currentIndex().row())

    def show_review(self, review: Review) -> None:
        """Show a review; who is at an action stays there."""
        was, scrolled = self.marked, self.verticalScrollBar().value()
        if not self.model_.show_review(review):
            self.verticalScrollBar().setValue(scrolled)
            self.mark(was.id if was is not None else None)
        self.scheduleDelayedItemsLayout()

    def mark(self, key: UUID | None) -> None:
        """Mark an action, or the first that was not reviewed where it is not here."""
        place = self.model_.place_of(key)
        if place < 0:
            self.step_to_next(())
        else:
            self._go(place)

    def step_to_next(self, said: Collection[UUID]) -> bool:
        """Go to the next action that was not reviewed, from the top at the end; False where all were."""
        here, count = self.currentIndex().row(), len(self.model_.lines)
        for step in range(1, count + 1):
            place = (here + step) % count
            row = self.model_.row(place)
            if row is not None and row.became is None and not _is_over(row) and row.id not in said:
                self._go(place)
                return True
        if self.marked is None:
            self._go_to_any(0, 1)
        return False

    def take_focus(self) -> None:
        """Let the keys say what became of each."""
        if self.marked is None:
            self.step_to_next(())
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.marked
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        letter = chr(key) if Key.Key_A <= key <= Key.Key_Z else ""
        if held:
            super().keyPressEvent(event)
        elif key == Key.Key_Escape:
            self.left.emit()
        elif letter in LETTERS and letter and row is not None:
            with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.key_given.emit(letter, row, with_shift)
        elif key == Key.Key_Backspace:
            self.undo_wanted.emit()
        elif key == Key.Key_Delete and row is not None:
            self.take_back_wanted.emit(row)
        elif key in (Key.Key_Return, Key.Key_Enter):
            self.step_to_next(())
        elif key in (Key.Key_Home, Key.Key_End):
            self._go_to_any(*((0, 1) if key == Key.Key_Home else (len(self.model_.lines) - 1, -1)))
        elif event.text() and event.text().isprintable():
            event.accept()  # letters do not jump about in the list
        else:
            super().keyPressEvent(event)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.marked_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        if event.size().height() < event.oldSize().height() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())  # a question opens below, about what is marked

    # Slots

    @Slot()
    def _measure_again(self) -> None:
        self.scheduleDelayedItemsLayout()

    # Helpers

    def _go_to_any(self, place: int, step: int) -> None:
        while 0 <= place < len(self.model_.lines):
            if self.model_.row(place) is not None:
                self._go(place)
                break
            place += step
        if step > 0:
            self.scrollToTop()

    def _go(self, place: int) -> None:
        index = self.model_.index(place)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if place > 0 and self.model_.row(place - 1) is None:
            self.scrollTo(self.model_.index(place - 1))  # its heading is seen with it
        self.scrollTo(index)


def _is_over(row: ReviewRow) -> bool:
    """Say whether somebody closed an action elsewhere since the meeting began."""
    return row.action.is_closed() and not row.is_check
