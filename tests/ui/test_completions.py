from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.domain.text import gate
from tests.ui.hostile import HOSTILE
from ui.palette import Look
from ui.theme import Theme
from ui.widgets.completions import Completion, Completions

Key = Qt.Key
NAMES = (
    Completion("Jane Sampleby", "Child 1"),
    Completion("Jan Larkwhistle", "Health visitor", "Jan Larkwhistle (health visitor)"),
    Completion("Police", "Agency"),
    Completion("\N{GRINNING FACE}meline O'Quill-Vex", "Adult A"),
)


class Line(QPlainTextEdit):
    """A line that counts what it was told to keep, as the capture line does."""

    kept = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Key.Key_Return, Key.Key_Enter):
            self.kept += 1
        else:
            super().keyPressEvent(event)


def matching(word: str) -> tuple[Completion, ...]:
    return tuple(
        name
        for name in NAMES
        if any(part.casefold().startswith(word.casefold()) for part in name.shown.split())
    )


Open = Callable[..., tuple[Line, Completions]]


@pytest.fixture
def open_line(theme: Theme, qtbot: QtBot) -> Open:
    kept: list[QWidget] = []

    def show(provider: Callable[[str], tuple[Completion, ...]] = matching) -> tuple[Line, Completions]:
        window = QWidget()
        kept.append(window)
        line, other = Line(), QLineEdit()
        column = QVBoxLayout(window)
        column.addStretch()
        column.addWidget(line)
        column.addWidget(other)
        names = Completions(line, provider, theme)
        qtbot.addWidget(window)
        window.resize(900, 600)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        line.setFocus()
        return line, names

    return show


def test_names_open_for_a_capital_and_two_letters(open_line: Open, qtbot: QtBot) -> None:
    line, names = open_line()

    qtbot.keyClicks(line, "po met J")
    assert not names.is_open

    qtbot.keyClicks(line, "a")
    assert [one.shown for one in names.offered] == ["Jane Sampleby", "Jan Larkwhistle"]
    assert line.hasFocus()

    qtbot.keyClicks(line, "x")
    assert not names.is_open


@pytest.mark.parametrize(("typed", "opens"), [("@ja", True), ("@ ja", True), ("ja", False), ("me@ja", False)])
def test_small_letters_open_names_only_behind_the_sign(
    typed: str, opens: bool, open_line: Open, qtbot: QtBot
) -> None:
    line, names = open_line()

    qtbot.keyClicks(line, typed)

    assert names.is_open is opens


def test_tab_takes_the_first(open_line: Open, qtbot: QtBot) -> None:
    line, names = open_line()
    taken: list[Completion] = []
    names.taken.connect(taken.append)
    qtbot.keyClicks(line, "po met Ja")

    qtbot.keyClick(line, Key.Key_Tab)
    qtbot.keyClicks(line, " today")

    assert line.toPlainText() == "po met Jane Sampleby today"
    assert taken == [NAMES[0]]
    assert not names.is_open


def test_enter_keeps_the_line_unless_a_name_was_chosen(open_line: Open, qtbot: QtBot) -> None:
    line, names = open_line()
    qtbot.keyClicks(line, "po met Ja")

    qtbot.keyClick(line, Key.Key_Return)

    assert line.kept == 1
    assert line.toPlainText() == "po met Ja"
    assert not names.is_open


def test_enter_takes_the_name_that_was_chosen(open_line: Open, qtbot: QtBot) -> None:
    line, names = open_line()
    qtbot.keyClicks(line, "po met Ja")

    qtbot.keyClick(line, Key.Key_Down)
    qtbot.keyClick(line, Key.Key_Down)
    assert names.popup.row == 1
    qtbot.keyClick(line, Key.Key_Return)

    assert line.kept == 0
    assert line.toPlainText() == "po met Jan Larkwhistle (health visitor)"


def test_arrows_move_the_cursor_while_nothing_is_offered(open_line: Open, qtbot: QtBot) -> None:
    line, names = open_line()
    line.setPlainText("one\ntwo")
    qtbot.keyClick(line, Key.Key_Down)

    assert line.textCursor().blockNumber() == 1
    assert not names.is_open


