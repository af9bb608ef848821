"""The field at the top: search, or do anything."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui.icons import picture
from ui.labels import label, tooltip
from ui.theme import Theme
from ui.widgets.filter_row import Filters, joined, typed_filters
from ui.widgets.results_popup import MOST_SHOWN, Result, ResultsPopup

__all__ = ["Query", "Result", "SearchBox"]

STAYS = frozenset(
    {
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)
"""The keyboard is elsewhere for a moment only."""
GLASS = 16


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks the field: words, maybe none yet, and what the search is narrowed to."""

    typed: str
    filters: Filters


class SearchBox(QLineEdit):
    """Takes words and shows what was found below itself; Enter takes the line that is marked.

    Signals:
        asked: Somebody opened the field, or paused after typing; carries the query.
        more_wanted: The list shows its last line, and there are more.
        chosen: A result was taken; carries what it means.
        left: Somebody is done here without taking anything.
    """

    asked = Signal(object)
    more_wanted = Signal()
    chosen = Signal(object)
    left = Signal()

    PAUSE_MS = 90

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE_MS)
        self._takes_first = False

        self.setAccessibleName(self.tr("Search, or do anything"))
        self.setToolTip(tooltip(self.tr("Search the record, or find a command (Ctrl+K)")))
        self.setMaxLength(200)
        self._glass = QLabel(self)
        self._glass.setTextFormat(Qt.TextFormat.PlainText)
        self._key = label("Ctrl K", role="key", parent=self)
        for part in (self._glass, self._key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.popup = ResultsPopup(theme, self)

        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._hear_typing)
        self.textChanged.connect(self._arrange)
        self.popup.taken.connect(self._take)
        self.popup.more_wanted.connect(self.more_wanted)
        self.popup.filters.changed.connect(self._ask)
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def shown(self) -> tuple[Result, ...]:
        """What the list below the field shows now."""
        return self.popup.results if not self.popup.isHidden() else ()

    @property
    def query(self) -> Query:
        """What is asked now."""
        return Query(self.text(), self.popup.filters.filters)

    def open(self) -> None:
        """Take the keyboard, and offer what may be wanted before anything is typed."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._ask()

    def show_results(
        self, typed: str, results: tuple[Result, ...], said: str = "", *, has_more: bool = False
    ) -> None:
        """Show what was found for words that still stand in the field."""
        if typed != self.text():
            return
        self.popup.show_results(results, said, has_more=has_more)
        self._open_popup()
        if self._takes_first and results:
            self._take(results[0])

    def add_results(
        self, typed: str, results: tuple[Result, ...], said: str = "", *, has_more: bool = False
    ) -> None:
        """Show more of what was found for words that still stand in the field."""
        if typed == self.text() and not self.popup.isHidden():
            self.popup.add_results(results, said, has_more=has_more)

    def close_results(self) -> None:
        """Take the list away, and the words and filters with it: a name does not stay over every screen."""
        self._pause.stop()
        self._takes_first = False
        self.popup.hide()
        self.clear()
        self.popup.filters.blockSignals(True)
        self.popup.filters.narrow(Filters())
        self.popup.filters.blockSignals(False)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._place()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.popup.isHidden():
            self._ask()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self.close_results()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: MOST_SHOWN - 1,
            Qt.Key.Key_PageUp: 1 - MOST_SHOWN,
        }
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.popup.filters.step(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_Down and self.popup.isHidden():
            self._ask()
        elif key in steps and not self.popup.isHidden():
            self.popup.step(steps[Qt.Key(key)])
            self._tell_chosen()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.close_results()
            self.left.emit()
        elif key == Qt.Key.Key_Backspace and not self.text() and self.query.filters != Filters():
            self.popup.filters.narrow(Filters())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return False

    # Slots

    @Slot()
    def _hear_typing(self) -> None:
        self._takes_first = False
        filters, rest = typed_filters(self.text())
        if rest.lstrip() != self.text():
            self.setText(rest.lstrip())
            self.popup.filters.narrow(joined(self.query.filters, filters))
        self._pause.start()

    @Slot()
    def _ask(self) -> None:
        self._pause.stop()
        self.asked.emit(self.query)

    @Slot(object)
    def _take(self, result: Result) -> None:
        self.close_results()
        self.chosen.emit(result.means)

    @Slot()
    def _draw(self) -> None:
        size = self._theme.px(GLASS)
        self._glass.setPixmap(picture("search", self._theme.tokens.muted, size))
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        px = self._theme.px
        self._glass.setGeometry(px(10), 0, px(GLASS), self.height())
        self._key.adjustSize()
        whole = self.tr("Search, or do anything")
        beside = px(GLASS + 40) + self._key.width()
        fits = self.fontMetrics().horizontalAdvance(whole) <= self.width() - beside
        self.setPlaceholderText(whole if fits else self.tr("Search"))
        self._key.move(self.width() - self._key.width() - px(8), (self.height() - self._key.height()) // 2)
        self._key.setVisible(not self.text())
        self.setTextMargins(px(GLASS + 8), 0, 0 if self.text() else self._key.width(), 0)

    # Helpers

    def _enter(self) -> None:
        result = self.popup.chosen
        if not self.popup.isHidden() and result is not None and not self._pause.isActive():
            self._take(result)
        else:
            # Somebody who knows what comes first does not wait to see it.
            self._takes_first = bool(self.text().strip())
            self._ask()

    def _tell_chosen(self) -> None:
        # The keyboard stays in the field, so it is the field that tells a screen reader what is marked.
        chosen = self.popup.chosen
        self.setAccessibleDescription(f"{chosen.says}, {chosen.below}" if chosen else self.popup.said)

    def _open_popup(self) -> None:
        self._tell_chosen()
        window = self.window()
        if self.popup.parent() is not window:
            self.popup.setParent(window)
            window.installEventFilter(self)
        self._place()
        self.popup.show()
        self.popup.raise_()

    def _place(self) -> None:
        window = self.window()
        if self.popup.parent() is not window:
            return
        self.popup.place(QRect(self.mapTo(window, QPoint(0, 0)), self.size()), window.size())
