"""What is known of the copy that is marked: what its reader would read, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from meetingdesk.app.documents.on_screen import ReaderLine
from meetingdesk.domain.meeting_words import DocumentKind
from ui.labels import label, set_role
from ui.screens.documents.words import Came, CopyState, say_came

_GROUND = {CopyState.STOPPED: "message-wrong", CopyState.FAILED: "message-wrong", CopyState.MADE: "card"}
_INK = {CopyState.STOPPED: "error", CopyState.FAILED: "error", CopyState.MADE: "good"}
_MARK = {CopyState.STOPPED: "✕ ", CopyState.FAILED: "✕ ", CopyState.MADE: "✓ "}


class AboutCopy(QFrame):
    """Stands below the table and says in words what its current cell shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        # As high as its lines need in the width it has; a greatest height would be that of one wide line.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._reader = label(role="strong", wraps=True)
        self._holds = label(wraps=True)
        self._state = label(wraps=True)
        self._more = label(wraps=True, selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(3)
        for part in (self._reader, self._holds, self._state, self._more):
            column.addWidget(part)
            part.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    @property
    def said(self) -> str:
        """All that it says."""
        parts = (self._reader, self._holds, self._state, self._more)
        return "\n".join(part.text() for part in parts if part.text())

    def show_copy(self, line: ReaderLine, kind: DocumentKind, state: CopyState, came: Came | None) -> None:
        """Say what is known of a copy."""
        below = f" · {line.below}" if line.below else ""
        self._reader.setText(f"{line.reader.name}{below}")
        self._holds.setText(line.says)
        self._state.setText(f"{_MARK.get(state, '')}{say_came(kind, state, came)}")
        set_role(self._state, _INK.get(state, "muted"))
        told = came.said if came is not None and came.state is state else ()
        self._more.setText("\n".join(text for text in told if text))
        self._more.setVisible(bool(told))
        set_role(self, _GROUND.get(state, "card"))
        self.setAccessibleName(self.said)
