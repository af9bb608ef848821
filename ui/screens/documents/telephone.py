"""The pass phrases of copies, large enough to be read out on the telephone, and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.labels import label, tooltip
from ui.screens.documents.copies_model import Index
from ui.screens.documents.words import FORGOTTEN
from ui.theme import Theme

CLEARED_MS = 60_000
"""How long a pass phrase may lie in the clipboard."""
SMALL, LARGE, MARGIN = 12.5, 19, 8
MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """What opens the files of one reader."""

    reader: str
    phrase: str
    opens: str
    """Which documents."""


class PhraseModel(QAbstractListModel):
    """Holds the pass phrases that are still to be told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phrases: tuple[Phrase, ...] = ()

    def put(self, phrases: tuple[Phrase, ...]) -> None:
        """Show others."""
        self.beginResetModel()
        self.phrases = phrases
        self.endResetModel()

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.phrases)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        told = self.phrases[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return told.phrase
            case Qt.ItemDataRole.AccessibleTextRole:
                spoken = ", ".join(" ".join(group) for group in told.phrase.split("-"))
                return f"{told.reader}, {told.opens}: {spoken}"
        return None


class _Phrases(QStyledItemDelegate):
    """Paints whom a pass phrase is for, and the phrase in letters that can be read from afar."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @property
    def height(self) -> int:
        """How high one is."""
        heights = [QFontMetrics(self._font(size)).height() for size in (SMALL, LARGE)]
        return sum(heights) + self._theme.px(2 * MARGIN)

    # Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, px, area = self._theme.tokens, self._theme.px, QRect(option.rect)
        model = index.model()
        assert isinstance(model, PhraseModel), "it paints nothing else"
        told = model.phrases[index.row()]
        is_here = index == self._view.currentIndex()
        painter.save()
        painter.fillRect(area, QColor(tokens.selection if is_here else tokens.surface))
        if is_here:
            painter.fillRect(QRect(area.left(), area.top(), px(4), area.height()), QColor(tokens.accent))
        rule = QRect(area.left(), area.bottom() + 1 - tokens.rule, area.width(), tokens.rule)
        painter.fillRect(rule, QColor(tokens.line))
        inside = area.adjusted(px(MARGIN + 4), px(MARGIN), -px(4), -px(MARGIN))
        small = self._font(SMALL)
        high = QFontMetrics(small).height()
        top = QRect(inside.left(), inside.top(), inside.width(), high)
        self._write(painter, top, f"{told.reader}: {told.opens}", small, tokens.muted)
        painter.setFont(self._large(told.phrase, inside.width()))
        painter.setPen(QColor(tokens.ink))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside.adjusted(0, high, 0, 0), int(flags), told.phrase)
        painter.restore()

    # Helpers

    def _font(self, pixels: float) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(self._theme.px(pixels))
        return font

    def _large(self, phrase: str, room: int) -> QFont:
        """Return letters as large as the phrase leaves them room for: none of it may be cut."""
        font = self._font(LARGE)
        font.setBold(True)
        while font.pixelSize() > 9 and QFontMetrics(font).horizontalAdvance(phrase) > room:
            font.setPixelSize(font.pixelSize() - 1)
        return font

    def _write(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


class _PhraseList(QListView):
    copied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_C:
            self.copied.emit()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # they belong to the page
        else:
            super().keyPressEvent(event)


class TelephoneList(QWidget):
    """Shows the pass phrases until they are told; nothing of them goes anywhere else."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._copied = ""
        self.model = PhraseModel(self)
        self.list = _PhraseList()
        self._phrases = _Phrases(theme, self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._phrases)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Pass phrases to be told by telephone"))
        self.copy = QPushButton(self.tr("&Copy"))
        self.copy.setAccessibleName(self.tr("Copy the pass phrase that is marked"))
        self.copy.setToolTip(
            tooltip(self.tr("Copy the one that is marked; the clipboard is emptied after a minute (C)"))
        )
        self.told = QPushButton(self.tr("All are &told"))
        self.told.setAccessibleName(self.tr("All are told: forget the pass phrases"))
        self.told.setToolTip(tooltip(self.tr("Take the pass phrases away; nobody can show them again")))
        self._said = label(role="small", wraps=True)
        self._timer = QTimer(self, singleShot=True, interval=CLEARED_MS)
        self._lay_out()
        self.hide()

        self.list.copied.connect(self._copy)
        self.copy.clicked.connect(self._copy)
        self.told.clicked.connect(self.forget)
        self._timer.timeout.connect(self.clear_clipboard)
        theme.changed.connect(self._fit)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """What is still to be told."""
        return self.model.phrases

    def add(self, reader: str, phrase: str, opens: str) -> None:
        """Show what opens one more file; a phrase that is shown already opens that one too."""
        known = {told.phrase: told for told in self.phrases}
        before = known.get(phrase)
        if before is not None:
            known[phrase] = replace(before, opens=f"{before.opens}, {opens}")
        else:
            known[phrase] = Phrase(reader, phrase, opens)
        row = max(self.list.currentIndex().row(), 0)
        self.model.put(tuple(known.values()))
        self.list.setCurrentIndex(self.model.index(row, 0))
        self._said.setText(self.tr(FORGOTTEN))
        self._fit()
        self.show()

    @Slot()
    def forget(self) -> None:
        """Show no pass phrase any more, and leave none in the clipboard."""
        focused: QWidget | None = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.clear_clipboard()
        self.model.put(())
        self.hide()
        if had_focus and self.parentWidget() is not None:
            self.focusNextChild()

    @Slot()
    def clear_clipboard(self) -> None:
        """Empty the clipboard, if what was copied here still lies in it."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._copied and clipboard.text() == self._copied:
            clipboard.clear()
        self._copied = ""
        self._said.setText(self.tr(FORGOTTEN))

    # Slots

    @Slot()
    def _copy(self) -> None:
        row = self.list.currentIndex().row()
        if not 0 <= row < len(self.phrases):
            return
        self._copied = self.phrases[row].phrase
        QGuiApplication.clipboard().setText(self._copied)
        self._timer.start()
        said = self.tr("Copied for {reader}. The clipboard is emptied after a minute.")
        self._said.setText(said.format(reader=self.phrases[row].reader))

    @Slot()
    def _fit(self) -> None:
        shown = min(max(len(self.phrases), 1), MOST_SHOWN)
        self.list.setFixedHeight(shown * self._phrases.height + 2)
        self.list.doItemsLayout()

    # Helpers

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(self.tr("To be told by telephone"), role="strong"))
        column.addWidget(self.list)
        column.addWidget(self._said)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addWidget(self.told)
        row.addStretch(1)
        column.addLayout(row)
