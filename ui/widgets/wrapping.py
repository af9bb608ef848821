"""A row that goes on in the next line where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class Wrapping(QLayout):
    """Lays widgets of about one height out as words on a page; it is as high as its width makes it.

    It makes the items of its widgets itself. Those that Qt makes are deleted by Qt without a word, and
    Python, meeting another one at the same address, takes it for the one that is gone. For the same reason
    a widget that is not wanted for now is hidden and stays here.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    # Qt

    def addWidget(self, widget: QWidget) -> None:
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        self._least = None
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        # A window that lays itself out asks this dozens of times, and while somebody types at every key.
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), moves=False)
        return self._heights[width]

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area, moves=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = QSize()
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        return self._least

    # Helpers

    def _arrange(self, area: QRect, *, moves: bool) -> int:
        top = area.top()
        for row in self._rows(area.width()):
            high = max(
                item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
                for item, width in row
            )
            left = area.left()
            for item, width in row:
                if moves:
                    item.setGeometry(QRect(left, top, width, high))
                left += width + self.spacing()
            top += high + self.spacing()
        return max(top - self.spacing() - area.top(), 0)

    def _rows(self, room: int) -> list[list[tuple[QLayoutItem, int]]]:
        """Return the items line by line, each with its width; none is wider than a line."""
        rows: list[list[tuple[QLayoutItem, int]]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = min(item.sizeHint().width(), room) if room > 0 else item.sizeHint().width()
            if not rows or left + width > room:
                rows.append([])
                left = 0
            rows[-1].append((item, width))
            left += width + self.spacing()
        return rows
