"""The head above the pages of a copy: whose it is, which page, how large, and the readers beside."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.labels import label, tooltip
from ui.theme import Theme

WIDE = 760


class PreviewHead(QFrame):
    """Says which copy is seen, and offers by pointer what the keys of the pages do.

    Signals:
        back_wanted: Somebody wants to go back to the table.
        step_wanted: The copy of another reader is wanted; carries -1 for the one before, 1 for the next.
        larger_wanted: Pages are to be larger.
        smaller_wanted: Pages are to be smaller.
        width_wanted: Pages are to be as wide as there is room for.
    """

    back_wanted = Signal()
    step_wanted = Signal(int)
    larger_wanted = Signal()
    smaller_wanted = Signal()
    width_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "panel")
        self._whole = ""
        self.back = QPushButton(self.tr("&Back to the copies"))
        self.back.setProperty("role", "link")
        self.back.setAccessibleName(self.tr("Back to the table of the copies"))
        self.back.setToolTip(tooltip(self.tr("Back to the table, on the same copy (Esc)")))
        self._title = label(role="strong")
        self._title.setProperty("elides", True)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.before = self._tool("←", self.tr("The copy of the reader before (←)"))
        self.after = self._tool("→", self.tr("The copy of the next reader (→)"))
        self._place = label(role="small")
        self._page = label()
        self.smaller = self._tool("–", self.tr("Smaller (-)"))
        self._percent = label(role="small")
        self.larger = self._tool("+", self.tr("Larger (+)"))
        self.width_ = self._tool(self.tr("Width"), self.tr("As wide as there is room for (Ctrl+0)"))
        self._lay_out()

        self.back.clicked.connect(self.back_wanted)
        self.before.clicked.connect(self._step_before)
        self.after.clicked.connect(self._step_after)
        self.smaller.clicked.connect(self.smaller_wanted)
        self.larger.clicked.connect(self.larger_wanted)
        self.width_.clicked.connect(self.width_wanted)
        theme.changed.connect(self.fit)

    @property
    def said(self) -> str:
        """What it says."""
        parts = (self._whole, self._place.text(), self._page.text(), self._percent.text())
        return " · ".join(part for part in parts if part)

    def show_copy(self, title: str, place: int, of: int) -> None:
        """Say whose copy it is, and which of those that are written."""
        self._whole = title
        self._title.setText(title)
        self._title.setAccessibleName(title)
        self._title.setToolTip(tooltip(title))
        self._place.setText(self.tr("Reader {place} of {of}").format(place=place, of=of))
        self.before.setEnabled(place > 1)
        self.after.setEnabled(place < of)

    def show_page(self, number: int, count: int) -> None:
        """Say which page it is."""
        page = self.tr("Page {number} of {count}").format(number=number, count=count)
        self._page.setText(page if count else "")

    def show_percent(self, percent: int) -> None:
        """Say how large pages are, against paper."""
        self._percent.setText(f"{percent} %")

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    # Slots

    @Slot()
    def fit(self) -> None:
        """Where there is little room the way back goes: Escape and the head of the page lead there too."""
        self.back.setVisible(self.width() >= self._theme.px(WIDE))

    @Slot()
    def _step_before(self) -> None:
        self.step_wanted.emit(-1)

    @Slot()
    def _step_after(self) -> None:
        self.step_wanted.emit(1)

    # Helpers

    def _tool(self, words: str, hint: str) -> QToolButton:
        made = QToolButton()
        made.setText(words)
        made.setProperty("role", "tool")
        made.setAccessibleName(hint.partition(" (")[0])
        made.setToolTip(tooltip(hint))
        return made

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(6)
        row.addWidget(self.back)
        row.addWidget(self._title, 1)
        for part in (self.before, self._place, self.after):
            row.addWidget(part)
        row.addSpacing(10)
        row.addWidget(self._page)
        row.addSpacing(4)
        for part in (self.smaller, self._percent, self.larger, self.width_):
            row.addWidget(part)
