"""A place of the window whose screen this version does not have."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.labels import label

SAYS = {
    "reports": (
        "Reports",
        "Attendance, timeliness, actions and voice will stand here, each as a picture with its figures.",
    ),
}


class ToCome(QWidget):
    """Says in one sentence what will be here."""

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title, sentence = SAYS[place]
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 48, 16)
        column.setSpacing(18)
        column.addWidget(label(title, role="title"))
        said = label(sentence, role="muted", wraps=True)
        said.setMaximumWidth(720)
        column.addWidget(said)
        column.addStretch(1)
