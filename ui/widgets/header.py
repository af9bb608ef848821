"""The line at the top: search, what is saved, and the marking."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.labels import label, set_role, tooltip
from ui.theme import Theme
from ui.widgets.search_box import SearchBox
from ui.words import say_instant

SPACIOUS = 980


class Header(QFrame):
    """Holds the search field, the save pill and the marking of everything that stands below."""

    def __init__(self, theme: Theme, *, is_team: bool, is_demo: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._place = self.tr("in the team database") if is_team else self.tr("on this laptop")
        self._saved_at: datetime | None = None
        self._failed = False
        self.setProperty("role", "header")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

        self.search = SearchBox(theme)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(theme.px(420))
        self._pill = label(role="saved")
        self._demo = label(self.tr("Demonstration"), role="demo")
        self._demo.setToolTip(
            tooltip(self.tr("Everybody here is invented; all of it is deleted on closing."))
        )
        self._demo.setVisible(is_demo)
        marking = label("OFFICIAL-SENSITIVE", role="marking")
        marking.setToolTip(tooltip(self.tr("The marking of what is shown here")))

        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.search, 20)
        row.addStretch(1)
        row.addWidget(self._demo)
        row.addWidget(self._pill)
        row.addWidget(marking)

        theme.changed.connect(self._draw)
        self._draw()

    @property
    def pill_text(self) -> str:
        """What the save pill says."""
        return self._pill.text()

    @Slot(object)
    def show_saved(self, at: datetime) -> None:
        """Say when the store last committed."""
        self._saved_at, self._failed = at, False
        self._draw()

    @Slot()
    def show_unsaved(self) -> None:
        """Say that something could not be saved."""
        self._failed = True
        self._draw()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    # Slots

    @Slot()
    def _draw(self) -> None:
        self.search.setMaximumWidth(self._theme.px(420))
        at = say_instant(self._saved_at) if self._saved_at else ""
        whole = f"{self.tr('Saved')} {self._place} {at}".strip()
        short = f"{self.tr('Saved')} {at}".strip()
        if self._failed:
            whole, short = self.tr("Not saved: see the message"), self.tr("Not saved")
        set_role(self._pill, "unsaved" if self._failed else "saved")
        mark = "✕" if self._failed else "●"
        self._pill.setText(f"{mark} {whole if self.width() >= self._theme.px(SPACIOUS) else short}")
        self._pill.setToolTip(tooltip(whole))
        self._pill.setAccessibleName(whole)
