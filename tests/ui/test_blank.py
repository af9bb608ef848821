from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.blank import Blank
from ui.main_window import MainWindow
from ui.screens.unlock import UnlockWindow
from ui.theme import Theme
from ui.veil import Veil

Open = Callable[..., MainWindow]
NAME = "Łukasz Zieliński"


def room_window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.setWindowTitle(NAME)
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(QLabel(NAME))
    window.resize(900, 600)
    with qtbot.waitExposed(window):
        window.show()
    return window


def is_covered(window: QWidget) -> bool:
    size = window.size()
    corners = (QPoint(1, 1), QPoint(size.width() - 2, size.height() - 2), QPoint(size.width() // 2, 20))
    return all(isinstance(window.childAt(corner), Veil) for corner in corners)


def press(kind: QEvent.Type, *, repeats: bool = False) -> QKeyEvent:
    return QKeyEvent(kind, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier, "", repeats)


def test_f12_blanks_all_windows_within_a_tenth_of_a_second(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    room = room_window(qtbot)
    window.actions_by_name["help"].trigger()
    assert window.sheet is not None
    with qtbot.waitExposed(window.sheet):
        pass
    painted: dict[QWidget, float] = {}
    paint = Veil.paintEvent

    def note(veil: Veil, event: QPaintEvent) -> None:
        paint(veil, event)
        painted[veil.window()] = time.perf_counter()

    monkeypatch.setattr(Veil, "paintEvent", note)

    begun = time.perf_counter()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F12)

    assert set(painted) == {window, room, window.sheet}
    assert max(painted.values()) - begun < 0.1
    assert all(map(is_covered, painted))
    window.blank.lift()


def test_the_page_shows_nothing_of_the_record(open_window: Open, theme: Theme) -> None:
    full = open_window()
    full.blank.blank()
    shown = full.grab().toImage()
    full.blank.lift()

    empty = QWidget()
    empty.resize(full.size())
    Veil(empty)

    assert shown == empty.grab().toImage()
    empty.deleteLater()


@pytest.mark.parametrize("key", [Qt.Key.Key_F12, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_A])
def test_any_key_lifts_the_page(open_window: Open, qtbot: QtBot, key: Qt.Key) -> None:
    window = open_window()
    room = room_window(qtbot)
    window.blank.blank()

    QTest.keyClick(room, key)

    assert not window.blank.is_blank
    assert not is_covered(window)
    assert not is_covered(room)


def test_a_key_reaches_the_window_as_the_system_sends_it(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.activateWindow()
    window.meetings.filter.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.meetings.filter)
    handle = window.windowHandle()

    QTest.keyClick(handle, Qt.Key.Key_F12)
    assert window.blank.is_blank
    QTest.keyClick(handle, Qt.Key.Key_S)

    assert not window.blank.is_blank
    assert window.meetings.filter.text() == "s"
    qtbot.waitUntil(lambda: not window.meetings._pause.isActive())


@pytest.mark.parametrize(
    ("key", "typed"),
    [(Qt.Key.Key_X, "x"), (Qt.Key.Key_F12, ""), (Qt.Key.Key_Escape, ""), (Qt.Key.Key_F2, "")],
)
def test_a_letter_that_lifts_the_page_is_not_lost(
    open_window: Open, qtbot: QtBot, key: Qt.Key, typed: str
) -> None:
    window = open_window()
    field = window.meetings.filter
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F12)

    QTest.keyClick(window.windowHandle(), key)

    assert field.text() == typed
    assert field.hasFocus()
    qtbot.waitUntil(lambda: not window.meetings._pause.isActive())


def test_a_letter_does_nothing_where_nothing_is_typed(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.meetings.table.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.meetings.table)
    row = window.meetings.table.currentIndex().row()
    window.blank.blank()

    QTest.keyClick(window.meetings.table, Qt.Key.Key_Down)

    assert not window.blank.is_blank
    assert window.meetings.table.currentIndex().row() == row


def test_no_shortcut_is_run_below_the_page(open_window: Open) -> None:
    window = open_window()
    window.go("families")
    window.blank.blank()

    QTest.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)

    assert not window.blank.is_blank
    assert window.place == "families"


