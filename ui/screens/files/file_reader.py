"""One file that came in, to be read inside the application."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.app.shown_files import Form
from ui.labels import label, tooltip
from ui.screens.files.picture_view import PictureView
from ui.screens.files.pictures import Read

LONGEST = 90
"""Letters of a name that are shown; the list has all of it."""


class FileReader(QFrame):
    """Shows what can be read of a file, and says what cannot.

    Signals:
        left: The list is wanted again.
        copy_wanted: A copy is to be saved outside the store.
    """

    left = Signal()
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAccessibleName(self.tr("What is in the file"))
        self._name = label(role="strong", wraps=True)
        self._what = label(role="muted", wraps=True)
        self._note = label(role="warning", wraps=True, selectable=True)
        self._nothing = label(role="muted", wraps=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The words of the file"))
        # A file without a cursor could not be read by keys alone.
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.picture = PictureView()
        self.copy = QPushButton(self.tr("Save a copy outside…  S"))
        self.copy.setAccessibleName(self.tr("Save a copy outside the store"))
        self.copy.setToolTip(tooltip(self.tr("Write a copy that another program can open (S)")))
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.setProperty("role", "tool")
        self.close_button.setAccessibleName(self.tr("Close the file"))
        self.close_button.setToolTip(tooltip(self.tr("Close the file (Esc)")))
        self._body = QStackedWidget()
        for part in (self._nothing, self.text, self.picture):
            self._body.addWidget(part)
        self._lay_out()
        self.close_button.clicked.connect(self.left)
        self.copy.clicked.connect(self.copy_wanted)

    @property
    def said(self) -> str:
        """What is said of the file besides what is in it."""
        return f"{self._what.text()} {self._note.text()} {self._nothing.text()}".strip()

    def show_file(self, read: Read) -> None:
        """Show a file."""
        line, shown = read.opened.line, read.opened.shown
        self._name.setText(line.name if len(line.name) <= LONGEST else f"{line.name[:LONGEST]}…")
        parts = (line.kind, line.what, line.from_whom, line.file.visibility.label)
        self._what.setText(" · ".join(part for part in parts if part))
        self._nothing.clear()
        if read.picture is not None:
            self.text.clear()
            self.picture.show_picture(read.picture)
            self._body.setCurrentWidget(self.picture)
        elif shown.form is Form.TEXT:
            self.picture.let_go()
            self.text.setPlainText(shown.text)
            self._body.setCurrentWidget(self.text)
        else:
            self._let_go()
            self._nothing.setText(self.tr("A copy can be saved for another program."))
            self._body.setCurrentWidget(self._nothing)
        self._note.setText(f"△ {read.note}" if read.note else "")
        self._note.setVisible(bool(read.note))

    def show_nothing(self) -> None:
        """Keep nothing of the file that was here."""
        self._name.clear()
        self._what.clear()
        self._note.clear()
        self._note.hide()
        self._let_go()
        self._body.setCurrentWidget(self._nothing)

    def take_focus(self) -> None:
        """Let the keyboard scroll in the file, or reach what can be done with it."""
        parts: tuple[QWidget, ...] = (self.text, self.picture)
        widget = next((part for part in parts if part is self._body.currentWidget()), self.copy)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().casefold() == "s" and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    # Helpers

    def _let_go(self) -> None:
        self.text.clear()
        self.picture.let_go()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._what)
        column.addWidget(self._note)
        column.addWidget(self._body, 1)
        column.addLayout(foot)
