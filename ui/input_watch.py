"""Hears keys and pointers where they reach the windows, before any widget does."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication


class InputWatch(QObject):
    """Filters what comes to every window of the application from outside; a subclass says what it does.

    A filter on the application itself would be asked about each event of each widget: hundreds of
    thousands while one screen is built. Whatever is typed goes to a window that has the focus, or to a menu
    over it, and each is known here as soon as it first has the keys.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication), "windows need an application"
        application.focusWindowChanged.connect(self._new_focus)
        application.focusObjectChanged.connect(self._new_focus)  # a menu has the keys without the focus
        self.watch_windows()

    def watch_windows(self) -> None:
        """Hear what comes to the windows that are there now; hearing one already changes nothing."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)

    @Slot()
    def _new_focus(self) -> None:
        self.watch_windows()
