from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from meetingdesk.app.rows import AddRows
from meetingdesk.domain.roles import Deed
from tests.ui.something_to_show import meetings
from ui.bridge import Bridge
from ui.main_window import MainWindow

Open = Callable[..., MainWindow]
Settle = Callable[[], None]


def shown(window: MainWindow, column: int = 1) -> list[str]:
    model = window.meetings.model
    return [model.data(model.index(row, column)) for row in range(model.rowCount())]


def test_meetings_are_listed_newest_first(open_window: Open) -> None:
    window = open_window(meetings=6)

    assert shown(window, 0)[0] == "Sat 20 Jun 2026"
    assert shown(window, 0)[-1] == "Fri 5 Jun 2026"


def test_more_lines_come_as_one_scrolls(open_window: Open, settle: Settle) -> None:
    window = open_window(meetings=130, families=0)
    assert len(shown(window)) == 100

    window.meetings.model.fetchMore(QModelIndex())
    settle()

    assert len(shown(window)) == 130
    assert not window.meetings.model.canFetchMore(QModelIndex())


def test_the_filter_asks_the_store(open_window: Open, settle: Settle, qtbot: QtBot) -> None:
    window = open_window(meetings=12)

    window.meetings.filter.setText("adeyemi core")
    qtbot.waitUntil(lambda: len(shown(window)) < 12)

    assert set(shown(window)) == {"Core group"}


def test_a_heading_sorts_and_turns_the_order_round(open_window: Open, settle: Settle) -> None:
    window = open_window(meetings=12)
    heading = window.meetings.table.horizontalHeader()

    heading.sectionClicked.emit(2)
    settle()
    first = shown(window, 2)
    heading.sectionClicked.emit(2)
    settle()

    assert first == sorted(first)
    assert shown(window, 2) == sorted(first, reverse=True)


def test_space_shows_what_is_known_and_escape_gives_the_list_back(
    open_window: Open, settle: Settle, qtbot: QtBot
) -> None:
    window = open_window()
    screen = window.meetings

    qtbot.keyClick(screen.table, Qt.Key.Key_Space)
    settle()

    assert screen.panel.isVisible()
    assert "When and where" in [text.text() for text in screen.panel.findChildren(QLabel)]
    qtbot.keyClick(screen.panel, Qt.Key.Key_Escape)
    assert not screen.panel.isVisible()


def test_the_panel_follows_the_line_that_is_chosen(open_window: Open, settle: Settle, qtbot: QtBot) -> None:
    window = open_window()
    screen = window.meetings
    qtbot.keyClick(screen.table, Qt.Key.Key_Space)
    settle()

    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    settle()

    line = screen.model.line(1)
    assert line is not None
    assert line.reference in " ".join(text.text() for text in screen.panel.findChildren(QLabel))


def test_a_narrow_window_shows_the_panel_in_place_of_the_list(
    open_window: Open, settle: Settle, qtbot: QtBot
) -> None:
    window = open_window()
    window.resize(800, 600)
    screen = window.meetings

    screen.open_row(0)
    settle()

    assert screen.panel.isVisible()
    assert not screen.table.isVisible()
    screen.close_panel()
    assert screen.table.isVisible()


def test_an_empty_store_says_what_to_do(open_window: Open) -> None:
    window = open_window(meetings=0, families=0)

    said = " ".join(text.text() for text in window.meetings.findChildren(QLabel) if text.isVisible())

    assert "There is no meeting yet" in said
    assert "Ctrl+I" in said


def test_the_list_reads_itself_again_when_something_changed(
    open_window: Open, bridge: Bridge, settle: Settle, qtbot: QtBot
) -> None:
    window = open_window(meetings=0, families=0)

    bridge.execute(AddRows(meetings(3), "Plan meetings", Deed.PREPARE), None)
    settle()

    assert len(shown(window)) == 3
    assert window.actions_by_name["undo"].text() == "&Undo: plan meetings"
    window.actions_by_name["undo"].trigger()
    settle()
    assert shown(window) == []


def test_what_was_taken_back_is_neither_shown_any_more_nor_an_error(
    open_window: Open, bridge: Bridge, settle: Settle, qtbot: QtBot
) -> None:
    window = open_window(meetings=0, families=0)
    bridge.execute(AddRows(meetings(1), "Plan meetings", Deed.PREPARE), None)
    settle()
    qtbot.keyClick(window.meetings.table, Qt.Key.Key_Space)
    settle()
    assert window.meetings.panel.isVisible()

    window.actions_by_name["undo"].trigger()
    settle()

    assert not window.meetings.panel.isVisible()
    assert "removed" not in window.message.text


def test_escape_takes_the_words_out_of_the_filter_and_the_search(
    open_window: Open, settle: Settle, qtbot: QtBot
) -> None:
    window = open_window()
    window.meetings.filter.setText("zzz")
    window.meetings.filter.setFocus()
    qtbot.keyClick(window.meetings.filter, Qt.Key.Key_Escape)
    window.header.search.setFocus()
    window.header.search.setText("akter")
    qtbot.keyClick(window.header.search, Qt.Key.Key_Escape)
    settle()

    assert window.header.search.text() == ""
    assert window.meetings.filter.text() == ""