@pytest.mark.parametrize("key", [Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Meta])
def test_a_key_that_only_changes_others_lifts_nothing(open_window: Open, key: Qt.Key) -> None:
    window = open_window()
    window.blank.blank()

    QTest.keyClick(window, key)

    assert window.blank.is_blank
    window.blank.lift()


def test_f12_works_in_a_dialog_and_while_a_menu_is_open(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    dialog = QDialog(window)
    dialog.setModal(True)
    field = QLineEdit(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    menu = QMenu(dialog)
    menu.addAction(NAME)
    menu.popup(dialog.mapToGlobal(QPoint(5, 5)))
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is menu.windowHandle())

    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F12)  # where some systems send it meanwhile

    assert window.blank.is_blank
    assert not menu.isVisible()
    assert is_covered(window)
    assert is_covered(dialog)
    QTest.keyClick(field, Qt.Key.Key_F12)
    assert not window.blank.is_blank
    dialog.close()


def test_what_opens_while_the_windows_are_blank_is_blank_too(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.blank.blank()

    late = room_window(qtbot)

    assert is_covered(late)
    assert late.windowTitle() == "MeetingDesk"
    window.blank.lift()
    assert late.windowTitle() == NAME


def test_titles_are_neutral_while_the_windows_are_blank(open_window: Open) -> None:
    window = open_window()
    window.show_reference("M-2026-114")

    window.blank.blank()
    during = window.windowTitle()
    window.blank.lift()

    assert during == "MeetingDesk"
    assert window.windowTitle() == "M-2026-114 · MeetingDesk"


def test_a_click_lifts_the_page_and_presses_nothing_below(open_window: Open) -> None:
    window = open_window()
    settings = window.rail.mapTo(window, window.rail.rect().center())
    window.blank.blank()
    (veil,) = (veil for veil in window.blank.veils if veil.window() is window)

    QTest.mouseClick(veil, Qt.MouseButton.LeftButton, pos=settings)

    assert not window.blank.is_blank
    assert window.place == "meetings"


def test_the_page_grows_with_its_window(open_window: Open) -> None:
    window = open_window()
    window.blank.blank()

    window.resize(1400, 900)

    assert is_covered(window)
    window.blank.lift()


def test_a_key_held_down_does_not_flicker(open_window: Open) -> None:
    window = open_window()

    QApplication.sendEvent(window, press(QEvent.Type.KeyPress))
    for _ in range(5):
        QApplication.sendEvent(window, press(QEvent.Type.KeyPress, repeats=True))

    assert window.blank.is_blank
    window.blank.lift()


def test_what_is_blanked_firmly_is_lifted_by_the_program_alone(open_window: Open) -> None:
    window = open_window()
    window.blank.blank(firmly=True)

    QTest.keyClick(window, Qt.Key.Key_A)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    window.blank.toggle()

    assert window.blank.is_blank
    assert {veil.hint for veil in window.blank.veils} == {"One moment…"}
    window.blank.lift()
    assert not window.blank.is_blank


def test_it_works_where_no_store_is_open_too(qtbot: QtBot, theme: Theme) -> None:
    blank = Blank()
    window = UnlockWindow(theme, "/stores/one", "ada")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.passphrase.setFocus()

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F12)

    assert is_covered(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not is_covered(window)
    blank.deleteLater()


def test_keys_and_the_mouse_are_noticed(qtbot: QtBot, theme: Theme) -> None:
    blank = Blank()
    seen: list[bool] = []
    blank.input_seen.connect(lambda: seen.append(True))
    window = room_window(qtbot)

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    by_key = len(seen)
    QTest.mouseMove(window, QPoint(40, 40))

    assert by_key > 0
    qtbot.waitUntil(lambda: len(seen) > by_key)
    blank.deleteLater()
