"""The parts of the page of documents as tabs."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabBar, QWidget

from ui.labels import tooltip
from ui.screens.documents.words import PARTS, Part


class DocumentsTabs(QTabBar):
    """Shows which part is open, and goes to the others.

    Signals:
        chosen: Another part is wanted; carries it.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts: tuple[Part, ...] = ()
        self._is_filling = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setProperty("role", "sections")
        self.setAccessibleName(self.tr("Parts of the page"))
        self.currentChanged.connect(self._moved)

    def show_parts(self, parts: tuple[Part, ...], here: Part) -> None:
        """Offer these parts, with one of them open."""
        self._is_filling = True
        while self.count():
            self.removeTab(0)
        self.parts = parts
        for place, part in enumerate(parts):
            words, hint = PARTS[part]
            self.addTab(words)
            self.setTabToolTip(place, tooltip(f"{hint} (Alt+{place + 1})"))
            self.setAccessibleTabName(place, words)
        self.setCurrentIndex(parts.index(here))
        self._is_filling = False

    @Slot(int)
    def _moved(self, place: int) -> None:
        if not self._is_filling and 0 <= place < len(self.parts):
            self.chosen.emit(self.parts[place])
