"""A field in which a family or a series is looked for, with what was found below it."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QSizePolicy, QVBoxLayout, QWidget

from meetingdesk.app.new_meeting import Thread, ThreadKind
from ui.labels import label, tooltip
from ui.models.paged_model import PagedModel
from ui.theme import Theme
from ui.widgets.line_delegate import LINE_HEIGHT, LineDelegate

MOST_SHOWN = 4
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
"""Lines seen at once; the rest is reached with the arrow keys."""


class ThreadModel(QAbstractListModel):
    """Holds the threads that were found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.threads: tuple[Thread, ...] = ()
        self.new_below = ""
        """What is said of a thread that is still to be made."""

    def set_threads(self, threads: tuple[Thread, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self.threads = threads
        self.endResetModel()

    # Qt

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.threads)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        thread = self.threads[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return called(thread)
        if role == PagedModel.BELOW_ROLE:
            return self._below(thread)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (called(thread), self._below(thread)) if part)
        return None

    def _below(self, thread: Thread) -> str:
        return self.new_below if thread.is_new else thread.below


def called(thread: Thread) -> str:
    """Return what a thread is called among others; one that is still to be made says so."""
    if not thread.is_new:
        return thread.called
    return (
        f"New family {thread.called}" if thread.kind is ThreadKind.FAMILY else f"New series {thread.called}"
    )


class _Words(QLineEdit):
    """Leaves the arrow keys and Enter to what was found."""

    stepped = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class _Found(QListView):
    """As high as its lines, up to some; where there is little room, as high as a few."""

    def __init__(self, theme: Theme, least_lines: int) -> None:
        super().__init__()
        self._theme = theme
        self._least_lines = least_lines
        self._lines = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_lines(self, lines: int) -> None:
        """Make room for so many lines."""
        self._lines = min(lines, MOST_SHOWN)
        self.setMaximumHeight(self._height(self._lines))
        self.updateGeometry()

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height(min(self._least_lines, self._lines)))

    # Helpers

    def _height(self, lines: int) -> int:
        return lines * self._theme.px(LINE_HEIGHT) + 4


class ThreadField(QWidget):
    """Finds a thread by a part of its reference or title; what is not there can be begun.

    Signals:
        asked: Somebody paused after typing; carries the words.
        chosen: A thread was taken; carries it, or None where the words changed since.
        went_on: Enter was pressed on a thread that is taken.
    """

    asked = Signal(str)
    chosen = Signal(object)
    went_on = Signal()

    PAUSE_MS = 120

    def __init__(
        self,
        theme: Theme,
        *,
        new_below: str = "made together with the meeting",
        least_lines: int = MOST_SHOWN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown_for: str | None = None
        self._is_entered = False
        self._kind = ThreadKind.FAMILY
        self._thread: Thread | None = None
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE_MS)
        self.field = _Words()
        self.field.setMaxLength(200)
        self.setFocusProxy(self.field)
        self.model = ThreadModel(self)
        self.model.new_below = new_below
        self.list = _Found(theme, least_lines)
        self.list.setModel(self.model)
        self.list.setProperty("role", "results")
        self.list.setItemDelegate(LineDelegate(theme, self.list))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("What was found"))
        self._said = label(role="small", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self._said)
        self.list.hide()
        self._said.hide()

        self._pause.timeout.connect(self._ask)
        self.field.textEdited.connect(self._edited)
        self.field.stepped.connect(self._step)
        self.field.taken.connect(self._enter)
        self.list.clicked.connect(self._take)

    @property
    def thread_taken(self) -> Thread | None:
        """The thread that was taken, if one was."""
        return self._thread

    def look_for(self, kind: ThreadKind) -> None:
        """Look for families, or for series."""
        self._kind = kind
        is_family = kind is ThreadKind.FAMILY
        name = self.tr("Family, by its reference") if is_family else self.tr("Series, by its title")
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(
            self.tr("Type a part of the reference") if is_family else self.tr("Type a part of the title")
        )
        self.field.setToolTip(tooltip(f"{name} (↑ ↓, Enter)"))

    def set_thread(self, thread: Thread | None) -> None:
        """Take a thread that is known already, or none."""
        self._thread = thread
        self.field.setText(thread.called if thread is not None else "")
        self.close_list()

    def show_found(self, typed: str, threads: tuple[Thread, ...]) -> None:
        """Show what was found for words that still stand in the field, and behind it what is not there yet.

        Where Enter was pressed before, and there is but one that can be meant, that one is taken.
        """
        words = self.field.text().strip()
        if typed != words or self._thread is not None:
            return
        same = [row for row, thread in enumerate(threads) if thread.called.casefold() == words.casefold()]
        offered = threads if same or not words else (*threads, Thread(self._kind, " ".join(words.split())))
        is_entered, self._is_entered = self._is_entered, False
        self._shown_for = words
        self.model.set_threads(offered)
        self.list.setVisible(bool(offered))
        self._said.setVisible(True)
        self._said.setText(self._what_to_do(offered))
        self.list.show_lines(len(offered))
        if offered:
            self.list.setCurrentIndex(self.model.index(0))
        if is_entered and words and (same or len(offered) == 1):
            self._take(self.model.index(same[0] if same else 0))

    def _what_to_do(self, offered: tuple[Thread, ...]) -> str:
        if not offered:
            return self.tr("There is none yet. Type what a new one is to be called.")
        says = self.tr("↑ ↓ to choose, Enter to take")
        if len(offered) > 1 and offered[-1].is_new:
            return self.tr("{}; ↑ from the first goes to the new one").format(says)
        return says

    @Slot()
    def close_list(self) -> None:
        """Take away what was found; the words stay."""
        self._pause.stop()
        self._is_entered = False
        self._shown_for = None
        self.list.hide()
        self._said.hide()

    # Slots

    @Slot(str)
    def _edited(self, _typed: str) -> None:
        if self._thread is not None:
            self._thread = None
            self.chosen.emit(None)
        self._is_entered = False
        self._pause.start()

    @Slot()
    def _ask(self) -> None:
        self.asked.emit(self.field.text().strip())

    @Slot(int)
    def _step(self, by: int) -> None:
        if self.list.isHidden():
            self._ask()
            return
        row = (self.list.currentIndex().row() + by) % self.model.rowCount()
        self.list.setCurrentIndex(self.model.index(row))

    @Slot()
    def _enter(self) -> None:
        if self._thread is not None:
            self.went_on.emit()
        elif self._shown_for == self.field.text().strip() and self.list.currentIndex().isValid():
            self._take(self.list.currentIndex())
        else:
            # What is shown was found for other words: whoever types fast does not mean it.
            self._pause.stop()
            self._is_entered = True
            self._ask()

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        self.set_thread(self.model.threads[index.row()])
        self.chosen.emit(self._thread)
