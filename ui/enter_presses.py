"""Enter presses the button that has the focus, as Space does, also outside a dialog."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton

from ui.input_watch import InputWatch

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterPresses(InputWatch):
    """Watches all windows; Qt itself does this for buttons in dialogs only."""

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        button = QApplication.focusWidget()
        if (
            event.key() in ENTER
            and isinstance(button, QPushButton)
            and button.isEnabled()
            and not button.autoDefault()
            and QApplication.activePopupWidget() is None
        ):
            button.click()
            return True
        return False
