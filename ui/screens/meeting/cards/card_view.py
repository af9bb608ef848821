"""One card: its heading, somebody's words, its fields, and what is known of it at a glance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from meetingdesk.app.live.cards.card import Block, Card, CardField, Flag
from meetingdesk.domain.roll_call import Tone
from ui.labels import label, set_role, tooltip
from ui.screens.meeting.cards.field_edit import FieldEdit
from ui.theme import Theme
from ui.widgets.wrapping import Wrapping

MARKS = {Tone.SETTLED: "●", Tone.ATTENTION: "△", Tone.WRONG: "✕", Tone.PLAIN: ""}
Make = Callable[[CardField], FieldEdit]


class BlockView(QFrame):
    """The fields of one row.

    Signals:
        filled: A field is another one; carries the field's widget and the value.
        done: Enter was pressed in a field; carries its widget.
        left: Escape was pressed.
    """

    filled = Signal(object, object)
    done = Signal(object)
    left = Signal()

    def __init__(self, block: Block, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.block = block
        self.setProperty("role", "quote" if block.is_quote else "plain")
        self.edits: list[FieldEdit] = []
        self._narrow = label(role="warning", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10 if block.is_quote else 0, 0, 0, 0)
        column.setSpacing(5)
        if block.heading:
            column.addWidget(label(block.heading, role="heading"))
        for field in block.fields:
            edit = make(field)
            edit.edited.connect(partial(self.filled.emit, edit))
            edit.done.connect(partial(self.done.emit, edit))
            edit.left.connect(self.left)
            column.addWidget(edit)
            self.edits.append(edit)
        column.addWidget(self._narrow)
        self.take(block)

    def take(self, block: Block) -> None:
        """Show what the record says of the same row now."""
        self.block = block
        for edit in self.edits:
            edit.show_value(block.shown(edit.field.name), block.value(edit.field.name))
        self._narrow.setText(f"▣ {block.narrow}" if block.narrow and block.is_quote else "")
        self._narrow.setVisible(bool(self._narrow.text()))

    def show_more(self, *, more: bool) -> int:
        """Show the fields that are not asked for at once, or hide those that are empty; return how many."""
        rest = [edit for edit in self.edits if not edit.field.is_main]
        for edit in rest:
            edit.setVisible(more or not edit.is_empty or edit.focus_widget.hasFocus())
        return len(rest)


class CardView(QFrame):
    """One card of a section.

    Signals:
        filled: A field is another one; carries the block, the field's widget and the value.
        left: Escape was pressed.
        wanted: Something is to be done with the card in one go; carries the command.
    """

    filled = Signal(object, object, object)
    left = Signal()
    wanted = Signal(object)

    def __init__(self, card: Card, theme: Theme, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self._make = make
        self._more = False
        self._blocks: list[BlockView] = []
        self._flags: list[QLabel] = []
        self._offers: list[QToolButton] = []
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._title = label(card.title, role="title")
        self._below = label(role="muted", wraps=True)
        self._below.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addWidget(self._below, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self.more = QToolButton()
        self.more.setProperty("role", "tool")
        self.more.setCheckable(True)
        self.more.clicked.connect(self.turn_more)
        self.more.installEventFilter(self)
        holder = QWidget()
        self._flow = Wrapping(holder, gap=6)
        below = QWidget()
        self._below_fields = Wrapping(below, gap=6)
        self._below_fields.addWidget(self.more)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 10, 14, 12)
        whole.setSpacing(8)
        whole.addLayout(top)
        whole.addWidget(holder)
        whole.addLayout(self._column)
        whole.addWidget(below)
        whole.addStretch(1)
        self.take(card)

    def take(self, card: Card) -> None:
        """Show the card as the record has it now; what stays the same row stays the same field."""
        self.card = card
        self._title.setText(card.title)
        self._below.setText(card.below)
        self.setAccessibleName(card.title)
        known = {(view.block.kind, view.block.identity): view for view in self._blocks}
        views: list[BlockView] = []
        for place, block in enumerate(card.blocks):
            view = known.pop((block.kind, block.identity), None)
            names = tuple(edit.field.name for edit in view.edits) if view is not None else ()
            if view is None or names != tuple(field.name for field in block.fields):
                if view is not None:
                    self._take_out(view)
                view = self._new_block(block)
            else:
                view.take(block)
            if self._column.indexOf(view) != place:
                self._column.insertWidget(place, view)
            views.append(view)
        for gone in known.values():
            self._take_out(gone)
        self._blocks = views
        self._show_flags(card.flags)
        self._show_offers()
        self._show_more()

    def edits(self) -> Iterator[FieldEdit]:
        """Yield the fields that are shown, from above."""
        for view in self._blocks:
            yield from (edit for edit in view.edits if not edit.isHidden())

    def stops(self) -> Iterator[QWidget]:
        """Yield everything that takes the keyboard here, in the order in which it is read."""
        for _, edit in self.all_edits():
            yield from edit.stops()
        yield self.more
        yield from self._offers

    def all_edits(self) -> Iterator[tuple[Block, FieldEdit]]:
        """Yield all fields, each with the block it belongs to."""
        for view in self._blocks:
            yield from ((view.block, edit) for edit in view.edits)

    @property
    def flag_texts(self) -> tuple[str, ...]:
        """What is known of it at a glance."""
        return tuple(flag.text() for flag in self._flags if not flag.isHidden())

    def take_focus(self) -> None:
        """Let the first field have the keyboard."""
        first = next(self.edits(), None)
        if first is not None:
            first.focus_widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def turn_more(self) -> None:
        """Show the fields that are not asked for at once, or put the empty ones away again."""
        self._more = not self._more
        self._show_more()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QToolButton):
                watched.click()
                return True
        return super().eventFilter(watched, event)

    # Slots

    @Slot(object)
    def _next(self, edit: FieldEdit) -> None:
        shown = list(self.edits())
        place = shown.index(edit) + 1 if edit in shown else 0
        following = shown[place].focus_widget if place < len(shown) else self.more
        following.setFocus(Qt.FocusReason.TabFocusReason)

    # Helpers

    def _new_block(self, block: Block) -> BlockView:
        view = BlockView(block, self._make)
        view.filled.connect(lambda edit, value: self.filled.emit(view.block, edit, value))
        view.done.connect(self._next)
        view.left.connect(self.left)
        return view

    def _take_out(self, view: BlockView) -> None:
        self._column.removeWidget(view)
        view.hide()
        view.deleteLater()

    def _show_more(self) -> None:
        rest = sum(view.show_more(more=self._more) for view in self._blocks)
        self.more.setVisible(rest > 0)
        self.more.setChecked(self._more)
        self.more.setText(self.tr("Less ▴") if self._more else self.tr("More ▾"))
        said = self.tr("Fewer fields") if self._more else self.tr("More fields")
        self.more.setAccessibleName(f"{said}: {self.card.title}")
        self.more.setToolTip(tooltip(said))

    def _show_offers(self) -> None:
        offers = self.card.offers
        while len(self._offers) < len(offers):
            button = QToolButton()
            button.setProperty("role", "filter")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(partial(self._want, len(self._offers)))
            button.installEventFilter(self)
            self._below_fields.addWidget(button)
            self._offers.append(button)
        for number, button in enumerate(self._offers):
            button.setVisible(number < len(offers))
            if number < len(offers):
                button.setText(offers[number].says)
                button.setAccessibleName(f"{offers[number].says}: {self.card.title}")
                button.setToolTip(tooltip(offers[number].says))

    def _want(self, number: int) -> None:
        if number < len(self.card.offers):
            self.wanted.emit(self.card.offers[number].command)

    def _show_flags(self, flags: tuple[Flag, ...]) -> None:
        while len(self._flags) < len(flags):
            shown = label()
            self._flow.addWidget(shown)
            self._flags.append(shown)
        for number, shown in enumerate(self._flags):
            shown.setVisible(number < len(flags))
            if number < len(flags):
                flag = flags[number]
                shown.setText(f"{MARKS[flag.tone]} {flag.says}".strip())
                set_role(shown, f"flag-{flag.tone.value}")
