"""The head of the page: which meeting, and how far its record is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from meetingdesk.app.documents.about_meeting import AboutMeeting
from ui.labels import label, set_role, tooltip
from ui.theme import Theme
from ui.words import STATUS, STATUS_MARK, say_date

WIDE = 880


class DocumentsHead(QFrame):
    """Says what the page is about.

    Signals:
        back_wanted: Somebody wants to go back to where they were.
    """

    back_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "panel")
        self.back = QPushButton(self.tr("&Back"))
        self.back.setProperty("role", "link")
        self.back.setAccessibleName(self.tr("Back to where you were"))
        self.back.setToolTip(tooltip(self.tr("Back to where you were (Esc)")))
        self._title = label(role="title")
        self._about = label(role="muted")
        self._status = label(role="chip")
        self._counts = label(role="error")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(self.back)
        row.addWidget(self._title)
        row.addWidget(self._about)
        row.addStretch(1)
        row.addWidget(self._counts)
        row.addWidget(self._status)
        for part in (self._status, self._counts):
            row.setAlignment(part, Qt.AlignmentFlag.AlignVCenter)
        self.back.clicked.connect(self.back_wanted)
        self._counts.hide()
        self._about.hide()
        theme.changed.connect(self.fit)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @property
    def said(self) -> str:
        """What it says."""
        return " ".join(part.text() for part in (self._title, self._about, self._status))

    @property
    def counted(self) -> str:
        """How many copies were stopped or made, once some were."""
        return self._counts.text()

    def show_meeting(self, shown: AboutMeeting) -> None:
        """Say which meeting it is."""
        self._title.setText(self.tr("Documents · {}").format(shown.reference))
        self._about.setText(f"{shown.title} · {say_date(shown.day)}")
        self._status.setText(f"{STATUS_MARK[shown.status]} {STATUS[shown.status]}")
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Where there is little room the type and the day go: the reference says which meeting it is."""
        self._about.setVisible(self.width() >= self._theme.px(WIDE))

    def show_counts(self, made: int, stopped: int) -> None:
        """Say how many copies were made and how many were stopped."""
        said = []
        if stopped:
            said.append(self.tr("✕ {} stopped").format(stopped))
        if made:
            said.append(self.tr("✓ {} made").format(made))
        self._counts.setText(" · ".join(said))
        set_role(self._counts, "error" if stopped else "good")
        self._counts.setVisible(bool(said))
