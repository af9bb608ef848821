from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.spelling import Speller
from tests.ui.hostile import HOSTILE
from ui.lane import Lane
from ui.palette import Look
from ui.spelling.help import SpellingHelp
from ui.spelling.marks import SpellingMarks
from ui.spelling.snippet_keys import SnippetKeys
from ui.spelling.spelling import Spelling
from ui.theme import Theme

Key = Qt.Key


class Desk:
    """A window with a text to type in, and everything that spelling needs."""

    def __init__(self, theme: Theme, spelling: Spelling) -> None:
        self.window = QWidget()
        self.edit = QPlainTextEdit()
        self.other = QLineEdit()
        column = QVBoxLayout(self.window)
        column.addWidget(self.edit)
        column.addWidget(self.other)
        self.window.resize(800, 500)
        self.spelling = spelling
        self.marks = SpellingMarks(self.edit, spelling, theme)
        self.help = SpellingHelp(self.edit, self.marks, spelling, theme)

    @property
    def shown(self) -> list[str]:
        return [line.says for line in self.help.popup.lines]

    @property
    def marked(self) -> list[str]:
        found = []
        block = self.edit.document().begin()
        while block.isValid():
            for span in block.layout().formats():
                assert span.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + span.start)
                cursor.setPosition(
                    block.position() + span.start + span.length, QTextCursor.MoveMode.KeepAnchor
                )
                found.append(cursor.selectedText())
            block = block.next()
        return found

    @property
    def place(self) -> int:
        return self.edit.textCursor().position()

    def go(self, place: int) -> None:
        cursor = self.edit.textCursor()
        cursor.setPosition(place)
        self.edit.setTextCursor(cursor)


@pytest.fixture(scope="module")
def loaded() -> Speller:
    speller = Speller()
    speller.load()
    return speller


@pytest.fixture
def speller(loaded: Speller) -> Speller:
    loaded.set_own_words(())
    loaded.set_names(())
    return loaded


@pytest.fixture
def lane(qapp: QObject) -> Iterator[Lane]:
    lane = Lane("spelling")
    yield lane
    lane.close()


@pytest.fixture
def show(theme: Theme, lane: Lane, qtbot: QtBot) -> Callable[[Speller], Desk]:
    def show(speller: Speller) -> Desk:
        desk = Desk(theme, Spelling(speller, lane.run))
        qtbot.addWidget(desk.window)
        with qtbot.waitActive(desk.window):
            desk.window.show()
            desk.window.activateWindow()
        desk.edit.setFocus()
        desk.spelling.start()
        return desk

    return show


@pytest.fixture
def desk(show: Callable[[Speller], Desk], speller: Speller) -> Desk:
    return show(speller)


def ask(desk: Desk, qtbot: QtBot, key: Qt.Key = Key.Key_F7) -> None:
    qtbot.keyClick(desk.edit, key)
    qtbot.waitUntil(lambda: "Looking" not in desk.help.popup.note)


def test_wrong_words_are_marked_and_right_ones_are_not(desk: Desk) -> None:
    desk.edit.setPlainText("The IDVA did not recieve it.\nMARAC M-2026-114: strangeld.")

    assert desk.marked == ["recieve", "strangeld"]


def test_the_word_being_typed_is_not_marked_until_it_is_left(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.edit, "did not recie")
    assert desk.marked == []

    qtbot.keyClicks(desk.edit, "ve ")
    assert desk.marked == ["recieve"]

    qtbot.keyClick(desk.edit, Key.Key_Backspace)
    assert desk.marked == []

    qtbot.keyClick(desk.edit, Key.Key_Home)
    assert desk.marked == ["recieve"]


def test_a_word_that_is_left_by_leaving_the_text_is_marked(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.edit, "recieve")

    desk.other.setFocus()

    assert desk.marked == ["recieve"]


def test_moving_into_a_marked_word_keeps_its_mark(desk: Desk) -> None:
    desk.edit.setPlainText("did not recieve it")

    desk.go(10)

    assert desk.marked == ["recieve"]


