"""The list of files that came in, and what can be read of one beside it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from meetingdesk.app.files_received import FileLine, FilesShown
from ui.labels import label, tooltip
from ui.models.grouped_model import GroupedModel, LinesUnder
from ui.screens.files.file_reader import FileReader
from ui.screens.files.pictures import Read
from ui.screens.files.words import COPY, KEYS, file_columns
from ui.theme import Theme
from ui.widgets.grouped_table import GroupedTable
from ui.widgets.inline_question import InlineQuestion, Question
from ui.widgets.message_bar import MessageBar
from ui.widgets.progress_strip import ProgressStrip

BESIDE = 820
"""The width from which a file is read beside the list, and not in its place."""
LIST_SHARE, ROOM_TO_ASK = 0.46, 400
MEETING_FILE = ".json"
TAKE_IN = QKeySequence("Ctrl+O")


LOWEST = 170


class FilesView(QWidget):
    """Shows files and what is in one of them; takes others in that are dropped on it.

    Signals:
        opened: A file is to be read here; carries its line.
        closed: The file that was read is closed.
        take_in_wanted: Somebody wants to choose files to take in.
        dropped: Files were dropped here; carries their paths.
        key_chosen: Something is to be done with the file that is marked; carries what.
        left: Escape was pressed where nothing is open.
    """

    opened = Signal(object)
    closed = Signal()
    take_in_wanted = Signal()
    dropped = Signal(object)
    key_chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Files received"))
        self.model: GroupedModel[FileLine] = GroupedModel(file_columns(), self)
        self.table = GroupedTable(self.model, theme, KEYS)
        self.table.setAccessibleName(self.tr("Files received"))
        self.reader = FileReader()
        self.question = InlineQuestion()
        self.message = MessageBar(room=(12, 6, 12, 6))
        self.progress = ProgressStrip()
        self._title = label(self.tr("Files received"), role="strong")
        self._where = label(role="muted", wraps=True)
        self.take_in = QPushButton(self.tr("Take in a file…  Ctrl+O"))
        self.take_in.setAccessibleName(self.tr("Take in a file"))
        self.take_in.setToolTip(tooltip(self.tr("Take in a report, a drawing or a genogram (Ctrl+O)")))
        self._empty = label(role="title", wraps=True)
        self._empty_hint = label(role="muted", wraps=True)
        self._body = QStackedWidget()
        self.is_open = False
        self._lay_out()

        self.table.opened.connect(self._open_row)
        self.table.looked_at.connect(self._open_row)
        self.table.key_chosen.connect(self.key_chosen)
        self.reader.left.connect(self.close_file)
        self.reader.copy_wanted.connect(self._want_copy)
        self.take_in.clicked.connect(self.take_in_wanted)
        theme.changed.connect(self._arrange)
        self.show_files(FilesShown())

    @property
    def line(self) -> FileLine | None:
        """The file that is marked."""
        found = self.table.line
        return found if isinstance(found, FileLine) else None

    @property
    def said(self) -> str:
        """What is said where there is no file."""
        return f"{self._empty.text()} {self._empty_hint.text()}"

    def show_files(self, shown: FilesShown) -> None:
        """Show the files that there are, standing where somebody stood."""
        here, row = self.line, self.table.currentIndex().row()
        had_focus = self.hasFocus() or self.table.hasFocus() or self.take_in.hasFocus()
        self.model.set_groups((LinesUnder("", shown.lines),) if shown.lines else ())
        if row >= 0 and (here is None or not self.stand_on(here.id)):
            self.table.choose(row)
        self._where.setText(
            self.tr("Another one comes in for {meeting}").format(meeting=shown.meeting)
            if shown.meeting
            else ""
        )
        self.take_in.setEnabled(shown.meeting_id is not None)
        self._say_nothing(shown)
        self._body.setCurrentIndex(0 if shown.lines else 1)
        if had_focus:
            self.take_focus()

    def stand_on(self, key: UUID) -> bool:
        """Mark a file, where it is in the list."""
        row = next((place for place, line in self.model.lines() if line.id == key), None)
        if row is not None:
            self.table.choose(row)
        return row is not None

    def show_file(self, read: Read) -> None:
        """Show what is in a file, and let the keyboard read it."""
        self.reader.show_file(read)
        self.is_open = True
        self._arrange()
        self.reader.take_focus()

    @Slot()
    def close_file(self) -> None:
        """Close what is open, and go back to the list; else leave it."""
        if not self.question.isHidden():
            self.end_question()
        elif self.is_open:
            self.forget_file()
            self.take_focus()
            self.closed.emit()
        else:
            self.left.emit()

    def forget_file(self) -> None:
        """Keep nothing of the file that was open."""
        self.is_open = False
        self.reader.show_nothing()
        self._arrange()

    def ask(self, question: Question, was: str = "") -> None:
        """Ask something about the file that is marked; `was` is what stands there now."""
        self.question.ask(question)
        self.question.field.setText(was)
        self.question.field.selectAll()
        self._arrange()
        self.table.scrollTo(self.table.currentIndex())

    def end_question(self) -> None:
        """Take the question away and go back to the list or the file."""
        self.question.hide()
        self._arrange()
        if self.is_open:
            self.reader.take_focus()
        else:
            self.take_focus()

    def take_focus(self) -> None:
        """Let the keyboard work in the list, or take in a first file."""
        if self._body.currentIndex() == 0:
            if self.line is None:
                self.table.choose(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.take_in.isEnabled():
            self.take_in.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt

    def event(self, event: QEvent) -> bool:
        # The frame has this key as well: here it takes a file in, and must not open another store.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_take_in(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_take_in(event):
            self.take_in_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_file()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        # Large letters in a low window leave room for what it is and the button, which says the rest.
        self._empty_hint.setHidden(event.size().height() < self._theme.px(LOWEST))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.take_in.isEnabled() and files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        found = files_in(event.mimeData())
        if found and self.take_in.isEnabled():
            event.acceptProposedAction()
            self.dropped.emit(found)

    # Slots

    @Slot(int)
    def _open_row(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self.opened.emit(line)

    @Slot()
    def _want_copy(self) -> None:
        self.key_chosen.emit(COPY)

    @Slot()
    def _arrange(self) -> None:
        """Put the file beside the list, or in its place where there is no room for both."""
        width = self.width()
        is_beside = width >= self._theme.px(BESIDE)
        # In little room a question stands alone.
        self._main.setVisible(self.question.isHidden() or self.height() >= self._theme.px(ROOM_TO_ASK))
        self.reader.setVisible(self.is_open)
        self._left.setVisible(not self.is_open or is_beside)
        if self.is_open and is_beside:
            self._left.setFixedWidth(round(width * LIST_SHARE))
        else:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(16_777_215)

    # Helpers

    def _say_nothing(self, shown: FilesShown) -> None:
        if shown.meeting_id is None:
            self._empty.setText(self.tr("No file can come in yet"))
            self._empty_hint.setText(
                self.tr("A file belongs to a meeting, and there is none yet. Plan one, then take it in here.")
            )
            return
        self._empty.setText(self.tr("No file has come in yet"))
        self._empty_hint.setText(
            self.tr(
                "Take in a report, a drawing or a genogram with Ctrl+O, or drop it here. It is encrypted in "
                "the store and read here; no other program opens it."
            )
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 6)
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._where, 1)
        head.addWidget(self.take_in)
        nothing = QWidget()
        inside = QVBoxLayout(nothing)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.addStretch(1)
        inside.addWidget(self._empty)
        inside.addWidget(self._empty_hint)
        inside.addStretch(2)
        self._body.addWidget(self.table)
        self._body.addWidget(nothing)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(head)
        left.addWidget(self._body, 1)
        self._main = QWidget()
        row = QHBoxLayout(self._main)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        row.addWidget(self.reader, 1)
        asked = QHBoxLayout()
        asked.setContentsMargins(12, 6, 12, 8)
        asked.addWidget(self.question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message)
        column.addWidget(self.progress)
        column.addWidget(self._main, 1)
        column.addLayout(asked)
        column.addStretch(0)
        self.reader.hide()


def files_in(dropped: QMimeData) -> tuple[Path, ...]:
    """Return the files that are dropped; a meeting file is brought in by the window itself."""
    paths = tuple(Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.casefold() != MEETING_FILE)


def _is_take_in(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == TAKE_IN
