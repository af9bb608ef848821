"""The recovery key, large enough to be copied by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ui.fonts import base_font
from ui.labels import label
from ui.theme import Theme

PER_LINE = 4


class RecoveryKeyView(QFrame):
    """Shows the groups of a recovery key in numbered boxes, so many beside one another."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, per_line: int = PER_LINE) -> None:
        super().__init__(parent)
        self._per_line = per_line
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 14, 16, 14)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(10)
        self.setProperty("role", "card")

    def show_key(self, recovery_key: str) -> None:
        """Show a key."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        groups = recovery_key.split("-")
        for place, group in enumerate(groups):
            row, column = divmod(place, self._per_line)
            number = label(str(place + 1), role="number")
            shown = label(group, role="strong", selectable=True)
            font = base_font(self._theme.scale)
            font.setPixelSize(self._theme.px(24))
            font.setBold(True)
            font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, self._theme.px(2))
            shown.setFont(font)
            shown.setStyleSheet(f"font-size: {self._theme.px(24)}px;")
            self._grid.addWidget(number, row * 2, column, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(shown, row * 2 + 1, column, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(self.tr("Recovery key"))
        spoken = ", ".join(f"{place}: {' '.join(group)}" for place, group in enumerate(groups, 1))
        self.setAccessibleDescription(spoken)
