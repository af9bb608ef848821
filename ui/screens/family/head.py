"""The head of a family's page: its reference, whether it is open, who leads, and what could be dangerous."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from meetingdesk.app.family_page import FamilyPage
from ui.labels import label, tooltip
from ui.theme import Theme

NARROW = 900


class FamilyHead(QWidget):
    """Shows what must be seen first of a family.

    Signals:
        back_wanted: The list of families is wanted again.
        meeting_wanted: A meeting of this family is to be planned.
    """

    back_wanted = Signal()
    meeting_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = QPushButton(self.tr("← Families"))
        self.back.setProperty("role", "link")
        self.back.setAccessibleName(self.tr("Back to the list of families"))
        self.back.setToolTip(tooltip(self.tr("Back to the list of families (Esc)")))
        self.meeting = QPushButton(self.tr("Meeting…  Alt+M"))
        self.meeting.setAccessibleName(self.tr("Meeting for this family"))
        self.meeting.setToolTip(tooltip(self.tr("Plan a meeting of this family (Alt+M)")))
        self._reference = label(role="title")
        self._about = label(role="muted", wraps=True)
        self._alert = QFrame()
        self._alert.setProperty("role", "message-wrong")
        self._alert_words = label(role="error", wraps=True, selectable=True)

        self._row = row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self._reference)
        row.addWidget(self._about, 1)
        row.addStretch(0)
        row.addWidget(self.meeting)
        inside = QHBoxLayout(self._alert)
        inside.setContentsMargins(10, 5, 10, 5)
        inside.addWidget(self._alert_words, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 16, 6)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._alert)
        self._alert.hide()
        self.back.clicked.connect(self.back_wanted)
        self.meeting.clicked.connect(self.meeting_wanted)

    def show_page(self, page: FamilyPage) -> None:
        """Show what must be seen first."""
        self._reference.setText(page.family.reference)
        self._about.setText(page.about)
        self._alert_words.setText(f"△ {page.family.alert}")
        self._alert.setVisible(bool(page.family.alert))

    def show_nothing(self) -> None:
        """Show nothing of the family that was here before."""
        self._reference.clear()
        self._about.clear()
        self._alert.hide()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where a row has no room for it, what is said of the family goes on below.
        is_below = self.width() < self._theme.px(NARROW)
        if is_below == (self._column.indexOf(self._about) >= 0):
            return
        if is_below:
            self._row.removeWidget(self._about)
            self._column.insertWidget(1, self._about)
        else:
            self._column.removeWidget(self._about)
            self._row.insertWidget(2, self._about, 1)
        self._row.setStretch(self._row.count() - 2, 1 if is_below else 0)
