"""A screen that offers the frame everything a screen may offer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.destination import Destination
from ui.offers import Lines


class OfferingScreen(QWidget):
    destination_wanted = Signal(object)
    reference_changed = Signal(str)
    commands_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wants_room = True
        self.reference = "M-2026-114"
        self.opened: list[Destination] = []
        self.done: list[str] = []
        self.line = QLineEdit()
        self.line.setAccessibleName("Line")
        QVBoxLayout(self).addWidget(self.line)
        self.roll_call = QAction("&Roll call", self)
        self.roll_call.setObjectName("roll_call")
        self.roll_call.setShortcut(QKeySequence("F4"))
        self.roll_call.triggered.connect(lambda: self.done.append("roll call"))
        self.nameless = QAction("Mark Ada present", self)
        self.offered = [self.roll_call, self.nameless]

    def commands(self) -> tuple[QAction, ...]:
        return tuple(self.offered)

    def help_lines(self) -> Lines:
        return (
            ("", "Roll call"),
            ("F4", "Say who is there"),
            ("", "Capture line"),
            ("Esc", "Go to the line"),
        )

    def open_destination(self, destination: Destination) -> None:
        self.opened.append(destination)

    def take_focus(self) -> None:
        self.line.setFocus()
