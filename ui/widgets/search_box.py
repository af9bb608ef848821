"""The field at the top: search, or do anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.icons import icon
from ui.labels import label, tooltip
from ui.models.paged_model import PagedModel
from ui.theme import Theme
from ui.widgets.line_delegate import LineDelegate

MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Result:
    """One line of what was found: what it is, where it belongs, and what choosing it means."""

    says: str
    below: str
    means: Any


class SearchBox(QLineEdit):
    """Takes words and shows what was found below itself; Enter takes the line that is marked.

    Signals:
        asked: Somebody paused after typing; carries the words.
        chosen: A result was taken; carries what it means.
        left: The words were taken out again with Esc.
    """

    asked = Signal(str)
    chosen = Signal(object)
    left = Signal()

    PAUSE_MS = 150

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE_MS)
        self._results: tuple[Result, ...] = ()

        self.setAccessibleName(self.tr("Search, or do anything"))
        self.setToolTip(tooltip(self.tr("Search the record, or find a command (Ctrl+K)")))
        self.setMaxLength(200)
        self._glass = self.addAction(
            icon("search", theme.tokens.muted), QLineEdit.ActionPosition.LeadingPosition
        )

        self._popup = QFrame(self)
        self._popup.setProperty("role", "popup")
        self._list = QListWidget()
        self._list.setProperty("role", "results")
        self._list.setItemDelegate(LineDelegate(theme, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("What was found"))
        self._said = label(role="small")
        self._said.setContentsMargins(12, 0, 12, 0)
        column = QVBoxLayout(self._popup)
        column.setContentsMargins(4, 4, 4, 6)
        column.addWidget(self._list)
        column.addWidget(self._said)
        self._popup.hide()

        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._pause.start)
        self._list.itemClicked.connect(self._take)
        theme.changed.connect(self._draw)

    @property
    def shown(self) -> tuple[Result, ...]:
        """What the list below the field shows now."""
        return self._results if not self._popup.isHidden() else ()

    def show_results(self, typed: str, results: tuple[Result, ...]) -> None:
        """Show what was found for words that still stand in the field."""
        if typed != self.text() or not typed.strip():
            return
        self._results = results
        self._list.clear()
        for result in results:
            item = QListWidgetItem(result.says)
            item.setData(PagedModel.BELOW_ROLE, result.below)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{result.says}, {result.below}" if result.below else result.says,
            )
            self._list.addItem(item)
        self._list.setCurrentRow(0 if results else -1)
        self._list.setVisible(bool(results))
        self._said.setText(
            self.tr("↑ ↓ to choose, Enter to open, Esc to leave")
            if results
            else self.tr("Nothing has these words. Try fewer, or the beginning of one.")
        )
        self._open()

    def close_results(self) -> None:
        """Take the list away."""
        self._popup.hide()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole = self.tr("Search, or do anything    Ctrl+K")
        room = self.width() - self._theme.px(60)
        fits = self.fontMetrics().horizontalAdvance(whole) <= room
        self.setPlaceholderText(whole if fits else self.tr("Search  Ctrl+K"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self._popup.isHidden():
            step = 1 if key == Qt.Key.Key_Down else -1
            row = self._list.currentRow() + step
            self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape and not self._popup.isHidden():
            self.close_results()
        elif key == Qt.Key.Key_Escape and self.text():
            # A name looked for does not stand over every screen from then on.
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return super().eventFilter(watched, event)

    # Slots

    @Slot()
    def _ask(self) -> None:
        if self.text().strip():
            self.asked.emit(self.text())
        else:
            self.close_results()

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem) -> None:
        result = self._results[self._list.row(item)]
        self.close_results()
        self.clear()
        self.chosen.emit(result.means)

    @Slot()
    def _draw(self) -> None:
        self._glass.setIcon(icon("search", self._theme.tokens.muted))

    # Helpers

    def _enter(self) -> None:
        item = self._list.currentItem()
        if not self._popup.isHidden() and item is not None:
            self._take(item)
        else:
            self._pause.stop()
            self._ask()

    def _open(self) -> None:
        window = self.window()
        if self._popup.parent() is not window:
            self._popup.setParent(window)
            window.installEventFilter(self)
        self._place()
        self._popup.show()
        self._popup.raise_()

    def _place(self) -> None:
        window = self.window()
        corner = self.mapTo(window, QPoint(0, self.height() + 2))
        width = min(max(self.width(), self._theme.px(460)), window.width() - corner.x() - 8)
        lines = min(max(len(self._results), 0), MOST_SHOWN)
        height = lines * self._theme.px(54) + self._said.sizeHint().height() + 24
        self._list.setFixedHeight(lines * self._theme.px(54) + 10)
        self._popup.setGeometry(corner.x(), corner.y(), width, min(height, window.height() - corner.y() - 8))
