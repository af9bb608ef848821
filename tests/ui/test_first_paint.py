from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.first_paint import FirstPaint


def test_it_is_told_once_when_a_window_was_painted(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told: list[str] = []
    FirstPaint(window).happened.connect(lambda: told.append("painted"))
    assert told == []

    window.show()
    qtbot.waitUntil(lambda: bool(told))
    window.repaint()
    window.update()
    qtbot.wait(20)

    assert told == ["painted"]


def test_a_window_that_is_not_painted_keeps_nobody_waiting_for_ever(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    paint = FirstPaint(window)

    with qtbot.waitSignal(paint.happened, timeout=5_000):
        pass
