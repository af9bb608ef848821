"""The parts of a case as tabs above the stream."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint
from ui.labels import tooltip
from ui.words import SECTION_WORD


class SectionTabs(QTabBar):
    """Shows the parts of a case; a meeting without cases has none.

    Signals:
        chosen: Another part is wanted; carries its point.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[UUID, ...] = ()
        self._is_filling = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        for scroll in self.findChildren(QToolButton):
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys go to every tab
        self.setProperty("role", "sections")
        self.setAccessibleName(self.tr("Parts of the case"))
        self.currentChanged.connect(self._moved)

    def show_points(self, points: tuple[AgendaPoint, ...], here: UUID | None) -> None:
        """Show these parts with the open one marked."""
        keys = tuple(point.id for point in points)
        self._is_filling = True
        if keys != self._points:
            self._points = keys
            while self.count():
                self.removeTab(0)
            for point in points:
                self.addTab(short_title(point).replace("&", "&&"))
                self.setTabToolTip(self.count() - 1, tooltip(f"{point.title} (Alt+← Alt+→)"))
                self.setAccessibleTabName(self.count() - 1, point.title)
        if here in keys:
            self.setCurrentIndex(keys.index(here))
        self._is_filling = False
        self.setVisible(bool(points))

    def step(self, by: int) -> None:
        """Go to the next part or the one before."""
        place = self.currentIndex() + by
        if 0 <= place < self.count():
            self.setCurrentIndex(place)

    @Slot(int)
    def _moved(self, place: int) -> None:
        if not self._is_filling and 0 <= place < len(self._points):
            self.chosen.emit(self._points[place])


LONGEST = 16


def short_title(point: AgendaPoint) -> str:
    """Return a title as it stands on a tab: one word where the kind has one, else whole words that fit."""
    word = SECTION_WORD.get(SectionKind(point.kind)) if point.kind in set(SectionKind) else None
    if word is not None or len(point.title) <= LONGEST:
        return word or point.title
    short = point.title[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:")
    return f"{short}…"
