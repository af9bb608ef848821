"""The parts of a family's page as tabs, each with how many lines it has."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from meetingdesk.app.family_page import FamilyPage, Section
from ui.labels import tooltip
from ui.screens.family.keys import FILES_PLACE, PARTS


class PartTabs(QTabBar):
    """Shows where on the page one is, and goes to the other parts.

    Signals:
        chosen: Another part is wanted; carries its place.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_filling = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setProperty("role", "sections")
        self.setAccessibleName(self.tr("Parts of the page"))
        for place, (_, words, hint) in enumerate(PARTS):
            self.addTab(words)
            self.setTabToolTip(place, tooltip(f"{hint} (Alt+{place + 1})"))
            self.setAccessibleTabName(place, words)
        for scroll in self.findChildren(QToolButton):
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys go to every tab
        self.currentChanged.connect(self._moved)

    def show_page(self, page: FamilyPage) -> None:
        """Say how much each part holds."""
        self.setTabText(0, f"{PARTS[0][1]} {len(page.drawn.boxes)}")
        for place, section in enumerate(page.sections, start=1):
            self._name(place, section)

    def show_files(self, count: int) -> None:
        """Say how many files came in."""
        words = PARTS[FILES_PLACE][1]
        self.setTabText(FILES_PLACE, f"{words} {count}")
        self.setAccessibleTabName(FILES_PLACE, f"{words}, {count}")

    def stand_at(self, place: int) -> None:
        """Mark where one is."""
        self._is_filling = True
        self.setCurrentIndex(place)
        self._is_filling = False

    @Slot(int)
    def _moved(self, place: int) -> None:
        if not self._is_filling and place >= 0:
            self.chosen.emit(place)

    def _name(self, place: int, section: Section) -> None:
        words = PARTS[place][1]
        self.setTabText(place, f"{words} {section.count}")
        self.setAccessibleTabName(place, f"{words}, {section.count}")
