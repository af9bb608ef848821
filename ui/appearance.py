"""Theme and text size: chosen in one place, remembered, and the same in every window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.palette import Look
from ui.settings import TEXT_SIZES, Settings
from ui.theme import Theme


class Appearance(QObject):
    """Changes theme and text size in every window at once, and remembers them."""

    def __init__(self, theme: Theme, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings

    def show_remembered(self) -> None:
        """Draw everything as it was chosen the last time."""
        self._theme.show(self._settings.look, self._settings.text_size)

    def listen_in(self, window: QWidget) -> None:
        """Take the keys for larger and smaller text in a window that has no menu."""
        for key in ("Ctrl++", "Ctrl+="):
            QShortcut(QKeySequence(key), window, self.larger)
        QShortcut(QKeySequence("Ctrl+-"), window, self.smaller)

    @Slot(object)
    def choose_look(self, look: Look) -> None:
        """Draw everything in another theme."""
        self._settings.look = look
        self._theme.show(look, self._theme.text_size)

    @Slot(int)
    def choose_size(self, size: int) -> None:
        """Draw everything in another text size."""
        self._settings.text_size = size
        self._theme.show(self._theme.look, size)

    @Slot()
    def larger(self) -> None:
        """One step larger."""
        self._step(1)

    @Slot()
    def smaller(self) -> None:
        """One step smaller."""
        self._step(-1)

    def _step(self, by: int) -> None:
        nearest = min(TEXT_SIZES, key=lambda size: abs(size - self._theme.text_size))
        place = min(max(TEXT_SIZES.index(nearest) + by, 0), len(TEXT_SIZES) - 1)
        self.choose_size(TEXT_SIZES[place])
