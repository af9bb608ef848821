"""The card that holds the pages of the first run, with the buttons that lead back and forth."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.labels import label, tooltip
from ui.screens.first_run.page import Page
from ui.theme import Theme
from ui.widgets.following_area import FollowingArea

WIDEST = 720


class Shell(QWidget):
    """Shows one page at a time; a page that is too high for the window scrolls."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._areas: dict[Page, FollowingArea] = {}
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("MeetingDesk")

        self.back = QPushButton(self.tr("&Back"))
        self.back.setAccessibleName(self.tr("Back"))
        self.back.setToolTip(tooltip(self.tr("The page before (Esc)")))
        self.next = QPushButton()
        self.next.setToolTip(tooltip(self.tr("Go on (Enter)")))
        self.next.setProperty("role", "primary")
        self.steps = label(role="small")
        self._stack = QStackedWidget()
        self._card = QFrame()
        self._card.setProperty("role", "card")

        column = QVBoxLayout(self._card)
        column.setContentsMargins(32, 26, 24, 20)
        column.setSpacing(14)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 0)
        row.addWidget(self.steps)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column.addLayout(row)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._card, 12)
        middle.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 24)
        whole.addLayout(middle)

        theme.changed.connect(self._fit)
        self._fit()

    def hold(self, pages: tuple[Page, ...]) -> None:
        """Take the pages in."""
        for page in pages:
            area = FollowingArea(page)
            self._areas[page] = area
            self._stack.addWidget(area)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return next(page for page, area in self._areas.items() if area is self._stack.currentWidget())

    def turn_to(self, page: Page) -> None:
        """Show a page, from its beginning."""
        self._stack.setCurrentWidget(self._areas[page])
        self._areas[page].verticalScrollBar().setValue(0)

    @Slot()
    def _fit(self) -> None:
        self._card.setMaximumWidth(self._theme.px(WIDEST))
