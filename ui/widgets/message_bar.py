"""A message in its place: what happened, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from meetingdesk.errors import MeetingDeskError
from ui.labels import label, set_role, tooltip

SETTLED_MS = 12_000
"""How long good news stays; what went wrong stays until somebody puts it away."""

MARKS = {"wrong": "✕", "attention": "△", "settled": "✓"}


class MessageBar(QWidget):
    """Shows one message above what it is about, until it is set aside or another one comes.

    Signals:
        set_aside: Somebody has read it and closed it.
    """

    set_aside = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, room: tuple[int, int, int, int] = (0, 0, 0, 0)
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

        self._frame = QFrame()
        self._mark = label(role="error")
        self._text = label(role="strong", wraps=True, selectable=True)
        self._hint = label(wraps=True, selectable=True)
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setProperty("role", "tool")
        self._close.setAccessibleName(self.tr("Set this message aside"))
        self._close.setToolTip(tooltip(self.tr("Set this message aside")))
        for text in (self._text, self._hint):
            text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._hint)
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(12, 8, 8, 8)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

        whole = QVBoxLayout(self)
        whole.setContentsMargins(*room)
        whole.addWidget(self._frame)

        self._gone = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._gone.timeout.connect(self.put_away)
        self._close.clicked.connect(self.put_away)
        self.setAccessibleName(self.tr("Message"))
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, hint included; empty while it is not shown."""
        return f"{self._text.text()} {self._hint.text()}".strip() if not self.isHidden() else ""

    def show_error(self, error: MeetingDeskError) -> None:
        """Say what went wrong and what to do."""
        self.show_message(str(error), error.hint, "wrong")

    def show_message(self, text: str, hint: str = "", kind: str = "settled") -> None:
        """Say something: `kind` is wrong, attention or settled."""
        self._mark.setText(MARKS[kind])
        set_role(self._mark, {"wrong": "error", "attention": "warning", "settled": "good"}[kind])
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleDescription(f"{text} {hint}".strip())
        set_role(self._frame, f"message-{kind}")
        self.show()
        if kind == "settled":
            self._gone.start()
        else:
            self._gone.stop()

    @Slot()
    def put_away(self) -> None:
        """Take the message away."""
        self._gone.stop()
        if not self.isHidden():
            self.hide()
            self.set_aside.emit()
