"""Choosing a passphrase: how strong it is, words to take instead, and typing it twice."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from meetingdesk.app import first_run
from meetingdesk.app.first_run import Level, Strength
from ui.labels import label, set_role
from ui.widgets.passphrase_edit import PassphraseEdit

ROLES = {Level.WEAK: "error", Level.FAIR: "warning", Level.STRONG: "good"}
MARKS = {Level.WEAK: "✕", Level.FAIR: "△", Level.STRONG: "✓"}


class NewPassphrase(QWidget):
    """Takes a new passphrase twice.

    Signals:
        edited: What was typed is something else now.
        submitted: Enter was pressed in the second field.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._avoided: tuple[str, ...] = ()
        self._judged: Strength = first_run.strength("")
        self.first = PassphraseEdit(self.tr("New passphrase"))
        self.second = PassphraseEdit(self.tr("The same passphrase again"))
        self._strength = label(wraps=True)
        self._suggested = label(role="strong", selectable=True, wraps=True)
        self._suggested.setAccessibleName(self.tr("Suggested words"))
        self._take = QPushButton(self.tr("&Use these words"))
        self._take.setAccessibleName(self.tr("Use these words"))
        self._other = QPushButton(self.tr("Other &words"))
        self._other.setAccessibleName(self.tr("Suggest other words"))

        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._take)
        buttons.addWidget(self._other)
        buttons.addStretch(1)
        self._same = label(wraps=True)
        # One below the other: a form layout counts the height of words that wrap in two ways at once.
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(self.tr("Words you could take, for example:"), role="muted"))
        column.addWidget(self._suggested)
        column.addLayout(buttons)
        column.addWidget(label(self.tr("&Passphrase"), buddy=self.first.line))
        column.addWidget(self.first)
        column.addWidget(self._strength)
        column.addWidget(label(self.tr("&Again, to be sure"), buddy=self.second.line))
        column.addWidget(self.second)
        column.addWidget(self._same)

        self.first.edited.connect(self._judge)
        self.second.edited.connect(self._judge)
        self.first.submitted.connect(self.second.setFocus)
        self.second.submitted.connect(self.submitted)
        self._take.clicked.connect(self._use_words)
        self._other.clicked.connect(self._suggest)
        self.setFocusProxy(self.first)
        self._suggest()
        self._judge()

    @property
    def text(self) -> str:
        """The passphrase, if both fields hold the same."""
        return self.first.text

    @property
    def suggested(self) -> str:
        """The words that are suggested now."""
        return self._suggested.text()

    @property
    def is_ready(self) -> bool:
        """Whether the passphrase may be used and was typed twice."""
        return self.text == self.second.text and first_run.may_be_used(self._judged)

    def avoid(self, *words: str) -> None:
        """Count words that anybody would try for this person as nothing, such as their name."""
        self._avoided = words
        self._judge()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()

    # Slots

    @Slot()
    def _suggest(self) -> None:
        self._suggested.setText(first_run.suggest_passphrase())

    @Slot()
    def _use_words(self) -> None:
        # Shown, because nobody can copy what they cannot see; the second time is for learning it.
        self.first.set_shown(shown=True)
        self.first.set_text(self.suggested)
        self.second.clear()
        self.second.setFocus()

    @Slot()
    def _judge(self) -> None:
        self._judged = first_run.strength(self.text, self._avoided)
        if self.text:
            self._strength.setText(f"{MARKS[self._judged.level]} {self._judged.advice}")
            set_role(self._strength, ROLES[self._judged.level])
        else:
            self._strength.setText(self.tr("Four or more words that do not belong together are easiest."))
            set_role(self._strength, "muted")
        self._say_same()
        self.edited.emit()

    # Helpers

    def _say_same(self) -> None:
        if not self.second.text:
            self._same.setText("")
        elif self.second.text == self.text:
            self._same.setText(self.tr("✓ Both are the same."))
            set_role(self._same, "good")
        elif self.text.startswith(self.second.text):
            self._same.setText(self.tr("So far the same."))
            set_role(self._same, "muted")
        else:
            self._same.setText(self.tr("✕ The two are not the same yet."))
            set_role(self._same, "error")
