"""The stream of what was said under one heading; each line can be edited where it stands."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QListView, QWidget

from meetingdesk.app.live.stream import StreamItem
from meetingdesk.domain.capture_line import LineKind
from meetingdesk.domain.information import EntryKind
from ui.screens.meeting.phrases.questioned_stream import QuestionedStream
from ui.screens.meeting.stream_delegate import StreamDelegate, editable_text
from ui.screens.meeting.typed_edit import TypedEdit
from ui.theme import Theme
from ui.widgets.text_units import first_units

Key = Qt.Key
KIND_KEYS: dict[int, EntryKind] = {
    Key.Key_F: EntryKind.FACT,
    Key.Key_R: EntryKind.REPORTED,
    Key.Key_O: EntryKind.OBSERVED,
    Key.Key_P: EntryKind.OPINION,
    Key.Key_L: EntryKind.ALLEGATION,
    Key.Key_Y: EntryKind.ANALYSIS,
    Key.Key_S: EntryKind.SAID,
    Key.Key_N: EntryKind.NOTE,
}
ASKED_BY_KEY: dict[int, str] = {
    Key.Key_A: "about",
    Key.Key_W: "agency",
    Key.Key_C: "source",
    Key.Key_V: "visibility",
    Key.Key_M: "move",
    Key.Key_H: "means_for_child",
}
ACTION_ASKED_BY_KEY: dict[int, str] = {
    Key.Key_W: "owner",
    Key.Key_A: "protects",
    Key.Key_B: "due",
    Key.Key_P: "purpose",
    Key.Key_S: "measure",
    Key.Key_O: "frequency",
    Key.Key_V: "visibility",
}
LETTERS = frozenset({*KIND_KEYS, *ASKED_BY_KEY, *ACTION_ASKED_BY_KEY})
MOST_LINES = 30


class StreamView(QListView):
    """Shows the stream; Enter edits the line that is marked, letters say what kind it is.

    Signals:
        edited: The text of an item is another one; carries the item and the text.
        split_wanted: An item is to be split; carries the item, its text and the place.
        join_wanted: An item is to be joined to the one above; carries both.
        shift_wanted: An item is to change places with its neighbour; carries it and whether downwards.
        remove_wanted: An item is to be taken out; carries it.
        kind_wanted: An entry is of a kind; carries the item and the kind.
        asked: A part of an item is to be said anew; carries the item and the part.
        challenge_wanted: A question about the words of an item is to be minuted; carries the item.
        set_aside_wanted: The words of an item are fine as they are; carries the item.
        coach_wanted: What an action lacks is to be told; carries the item.
        left: Escape was pressed, or Down below the last line.
        editing_changed: Another item is edited now, or none; carries the item's identifier or None.
    """

    edited = Signal(object, str)
    split_wanted = Signal(object, str, int)
    join_wanted = Signal(object, object)
    shift_wanted = Signal(object, bool)
    remove_wanted = Signal(object)
    kind_wanted = Signal(object, object)
    asked = Signal(object, str)
    challenge_wanted = Signal(object)
    set_aside_wanted = Signal(object)
    coach_wanted = Signal(object)
    left = Signal()
    editing_changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        prepare_editor: Callable[[TypedEdit], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._prepare_editor = prepare_editor
        self._editor: TypedEdit | None = None
        self._last_text = ""
        self.model_ = QuestionedStream(self)
        self.delegate = StreamDelegate(theme, self._make_editor, self)

        self.setModel(self.model_)
        self.setItemDelegate(self.delegate)
        self.setObjectName("stream")
        self.setAccessibleName(self.tr("What was said"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(False)
        self._is_at_end = True
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._stay_at_end)
        theme.changed.connect(self._measure_again)

    @property
    def editor(self) -> TypedEdit | None:
        """The field in which an item is edited now."""
        return self._editor

    def set_items(self, items: tuple[StreamItem, ...]) -> None:
        """Show these items; who was at the end stays there."""
        self.model_.set_items(items)

    def show_item(self, key: UUID) -> bool:
        """Mark an item and bring it into view; False where it is not shown here."""
        row = self.model_.row_of(key)
        if row < 0:
            return False
        self._choose(row)
        return True

    def take_focus(self) -> None:
        """Mark the newest line, if none is marked, and let the keys work here."""
        if self.model_.items and not self.currentIndex().isValid():
            self._choose(len(self.model_.items) - 1)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mark_newest(self) -> None:
        """Mark the newest line, whichever was marked."""
        if self.model_.items:
            self._choose(len(self.model_.items) - 1)

    def edit_item(self, key: UUID, cursor: int | None = None) -> None:
        """Edit an item where it stands."""
        row = self.model_.row_of(key)
        if row < 0:
            return
        self._choose(row)
        self._last_text = editable_text(self.model_.items[row])
        self.edit(self.model_.index(row))
        if self._editor is not None and cursor is not None:
            self._editor.put(self._editor.toPlainText(), cursor)

    def stop_editing(self) -> None:
        """Put the editor away; what was typed was saved as it was typed."""
        if self._editor is not None:
            editor = self._editor
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def chosen(self) -> StreamItem | None:
        """Return the item that is marked."""
        return self.model_.item(self.currentIndex().row())

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, key = self.chosen(), event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Key.Key_Escape or (key == Key.Key_Down and not held and self._is_last()):
            self.left.emit()
        elif item is not None and item.row is not None and self._acts(item, key, held):
            return
        elif held or not event.text().isprintable() or not event.text():
            # Letters do not jump about in the list, as they do in a list of files.
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The capture line below grows and shrinks as one types; lines are broken anew for another width only.
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if editor is self._editor:
            self._editor = None
            self.delegate.edited = None
            self.scheduleDelayedItemsLayout()
            self.editing_changed.emit(None)
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    # Helpers

    def _acts(self, item: StreamItem, key: int, held: Qt.KeyboardModifier) -> bool:
        shift_alt = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
        if held == Qt.KeyboardModifier.NoModifier and key in (Key.Key_Return, Key.Key_Enter, Key.Key_F2):
            self.edit_item(item.id)
        elif held == Qt.KeyboardModifier.NoModifier and key == Key.Key_Q:
            self.challenge_wanted.emit(item)
        elif held == Qt.KeyboardModifier.NoModifier and key == Key.Key_K:
            self.set_aside_wanted.emit(item)
        elif held == Qt.KeyboardModifier.NoModifier and key == Key.Key_T and item.kind is LineKind.ACTION:
            self.coach_wanted.emit(item)
        elif held == Qt.KeyboardModifier.NoModifier and item.kind is LineKind.ACTION and key in LETTERS:
            if key in ACTION_ASKED_BY_KEY:
                self.asked.emit(item, ACTION_ASKED_BY_KEY[key])
        elif held == Qt.KeyboardModifier.NoModifier and key in KIND_KEYS:
            self.kind_wanted.emit(item, KIND_KEYS[key])
        elif held == Qt.KeyboardModifier.NoModifier and key in ASKED_BY_KEY:
            self.asked.emit(item, ASKED_BY_KEY[key])
        elif held == Qt.KeyboardModifier.NoModifier and key == Key.Key_Delete:
            self.remove_wanted.emit(item)
        elif held == Qt.KeyboardModifier.ControlModifier and key == Key.Key_J:
            self._join_above(item)
        elif held == shift_alt and key in (Key.Key_Up, Key.Key_Down):
            self.shift_wanted.emit(item, key == Key.Key_Down)
        else:
            return False
        return True

    def _join_above(self, item: StreamItem) -> None:
        above = self.model_.item(self.model_.row_of(item.id) - 1)
        if above is not None:
            self.join_wanted.emit(above, item)

    def _is_last(self) -> bool:
        return self.currentIndex().row() >= len(self.model_.items) - 1

    def _choose(self, row: int) -> None:
        index = self.model_.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _make_editor(self, parent: QWidget) -> TypedEdit:
        editor = TypedEdit(MOST_LINES, parent)
        editor.setObjectName("entry")
        editor.setProperty("role", "entry")
        editor.setAccessibleName(self.tr("Text of the entry"))
        self._prepare_editor(editor)
        QWidget.setTabOrder(self, editor)
        self._editor = editor
        editor.textChanged.connect(self._typed)
        editor.entered.connect(self._finish)
        editor.left.connect(self._leave)
        editor.split_wanted.connect(self._split)
        editor.height_changed.connect(self._grow)
        self.editing_changed.emit(self._edited_key())
        return editor

    def _edited_key(self) -> UUID | None:
        item = self.chosen()
        return item.id if item is not None else None

    def _edited_item(self) -> StreamItem | None:
        if self._editor is None or not self._editor.property("entry"):
            return None
        return self.model_.item(self.model_.row_of(UUID(hex=self._editor.property("entry"))))

    # Slots

    @Slot()
    def _typed(self) -> None:
        item = self._edited_item()
        if item is None or self._editor is None or not self._editor.property("filled"):
            return
        # Marks of the spelling change the text field too, though not its words.
        text = self._editor.toPlainText()
        if text != self._last_text:
            self._last_text = text
            self.edited.emit(item, text)

    @Slot()
    def _finish(self) -> None:
        # Back to the line: letters mean kinds here, and the next sentence must not change the record.
        self.stop_editing()
        self.left.emit()

    @Slot()
    def _leave(self) -> None:
        self.stop_editing()
        self.left.emit()

    @Slot()
    def _split(self) -> None:
        item = self._edited_item()
        if item is not None and self._editor is not None:
            text = self._editor.toPlainText()
            place = len(first_units(text, self._editor.textCursor().position()))
            self.stop_editing()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.split_wanted.emit(item, text, place)

    @Slot()
    def _grow(self) -> None:
        item = self._edited_item()
        if item is not None and self._editor is not None:
            self.delegate.edited = (item.id, self._editor.height() - 8)
            index: QModelIndex | QPersistentModelIndex = self.model_.index(self.model_.row_of(item.id))
            self.delegate.sizeHintChanged.emit(index)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        self._is_at_end = value >= self.verticalScrollBar().maximum() - 4

    @Slot(int, int)
    def _stay_at_end(self, _least: int, most: int) -> None:
        # Lines are added, and the line below grows; who reads the newest goes on reading the newest.
        if self._is_at_end and self._editor is None:
            self.verticalScrollBar().setValue(most)

    @Slot()
    def _measure_again(self) -> None:
        self.scheduleDelayedItemsLayout()