def test_escape_closes_the_list_and_it_stays_away_for_this_word(open_line: Open, qtbot: QtBot) -> None:
    line, names = open_line()
    qtbot.keyClicks(line, "Ja")

    qtbot.keyClick(line, Key.Key_Escape)
    qtbot.keyClicks(line, "n")
    assert not names.is_open

    qtbot.keyClicks(line, " Po")
    assert names.is_open
    assert line.toPlainText() == "Jan Po"


def test_one_undo_takes_the_name_out_again(open_line: Open, qtbot: QtBot) -> None:
    line, _ = open_line()
    qtbot.keyClicks(line, "po met Ja")
    qtbot.keyClick(line, Key.Key_Tab)

    line.undo()

    assert line.toPlainText() == "po met Ja"


def test_a_first_name_that_stands_there_is_not_written_twice(open_line: Open, qtbot: QtBot) -> None:
    line, _ = open_line()
    qtbot.keyClicks(line, "with Jane Sam")

    qtbot.keyClick(line, Key.Key_Tab)

    assert line.toPlainText() == "with Jane Sampleby"


def test_places_are_right_behind_an_emoji(open_line: Open, qtbot: QtBot) -> None:
    line, _ = open_line()
    line.setPlainText("\N{GRINNING FACE}\N{GRINNING FACE} ")
    qtbot.keyClick(line, Key.Key_End)

    qtbot.keyClicks(line, "Ja")
    qtbot.keyClick(line, Key.Key_Tab)

    assert line.toPlainText() == "\N{GRINNING FACE}\N{GRINNING FACE} Jane Sampleby"


def test_a_text_that_is_put_there_opens_nothing(open_line: Open) -> None:
    line, names = open_line()

    line.setPlainText("po met Ja")
    line.moveCursor(line.textCursor().MoveOperation.End)

    assert not names.is_open


@pytest.mark.parametrize("way", ["left", "leave", "hide", "mouse"])
def test_the_list_goes_when_the_cursor_or_the_keyboard_goes(way: str, open_line: Open, qtbot: QtBot) -> None:
    line, names = open_line()
    qtbot.keyClicks(line, "po met Ja")
    assert names.is_open

    if way == "left":
        qtbot.keyClick(line, Key.Key_Home)
    elif way == "leave":
        line.window().findChild(QLineEdit).setFocus()
    elif way == "hide":
        line.hide()
    else:
        qtbot.mouseClick(line.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 12))

    assert not names.is_open


def test_a_click_takes_a_name_and_the_keyboard_stays(open_line: Open, qtbot: QtBot) -> None:
    line, names = open_line()
    qtbot.keyClicks(line, "Ja")
    area = names.popup.list.visualItemRect(names.popup.list.item(1))

    qtbot.mouseClick(names.popup.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())

    assert line.toPlainText() == "Jan Larkwhistle (health visitor)"
    assert line.hasFocus()


def test_the_list_stands_above_a_line_at_the_bottom(open_line: Open, theme: Theme, qtbot: QtBot) -> None:
    line, names = open_line()
    theme.show(Look.DARK, 200)
    line.setFixedHeight(120)
    qtbot.keyClicks(line, "Ja")

    popup, window = names.popup.geometry(), line.window()

    assert window.rect().contains(popup)
    assert popup.bottom() <= line.viewport().mapTo(window, line.cursorRect().topLeft()).y()


@pytest.mark.parametrize("name", [*HOSTILE, "a\nb", "\0", "", "ß" * 50, "İi"])
def test_hostile_names_show_and_are_put_in_as_they_are(name: str, open_line: Open, qtbot: QtBot) -> None:
    line, names = open_line(lambda _: (Completion(name, name), Completion("Jay", name)))
    qtbot.keyClicks(line, "Ja")

    line.window().grab()
    qtbot.keyClick(line, Key.Key_Tab)

    assert line.toPlainText() == (" ".join(gate(name).split()) or "Jay")
    assert not names.is_open
