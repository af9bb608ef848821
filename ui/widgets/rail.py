"""The rail on the left: the places of the window, each with its drawing and its word."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.labels import tooltip
from ui.theme import Theme

PLACES = (
    ("today", "Today"),
    ("meetings", "Meetings"),
    ("families", "Families"),
    ("actions", "Actions"),
    ("reports", "Reports"),
    ("settings", "Settings"),
)
AT_THE_END = "settings"
WIDTH = 76
LARGEST = 1.6
"""Beyond this text size the rail stays as it is, or it would take a quarter of a small screen."""


class Rail(QFrame):
    """Shows where one is, and takes one elsewhere.

    Signals:
        chosen: Somebody wants to go to a place; carries its key.
        lock_wanted: The lock was pressed.
    """

    chosen = Signal(str)
    lock_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "rail")
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)

        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(2)
        for number, (key, word) in enumerate(PLACES, 1):
            if key == AT_THE_END:
                column.addStretch(1)
            button = _button(word, tooltip(f"{word} (Ctrl+{number})"))
            button.setCheckable(True)
            button.setObjectName(key)
            self._group.addButton(button)
            self._buttons[key] = button
            column.addWidget(button)
        self._lock = _button(self.tr("Lock"), tooltip(self.tr("Lock the store (Ctrl+L)")))
        column.addWidget(self._lock)

        self._group.buttonClicked.connect(self._clicked)
        self._lock.clicked.connect(self.lock_wanted)
        theme.changed.connect(self._draw)
        self._draw()

    def show_place(self, key: str) -> None:
        """Mark the place one is at."""
        self._buttons[key].setChecked(True)

    @Slot(object)
    def _clicked(self, button: QToolButton) -> None:
        self.chosen.emit(button.objectName())

    @Slot()
    def _draw(self) -> None:
        tokens = self._theme.tokens
        scale = min(self._theme.scale, LARGEST)
        for key, button in (*self._buttons.items(), ("lock", self._lock)):
            button.setIcon(icon(key, tokens.muted, tokens.accent))
            button.setIconSize(QSize(round(20 * scale), round(20 * scale)))
            button.setFixedHeight(round(52 * scale))
        self.setFixedWidth(round(WIDTH * scale))


def _button(word: str, hint: str) -> QToolButton:
    made = QToolButton()
    made.setText(word)
    made.setProperty("role", "place")
    made.setAccessibleName(word)
    made.setToolTip(hint)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made