def test_marks_stand_right_behind_an_emoji(desk: Desk) -> None:
    desk.edit.setPlainText("\N{PENSIVE FACE}\N{FAMILY} recieve \N{GRINNING FACE} wich")

    assert desk.marked == ["recieve", "wich"]
    assert [word.text for word in desk.marks.wrong_words()] == ["recieve", "wich"]


def test_at_a_key_only_the_paragraph_that_changed_is_looked_through(desk: Desk, qtbot: QtBot) -> None:
    desk.edit.setPlainText("\n".join(f"a paragraph with wich mistake {number}" for number in range(50)))
    desk.go(5)
    asked: list[str] = []
    wrong_among = desk.spelling.wrong_among
    desk.spelling.wrong_among = lambda words: asked.extend(words) or wrong_among(words)

    qtbot.keyClicks(desk.edit, "abc")

    assert 0 < len(asked) <= 3 * 2 * 5


def test_nothing_is_marked_before_the_dictionary_is_there(
    show: Callable[[Speller], Desk], qtbot: QtBot
) -> None:
    desk = show(Speller())
    desk.edit.setPlainText("did not recieve it")
    before = desk.marked

    qtbot.waitUntil(lambda: desk.spelling.is_ready)
    qtbot.waitUntil(lambda: desk.marked == ["recieve"])

    assert before in ([], ["recieve"])


def test_a_missing_dictionary_is_said_and_nothing_else_stops(
    show: Callable[[Speller], Desk], tmp_path: Path, qtbot: QtBot
) -> None:
    speller = Speller(tmp_path)
    speller.load()
    desk = show(speller)
    said: list[str] = []
    desk.spelling.missing.connect(said.append)

    desk.spelling.start()
    qtbot.waitUntil(lambda: bool(said))
    qtbot.keyClicks(desk.edit, "recieve ")
    qtbot.keyClick(desk.edit, Key.Key_F7)

    assert said[0].startswith("Spelling is not available.")
    assert desk.help.popup.note.startswith("Spelling is not available.")
    assert desk.edit.toPlainText() == "recieve "
    qtbot.keyClick(desk.edit, Key.Key_Escape)


def test_f7_offers_words_and_enter_replaces_in_one_step(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.edit, "did not recieve ")

    ask(desk, qtbot)
    assert desk.shown[0] == "receive"
    assert desk.shown[-2:] == ["Add “recieve” to the dictionary", "Ignore here"]
    assert desk.edit.hasFocus()
    qtbot.keyClick(desk.edit, Key.Key_Return)

    assert desk.edit.toPlainText() == "did not receive "
    assert desk.place == len("did not receive ")
    assert not desk.help.is_open
    desk.edit.undo()
    assert desk.edit.toPlainText() == "did not recieve "


def test_ctrl_and_full_stop_is_the_same(desk: Desk, qtbot: QtBot) -> None:
    desk.edit.setPlainText("recieve")

    qtbot.keyClick(desk.edit, Key.Key_Period, Qt.KeyboardModifier.ControlModifier)

    assert desk.help.is_open
    assert desk.edit.toPlainText() == "recieve"
    qtbot.keyClick(desk.edit, Key.Key_Escape)


def test_arrows_choose_another_word(desk: Desk, qtbot: QtBot) -> None:
    desk.edit.setPlainText("wich")
    ask(desk, qtbot)
    second = desk.shown[1]

    qtbot.keyClick(desk.edit, Key.Key_Down)
    qtbot.keyClick(desk.edit, Key.Key_Enter)

    assert desk.edit.toPlainText() == second


