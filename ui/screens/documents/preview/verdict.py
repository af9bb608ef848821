"""What the check says of the copy whose pages are seen: it stays above them, whatever page it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.labels import label, set_role

MARKS = {"wrong": ("✕", "error"), "attention": ("△", "warning"), "settled": ("✓", "good")}


class Verdict(QFrame):
    """Says whether the copy may be saved and, if not, which place stops it and how to mend it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._said: tuple[str, str] = ("", "")
        self._is_low = False
        self._mark = label(role="good")
        self._text = label(role="strong", wraps=True, selectable=True)
        self._more = label(wraps=True, selectable=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        for part in (self._text, self._more):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    @property
    def said(self) -> str:
        """All that it says."""
        return " ".join(part for part in self._said if part)

    def say(self, kind: str, text: str, more: tuple[str, ...] = ()) -> None:
        """Say something: `kind` is wrong, attention or settled."""
        mark, role = MARKS[kind]
        self._mark.setText(mark)
        set_role(self._mark, role)
        set_role(self, f"message-{kind}")
        self._said = text, " ".join(part for part in more if part)
        self.setAccessibleName(self.tr("What the check says"))
        self.setAccessibleDescription(self.said)
        self._show()

    def be_low(self, *, is_low: bool) -> None:
        """Say all in one piece where there is little height, and leave the room to the pages."""
        if is_low != self._is_low:
            self._is_low = is_low
            self._show()

    # Helpers

    def _show(self) -> None:
        text, more = (self.said, "") if self._is_low else self._said
        self._text.setText(text)
        self._more.setText(more)
        self._more.setVisible(bool(more))
