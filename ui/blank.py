"""F12: nothing of the record on any window, at once; any key or click brings it back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget
from shiboken6 import isValid

from ui.input_watch import InputWatch
from ui.veil import NAME, Veil

KEY = Qt.Key.Key_F12
ONLY_LIFT = (KEY, Qt.Key.Key_Escape)
NO_KEY = frozenset(
    {
        *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta),
        *(Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock),
        *(Qt.Key.Key_ScrollLock, Qt.Key.Key_Print, Qt.Key.Key_SysReq),
    }
)
"""Keys that lift nothing: Alt+Tab to another program must not show the record on the way."""
PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)
"""Windows that are closed when the page comes: nothing was entered in them that could be lost."""

_Type = QEvent.Type
KEYS = frozenset({_Type.KeyPress, _Type.ShortcutOverride})
PRESSES = frozenset({_Type.MouseButtonPress, _Type.TouchBegin, _Type.TabletPress})
AFTER_A_PRESS = frozenset({_Type.MouseButtonRelease, _Type.MouseButtonDblClick})
MOVES = frozenset({_Type.MouseMove, _Type.Wheel, _Type.TouchUpdate, _Type.TabletMove})
WATCHED = KEYS | PRESSES | AFTER_A_PRESS | MOVES | {_Type.Show}


class Blank(InputWatch):
    """Blanks all windows of the application together and lifts the page from all of them.

    It watches all windows, because F12 has to work in every one, in a dialog and while a menu is open,
    where no shortcut of a window is heard; and while they are blank the whole application, because
    nothing may appear in the meantime.

    Signals:
        blanked: All windows are blank now.
        lifted: They show what they showed before.
        input_seen: Somebody has pressed a key or moved the mouse.
    """

    blanked = Signal()
    lifted = Signal()
    input_seen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._veils: dict[QWidget, Veil] = {}
        self._titles: dict[QWidget, str] = {}
        self._is_blank = False
        self._is_firm = False
        self._was_lifted_by_press = False

    @property
    def is_blank(self) -> bool:
        """Say whether the windows are blank."""
        return self._is_blank

    @property
    def veils(self) -> tuple[Veil, ...]:
        """The pages that lie over the windows now."""
        return tuple(veil for veil in self._veils.values() if isValid(veil))

    @Slot()
    def blank(self, *, firmly: bool = False) -> None:
        """Blank every window at once; where it is done firmly, no key lifts it, only the program."""
        self._is_firm = self._is_firm or firmly
        if self._is_blank:
            for veil in self.veils if firmly else ():
                veil.make_firm()
            return
        self._is_blank = True
        self.watch_windows()  # the rest of a click that lifts the page is heard by them
        _application().installEventFilter(self)
        QToolTip.hideText()
        windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        # What can be covered first: closing a menu paints what was below it.
        for window in sorted(windows, key=_is_passing):
            self._cover(window)
        self.blanked.emit()

    @Slot()
    def lift(self) -> None:
        """Show everything again."""
        self._is_firm = False
        if not self._is_blank:
            return
        self._is_blank = False
        _application().removeEventFilter(self)
        for veil in self.veils:
            veil.hide()
            veil.deleteLater()
        for window, title in self._titles.items():
            if isValid(window) and window.windowTitle() == NAME:
                window.setWindowTitle(title)
        self._veils.clear()
        self._titles.clear()
        self.lifted.emit()

    @Slot()
    def toggle(self) -> None:
        """Blank every window, or lift the page."""
        if self._is_blank and not self._is_firm:
            self.lift()
        else:
            self.blank()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in WATCHED:
            return False
        if kind == _Type.Show:
            self._hear_show(watched)
            return False
        self.input_seen.emit()
        if isinstance(event, QKeyEvent):
            return self._hear_key(event)
        return self._hear_pointer(kind)

    # Helpers

    def _cover(self, window: QWidget) -> None:
        if _is_passing(window):
            window.close()
        elif isinstance(window, QDialog) and window.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen):
            # A dialog of the system's own, to choose a file in: it cannot be painted over.
            window.reject()
        elif window not in self._veils:
            self._titles[window] = window.windowTitle()
            window.setWindowTitle(NAME)
            self._veils[window] = Veil(window, is_firm=self._is_firm)

    def _hear_show(self, watched: QObject) -> None:
        if self._is_blank and isinstance(watched, QWidget) and watched.isWindow():
            self._cover(watched)

    def _hear_key(self, event: QKeyEvent) -> bool:
        if event.type() == _Type.ShortcutOverride:
            # Taken, so that it comes as a key and no shortcut below the page is run by it.
            is_ours = self._is_blank or event.key() == KEY
            event.setAccepted(is_ours)
            return is_ours
        if not self._is_blank:
            if event.key() != KEY:
                return False
            if not event.isAutoRepeat():
                self.blank()
        elif self._lifts(event):
            self.lift()
            if event.key() not in ONLY_LIFT and _is_text(event) and _text_is_taken():
                return False
        event.accept()
        return True

    def _lifts(self, event: QKeyEvent) -> bool:
        is_held_down = event.key() == KEY and event.isAutoRepeat()
        return not self._is_firm and not is_held_down and event.key() not in NO_KEY

    def _hear_pointer(self, kind: QEvent.Type) -> bool:
        if self._is_blank:
            if kind in PRESSES and not self._is_firm:
                self.lift()
                self._was_lifted_by_press = True
            return True
        if kind in PRESSES:
            self._was_lifted_by_press = False
        # The rest of a click, or of a double click, that began on the page.
        return self._was_lifted_by_press and kind in AFTER_A_PRESS


def _is_passing(window: QWidget) -> bool:
    return window.windowType() in PASSING


def _is_text(event: QKeyEvent) -> bool:
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    is_command = bool(event.modifiers() & commands) and not (
        # AltGr is both together on Windows, and types letters.
        event.modifiers() & Qt.KeyboardModifier.AltModifier
    )
    return event.text().isprintable() and bool(event.text()) and not is_command


def _text_is_taken() -> bool:
    focused = QApplication.focusWidget()
    # Set by every editor of Qt as long as one may type into it.
    return focused is not None and focused.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None, "windows need an application"
    return application
