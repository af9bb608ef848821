"""One short question below the stream, answered in a line; nothing else stops meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from ui.labels import label, tooltip

Answer = Callable[[str], str]
"""Takes what was typed; returns what is wrong with it, or nothing."""


class AskBar(QFrame):
    """Asks for one thing; Enter answers, Escape leaves everything as it was.

    Signals:
        done: The question was answered or left.
    """

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ask")
        self._answer: Answer | None = None
        self._back: QWidget | None = None
        self._question = label(role="strong")
        self.field = _Field()
        self.field.setMaxLength(2_000)
        self._said = label(role="small", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(10)
        row.addWidget(self._question)
        row.addWidget(self.field, 2)
        row.addWidget(self._said, 1)
        self.field.returnPressed.connect(self._take)
        self.field.left.connect(self._leave)
        self.hide()

    def ask(self, question: str, value: str, hint: str, answer: Answer, back: QWidget) -> None:
        """Ask a question whose answer goes to the one who asked; afterwards the focus goes `back`."""
        self._answer, self._back = answer, back
        self._question.setText(question)
        self.field.setAccessibleName(question)
        self.field.setToolTip(tooltip(hint))
        self.field.setText(value)
        self.field.selectAll()
        self._said.setText(hint)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _take(self) -> None:
        if self._answer is None:
            return
        wrong = self._answer(self.field.text().strip())
        if wrong:
            self._said.setText(wrong)
            self.field.selectAll()
        else:
            self._leave()

    @Slot()
    def _leave(self) -> None:
        self._answer = None
        self.field.clear()
        self.hide()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.done.emit()


class _Field(QLineEdit):
    """A field that tells when it is left.

    Signals:
        left: Escape was pressed.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
