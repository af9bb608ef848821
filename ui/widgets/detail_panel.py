"""The panel beside a list: one meeting or family, to read."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.labels import label, tooltip


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the panel says: what about, and what."""

    about: str
    said: str


@dataclass(frozen=True, slots=True)
class Group:
    """Some facts under a heading."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the panel shows."""

    title: str
    below: str
    groups: tuple[Group, ...]
    warning: str = ""


class DetailPanel(QFrame):
    """Shows a sheet of facts until it is closed.

    Signals:
        closed: Somebody has read it, and wants the list back.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAccessibleName(self.tr("Details"))

        self._title = label(role="title", wraps=True, selectable=True)
        self._below = label(role="muted", wraps=True)
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setProperty("role", "tool")
        self._close.setAccessibleName(self.tr("Close the details"))
        self._close.setToolTip(tooltip(self.tr("Close the details (Esc)")))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.tr("Details, scroll with the arrow keys"))

        top = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._below)
        top.addLayout(words, 1)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 10, 10)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._area, 1)

        self._close.clicked.connect(self.closed)
        self.hide()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what is known of one line of the list."""
        self._title.setText(sheet.title)
        self._below.setText(sheet.below)
        self._below.setVisible(bool(sheet.below))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(6)
        if sheet.warning:
            warning = QFrame()
            warning.setProperty("role", "message-wrong")
            row = QHBoxLayout(warning)
            row.addWidget(label(f"△ {sheet.warning}", role="error", wraps=True, selectable=True))
            column.addWidget(warning)
        for group in sheet.groups:
            column.addSpacing(8)
            column.addWidget(label(group.heading, role="heading", wraps=True))
            for fact in group.facts:
                column.addWidget(_fact(fact))
        column.addStretch(1)
        self._area.setWidget(inside)
        self.show()

    def take_focus(self) -> None:
        """Let the arrow keys scroll here."""
        self._area.setFocus()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _fact(fact: Fact) -> QWidget:
    made = QWidget()
    row = QVBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 2)
    row.setSpacing(0)
    said = label(fact.said, wraps=True, selectable=True)
    said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    row.addWidget(said)
    if fact.about:
        row.addWidget(label(fact.about, role="small", wraps=True))
    return made
