"""What is wrong with the fields of a form, each told next to the field it is about."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.labels import label


class FieldFaults(QObject):
    """Tells faults below their fields, to a screen reader as well, until the field is changed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._labels: dict[QWidget, QLabel] = {}

    def line_of(self, field: QWidget) -> QLabel:
        """Return the line for a field, to be laid out below it."""
        made = label(role="error", wraps=True)
        made.hide()
        self._labels[field] = made
        return made

    def of(self, field: QWidget) -> str:
        """Return what is wrong with a field, or nothing."""
        shown = self._labels[field]
        return shown.text() if not shown.isHidden() else ""

    def tell(self, field: QWidget, text: str, hint: str = "") -> None:
        """Say what is wrong with a field, and what to do."""
        said = f"{text} {hint}".strip()
        self._labels[field].setText(f"✕ {said}")
        self._labels[field].show()
        _heard(field).setAccessibleDescription(said)

    def go_to_first(self) -> None:
        """Let the keyboard mend the first field with a fault, from the top down."""
        first = next((field for field in self._labels if self.of(field)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self, field: QWidget) -> None:
        """Say no more of a field."""
        if self.of(field):
            self._labels[field].hide()
            _heard(field).setAccessibleDescription("")

    def clear_all(self) -> None:
        """Say no more."""
        for field in self._labels:
            self.clear(field)


def _heard(field: QWidget) -> QWidget:
    # A field that is made of several gives the keyboard to one of them, and that one is read out.
    return field.focusProxy() or field
