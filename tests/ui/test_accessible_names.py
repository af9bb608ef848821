from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.storage.recovery_key import new_recovery_key
from ui.main_window import MainWindow
from ui.problems import CrashReport
from ui.screens.first_run.window import FirstRunWindow
from ui.screens.recovery import RecoveryWindow
from ui.screens.unlock import UnlockWindow
from ui.theme import Theme

Open = Callable[..., MainWindow]
Settle = Callable[[], None]

OF_QT = ("qt_scrollarea", "qt_spinbox", "qt_toolbar", "qt_menubar", "QtPrivate")
"""Parts that Qt makes inside its own widgets, and names or hides from the screen reader by itself."""


def nameless(window: QWidget) -> list[str]:
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
            continue
        if widget.objectName().startswith(OF_QT) or widget.focusProxy() is not None:
            continue
        if type(widget).__name__.startswith(("QComboBoxPrivate", "QHeaderView")) or _is_inside_combo(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def _is_inside_combo(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and parent.inherits("QComboBox")


def markup_labels(window: QWidget) -> list[str]:
    labels = window.findChildren(QLabel)
    return [text.text() for text in labels if text.textFormat() is not Qt.TextFormat.PlainText]


def test_the_lint_sees_a_nameless_button(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QPushButton(window)
    window.show()

    assert nameless(window) == ["QPushButton "]


def test_everything_in_the_frame_has_a_name(open_window: Open, settle: Settle) -> None:
    window = open_window()

    for key in window.places:
        window.go(key)
        if key in ("meetings", "families"):
            window.places[key].open_row(0)  # type: ignore[attr-defined]
            settle()
        assert nameless(window) == []
        assert markup_labels(window) == []


def test_everything_in_the_settings_has_a_name(open_window: Open) -> None:
    window = open_window(0, 0)
    window.go("settings")

    for button in window.settings_screen.findChildren(QPushButton):
        if button.text().startswith("Change the &"):
            button.click()

    assert nameless(window) == []


def test_everything_in_the_first_run_has_a_name(qtbot: QtBot, theme: Theme) -> None:
    window = FirstRunWindow(theme)
    qtbot.addWidget(window)
    window.show()
    window.show_recovery_key(new_recovery_key())

    for page in window.pages:
        window._go(page)
        assert nameless(window) == []
        assert markup_labels(window) == []


def test_everything_before_the_store_has_a_name(qtbot: QtBot, theme: Theme) -> None:
    for window in (UnlockWindow(theme, "/stores/one", "ada"), RecoveryWindow(theme), CrashReport("KeyError")):
        qtbot.addWidget(window)
        window.show()
        assert nameless(window) == []
        assert markup_labels(window) == []


def test_tab_goes_through_the_unlock_window_in_reading_order(qtbot: QtBot, theme: Theme) -> None:
    window = UnlockWindow(theme, "/stores/one", "ada")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.names.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    reached = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)

    wanted = ["Passphrase", "Show passphrase", "Unlock", "Use the recovery key", "Open another store"]
    assert [name for name in reached if name in wanted] == wanted[: len(reached) - 1]


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_in_the_first_windows_is_cut_on_a_small_screen(qtbot: QtBot, theme: Theme, size: int) -> None:
    theme.show(theme.look, size)
    window = UnlockWindow(theme, "/stores/one", "ada")
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()

    assert window.size().width() == 1280
    assert window.size().height() <= 720
