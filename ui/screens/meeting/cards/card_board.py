"""The cards of a section side by side, as many in a row as have room."""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from meetingdesk.app.live.cards.card import Card, CardField
from meetingdesk.domain.rows import Row
from ui.screens.meeting.cards.card_view import AT_ONCE, CardView
from ui.screens.meeting.cards.field_edit import Attach, FieldEdit, ReadDay, UnderstoodField, field_edit
from ui.theme import Theme
from ui.widgets.following_area import FollowingArea

CARD_WIDTH = 330
GAP = 10


class CardBoard(QWidget):
    """Shows cards and tells what is filled in on them; it saves nothing itself.

    Signals:
        filled: A field is another one; carries the block, the field's widget and the value.
        wanted: Something is to be done with a card in one go; carries the command.
        left: Escape was pressed.
    """

    filled = Signal(object, object, object)
    wanted = Signal(object)
    left = Signal()

    def __init__(
        self, theme: Theme, attach: Attach, read_day: ReadDay, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._attach = attach
        self._read_day = read_day
        self._views: dict[UUID, CardView] = {}
        self._columns = 1
        self._stops: list[QWidget] = []
        self._after: QWidget = self
        self._can_be_written = True
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make_next_whole)
        self._inside = QWidget()
        self._inside.setProperty("role", "ground")
        self._inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(GAP, GAP, GAP, GAP)
        self._grid.setSpacing(GAP)
        self.area = FollowingArea(self._inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        for key, by in (("PgDown", 1), ("PgUp", -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._next if by > 0 else self._previous)
        theme.changed.connect(self._lay)

    @property
    def is_whole(self) -> bool:
        """Whether every field of every card is there."""
        return all(view.is_whole for view in self._views.values())

    @property
    def views(self) -> tuple[CardView, ...]:
        """The cards as they are shown, in their order."""
        return tuple(self._views.values())

    def follow(self, before: QWidget) -> None:
        """Let Tab come from there into the first field."""
        self._after = before

    def show_cards(self, cards: tuple[Card, ...], *, can_be_written: bool = True) -> None:
        """Show these cards; a card that is shown already keeps its place, its fields and the keyboard."""
        before, self._views = self._views, {}
        for card in cards:
            view = before.pop(card.key, None)
            if view is None:
                view = CardView(card, self._theme, self._new_field)
                view.filled.connect(self.filled)
                view.wanted.connect(self.wanted)
                view.left.connect(self.left)
                view.fields_changed.connect(self._more_fields)
            else:
                view.take(card, AT_ONCE if view.is_whole else 0)
            self._views[card.key] = view
        for gone in before.values():
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._can_be_written = can_be_written
        self._later.start()
        self._lay()
        self._more_fields()

    def take_unkept(self) -> tuple[str, ...]:
        """Return what was typed and not understood, with what it was to be; show what is recorded again."""
        found = self.unkept()
        for view in self._views.values():
            for _, edit in view.all_edits():
                if isinstance(edit, UnderstoodField) and edit.unkept:
                    edit.show_recorded()
        return found

    def unkept(self) -> tuple[str, ...]:
        """Return what was typed and not understood, with whose and what it was to be."""
        found = []
        for view in self._views.values():
            for _, edit in view.all_edits():
                if isinstance(edit, UnderstoodField) and edit.unkept:
                    whose = view.card.title.partition(" · ")[0]
                    found.append(f"{whose}, {edit.field.name_heard.lower()}: {edit.unkept}")
        return tuple(found)

    def focus_card(self, key: UUID) -> bool:
        """Let the keyboard work on one card; False where it is not shown."""
        view = self._views.get(key)
        if view is None:
            return False
        self._stand_on(view)
        return True

    def _stand_on(self, view: CardView) -> None:
        """Let the keyboard work on a card, with its heading in view."""
        view.take_focus()
        bar = self.area.verticalScrollBar()
        bar.setValue(view.y() - GAP)

    def show_again(self) -> None:
        """Show what the record said last: what was typed since could not be kept."""
        for view in self._views.values():
            view.show_values()

    def take_focus(self) -> bool:
        """Let the keyboard work on the first card; False where there is none."""
        first = next(iter(self._views.values()), None)
        if first is None:
            return False
        first.take_focus()
        return True

    def row_here(self, kind: type[Row]) -> Row | None:
        """Return the row of a kind on the card that the keyboard is in."""
        focused = QApplication.focusWidget()
        for view in self._views.values():
            if focused is not None and view.isAncestorOf(focused):
                rows = (block.row for block in view.card.blocks if block.kind is kind)
                return next((row for row in rows if row is not None), None)
        return None

    def forget_mine(self) -> None:
        """Take whatever the record says: a step was taken back or done again."""
        for view in self._views.values():
            for _, edit in view.all_edits():
                edit.forget_mine()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    # Slots

    @Slot()
    def _next(self) -> None:
        self._step(1)

    @Slot()
    def _previous(self) -> None:
        self._step(-1)

    @Slot()
    def _make_next_whole(self) -> None:
        # A few fields at a time: what is typed meanwhile does not wait for all of them.
        view = next((view for view in self._views.values() if not view.is_whole), None)
        if view is not None:
            view.make_more()
            self._later.start()

    @Slot()
    def _more_fields(self) -> None:
        for view in self._views.values():
            view.allow(allowed=self._can_be_written)
        self._chain()

    # Helpers

    def _step(self, by: int) -> None:
        views = list(self._views.values())
        focused = QApplication.focusWidget()
        here = next(
            (n for n, view in enumerate(views) if focused is not None and view.isAncestorOf(focused)), 0
        )
        if views:
            self._stand_on(views[(here + by) % len(views)])

    def _new_field(self, field: CardField) -> FieldEdit:
        return field_edit(field, self._theme, self._attach, self._read_day)

    def _chain(self) -> None:
        """Let Tab go through the fields as they are read: what was made later stands where it belongs."""
        stops = [stop for view in self._views.values() for stop in view.stops()]
        if stops == self._stops:
            return
        self._stops = stops
        for first, second in pairwise([self._after, *stops]):
            QWidget.setTabOrder(first, second)

    @Slot()
    def _lay(self) -> None:
        """Put the cards into rows; the keyboard goes through them in the same order."""
        columns = max(1, min(len(self._views), self.width() // max(self._theme.px(CARD_WIDTH), 1)))
        for number, view in enumerate(self._views.values()):
            row, column = divmod(number, columns)
            at = self._grid.indexOf(view)
            is_there = at >= 0 and self._grid.getItemPosition(at)[:2] == (row, column)  # type: ignore[index]  # four numbers, which the stubs call an object
            if not is_there:
                self._grid.addWidget(view, row, column)
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        rows = (len(self._views) + columns - 1) // columns
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 1 if row == rows else 0)
        self._columns = columns
