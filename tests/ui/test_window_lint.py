from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from meetingdesk.domain.meeting_words import SectionKind
from tests.ui import lint
from tests.ui.windows import GROUPS, MEETING, SHOWN_BY, Stage, State
from ui.labels import label, tooltip
from ui.offers import help_of
from ui.palette import TOKENS, Look, Tokens
from ui.screens import meeting
from ui.theme import Theme

LOOKS = ((Look.LIGHT, 100), (Look.DARK, 100), (Look.HIGH_CONTRAST, 200))
PAIRS = {
    "ink": ("ground", "surface", "quiet", "selection", "accent_ground"),
    "muted": ("ground", "surface", "quiet", "selection", "accent_ground"),
    "accent": ("surface", "quiet", "ground", "accent_ground", "selection"),
    "on_accent": ("accent",),
    "attention": ("surface", "quiet", "selection", "attention_ground"),
    "wrong": ("surface", "quiet", "selection", "wrong_ground"),
    "settled": ("surface", "quiet", "selection", "settled_ground"),
}
"""Every ink of the themes with the grounds on which it stands somewhere."""
CHECKS = (
    *(lint.nameless, lint.roleless, lint.markup_labels, lint.markup_tooltips),
    *(lint.out_of_order, lint.faint, lint.clipped),
)


def told(faults: list[str]) -> str:
    return "\n" + "\n".join(faults)


# All windows


@pytest.mark.slow
@pytest.mark.parametrize(("look", "size"), LOOKS)
@pytest.mark.parametrize("group", GROUPS)
def test_every_window_can_be_read_and_reached(group: str, look: Look, size: int, stage: Stage) -> None:
    stage.theme.show(look, size)
    faults = []

    for state in GROUPS[group]:
        window = state.open(stage)
        stage.wait()
        faults += [f"{state.name}: {check.__name__}: {fault}" for check in CHECKS for fault in check(window)]

    assert not faults, told(faults)


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_every_key_is_told_and_means_one_thing(group: str, stage: Stage) -> None:
    faults = []

    for state in GROUPS[group]:
        window = state.open(stage)
        stage.wait()
        explained = [key for key, _ in help_of(getattr(window, "screen_now", None))]
        faults += [f"{state.name}: not told: {key}" for key in lint.untold_keys(window, explained)]
        faults += [f"{state.name}: {fault}" for fault in lint.ambiguous_keys(window)]

    assert not faults, told(faults)


@pytest.mark.parametrize("kind", SectionKind)
def test_every_kind_of_section_is_among_the_windows(kind: SectionKind) -> None:
    assert any(kind in sections for sections in SHOWN_BY.values())


@pytest.mark.parametrize("tokens", TOKENS.values(), ids=[look.value for look in TOKENS])
def test_every_ink_stands_out_from_every_ground_it_is_used_on(tokens: Tokens) -> None:
    faint = [
        f"{ink} on {ground}: {found:.2f}"
        for ink, grounds in PAIRS.items()
        for ground in grounds
        if (found := lint.contrast(QColor(getattr(tokens, ink)), QColor(getattr(tokens, ground)))) < 4.5
    ]

    assert faint == []


# The meeting goes on


@pytest.mark.slow
def test_no_command_of_the_meeting_opens_a_window_that_stops_it(stage: Stage) -> None:
    state = next(state for state in MEETING if state.name == "talk")
    window = state.open(stage)
    live = window.meeting.live  # type: ignore[attr-defined]  # the frame
    found = []

    for action in live.commands():
        if action.isEnabled() and "&End" not in action.text():
            action.trigger()
            stage.wait()
            found += [f"{action.text()}: {name}" for name in lint.modal_windows()]

    assert found == []


def test_nothing_of_the_meeting_knows_dialogs() -> None:
    stops = {"QDialog", "QMessageBox", "QInputDialog", "QFileDialog", "exec", "setModal", "setWindowModality"}

    found = [
        f"{path.name}: {name}"
        for path in Path(meeting.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (name := getattr(node, "id", getattr(node, "attr", getattr(node, "name", "")))) in stops
    ]

    assert found == []


def test_a_key_of_the_open_screen_is_taken_from_the_frame_and_given_back(stage: Stage) -> None:
    window = next(state for state in MEETING if state.name == "marac: information").open(stage)
    live = window.meeting.live  # type: ignore[attr-defined]  # the frame
    before = live.standing.point

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    stage.wait()

    assert live.standing.point.position == before.position - 1
    window.go("families")  # type: ignore[attr-defined]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.place == "meetings"  # type: ignore[attr-defined]


def test_ctrl_and_a_digit_corrects_a_piece_while_there_is_one_and_goes_to_a_place_otherwise(
    stage: Stage,
) -> None:
    window = next(state for state in MEETING if state.name == "an action being typed").open(stage)
    live = window.meeting.live  # type: ignore[attr-defined]  # the frame
    live.take_focus()

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    asked = live.ask.isVisible()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    live.capture.edit.put("")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)

    assert asked
    assert window.place == "families"  # type: ignore[attr-defined]


def test_tab_goes_through_the_unlock_window_in_reading_order(stage: Stage, qtbot: QtBot) -> None:
    window = next(state for state in GROUPS["before a store is open"]).open(stage)
    window.names.setFocus()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    reached = []
    for _ in range(7):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)

    wanted = (
        *("Passphrase", "Show passphrase", "Unlock", "Quick unlock with this computer"),
        *("Use the recovery key", "Open another store"),
    )
    places = [reached.index(name) for name in wanted]
    assert all(before < after for before, after in pairwise(places))


