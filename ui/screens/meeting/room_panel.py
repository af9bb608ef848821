"""The room at a glance: who is here, who is missing and matters, who has not spoken."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meetingdesk.domain.room import Room
from ui.labels import label, set_role
from ui.theme import Theme
from ui.widgets.room_chip import RoomChip
from ui.widgets.wrapping import Wrapping
from ui.words import listed

MOST_WARNINGS = 4
STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class RoomPanel(QWidget):
    """Shows a room; the chips are one stop for Tab, and arrow keys go from one to the next.

    Signals:
        agency_chosen: Somebody wants to see an agency; carries its identifier.
        attendee_chosen: Somebody wants to see a person of no agency; carries the attendance.
        left: Escape was pressed.
    """

    agency_chosen = Signal(object)
    attendee_chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._room: Room | None = None
        self._made: list[RoomChip] = []
        self._chips: list[RoomChip] = []
        self._current = 0
        self.setAccessibleName(self.tr("In the room"))

        self._heading = label(self.tr("IN THE ROOM"), role="heading", wraps=True)
        self._holder = QWidget()
        self._flow = Wrapping(self._holder, gap=6)
        self._made.append(self._new_chip(0))
        self._warnings = [label(role="warning", wraps=True, selectable=True) for _ in range(MOST_WARNINGS)]
        self._unspoken = label(role="muted", wraps=True)
        self._empty = label(
            self.tr("Nobody is invited yet. F4 opens the roll call."), role="muted", wraps=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._heading, self._empty, self._holder, *self._warnings, self._unspoken):
            column.addWidget(part)
        theme.changed.connect(self._fit)
        self._say(None)

    @property
    def heading_text(self) -> str:
        """What stands above the chips."""
        return self._heading.text()

    @property
    def warning_texts(self) -> tuple[str, ...]:
        """The warnings that are shown, the gravest first."""
        return tuple(shown.text() for shown in self._warnings if not shown.isHidden())

    @property
    def unspoken_text(self) -> str:
        """The line that says who has not spoken."""
        return self._unspoken.text() if not self._unspoken.isHidden() else ""

    @property
    def chips(self) -> tuple[RoomChip, ...]:
        """The chips in round-table order."""
        return tuple(self._chips)

    @property
    def first_stop(self) -> RoomChip:
        """The first chip, shown or not, for the order in which Tab goes."""
        return self._made[0]

    def show_room(self, room: Room) -> None:
        """Show a room, and keep the place among its chips."""
        before = self._room
        self._room = room
        if before is None or before.chips != room.chips:
            self._show_chips(room)
        self._say(room)

    def take_focus(self) -> None:
        """Let the arrow keys move among the chips."""
        if self._chips:
            self._chips[self._current].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Qt

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self._stand_on(self._chips.index(watched))  # type: ignore[arg-type]  # only chips are watched
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Slots

    @Slot()
    def _fit(self) -> None:
        for chip in self._chips:
            chip.fit_into(max(self.width(), self._theme.px(80)))
        self._flow.invalidate()
        self._holder.setMinimumHeight(self._flow.heightForWidth(max(self.width(), 1)))

    # Helpers

    def _show_chips(self, room: Room) -> None:
        had_focus = any(chip.hasFocus() for chip in self._chips)
        while len(self._made) < len(room.chips):
            self._made.append(self._new_chip(len(self._made)))
        for chip, told in zip(self._made, room.chips, strict=False):
            chip.show_sign(told.word, told.name, told.sign)
        # Chips that are not needed now stay for another case: a layout that gives widgets back is unsafe.
        for number, chip in enumerate(self._made):
            chip.setVisible(number < len(room.chips))
        self._chips = self._made[: len(room.chips)]
        self._current = min(self._current, max(len(self._chips) - 1, 0))
        for number, chip in enumerate(self._chips):
            is_stop = number == self._current
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
        self._fit()
        if had_focus:
            self.take_focus()

    def _new_chip(self, number: int) -> RoomChip:
        chip = RoomChip(self._theme)
        chip.clicked.connect(partial(self._choose, number))
        chip.installEventFilter(self)
        self._flow.addWidget(chip)
        chip.hide()
        if self._made:
            # What is made later than the window would else be the last that Tab comes to.
            QWidget.setTabOrder(self._made[-1], chip)
        return chip

    def _choose(self, number: int, _checked: bool = False) -> None:
        if self._room is None:
            return
        told = self._room.chips[number]
        if told.agency_id is not None:
            self.agency_chosen.emit(told.agency_id)
        else:
            self.attendee_chosen.emit(told.attendance_id)

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in STEPS:
            self._go(self._current + STEPS[key])
        elif key == Qt.Key.Key_Home:
            self._go(0)
        elif key == Qt.Key.Key_End:
            self._go(len(self._chips) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._chips[self._current].click()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True

    def _go(self, number: int) -> None:
        self._chips[min(max(number, 0), len(self._chips) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _stand_on(self, number: int) -> None:
        self._chips[self._current].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = number
        self._chips[number].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _say(self, room: Room | None) -> None:
        has_chips = room is not None and bool(room.chips)
        self._empty.setVisible(not has_chips)
        self._holder.setVisible(has_chips)
        said = self.tr("IN THE ROOM")
        if room is not None:
            what = f" {room.of_what.upper()}" if room.of_what != "agencies" else ""
            said += f" · {room.here} of {room.of}{what}" if room.of else ""
        self._heading.setText(said)
        warnings = room.warnings if room is not None else ()
        rest = len(warnings) - MOST_WARNINGS
        for number, shown in enumerate(self._warnings):
            shown.setVisible(number < len(warnings))
            if number < len(warnings):
                is_last = number == MOST_WARNINGS - 1 and rest > 0
                more = self.tr(" And {} more.").format(rest) if is_last else ""
                set_role(shown, "error" if warnings[number].stands_out else "warning")
                shown.setText(warnings[number].text + more)
        unspoken = room.unspoken if room is not None else ()
        self._unspoken.setVisible(bool(unspoken))
        self._unspoken.setText(self.tr("Has not spoken yet: {}").format(listed(unspoken)))
