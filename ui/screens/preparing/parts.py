"""The three parts of preparing behind their tabs."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from meetingdesk.app.preparing import Preparation
from ui.labels import tooltip
from ui.screens.preparing.cases_part import CasesPart
from ui.screens.preparing.invitations_part import InvitationsPart
from ui.screens.preparing.last_time_part import LastTimePart
from ui.screens.preparing.part import Part
from ui.theme import Theme

KEYS = {"invitations": "Alt+1", "cases": "Alt+2", "last_time": "Alt+3"}


class PreparingParts(QWidget):
    """Shows one part at a time; the list of cases is there for meetings of many cases only."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.invitations = InvitationsPart(theme)
        self.cases = CasesPart(theme)
        self.last_time = LastTimePart(theme)
        self._named: dict[str, Part] = {
            "invitations": self.invitations,
            "cases": self.cases,
            "last_time": self.last_time,
        }
        self._places: tuple[str, ...] = ()
        self.tabs = QTabBar()
        self.tabs.setProperty("role", "sections")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(self.tr("Parts of preparing"))
        self._stack = QStackedWidget()
        for part in self._named.values():
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        stops = (self.tabs, *(stop for part in self._named.values() for stop in part.tab_stops))
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self.tabs.currentChanged.connect(self._tab_changed)

    @property
    def part(self) -> Part:
        """The part that is shown."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, Part), "every page of the stack is a part"
        return shown

    def go_to(self, name: str) -> None:
        """Show a part; one that this meeting does not have leaves everything as it is."""
        if name in self._places:
            self.tabs.setCurrentIndex(self._places.index(name))
            self.take_focus()

    def take_focus(self) -> None:
        """Let the keyboard work on the part that is shown, or on the tabs where nothing can be done in it."""
        if not self.part.take_focus():
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preparation(self, preparation: Preparation) -> None:
        """Show a meeting in all its parts; what the keyboard worked on may be gone or have gone grey."""
        focused = QApplication.focusWidget()
        was_here = focused is not None and self.isAncestorOf(focused)
        self._show_tabs(preparation)
        for part in (self.invitations, self.cases, self.last_time):
            part.show_preparation(preparation)
        now = QApplication.focusWidget()
        if was_here and now is not focused and (now is None or not self.part.isAncestorOf(now)):
            self.take_focus()

    @Slot(int)
    def _tab_changed(self, place: int) -> None:
        if 0 <= place < len(self._places):
            self._stack.setCurrentWidget(self._named[self._places[place]])

    def _show_tabs(self, preparation: Preparation) -> None:
        open_lines = sum(not one.line.is_settled for one in preparation.invitations)
        says = {
            "invitations": (self.tr("Invitations"), f"△ {open_lines}" if open_lines else "✓"),
            "cases": (self.tr("Cases"), str(len(preparation.cases))),
            "last_time": (self.tr("From last time"), str(len(preparation.left_open))),
        }
        places = tuple(name for name in says if preparation.has_cases or name != "cases")
        if places != self._places:
            here = self._places[self.tabs.currentIndex()] if self._places else places[0]
            self.tabs.blockSignals(True)
            while self.tabs.count():
                self.tabs.removeTab(0)
            for _ in places:
                self.tabs.addTab("")
            self._places = places
            self.tabs.setCurrentIndex(places.index(here) if here in places else 0)
            self.tabs.blockSignals(False)
            self._tab_changed(self.tabs.currentIndex())
        for place, name in enumerate(places):
            words, count = says[name]
            self.tabs.setTabText(place, f"{words}  {count}")
            self.tabs.setTabToolTip(place, tooltip(f"{words} ({KEYS[name]})"))
            self.tabs.setAccessibleTabName(place, f"{words}, {count}")
