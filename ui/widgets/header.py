"""The line at the top: search, what is saved, and the marking."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ui.labels import label, set_role, tooltip
from ui.theme import Theme
from ui.widgets.search_box import SearchBox
from ui.words import say_instant

SPACIOUS = 980
STEP_MS = 6_000
"""How long it is told which step was taken back."""


class Header(QFrame):
    """Holds the search field, the save pill and the marking of everything that stands below.

    Signals:
        blank_wanted: All windows are to be blank.
        rail_wanted: The rail is folded away, and somebody wants it back.
    """

    blank_wanted = Signal()
    rail_wanted = Signal()

    def __init__(self, theme: Theme, *, is_team: bool, is_demo: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._place = self.tr("in the team database") if is_team else self.tr("on this laptop")
        self._saved_at: datetime | None = None
        self._failed = False
        self._step = ""
        self._step_gone = QTimer(self, singleShot=True, interval=STEP_MS)
        self._step_gone.timeout.connect(self._forget_step)
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

        self._blank = _tool("F12", self.tr("Blank all windows"), self.tr("Blank all windows at once (F12)"))
        self._rail = _tool("☰", self.tr("Show the rail"), self.tr("Show the rail (Ctrl+0)"))
        self._rail.hide()

        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self._rail)
        row.addWidget(self.search, 20)
        row.addStretch(1)
        for part in (self._demo, self._pill, marking, self._blank):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

        self._blank.clicked.connect(self.blank_wanted)
        self._rail.clicked.connect(self.rail_wanted)
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def pill_text(self) -> str:
        """What the save pill says."""
        return self._pill.text()

    def show_rail_folded(self, *, is_folded: bool) -> None:
        """Offer the rail while it is folded away."""
        self._rail.setVisible(is_folded)

    @Slot(object)
    def show_saved(self, at: datetime) -> None:
        """Say when the store last committed."""
        self._saved_at, self._failed = at, False
        self._draw()

    @Slot(str, bool)
    def show_step(self, what: str, back: bool) -> None:
        """Say for a moment which step was taken back, or repeated; `what` is empty where there was none."""
        if what:
            said = self.tr("Taken back: {what}") if back else self.tr("Done again: {what}")
            self._step = f"{'↶' if back else '↷'} {said.format(what=what[:1].lower() + what[1:])}"
        else:
            self._step = self.tr("Nothing to take back") if back else self.tr("Nothing to do again")
        self._step_gone.start()
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
    def _forget_step(self) -> None:
        self._step = ""
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self.search.setMaximumWidth(self._theme.px(420))
        at = say_instant(self._saved_at) if self._saved_at else ""
        whole = f"{self.tr('Saved')} {self._place} {at}".strip()
        short = f"{self.tr('Saved')} {at}".strip()
        if self._failed:
            whole, short = self.tr("Not saved: see the message"), self.tr("Not saved")
        elif self._step:
            whole = short = self._step
        set_role(self._pill, "unsaved" if self._failed else "saved")
        mark = "✕ " if self._failed else "" if self._step else "● "
        self._pill.setText(f"{mark}{whole if self.width() >= self._theme.px(SPACIOUS) else short}")
        self._pill.setToolTip(tooltip(whole))
        is_wide = self.width() >= self._theme.px(SPACIOUS)
        self._blank.setText(self.tr("F12 blank") if is_wide else "F12")
        self._pill.setAccessibleName(whole)


def _tool(text: str, name: str, hint: str) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setProperty("role", "filter")
    made.setAccessibleName(name)
    made.setToolTip(tooltip(hint))
    return made
