"""One page of the first run."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.labels import label
from ui.widgets.message_bar import MessageBar


class Page(QWidget):
    """A title, a sentence or two, and what is asked; it keeps what was typed while one goes back and forth.

    Signals:
        edited: Whether one can go on may be another answer now.
        submitted: Enter was pressed where it means going on.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self, title: str, explains: str) -> None:
        super().__init__()
        self.title = title
        self.message = MessageBar()
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._explains = label(explains, role="muted", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(label(title, role="display", wraps=True))
        column.addWidget(self._explains)
        column.addWidget(self.message)
        column.addLayout(self.body)
        column.addStretch(1)

    @property
    def is_ready(self) -> bool:
        """Whether one can go on from here."""
        return True

    @property
    def go_on(self) -> str:
        """What the button says that goes on."""
        return self.tr("&Next")

    def entered(self) -> None:
        """The page is shown now: put the focus where one begins."""
