"""A field for a day: typed, or moved day by day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.labels import tooltip
from ui.screens.preparing.typed_days import typed_day
from ui.wall_clock import WallClock

STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_Down: -1}


class DayField(QLineEdit):
    """Takes a day as people type it; + and - go on and back a day once it is one.

    Signals:
        day_changed: Another day stands there now, or none; carries it.
    """

    day_changed = Signal(object)

    def __init__(self, clock: WallClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.setMaxLength(20)
        self.setPlaceholderText(self.tr("27/11 or 27/11/2026"))
        self.setAccessibleName(self.tr("Day"))
        self.setToolTip(tooltip(self.tr("The day, such as 27/11; + and - go on and back a day")))
        self.textChanged.connect(self._tell)

    @property
    def day(self) -> date | None:
        """The day that stands there, if it is one."""
        return typed_day(self.text(), self._clock.today())

    def set_day(self, day: date | None) -> None:
        """Write a day, or nothing."""
        self.setText(f"{day:%d/%m/%Y}" if day is not None else "")

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        here = self.day
        if step is not None and (here is not None or not self.text().strip()):
            self.set_day((here or self._clock.today()) + timedelta(days=step if here is not None else 0))
        else:
            super().keyPressEvent(event)

    # Slots

    @Slot()
    def _tell(self) -> None:
        self.day_changed.emit(self.day)