# Controls: each check sees what it is there for


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 300)
    return page


def shown(page: QWidget) -> QWidget:
    page.show()
    QApplication.processEvents()
    return page


def test_the_control_fails_a_button_without_a_name(page: QWidget) -> None:
    QPushButton(page)

    assert lint.nameless(shown(page)) == ["QPushButton has no name"]


def test_the_control_fails_a_thing_that_does_not_say_what_it_is(page: QWidget) -> None:
    QWidget(page).setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    assert len(lint.roleless(shown(page))) == 1


def test_the_control_fails_a_label_and_a_tooltip_that_read_markup(page: QWidget) -> None:
    QLabel("Ada", page)
    page.setToolTip("<b>Ada</b>")
    right = label("Ada", parent=page)
    right.setToolTip(tooltip("<b>Ada</b>"))

    assert lint.markup_labels(shown(page)) == ["Ada"]
    assert lint.markup_tooltips(page) == ["<b>Ada</b>"]


def columns(page: QWidget) -> tuple[QLineEdit, ...]:
    row = QHBoxLayout(page)
    fields = []
    for _ in range(2):
        panel = QFrame()
        panel.setProperty("role", "side")
        column = QVBoxLayout(panel)
        for _ in range(2):
            fields.append(QLineEdit())
            column.addWidget(fields[-1])
        row.addWidget(panel)
    return tuple(fields)


def in_order(*fields: QWidget) -> None:
    for before, after in pairwise(fields):
        QWidget.setTabOrder(before, after)


def test_columns_are_read_one_after_the_other(page: QWidget) -> None:
    columns(page)

    assert lint.out_of_order(shown(page)) == []


def test_the_control_fails_an_order_that_goes_to_and_fro_between_columns(page: QWidget) -> None:
    top_left, below_left, top_right, below_right = columns(page)
    in_order(top_left, top_right, below_left, below_right)

    assert "Tab comes back to QFrame side" in lint.out_of_order(shown(page))


def test_the_control_fails_an_order_from_below(page: QWidget) -> None:
    top_left, below_left, top_right, below_right = columns(page)
    in_order(below_left, top_left, top_right, below_right)

    assert len(lint.out_of_order(shown(page))) == 1


@pytest.mark.parametrize("look", TOKENS)
def test_the_control_fails_faint_words(page: QWidget, theme: Theme, look: Look) -> None:
    theme.show(look, 100)
    tokens = theme.tokens
    column = QVBoxLayout(page)
    column.addWidget(label("Words that can be read"))
    faint = label("Words that cannot")
    button = QPushButton("A button")
    grey = QColor(tokens.surface)
    between = QColor(*((part * 3 + 128) // 4 for part in (grey.red(), grey.green(), grey.blue())))
    for widget in (faint, button):
        column.addWidget(widget)
        widget.setStyleSheet(f"color: {between.name()}")

    found = lint.faint(shown(page))

    assert len(found) == 2
    assert found[0].startswith("Words that cannot")
    assert found[1].startswith("A button")


def test_the_control_fails_words_without_room(page: QWidget, theme: Theme) -> None:
    cut, whole, high = label("Words that need more room", parent=page), label("Words", parent=page), label()
    cut.setGeometry(0, 0, 60, 20)
    whole.setGeometry(0, 40, 100, 30)
    high = label("Words that need several lines in a narrow column", wraps=True, parent=page)
    high.setGeometry(0, 100, 120, 20)
    button = QPushButton("A button with more words than room", page)
    button.setGeometry(0, 200, 80, 36)

    assert len(lint.clipped(shown(page))) == 3


def test_the_control_fails_what_is_beyond_its_window(page: QWidget) -> None:
    label("Words", parent=page).setGeometry(380, 10, 60, 30)

    assert "beyond" in lint.clipped(shown(page))[0]


def test_the_control_fails_a_window_larger_than_the_smallest_screen(page: QWidget) -> None:
    page.setMinimumWidth(1400)

    assert lint.clipped(shown(page)) == ["the window needs 1400 × 300"]


def test_the_control_fails_a_key_that_nobody_is_told(page: QWidget) -> None:
    field = QLineEdit(page)
    for key in ("Ctrl+G", "Ctrl+H", "Ctrl+J"):
        action = QAction("Go", page)
        action.setShortcut(QKeySequence(key))
        page.addAction(action)
    field.setToolTip(tooltip("Go there (Ctrl+G)"))

    assert lint.untold_keys(shown(page), ["Ctrl+J"]) == ["Ctrl+H (Go)"]


def test_the_control_fails_a_key_with_two_meanings(page: QWidget) -> None:
    field = QLineEdit(page)
    action = QAction("Go", page)
    action.setShortcut(QKeySequence("Ctrl+G"))
    page.addAction(action)
    QShortcut(QKeySequence("Ctrl+G"), field).setContext(Qt.ShortcutContext.WidgetShortcut)

    assert lint.ambiguous_keys(shown(page)) == ["Ctrl+G: Go and a key of the screen"]


def test_the_control_sees_a_window_that_stops_everything(page: QWidget) -> None:
    dialog = QDialog(shown(page))
    dialog.setModal(True)
    dialog.show()

    assert len(lint.modal_windows()) == 1
    dialog.close()


def test_every_state_has_a_name_of_its_own() -> None:
    names = [state.name for group in GROUPS.values() for state in group]

    assert len(set(names)) == len(names)
    assert all(isinstance(state, State) for group in GROUPS.values() for state in group)
