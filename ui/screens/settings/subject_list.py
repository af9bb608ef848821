"""The subjects of the settings, one below the other."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HEIGHT, WIDTH, MARGIN, TEXT = 38, 176, 14, 14


class _SubjectDelegate(QStyledItemDelegate):
    """Paints a subject, the present one in bold with a bar at its beginning."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(WIDTH), self._theme.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, px, area = self._theme.tokens, self._theme.px, QRect(option.rect)
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.fillRect(area, QColor(tokens.selection if is_here and has_focus else tokens.quiet))
        if is_here:
            bar = QRect(area.left(), area.top(), px(4 * tokens.rule), area.height())
            painter.fillRect(bar, QColor(tokens.accent))
        font = QFont(self.parent().font())  # type: ignore[union-attr]
        font.setPixelSize(px(TEXT))
        font.setBold(is_here)
        painter.setFont(font)
        painter.setPen(QColor(tokens.accent if is_here else tokens.ink))
        inside = area.adjusted(px(MARGIN), 0, -px(6), 0)
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()


class SubjectList(QListView):
    """Moves over the subjects; Enter and the right arrow go to what stands beside it."""

    def __init__(self, subjects: tuple[str, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "subjects")
        self.setModel(QStringListModel(list(subjects), self))
        self.setItemDelegate(_SubjectDelegate(theme, self))
        self.setAccessibleName(self.tr("Subjects of the settings"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self._fit)
        self._fit()

    def choose(self, row: int) -> None:
        """Go to a subject."""
        self.setCurrentIndex(self.model().index(row, 0))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        # The style sheet has no words for this list, so its ground is painted with it.
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._theme.tokens.quiet))
        painter.end()
        super().paintEvent(event)

    # Slots

    @Slot()
    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
