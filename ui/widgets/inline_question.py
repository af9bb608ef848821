"""A question that is asked where one works, never in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.labels import label

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; with `choices` one key answers, else Enter keeps what was typed.

    `understood` says in words how the answer is understood so far; where it says nothing, Enter waits.
    """

    text: str
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    understood: Callable[[str], str] | None = None
    may_be_empty: bool = False


class _Answer(QLineEdit):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)


class InlineQuestion(QFrame):
    """Asks one question at a time: a choice by a single key, or a line of text.

    Signals:
        answered: Enter was pressed, or the key of a choice; carries the text or the key.
        left: Escape was pressed: nothing is to happen.
    """

    answered = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = Question("")
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

        self._answer = _Answer()
        self._answer.setMaxLength(LONGEST)
        self._text = label(role="strong", wraps=True, buddy=self._answer)
        self._choices = label(wraps=True)
        self._said = label(role="muted", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        for part in (self._text, self._choices, self._answer, self._said):
            column.addWidget(part)

        self._answer.textChanged.connect(self._hear)
        self._answer.returnPressed.connect(self._keep)
        self._answer.left.connect(self.left)
        self.hide()

    @property
    def field(self) -> QLineEdit:
        """Where the answer is typed."""
        return self._answer

    @property
    def said(self) -> str:
        """How the answer is understood so far, or what to do."""
        return self._said.text()

    def ask(self, question: Question) -> None:
        """Ask something, and let the keyboard answer it."""
        self._question = question
        self._text.setText(question.text.replace("&", "&&"))  # a name is no key
        self._answer.setAccessibleName(question.text)
        self._answer.setPlaceholderText(question.hint)
        self._choices.setVisible(bool(question.choices))
        self._choices.setText("\n".join(f"{key}   {word}" for key, word in question.choices.items()))
        self._answer.setAccessibleDescription(self._choices.text())
        self._answer.clear()
        self._hear("")
        self.show()
        self._answer.setFocus(Qt.FocusReason.OtherFocusReason)

    # Slots

    @Slot(str)
    def _hear(self, typed: str) -> None:
        question = self._question
        if question.choices:
            key = typed.strip().casefold()
            self._said.setText(self.tr("One key answers. Esc leaves."))
            if key in question.choices:
                self._answer.clear()
                self.answered.emit(key)
            return
        understood = question.understood(typed) if question.understood is not None else ""
        self._said.setText(understood or self.tr("Enter keeps. Esc leaves."))

    @Slot()
    def _keep(self) -> None:
        typed = self._answer.text().strip()
        question = self._question
        if question.choices or not (typed or question.may_be_empty):
            return
        if question.understood is not None and not question.understood(typed):
            self._said.setText(self.tr("This is not understood yet. {}").format(question.hint))
            return
        self.answered.emit(typed)
