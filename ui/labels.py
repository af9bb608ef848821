"""Labels that show text as it is: no name, note or file name is ever read as markup."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.widgets.wrapped_text import height_of, paint_text

WIDEST_WORD = 36
"""Letters that a label never breaks or shortens; for a longer word no window grows wider."""


class PlainLabel(QLabel):
    """A label of plain text that no text makes wider than there is room.

    A word without end goes on in the next line where the label wraps, and ends with an ellipsis where it
    does not.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}
        """How high it is in each width: layouts ask again and again while somebody types."""

    def setText(self, text: str) -> None:
        self._heights.clear()
        super().setText(text)

    def setWordWrap(self, on: bool) -> None:
        self._heights.clear()
        super().setWordWrap(on)

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()  # other letters, another style
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._widest()), hint.height())

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), self._widest()), hint.height()) if self._must_break() else hint

    def heightForWidth(self, width: int) -> int:
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = self._height_in(width)
        return known

    def _height_in(self, width: int) -> int:
        if not self.wordWrap() or super().minimumSizeHint().width() <= width:
            return super().heightForWidth(width)
        around = self.size() - self.contentsRect().size()
        return height_of(self.text(), self.font(), width - around.width()) + around.height()

    def paintEvent(self, event: QPaintEvent) -> None:
        if super().minimumSizeHint().width() <= self.width() or not self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        painter.setPen(self.palette().color(self.foregroundRole()))
        inside = self.contentsRect()
        if self.wordWrap():
            paint_text(painter, inside, self.text())
        else:
            shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)
        painter.end()

    # Helpers

    def _widest(self) -> int:
        return self.fontMetrics().averageCharWidth() * WIDEST_WORD

    def _must_break(self) -> bool:
        return self.wordWrap() and super().minimumSizeHint().width() > self._widest()


def label(
    text: str = "",
    *,
    role: str = "",
    wraps: bool = False,
    selectable: bool = False,
    buddy: QWidget | None = None,
    parent: QWidget | None = None,
) -> QLabel:
    """Make a label of plain text; `role` names how the theme draws it (title, muted, chip, …)."""
    made = PlainLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    if selectable:
        # By mouse only: a text that takes the keyboard focus would be one more stop for Tab.
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if buddy is not None:
        made.setBuddy(buddy)
    return made


def tooltip(text: str) -> str:
    """Return a text that Qt shows as it is: tooltips have no text format of their own, so it is escaped."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p>{escaped}</p>" if escaped != text else text


def set_role(widget: QWidget, role: str) -> None:
    """Have the theme draw a widget in another role from now on."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
