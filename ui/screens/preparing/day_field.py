"""A field for a day: typed in figures or in words, or moved day by day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from meetingdesk.domain.workdays import Calendar
from ui.labels import tooltip
from ui.screens.preparing.typed_days import TypedDay, read_day
from ui.wall_clock import WallClock

STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_Down: -1}


class DayField(QLineEdit):
    """Takes a day as people type or say it; + and - go on and back a day once it is one.

    Signals:
        day_changed: Another day stands there now, or none; carries it.
    """

    day_changed = Signal(object)

    def __init__(self, clock: WallClock, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._calendar = calendar
        self.setMaxLength(60)
        self.setPlaceholderText(self.tr("27/11, fri or next thursday"))
        self.setAccessibleName(self.tr("Day"))
        self.setToolTip(
            tooltip(self.tr("The day, such as 27/11, fri or next thursday; + and - go on and back a day"))
        )
        self.textChanged.connect(self._tell)

    @property
    def read(self) -> TypedDay:
        """What stands there, as it is understood."""
        return read_day(self.text(), self._clock.today(), self._calendar)

    @property
    def day(self) -> date | None:
        """The day that stands there, if it is one."""
        return self.read.on

    @property
    def is_working_day(self) -> bool:
        """Whether people work on the day that stands there."""
        day = self.day
        return day is None or self._calendar.is_working_day(day)

    def use(self, calendar: Calendar) -> None:
        """Reckon with the working days of another nation."""
        self._calendar = calendar

    def set_day(self, day: date | None) -> None:
        """Write a day, or nothing."""
        self.setText(f"{day:%d/%m/%Y}" if day is not None else "")

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        here = self.day
        if step is not None and not self._is_in_figures(event) and (here or not self.text().strip()):
            self.set_day((here or self._clock.today()) + timedelta(days=step if here is not None else 0))
        else:
            super().keyPressEvent(event)

    # Slots

    @Slot()
    def _tell(self) -> None:
        self.day_changed.emit(self.day)

    # Helpers

    def _is_in_figures(self, event: QKeyEvent) -> bool:
        """Say whether a stroke belongs to a day that is being typed, such as 27-11-2026."""
        typed = self.text().strip()
        return event.text() == "-" and bool(typed) and typed.replace("-", "").isdigit()