@pytest.mark.parametrize("place", [0, 10, 12, 15, 17])
def test_escape_leaves_the_text_and_the_cursor_as_they_were(place: int, desk: Desk, qtbot: QtBot) -> None:
    desk.edit.setPlainText("did not recieve it")
    desk.go(place)

    ask(desk, qtbot)
    assert desk.edit.textCursor().selectedText() == "recieve"
    qtbot.keyClick(desk.edit, Key.Key_Escape)

    assert desk.edit.toPlainText() == "did not recieve it"
    assert desk.place == place
    assert not desk.edit.textCursor().hasSelection()
    assert not desk.help.is_open


def test_typing_on_closes_the_list_and_is_not_lost(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.edit, "recieve ")
    ask(desk, qtbot)

    qtbot.keyClicks(desk.edit, "it")

    assert desk.edit.toPlainText() == "recieve it"
    assert not desk.help.is_open


def test_a_screen_reader_hears_the_word_that_is_marked(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr("ui.widgets.cursor_list.QAccessible.isActive", lambda: True)
    monkeypatch.setattr(
        "ui.widgets.cursor_list.QAccessible.updateAccessibility", lambda event: heard.append(event.message())
    )
    desk.edit.setPlainText("wich")
    ask(desk, qtbot)

    qtbot.keyClick(desk.edit, Key.Key_Down)

    assert heard == desk.shown[:2]
    qtbot.keyClick(desk.edit, Key.Key_Escape)


def test_f7_again_goes_to_the_next_wrong_word_and_round(desk: Desk, qtbot: QtBot) -> None:
    desk.edit.setPlainText("wich one\nrecieve")
    seen = []

    for _ in range(3):
        ask(desk, qtbot)
        seen.append(desk.edit.textCursor().selectedText())

    assert seen == ["wich", "recieve", "wich"]
    qtbot.keyClick(desk.edit, Key.Key_Escape)
    assert desk.place == 0


def test_enter_does_nothing_while_words_are_looked_for(desk: Desk, qtbot: QtBot) -> None:
    desk.edit.setPlainText("recieve")
    qtbot.keyClick(desk.edit, Key.Key_F7)
    assert desk.help.popup.note == "Looking…"

    qtbot.keyClick(desk.edit, Key.Key_Return)

    assert desk.edit.toPlainText() == "recieve"
    assert desk.spelling.is_right("recieve") is False
    qtbot.waitUntil(lambda: desk.shown[0] == "receive")
    qtbot.keyClick(desk.edit, Key.Key_Escape)


def test_a_word_can_be_added_and_is_told_to_be_kept(desk: Desk, qtbot: QtBot) -> None:
    desk.edit.setPlainText("Zqannas wich")
    told: list[tuple[str, ...]] = []
    desk.spelling.own_words_changed.connect(told.append)
    ask(desk, qtbot)
    row = desk.shown.index("Add “Zqannas” to the dictionary")

    for _ in range(row):
        qtbot.keyClick(desk.edit, Key.Key_Down)
    qtbot.keyClick(desk.edit, Key.Key_Return)

    assert told == [("Zqannas",)]
    assert desk.marked == ["wich"]
    assert desk.edit.toPlainText() == "Zqannas wich"


def test_a_word_can_be_ignored_in_this_text_only(desk: Desk, qtbot: QtBot) -> None:
    desk.edit.setPlainText("wich wich")
    ask(desk, qtbot)

    desk.help.popup.clicked.emit(len(desk.shown) - 1)

    assert desk.marked == []
    assert not desk.spelling.is_right("wich")


def test_names_of_the_meeting_lose_their_marks(desk: Desk) -> None:
    desk.edit.setPlainText("Zqanna came")
    assert desk.marked == ["Zqanna"]

    desk.spelling.set_names(["Zqanna Qzimble"])

    assert desk.marked == []


def test_a_text_without_wrong_words_says_so(desk: Desk, qtbot: QtBot) -> None:
    desk.edit.setPlainText("All is right.")

    qtbot.keyClick(desk.edit, Key.Key_F7)

    assert desk.help.popup.note == "No word here is marked as wrong."
    qtbot.keyClick(desk.edit, Key.Key_Return)
    assert not desk.help.is_open
    assert desk.edit.toPlainText() == "All is right."


def test_a_shortcut_of_the_window_on_escape_waits_until_the_list_is_closed(desk: Desk, qtbot: QtBot) -> None:
    pressed: list[int] = []
    shortcut = QShortcut(Key.Key_Escape, desk.window)
    shortcut.activated.connect(lambda: pressed.append(1))
    desk.edit.setPlainText("wich")
    ask(desk, qtbot)

    qtbot.keyClick(desk.edit, Key.Key_Escape)
    assert not desk.help.is_open
    assert pressed == []

    qtbot.keyClick(desk.edit, Key.Key_Escape)
    assert pressed == [1]


def test_leaving_the_text_or_changing_it_closes_the_list(desk: Desk, qtbot: QtBot) -> None:
    desk.edit.setPlainText("wich")
    ask(desk, qtbot)
    desk.other.setFocus()
    assert not desk.help.is_open

    desk.edit.setFocus()
    ask(desk, qtbot)
    desk.edit.setPlainText("another line")
    assert not desk.help.is_open


def test_the_list_stays_inside_a_small_window_at_twice_the_size(
    desk: Desk, theme: Theme, qtbot: QtBot
) -> None:
    theme.show(Look.HIGH_CONTRAST, 200)
    desk.window.resize(640, 420)
    desk.edit.setPlainText("\n\n\n\nthe end of a long line wich")
    desk.go(len(desk.edit.toPlainText()))

    ask(desk, qtbot)

    popup = desk.help.popup
    assert desk.window.rect().contains(popup.geometry())
    assert popup.accessibleName() == "Spelling"
    qtbot.keyClick(desk.edit, Key.Key_Escape)


@pytest.mark.parametrize("text", [*HOSTILE, "a\0wich", "wich\u2028wich", "\N{GRINNING FACE}" * 2_000])
def test_hostile_texts_stay_as_they_are(text: str, desk: Desk, qtbot: QtBot) -> None:
    desk.edit.setPlainText(text)
    before = desk.edit.toPlainText()

    ask(desk, qtbot)
    desk.window.grab()
    qtbot.keyClick(desk.edit, Key.Key_Escape)

    assert desk.edit.toPlainText() == before


def test_an_edit_may_go_while_words_are_looked_for(desk: Desk, qtbot: QtBot, lane: Lane) -> None:
    desk.edit.setPlainText("wich")
    qtbot.keyClick(desk.edit, Key.Key_F7)

    desk.edit.deleteLater()
    done: list[int] = []
    lane.run(lambda: 1, lane, done.append)

    qtbot.waitUntil(lambda: bool(done))


@pytest.fixture
def typed(desk: Desk) -> QPlainTextEdit:
    desk.keys = SnippetKeys(desk.edit, lambda: {"nfa": "no further action", "hv": "home visit on {} by"})
    return desk.edit


def test_space_behind_a_short_form_puts_its_text_there(typed: QPlainTextEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(typed, "po: ;nfa now")

    assert typed.toPlainText() == "po: no further action now"


def test_tab_puts_it_there_without_a_space_and_undo_brings_the_short_form_back(
    typed: QPlainTextEdit, qtbot: QtBot
) -> None:
    typed.insertPlainText("\N{GRINNING FACE} ")
    qtbot.keyClicks(typed, ";Nfa")

    qtbot.keyClick(typed, Key.Key_Tab)

    assert typed.toPlainText() == "\N{GRINNING FACE} No further action"
    typed.undo()
    assert typed.toPlainText() == "\N{GRINNING FACE} ;Nfa"


def test_the_cursor_goes_where_the_text_wants_it(typed: QPlainTextEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(typed, ";hv 3 May")

    assert typed.toPlainText() == "home visit on 3 May by"


def test_what_is_no_short_form_is_typed_as_it_is(typed: QPlainTextEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(typed, "nfa ;zz a;nfa ; x")

    assert typed.toPlainText() == "nfa ;zz a;nfa ; x"
